#include "base/io.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace daybook {
namespace {

using testing::HasSubstr;

class IoTest : public testing::Test {
  protected:
    IoTest() {
        std::string pattern = std::filesystem::temp_directory_path() / "daybook-io-XXXXXX";
        folder = mkdtemp(pattern.data());
    }
    ~IoTest() override { std::filesystem::remove_all(folder); }
    std::string Path(std::string_view name) const { return folder + "/" + std::string(name); }
    std::string folder;
};

TEST_F(IoTest, WhatIsWrittenIsRead) {
    std::string bytes(200'000, 'x');
    bytes[5] = '\0';
    for (std::string_view content :
         {std::string_view("first, longer"), std::string_view("second"), std::string_view(bytes)}) {
        ASSERT_TRUE(WriteFileDurably(Path("a"), content, 0600).ok());
        ASSERT_TRUE(ReadFile(Path("a")).ok());
        EXPECT_EQ(ReadFile(Path("a")).value(), content);
    }
    struct stat info {};
    ASSERT_EQ(stat(Path("a").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0600u);
    auto files = std::filesystem::directory_iterator(folder);
    EXPECT_EQ(std::distance(begin(files), end(files)), 1) << "a file beside it was left";
}

TEST_F(IoTest, ModeIsWhatWasAskedForWhateverTheUmask) {
    mode_t before = umask(0077);
    ASSERT_TRUE(WriteFileDurably(Path("a"), "x", 0644).ok());
    umask(before);
    struct stat info {};
    ASSERT_EQ(stat(Path("a").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0644u);
}

TEST_F(IoTest, ErrorsSayWhichFileAndWhy) {
    auto missing = ReadFile(Path("missing"));
    ASSERT_FALSE(missing.ok());
    EXPECT_EQ(missing.error().code, Code::kNotFound);
    EXPECT_THAT(missing.error().message, HasSubstr(Path("missing")));
    ASSERT_TRUE(WriteFileDurably(Path("a"), "12345", 0600).ok());
    EXPECT_TRUE(ReadFile(Path("a"), 5).ok());
    auto large = ReadFile(Path("a"), 4);
    ASSERT_FALSE(large.ok());
    EXPECT_EQ(large.error().code, Code::kInvalid);
    EXPECT_THAT(large.error().message, HasSubstr("larger than 4 bytes"));
    EXPECT_FALSE(ReadFile(folder).ok());
    EXPECT_EQ(WriteFileDurably(Path("no/where"), "x", 0600).error().code, Code::kNotFound);
}

}  // namespace
}  // namespace daybook

#include "sql/lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

#include "base/io.h"
#include "base/text.h"
#include "sql/holder.h"

namespace daybook::sql {
namespace {

constexpr size_t kHolderBytesMax = 255;

// On a full disk the file stays empty: the lock holds all the same.
void SayWhoHolds(int file) {
    const std::string holder = ThisProcess().substr(0, kHolderBytesMax);
    if (ftruncate(file, 0) == 0) static_cast<void>(!pwrite(file, holder.data(), holder.size(), 0));
}

std::string WhoHolds(int file) {
    std::string holder(kHolderBytesMax, '\0');
    const ssize_t got = pread(file, holder.data(), holder.size(), 0);
    return ToUtf8(std::string_view(holder).substr(0, got < 0 ? 0 : static_cast<size_t>(got)));
}

}  // namespace

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
}

FolderLock::~FolderLock() {
    if (file_ >= 0) close(file_);
}

std::string FolderOf(const std::string& path) {
    std::string folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

Error FileError(const std::string& folder, int number) {
    if (number == ENOSPC || number == EDQUOT) {
        return Unavailable(
            fmt::format(
                "The disk that holds {} is full. Free some space on it; what is stored is safe.",
                folder),
            "disk_full");
    }
    return Unavailable(
        fmt::format(
            "Daybook cannot write to {} ({}). Let its user write there, or choose another folder "
            "with --data.",
            folder, SystemMessage(number)),
        "data_unwritable");
}

Result<FolderLock> FolderLock::Take(const std::string& folder) {
    std::error_code failed;
    if (!std::filesystem::exists(folder, failed)) {
        std::filesystem::create_directories(folder, failed);
        if (failed) return FileError(folder, failed.value());
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
    }
    FolderLock lock;
    lock.file_ = open((folder + "/daybook.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock.file_ < 0) return FileError(folder, errno);
    if (flock(lock.file_, LOCK_EX | LOCK_NB) == 0) {
        SayWhoHolds(lock.file_);
        return lock;
    }
    if (errno != EWOULDBLOCK) return FileError(folder, errno);
    return InUse(folder, WhoHolds(lock.file_));
}

}  // namespace daybook::sql

#include "base/controls.h"

#include <gtest/gtest.h>

namespace daybook {
namespace {

TEST(Controls, AreSeenAndWritten) {
    struct Case {
        std::string text, shown;
    };
    const Case cases[] = {
        {"", ""},
        {"Ada Łęski 😀", "Ada Łęski 😀"},
        {"a\nb\x1b[31m", "a\\x0ab\\x1b[31m"},
        {"\t\r\x7f", "\\x09\\x0d\\x7f"},
        {std::string("a\0b", 3), "a\\x00b"},
        {"\u0080\u009b2J\u00a0", "\\x80\\x9b2J\u00a0"},
        {"\xc2", "\xc2"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(EscapeControls(c.text), c.shown);
        EXPECT_EQ(HasControls(c.text), c.text != c.shown) << c.shown;
    }
    EXPECT_EQ(EscapeControls("a\nb\tc\x1b", "\n\t"), "a\nb\tc\\x1b");
}

}  // namespace
}  // namespace daybook

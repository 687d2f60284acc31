#include "sql/holder.h"

#include <unistd.h>

#include <string_view>

#include <fmt/format.h>

#include "base/io.h"
#include "base/text.h"

namespace daybook::sql {
namespace {

constexpr size_t kWordsMax = 3;  // "daybook stripe sync"

}  // namespace

std::string ThisProcess() {
    const auto read = ReadFile("/proc/self/cmdline");
    const std::string line = read.ok() ? *read : "daybook";
    std::string command;
    size_t count = 0;
    for (std::string_view word : Split(line, '\0')) {
        if (word.empty() || word.starts_with('-') || count == kWordsMax) break;
        if (count++ == 0) word = word.substr(word.rfind('/') + 1);
        command.append(command.empty() ? "" : " ").append(word);
    }
    return fmt::format("{}, process {}", command, getpid());
}

Error InUse(const std::string& what, const std::string& holder) {
    return Conflict(
        fmt::format("Another Daybook uses {}{}{}. Wait until it has ended, or stop it. Only beside a "
                    "server (daybook serve) do other commands work meanwhile.",
                    what, holder.empty() ? "" : ": ", holder),
        "store_in_use");
}

}  // namespace daybook::sql

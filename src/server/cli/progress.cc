#include "server/cli/progress.h"

#include <unistd.h>

#include <cstdio>
#include <utility>

#include <fmt/format.h>

#include "server/cli/json.h"

namespace daybook::server {
namespace {

constexpr Micros kBarEvery = 200 * kMillisecond;
constexpr Micros kLineEvery = 5 * kSecond;
constexpr int kBarWidth = 24;
constexpr int64_t kShortList = 1000;  // objects

struct Counts {
    int64_t imported = 0;
    int64_t estimated = 0;
    int done = 0;
    int all = 0;
    bool estimable = true;  // each list told how long it is
    bool brief = true;      // those that did not are short so far
    double lists = 0;       // how many are read, each by its share
    std::string resources;
};

Counts Count(const boost::json::value& integration) {
    Counts counts;
    const boost::json::value& progress = Member(integration, "progress");
    if (!progress.is_array()) return counts;
    for (const boost::json::value& row : progress.as_array()) {
        int64_t imported = Number(row, "imported");
        bool done = Truth(row, "done");
        counts.imported += imported;
        counts.all += 1;
        counts.done += done ? 1 : 0;
        const int64_t estimated = done ? imported : Number(row, "estimated_total");
        counts.estimated += estimated;
        if (done) counts.lists += 1;
        else if (estimated > 0) counts.lists += std::min(1.0, static_cast<double>(imported) / static_cast<double>(estimated));
        const bool known = done || Member(row, "estimated_total").is_int64();
        counts.estimable = counts.estimable && known;
        counts.brief = counts.brief && (known ? estimated - imported : imported) <= kShortList;
        if (!done && imported > 0) counts.resources += fmt::format(" {} {}", Show(row, "resource"), imported);
    }
    return counts;
}

// Of the objects, once each list told how long it is: before, it would soon shrink. The lists of a small shop tell only when
// they are read, so there it is of the lists.
std::string Bar(const Counts& counts) {
    if (counts.all == 0 || (!counts.estimable && !counts.brief)) return fmt::format("[{}] counting", std::string(kBarWidth, '.'));
    double share = counts.lists / counts.all;
    if (counts.estimable && counts.estimated > 0) share = std::min(1.0, static_cast<double>(counts.imported) / static_cast<double>(counts.estimated));
    int filled = static_cast<int>(share * kBarWidth);
    std::string bar(static_cast<size_t>(filled), '#');
    bar.resize(kBarWidth, '.');
    return fmt::format("[{}] {:3.0f} %", bar, share * 100);
}

}  // namespace

Progress::Progress(const Clock& clock) : clock_(clock), terminal_(isatty(STDERR_FILENO) == 1) {}

void Progress::Show(std::string_view integration) {
    const Micros now = clock_.Monotonic();
    ShowTrouble(integration);
    const bool soon = last_ != 0 && now - last_ < (terminal_ ? kBarEvery : kLineEvery);
    unprinted_ = soon ? integration : std::string_view();
    if (!soon) Print(integration, now);
}

void Progress::Print(std::string_view integration, Micros now) {
    boost::system::error_code failed;
    boost::json::value value = boost::json::parse(integration, failed);
    if (failed) return;
    Counts counts = Count(value);
    if (first_count_ < 0) {
        first_count_ = counts.imported;
        began_ = now;
    }
    double seconds = static_cast<double>(now - began_) / kSecond;
    double rate = seconds > 0.5 ? static_cast<double>(counts.imported - first_count_) / seconds : 0;
    std::string left;
    if (counts.estimable && rate > 0 && counts.estimated > counts.imported) {
        left = fmt::format(", {:.0f} s left", static_cast<double>(counts.estimated - counts.imported) / rate);
    }
    std::string line = fmt::format("{} {} objects, {:.0f}/s{}, {} of {} resources", Bar(counts), counts.imported, rate,
                                   left, counts.done, counts.all);
    // A terminal that is gone is no reason to end.
    if (terminal_) static_cast<void>(std::fprintf(stderr, "\r\033[K%s", line.c_str()));
    else static_cast<void>(std::fprintf(stderr, "%s%s\n", line.c_str(), counts.resources.c_str()));
    static_cast<void>(std::fflush(stderr));
    open_ = terminal_;
    last_ = now;
}

void Progress::ShowTrouble(std::string_view integration) {
    boost::system::error_code failed;
    const boost::json::value value = boost::json::parse(integration, failed);
    if (failed) return;
    const boost::json::value& error = Member(value, "error");
    const bool goes_on = error.is_object() && server::Show(value, "state") != "failed";
    const std::string sentence = goes_on ? server::Show(error, "message") : "";
    if (sentence == trouble_) return;
    trouble_ = sentence;
    if (sentence.empty()) return;
    static_cast<void>(std::fprintf(stderr, "%s%s\n", open_ ? "\r\033[K" : "", sentence.c_str()));
    static_cast<void>(std::fflush(stderr));
    open_ = false;
}

void Progress::End() {
    if (!unprinted_.empty()) Print(std::exchange(unprinted_, {}), clock_.Monotonic());
    if (open_) static_cast<void>(std::fprintf(stderr, "\n"));
    open_ = false;
}

}  // namespace daybook::server

#include "stripe/progress_rate.h"

namespace daybook::stripe {
namespace {

constexpr Micros kWindow = 10 * kSecond;
constexpr Micros kStep = kSecond / 2;
constexpr Micros kLeast = 2 * kSecond;

}  // namespace

void ProgressRate::Note(Kind kind, int64_t imported, Micros now) {
    std::deque<Sample>& samples = samples_[kind];
    if (!samples.empty() && imported < samples.back().imported) samples.clear();
    if (!samples.empty() && now - samples.back().at < kStep) return;
    samples.push_back({now, imported});
    while (samples.size() > 2 && now - samples[1].at >= kWindow) samples.pop_front();
}

std::optional<double> ProgressRate::Of(Kind kind) const {
    const auto found = samples_.find(kind);
    if (found == samples_.end() || found->second.size() < 2) return std::nullopt;
    const Sample& first = found->second.front();
    const Sample& last = found->second.back();
    if (last.at - first.at < kLeast) return std::nullopt;
    return static_cast<double>(last.imported - first.imported) * static_cast<double>(kSecond) /
           static_cast<double>(last.at - first.at);
}

}  // namespace daybook::stripe

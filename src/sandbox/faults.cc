#include "sandbox/faults.h"

#include <chrono>

#include "base/assert.h"

namespace daybook::sandbox {
namespace {

constexpr std::string_view kNames[kFaultKinds] = {
    "rate_limit", "lock_timeout", "server_error",   "bad_gateway",  "half_json",   "drop",            "slow",
    "empty_page", "endless_page", "unknown_values", "huge_amounts", "revoked_key", "lost_permission",
};

void ReplaceAll(std::string& text, std::string_view from, std::string_view to) {
    for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
}

void ReplaceNumber(std::string& text, std::string_view member, std::string_view number) {
    for (size_t at = 0; (at = text.find(member, at)) != std::string::npos;) {
        at += member.size();
        size_t end = text.find_first_of(",}", at);
        if (end == std::string::npos) return;
        text.replace(at, end - at, number);
    }
}

}  // namespace

std::string_view FaultName(FaultKind kind) { return kNames[static_cast<int>(kind)]; }

std::optional<FaultKind> FaultNamed(std::string_view name) {
    for (int i = 0; i < kFaultKinds; ++i)
        if (kNames[i] == name) return static_cast<FaultKind>(i);
    return std::nullopt;
}

void Faults::Add(Fault fault) {
    std::lock_guard lock(mutex_);
    scripted_.push_back(std::move(fault));
}

void Faults::Begin(Storm storm) {
    std::lock_guard lock(mutex_);
    ASSERT(storm.chance == 0 || !storm.kinds.empty());
    random_ = Random(storm.seed);
    storm_ = std::move(storm);
}

void Faults::Clear() {
    std::lock_guard lock(mutex_);
    scripted_.clear();
    storm_.reset();
    ++clearings_;
    cleared_.notify_all();
}

void Faults::Wait(Micros delay, uint64_t clearings) {
    std::unique_lock lock(mutex_);
    cleared_.wait_for(lock, std::chrono::microseconds(delay), [&] { return clearings_ > clearings; });
}

std::optional<Fault> Faults::Take(std::string_view path) {
    std::lock_guard lock(mutex_);
    for (size_t i = 0; i < scripted_.size(); ++i) {
        Fault& fault = scripted_[i];
        if (!path.starts_with(fault.path)) continue;
        if (fault.skip > 0) {
            --fault.skip;
            continue;
        }
        ++taken_;
        Fault met = fault;
        met.clearings = clearings_;
        if (fault.times != UINT32_MAX && --fault.times == 0) scripted_.erase(scripted_.begin() + static_cast<ptrdiff_t>(i));
        return met;
    }
    if (!storm_ || !random_.Chance(storm_->chance)) return std::nullopt;
    ++taken_;
    Fault met;
    met.kind = storm_->kinds[random_.Below(storm_->kinds.size())];
    met.delay = storm_->delay;
    met.clearings = clearings_;
    return met;
}

uint64_t Faults::taken() const {
    std::lock_guard lock(mutex_);
    return taken_;
}

std::string WithUnknownValues(std::string_view body) {
    std::string text(body);
    ReplaceAll(text, R"("collection_method":"charge_automatically")", R"("collection_method":"by_pigeon")");
    ReplaceAll(text, R"("tax_exempt":"none")", R"("tax_exempt":"partly")");
    ReplaceAll(text, R"("billing_reason":"manual")", R"("billing_reason":"automatic_guess")");
    ReplaceAll(text, R"("metadata":{})",
               R"("metadata":{},"field_of_2031":{"nested":[1,null,"x"],"deep":{"er":[{}]}},"number_of_2031":-1.5e300)");
    return text;
}

std::string WithHugeAmounts(std::string_view body) {
    std::string text(body);
    ReplaceNumber(text, "\"total\":", "4611686018427387904");
    ReplaceNumber(text, "\"amount_due\":", "4611686018427387904");
    return text;
}

}  // namespace daybook::sandbox

#include "stripe/limits.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"

namespace daybook::stripe {
namespace {

constexpr double kNoLimit = 1e9;
// What one importing process can take in, by far: more at once than this asks for only fills memory.
constexpr double kMostUseful = 400;
constexpr int kCeiling = 32;
constexpr int kCeilingLeast = 1;
// A late timer may be late by this much without a token being lost.
constexpr double kSlackSeconds = 0.05;
// Several answers to one burst are one lesson.
constexpr Micros kCutEvery = kSecond;
constexpr Micros kQuietBeforeGrowth = 5 * kSecond;
constexpr Micros kGrowEvery = kSecond;
constexpr double kGrowth = 1.02;
constexpr double kRateLeast = 0.2;

double Seconds(Micros span) { return static_cast<double>(span) / kSecond; }

double Capacity(double rate) { return 1 + rate * kSlackSeconds; }

}  // namespace

Result<RateChoice> ParseRateChoice(std::string_view text) {
    text = Trim(text);
    if (text == "unlimited") return RateChoice{RateChoice::Kind::kUnlimited, 0};
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    if (!whole || !(number >= 0.1) || number > 1000) {
        return Invalid("The Stripe rate must be a number of requests a second from 0.1 to 1000, or "
                       "\"unlimited\".",
                       "stripe-rate");
    }
    return RateChoice{RateChoice::Kind::kNumber, number};
}

Rates RatesFor(Mode mode, const RateChoice& choice) {
    switch (choice.kind) {
        case RateChoice::Kind::kUnlimited: return {kNoLimit, kNoLimit, true};
        case RateChoice::Kind::kNumber:
            return {choice.per_second, std::min(25.0, choice.per_second), false};
        case RateChoice::Kind::kDefault: break;
    }
    return mode == Mode::kLive ? Rates{50, 12, false} : Rates{12, 12, false};
}

Pressure PressureOf(int status, std::string_view reason_header) {
    if (status != 429) return Pressure::kNone;
    if (reason_header == "global-rate") return Pressure::kGlobalRate;
    if (reason_header == "global-concurrency") return Pressure::kGlobalConcurrency;
    if (reason_header == "endpoint-concurrency") return Pressure::kEndpointConcurrency;
    // Without a reason it is a lock, which says nothing about our pace.
    if (reason_header.empty()) return Pressure::kNone;
    return Pressure::kEndpointRate;
}

Limits::Limits(Rates rates, Micros now) {
    all_.full = all_.rate = rates.all;
    all_.tokens = Capacity(rates.all);
    all_.filled = all_.grown = now;
    all_.cut = now - kCutEvery;
    for (Bucket& bucket : endpoints_) {
        bucket = all_;
        bucket.full = bucket.rate = rates.endpoint;
        bucket.tokens = Capacity(rates.endpoint);
    }
}

void Limits::Refill(Bucket& bucket, Micros now) {
    if (now > bucket.filled) {
        bucket.tokens += Seconds(now - bucket.filled) * bucket.rate;
        bucket.filled = now;
    }
    const bool slowed = bucket.rate < bucket.full || bucket.ceiling < kCeiling;
    const Micros since = std::max(bucket.grown, bucket.cut + kQuietBeforeGrowth);
    if (slowed && now - since >= kGrowEvery) {
        const double steps = std::min(60.0, std::floor(Seconds(now - since)));
        bucket.rate = std::min(bucket.full, bucket.rate * std::pow(kGrowth, steps));
        bucket.ceiling = std::min(kCeiling, bucket.ceiling + 1);
        bucket.grown = now;
    }
    bucket.tokens = std::min(bucket.tokens, Capacity(bucket.rate));
}

Micros Limits::WaitOf(const Bucket& bucket) {
    if (bucket.tokens >= 1) return 0;
    return static_cast<Micros>(std::ceil((1 - bucket.tokens) / bucket.rate * kSecond)) + 1;
}

Micros Limits::Take(Endpoint endpoint, Micros now) {
    Bucket& own = endpoints_[IndexOf(endpoint)];
    Refill(all_, now);
    Refill(own, now);
    if (all_.in_flight >= SlotsOf(all_) || own.in_flight >= SlotsOf(own)) return kUntilOneEnds;
    const Micros wait = std::max(WaitOf(all_), WaitOf(own));
    if (wait > 0) return wait;
    for (Bucket* bucket : {&all_, &own}) {
        bucket->tokens -= 1;
        bucket->in_flight += 1;
    }
    return 0;
}

bool Limits::AllTaken(Micros now) {
    Refill(all_, now);
    return all_.in_flight >= SlotsOf(all_) || WaitOf(all_) > 0;
}

void Limits::Learn(Bucket& bucket, Micros took) {
    bucket.latency += (Seconds(took) - bucket.latency) / 8;
}

void Limits::CutRate(Bucket& bucket, double start, Micros now) {
    if (now - bucket.cut < kCutEvery) return;
    bucket.rate = std::max(kRateLeast, std::min(bucket.rate, start) / 2);
    bucket.tokens = std::min(bucket.tokens, 0.0);
    bucket.cut = bucket.grown = now;
}

void Limits::CutCeiling(Bucket& bucket, Micros now) {
    if (now - bucket.cut < kCutEvery) return;
    bucket.ceiling = std::max(kCeilingLeast, std::min(bucket.ceiling, SlotsOf(bucket)) / 2);
    bucket.cut = bucket.grown = now;
}

void Limits::Give(Endpoint endpoint, Micros took, Pressure pressure, Micros now) {
    Bucket& own = endpoints_[IndexOf(endpoint)];
    ASSERT(all_.in_flight > 0 && own.in_flight > 0);
    all_.in_flight -= 1;
    own.in_flight -= 1;
    // Where there was no limit, Stripe's own are where slowing down begins.
    switch (pressure) {
        case Pressure::kNone:
            Learn(all_, took);
            Learn(own, took);
            return;
        case Pressure::kGlobalRate: return CutRate(all_, 100, now);
        case Pressure::kEndpointRate: return CutRate(own, 25, now);
        case Pressure::kGlobalConcurrency: return CutCeiling(all_, now);
        case Pressure::kEndpointConcurrency: return CutCeiling(own, now);
    }
}

int Limits::SlotsOf(const Bucket& bucket) {
    const double useful = std::ceil(std::min(bucket.rate, kMostUseful) * bucket.latency) + 2;
    return useful >= bucket.ceiling ? bucket.ceiling : static_cast<int>(useful);
}

int Limits::Slots(Endpoint endpoint) const { return SlotsOf(endpoints_[IndexOf(endpoint)]); }
int Limits::SlotsOverAll() const { return SlotsOf(all_); }
double Limits::RateOf(Endpoint endpoint) const { return endpoints_[IndexOf(endpoint)].rate; }
double Limits::RateOverAll() const { return all_.rate; }

}  // namespace daybook::stripe

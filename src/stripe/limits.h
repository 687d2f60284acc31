// How many requests Stripe gets from us (stripe.md §§1.4, 1.5): one bucket over all and one an endpoint, each with a
// rate and a ceiling of requests at once. Pure: time comes in as an argument. Not thread safe; the client guards it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "stripe/key.h"
#include "stripe/resources.h"

namespace daybook::stripe {

// What the operator chose with --stripe-rate.
struct RateChoice {
    enum class Kind { kDefault, kNumber, kUnlimited };
    Kind kind = Kind::kDefault;
    double per_second = 0;
};
// "unlimited", or a number from 0.1 to 1000. kInvalid otherwise.
Result<RateChoice> ParseRateChoice(std::string_view text);

struct Rates {
    double all = 0;       // requests a second over all
    double endpoint = 0;  // requests a second of one endpoint
    bool unlimited = false;
};
// Half of Stripe's limits by default: 50 and 12 in live mode, 12 and 12 in test mode; N gives N and min(25, N).
Rates RatesFor(Mode mode, const RateChoice& choice);

// `GET /v1/invoices` and `GET /v1/invoices/{id}` are two endpoints.
enum class Form : int8_t { kList = 0, kOne = 1, kSubList = 2 };
struct Endpoint {
    Kind kind = Kind::kUnknown;
    Form form = Form::kList;
};
inline constexpr size_t kEndpoints = 3 * kKindsMax;
constexpr size_t IndexOf(Endpoint endpoint) {
    return static_cast<size_t>(endpoint.kind) * 3 + static_cast<size_t>(endpoint.form);
}

// What Stripe answered, as far as the limits care. The names are those of Stripe-Rate-Limited-Reason.
enum class Pressure { kNone, kGlobalRate, kEndpointRate, kGlobalConcurrency, kEndpointConcurrency };
Pressure PressureOf(int status, std::string_view reason_header);

class Limits {
  public:
    Limits(Rates rates, Micros now);

    // Zero: the request may begin and is counted. Otherwise the time after which asking again makes sense, or
    // kUntilOneEnds where too many run at once.
    static constexpr Micros kUntilOneEnds = -1;
    Micros Take(Endpoint endpoint, Micros now);
    // True where Take would be refused whatever the endpoint: then live work must not be overtaken.
    bool AllTaken(Micros now);
    // After each answer (or its absence). `took` from Take to here.
    void Give(Endpoint endpoint, Micros took, Pressure pressure, Micros now);

    // How many requests at once make use of the whole rate: ceil(rate × measured latency) + 2, at most 32.
    int Slots(Endpoint endpoint) const;
    int SlotsOverAll() const;
    // Requests a second now: below Rates after a 429.
    double RateOf(Endpoint endpoint) const;
    double RateOverAll() const;
    int in_flight() const { return all_.in_flight; }

  private:
    struct Bucket {
        double full = 0;          // the rate allowed
        double rate = 0;          // the rate now
        double tokens = 1;
        double latency = 0.15;    // seconds, smoothed
        int ceiling = 32;
        int in_flight = 0;
        Micros filled = 0;        // when tokens were last added
        Micros cut = 0;           // the last time it was slowed
        Micros grown = 0;         // the last time it was let grow
    };
    static void Refill(Bucket& bucket, Micros now);
    static Micros WaitOf(const Bucket& bucket);
    static void Learn(Bucket& bucket, Micros took);
    static void CutRate(Bucket& bucket, double start, Micros now);
    static void CutCeiling(Bucket& bucket, Micros now);
    static int SlotsOf(const Bucket& bucket);

    Bucket all_;
    std::array<Bucket, kEndpoints> endpoints_;
};

}  // namespace daybook::stripe

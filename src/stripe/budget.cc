#include "stripe/budget.h"

#include <algorithm>

namespace daybook::stripe {
namespace {

constexpr int64_t kFloor = 10'000;
constexpr int64_t kReadsAPayment = 500;
constexpr Micros kMonth = 30 * kDay;
// Of half the allocation, in per cent.
constexpr int64_t kFollowingShare = 65;
constexpr int64_t kCartsShare = 25;  // of the former's
constexpr int64_t kProofShare = 25;

constexpr Micros kEager = 5 * kSecond;
constexpr Micros kNewsLeast = kMinute;
constexpr Micros kOpenLeast = 5 * kMinute;
constexpr Micros kCartsLeast = 5 * kMinute;
constexpr Micros kProofLeast = 2 * kSecond;
// Under webhooks events, or else the lists' newest, are read too: what did not come by them is found within the hour.
constexpr Micros kBeside = kHour;

// The mean time between two requests of a share.
Micros GapOf(int64_t share, int64_t paid_invoices_of_month) {
    return kMonth / (AllowedReads(paid_invoices_of_month) / 2 * share / 100);
}

// What is polled as.
Way PolledAs(const Needs& needs) {
    if (needs.way != Way::kWebhooks || needs.known) return needs.way;
    return needs.events ? Way::kEvents : Way::kPolling;
}

Micros RoundEvery(Micros gap, int64_t requests) { return gap * std::max<int64_t>(1, requests); }

}  // namespace

int64_t AllowedReads(int64_t paid_invoices_of_month) {
    return std::max(kFloor, kReadsAPayment * std::min<int64_t>(paid_invoices_of_month, 1'000'000'000));
}

std::string_view WayName(Way way) {
    switch (way) {
        case Way::kWebhooks: return "webhooks";
        case Way::kEvents: return "events";
        case Way::kPolling: return "polling";
    }
    return "polling";
}

Way Freshness(const Ways& ways) {
    if (ways.secret) return Way::kWebhooks;
    return ways.events ? Way::kEvents : Way::kPolling;
}

Way InUse(const Ways& ways) {
    if (ways.secret && ways.heard && !ways.silent) return Way::kWebhooks;
    return ways.events ? Way::kEvents : Way::kPolling;
}

Pace PaceOf(const Needs& needs) {
    Pace pace;
    const Micros gap = GapOf(needs.sessions ? kFollowingShare - kCartsShare : kFollowingShare, needs.paid_month);
    if (needs.sessions) pace.carts = needs.eager ? kCartsLeast : std::max(kCartsLeast, GapOf(kCartsShare, needs.paid_month));
    pace.proof = std::max(kProofLeast, GapOf(kProofShare, needs.paid_month));
    const Way way = PolledAs(needs);
    pace.proof_rest = way == Way::kPolling ? kDay : 7 * kDay;
    switch (way) {
        case Way::kWebhooks:
            if (needs.events) pace.events = std::max(kBeside, gap);
            else pace.news = std::max(kBeside, RoundEvery(gap, needs.news_requests));
            break;
        case Way::kEvents: pace.events = needs.eager ? kEager : std::max(kEager, gap); break;
        case Way::kPolling:
            // Two thirds for what is made, a third for what may still change.
            pace.news = std::max(kNewsLeast, RoundEvery(gap * 3 / 2, needs.news_requests));
            pace.open = std::max(kOpenLeast, RoundEvery(gap * 3, needs.open_requests));
            if (needs.eager) pace.news = kNewsLeast;
            break;
    }
    return pace;
}

int64_t MonthlyCost(Needs needs) {
    needs.eager = false;
    const Pace pace = PaceOf(needs);
    int64_t requests = kMonth / pace.proof;
    if (pace.events > 0) requests += kMonth / pace.events;
    if (pace.news > 0) requests += kMonth / pace.news * std::max<int64_t>(1, needs.news_requests);
    if (pace.open > 0) requests += kMonth / pace.open * std::max<int64_t>(1, needs.open_requests);
    if (pace.carts > 0) requests += kMonth / pace.carts;
    return requests;
}

}  // namespace daybook::stripe

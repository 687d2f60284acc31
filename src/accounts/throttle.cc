#include "accounts/throttle.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

namespace daybook::accounts {
namespace {

std::string NameIn(std::string_view name, std::string_view network) { return fmt::format("{}\n{}", network, name); }

}  // namespace

Micros Throttle::WaitOf(const Entry& entry) const {
    if (entry.failures < options_.free) return 0;
    int doublings = std::min(entry.failures - options_.free, 20);
    return std::min(kSecond << doublings, options_.wait_max);
}

Micros Throttle::Wait(std::string_view name) {
    std::lock_guard lock(mutex_);
    auto found = entries_.find(std::string(name));
    if (found == entries_.end()) return 0;
    Micros passed = clock_.Now() - found->second.last;
    if (passed >= options_.forget_after) {
        entries_.erase(found);
        return 0;
    }
    return std::max<Micros>(0, WaitOf(found->second) - passed);
}

bool Throttle::Failed(std::string_view name) {
    std::lock_guard lock(mutex_);
    if (entries_.size() >= options_.names_max) MakeRoom();
    Entry& entry = entries_[std::string(name)];
    Micros now = clock_.Now();
    if (now - entry.last >= options_.forget_after) entry.failures = 0;
    ++entry.failures;
    entry.last = now;
    return entry.failures == options_.free;
}

void Throttle::Succeeded(std::string_view name) {
    std::lock_guard lock(mutex_);
    entries_.erase(std::string(name));
}

// Forgets the half that failed longest ago.
void Throttle::MakeRoom() {
    std::vector<Micros> times;
    for (const auto& [name, entry] : entries_) times.push_back(entry.last);
    auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    std::erase_if(entries_, [limit = *middle](const auto& named) { return named.second.last <= limit; });
}

std::string NetworkOf(std::string_view address) {
    constexpr size_t kNetworkBytes = 8;
    in6_addr bytes{};
    const std::string text(address.substr(0, address.find('%')));   // without the zone
    if (inet_pton(AF_INET6, text.c_str(), &bytes) != 1) return std::string(address);
    char printed[INET6_ADDRSTRLEN] = {};
    if (IN6_IS_ADDR_V4MAPPED(&bytes)) return inet_ntop(AF_INET, bytes.s6_addr + 12, printed, sizeof printed);
    std::memset(bytes.s6_addr + kNetworkBytes, 0, sizeof bytes.s6_addr - kNetworkBytes);
    return fmt::format("{}/64", inet_ntop(AF_INET6, &bytes, printed, sizeof printed));
}

// A whole address may be tried by many people behind one router.
SignInThrottle::SignInThrottle(const Clock& clock)
    : here_({.free = 5, .wait_max = kMinute}, clock),
      anywhere_({.free = 100, .wait_max = kMinute}, clock),
      networks_({.free = 20, .wait_max = 15 * kMinute, .forget_after = kHour}, clock) {}

Micros SignInThrottle::Wait(std::string_view name, std::string_view address) {
    const std::string network = NetworkOf(address);
    return std::max({here_.Wait(NameIn(name, network)), anywhere_.Wait(name), networks_.Wait(network)});
}

bool SignInThrottle::Failed(std::string_view name, std::string_view address) {
    const std::string network = NetworkOf(address);
    networks_.Failed(network);
    const bool here = here_.Failed(NameIn(name, network)), anywhere = anywhere_.Failed(name);
    return here || anywhere;
}

void SignInThrottle::Succeeded(std::string_view name, std::string_view address) {
    here_.Succeeded(NameIn(name, NetworkOf(address)));
    anywhere_.Succeeded(name);
}

}  // namespace daybook::accounts

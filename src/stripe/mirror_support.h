// For tests and benchmarks: a shop's objects as small JSON texts, and a store with a mirror to put
// them in.
#pragma once

#include <atomic>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accounts/secrets.h"
#include "profiles/erased.h"
#include "sql/test_support.h"
#include "stripe/mirror.h"

namespace daybook::stripe::test {

inline constexpr AccountId kShop{1};
inline constexpr int64_t kConnection = 1;
inline constexpr int64_t kStart = 1'767'225'600;  // unix seconds: 2026-01-01

// Empty texts are null. All are decoded by the real decoder; a text that it refuses fails the test.
Decoded CustomerOf(std::string_view id, std::string_view email, int64_t created = kStart,
                   std::string_view name = "");
Decoded DeletedCustomer(std::string_view id);
Decoded InvoiceOf(std::string_view id, std::string_view customer, int64_t total,
                  std::string_view status = "paid", int64_t created = kStart);
Decoded SubscriptionOf(std::string_view id, std::string_view customer, std::string_view status,
                       int64_t created = kStart);
Decoded ChargeOf(std::string_view id, std::string_view customer, std::string_view guest_email,
                 int64_t amount, int64_t created = kStart);
Decoded RefundOf(std::string_view id, std::string_view charge, int64_t amount,
                 int64_t created = kStart);
Decoded SessionOf(std::string_view id, std::string_view customer, std::string_view email,
                  std::string_view status, int64_t created = kStart);
Decoded PaymentOf(std::string_view id, std::string_view invoice, std::string_view charge,
                  int64_t created = kStart);
Decoded PriceOf(std::string_view id, std::string_view usage_type);

// A store with everything that the mirror needs.
class MirrorStore {
  public:
    // `more`: statements of later floors, by the names of their files.
    explicit MirrorStore(std::string_view engine, Mirror::Options options = {},
                         const std::vector<std::pair<std::string_view, std::string_view>>& more = {});
    // From now on the n-th statement (BEGIN and COMMIT too) fails, once, as if the program had
    // ended there.
    void FailAt(int64_t statement) { fail_in_.store(statement); }
    bool failed() const { return fail_in_.load() <= 0; }
    // How often all facts of people were read so far.
    int64_t people_read() const { return people_read_.load(); }

    sql::Database& db() { return database_->db(); }
    Mirror& mirror() { return *mirror_; }
    profiles::Numbers& numbers() { return *numbers_; }
    profiles::Erasures& erasures() { return *erasures_; }
    sql::TestDatabase& database() { return *database_; }

    // The connection whose objects these are, as one that was made at kStart.
    void Connect();
    // A batch of its own fetch, live, at this moment.
    Batch BatchOf(std::vector<Decoded> objects, Micros now = kStart * kSecond);
    Result<Stored> Store(const Batch& batch);
    // The same, failing the test on errors.
    Stored Put(std::vector<Decoded> objects, Micros now = kStart * kSecond);
    void FinishChores();

    // The ids of each profile's customers and objects with facts: the people, told by what they
    // own. Facts that wait for a parent are not among them.
    std::set<std::set<std::string>> People();
    // The profile of an object; 0: none.
    ProfileId OwnerOf(std::string_view id);
    std::vector<Fact> FactsOf(ProfileId profile);
    int64_t Count(std::string_view what);  // "count_fact": a statement of mirror_support.cc
    int64_t DueRev(ProfileId profile);

    // Makes a customer's stored contact unreadable.
    void Damage(std::string_view customer);

  private:
    std::atomic<int64_t> fail_in_{int64_t{1} << 40};
    std::atomic<int64_t> people_read_{0};
    std::unique_ptr<sql::TestDatabase> database_;
    std::unique_ptr<profiles::Numbers> numbers_;
    const SystemClock clock_;
    std::unique_ptr<accounts::Secrets> secrets_;
    std::unique_ptr<profiles::Erasures> erasures_;
    std::unique_ptr<Mirror> mirror_;
};

}  // namespace daybook::stripe::test

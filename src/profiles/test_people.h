// For tests of this module: a store on either engine, and people made quickly.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "profiles/profile_store.h"
#include "sql/test_support.h"

namespace daybook::sql::embedded {
extern const std::string_view profiles;
}

namespace daybook::profiles {

inline constexpr AccountId kShop{1};
inline constexpr AccountId kOtherShop{2};
inline constexpr Micros kNow = 1'767'225'600 * kSecond;   // 2026-01-01

class StoreTest : public ::testing::TestWithParam<std::string> {
  protected:
    sql::Database& db() { return store_->db(); }

    // Runs `work` as one job; a failure fails the test.
    template <typename Work>
    void Write(Work work) {
        Status done = db().Write([&](sql::Tx& tx) -> Status { return work(tx); });
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
    // What `read` returns, from a snapshot.
    template <typename Read>
    auto Get(Read read) {
        typename std::invoke_result_t<Read, sql::Tx&>::Value value{};
        Status done = db().Read([&](sql::Tx& tx) -> Status {
            value = TRY(read(tx));
            return {};
        });
        EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().message);
        return value;
    }

    // Stores these as settled at `now`, whatever was there.
    std::vector<Changed> Settle(const std::vector<Profile>& people, Micros now = kNow) {
        std::vector<Changed> changed;
        Write([&](sql::Tx& tx) -> Status {
            std::vector<ProfileId> ids;
            for (const Profile& person : people) ids.push_back(person.id);
            std::vector<Head> heads = TRY(LoadHeads(tx, ids));
            std::vector<Update> updates;
            for (size_t i = 0; i < people.size(); ++i) updates.push_back({heads[i], people[i]});
            changed = TRY(Store(tx, updates, now));
            return {};
        });
        return changed;
    }

    std::unique_ptr<sql::TestDatabase> store_ =
        sql::TestDatabase::Make(GetParam(), {sql::embedded::profiles}, {"profiles"});
};

// Person `slot` of block 1, made `created` seconds after 2026.
inline Profile Person(int64_t slot, int64_t created, std::string first, std::string last, std::string email) {
    Profile person;
    person.id = MakeProfileId(1, slot);
    person.account = kShop;
    person.shown = true;
    person.created = kNow / kSecond + created;
    person.version = 1;
    if (!first.empty()) person.fields.first_name = std::move(first);
    if (!last.empty()) person.fields.last_name = std::move(last);
    if (!email.empty()) person.fields.email = std::move(email);
    return person;
}

}  // namespace daybook::profiles

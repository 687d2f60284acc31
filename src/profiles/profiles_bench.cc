// Lists and searches in a shop of a million, and what storing people costs.
//
//   profiles_profiles_bench [PEOPLE [sqlite|postgres [many|few]]]
//       default: 1000000 in a temporary SQLite database, with many different names
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>

#include <fmt/format.h>

#include "base/cpu_support.h"
#include "base/random.h"
#include "profiles/footprint.h"
#include "profiles/numbers.h"
#include "profiles/profile_store.h"
#include "profiles/search.h"
#include "sql/test_support.h"

namespace daybook::sql::embedded {
extern const std::string_view profiles;
}

namespace daybook::profiles {
namespace {

constexpr AccountId kShop{1};
constexpr Micros kNow = 1'767'225'600 * kSecond;
constexpr int64_t kSlice = 256;

// Names with a long tail: the n-th of `kinds` is about as frequent as 1 / n.
std::string Name(Random& random, std::string_view stem, uint64_t kinds) {
    uint64_t rank = random.Below(random.Below(kinds) + 1);
    std::string name(stem);
    for (uint64_t rest = rank * 7919 % 456'976 + 26; rest > 0; rest /= 26) name += static_cast<char>('a' + rest % 26);
    return name;
}

uint64_t first_names = 3'000, last_names = 60'000;

Profile MakePerson(ProfileId id, Random& random) {
    static constexpr std::string_view kDomains[] = {"gmail.com", "gmail.com", "gmail.com", "yahoo.com", "outlook.com"};
    Profile person{.id = id, .account = kShop, .shown = true};
    person.created = kNow / kSecond - static_cast<int64_t>(random.Below(100'000'000));
    person.version = 1;
    Fields& f = person.fields;
    f.first_name = Name(random, "", first_names);
    f.last_name = Name(random, "", last_names);
    std::string domain = random.Chance(0.8) ? std::string(kDomains[random.Below(5)])
                                            : Name(random, "shop", 50'000) + ".example";
    f.email = fmt::format("{}.{}{}@{}", *f.first_name, *f.last_name, random.Below(1000), domain);
    if (random.Chance(0.4)) f.phone = fmt::format("+1{}", random.Between(2'000'000'000, 9'999'999'999));
    f.address = fmt::format("{} Main St", random.Below(10'000));
    f.city = Name(random, "City", 2000);
    f.country = "US";
    f.stripe_customer_id = fmt::format("cus_{:014x}", random.Next() >> 8);
    f.customer_ids = {*f.stripe_customer_id};
    f.stripe_total_orders = static_cast<int64_t>(random.Below(10));
    f.stripe_total_sales = f.stripe_total_orders * 4999;
    f.stripe_currency = "usd";
    f.sales = {{"usd", f.stripe_total_sales, 0}};
    person.sources = {{0, 1, 0, person.created}, {2, 1, 0, person.created}};
    return person;
}

// Chips of every kind: some that many have, some that few have.
Footprint FootprintOf(const Profile& person, Random& random) {
    static constexpr std::string_view kCountries[] = {"US", "US", "US", "GB", "DE", "FR", "CA", "AU", "IS"};
    Footprint footprint;
    footprint.counts[static_cast<int16_t>(Headcount::kProfiles)] = 1;
    footprint.tags = {TagOf(TagKind::kShown), TagOf(TagKind::kOrders, std::min<int64_t>(2, person.fields.stripe_total_orders)), TagOf(TagKind::kHasEmail),
                      *CountryTag(kCountries[random.Below(9)])};
    footprint.tags.push_back(TagOf(TagKind::kOrderStatus, random.Chance(0.97) ? 2 : 3));
    if (random.Chance(0.3)) footprint.tags.push_back(TagOf(TagKind::kSubscription, random.Chance(0.9) ? 1 : 5));
    if (random.Chance(0.0005)) footprint.tags.push_back(TagOf(TagKind::kDeleted));
    std::ranges::sort(footprint.tags);
    const int64_t day = person.created / 86'400;
    footprint.days = {{day, "", 0, 0, 0, 1}, {day, "usd", person.fields.stripe_total_sales, 0, person.fields.stripe_total_orders, 1}};
    return footprint;
}

void Must(const Status& status) {
    if (status.ok()) return;
    fmt::print(stderr, "{}\n", status.error().message);
    std::exit(1);
}

void Fill(sql::Database& db, int64_t people) {
    auto numbers = Numbers::Open(db);
    Must(numbers.ok() ? Status() : numbers.TakeError());
    Random random(1);
    double cpu = CpuSeconds();
    for (int64_t done = 0; done < people; done += kSlice) {
        Must(db.Write([&](sql::Tx& tx) -> Status {
            std::vector<ProfileId> ids = TRY((*numbers)->Take(tx, kShop, std::min(kSlice, people - done)));
            std::vector<Head> heads = TRY(LoadHeads(tx, ids));
            std::vector<Update> updates;
            for (size_t i = 0; i < ids.size(); ++i) updates.push_back({heads[i], MakePerson(ids[i], random)});
            TRY(Store(tx, updates, kNow));
            std::vector<FootprintUpdate> footprints;
            for (const Update& update : updates) footprints.push_back({update.after.id, kShop, "", FootprintOf(update.after, random)});
            return StoreFootprints(tx, std::move(footprints), kNow);
        }, sql::Durability::kBulk));
    }
    fmt::print("stored {} people, {:.1f} us CPU each, {} bytes each\n", people,
               (CpuSeconds() - cpu) * 1e6 / static_cast<double>(people), db.stats().bytes / people);
}

void Settle(sql::Database& db, std::string_view what, const std::function<void(Profile&)>& change) {
    constexpr int64_t kRounds = 200, kEach = 64;
    double cpu = CpuSeconds();
    for (int64_t round = 0; round < kRounds; ++round) {
        Must(db.Write([&](sql::Tx& tx) -> Status {
            std::vector<ProfileId> ids;
            for (int64_t i = 0; i < kEach; ++i) ids.push_back(MakeProfileId(1, (round * kEach + i) % kBlockSize));
            std::ranges::sort(ids);
            std::vector<Head> heads = TRY(LoadHeads(tx, ids));
            std::vector<Profile> stored = TRY(Load(tx, ids));
            std::vector<Update> updates;
            for (size_t i = 0; i < ids.size(); ++i) {
                change(stored[i]);
                updates.push_back({heads[i], std::move(stored[i])});
            }
            TRY(Store(tx, updates, kNow + round));
            return {};
        }, sql::Durability::kBulk));
    }
    fmt::print("settled again, {:<24} {:6.1f} us CPU each (with loading)\n", what,
               (CpuSeconds() - cpu) * 1e6 / static_cast<double>(kRounds * kEach));
}

// Takes `times` measurements and prints the quantiles; those of the CPU too, which a busy machine changes less.
void Measure(std::string_view what, int times, const std::function<void(int)>& once) {
    std::vector<double> took, cpu;
    for (int i = 0; i < times; ++i) {
        const auto start = std::chrono::steady_clock::now();
        const double before = CpuSeconds();
        once(i);
        cpu.push_back((CpuSeconds() - before) * 1e3);
        took.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::ranges::sort(took);
    std::ranges::sort(cpu);
    const auto at = [&](const std::vector<double>& all, double share) { return all[static_cast<size_t>(share * static_cast<double>(all.size() - 1))]; };
    fmt::print("{:<34} p50 {:7.2f} ms  p99 {:7.2f} ms  max {:7.2f} ms   CPU p50 {:7.2f} ms  p99 {:7.2f} ms\n", what, at(took, 0.5), at(took, 0.99), took.back(),
               at(cpu, 0.5), at(cpu, 0.99));
}

void Search(sql::Database& db, std::string_view query, const Position& position) {
    Must(db.Read([&](sql::Tx& tx) -> Status {
        ListPage page = TRY(ListFiltered(tx, kShop, ParseQuery(query), {}, position));
        std::ranges::sort(page.ids);
        TRY(Load(tx, page.ids));
        return {};
    }));
}

// Pages behind chips, at places all over the list; `chips` as in the query of the API.
void Filter(sql::Database& db, std::string_view name, const std::vector<std::pair<std::string_view, std::string_view>>& chips,
            std::string_view query, const std::function<Place()>& place) {
    ListFilter filter;
    for (const auto& [chip, value] : chips) Must(AddFilter(chip, value, filter));
    int64_t fit = 0;
    Must(db.Read([&](sql::Tx& tx) -> Status {
        fit = CountPeople(TRY(ReadPeople(tx, kShop, filter)));
        return {};
    }));
    Measure(fmt::format("chips {} ({})", name, fit), 100, [&](int i) {
        Must(db.Read([&](sql::Tx& tx) -> Status {
            Position position{.limit = 10};
            if (i % 3 != 0) position = {i % 3 == 1 ? Position::Kind::kAfter : Position::Kind::kBefore, place(), 10};
            ListPage page = TRY(ListFiltered(tx, kShop, ParseQuery(query), filter, position));
            std::ranges::sort(page.ids);
            TRY(Load(tx, page.ids));
            return {};
        }));
    });
}

void Filters(sql::Database& db, const std::function<Place()>& place) {
    Filter(db, "has_email=true", {{"has_email", "true"}}, "", place);
    Filter(db, "country=US", {{"country", "US"}}, "", place);
    Filter(db, "order_status=void", {{"order_status", "void"}}, "", place);
    Filter(db, "subscription=past_due", {{"subscription", "past_due"}}, "", place);
    Filter(db, "deleted=true", {{"deleted", "true"}}, "", place);
    Filter(db, "IS, past_due, void", {{"country", "IS"}, {"subscription", "past_due"}, {"order_status", "void"}}, "", place);
    Filter(db, "IS, past_due, a", {{"country", "IS"}, {"subscription", "past_due"}}, "a", place);
    Filter(db, "US, many, before 2024", {{"country", "US"}, {"orders", "many"}, {"created_before", "1704067200"}}, "", place);
    Measure("overview, a year of days", 100, [&](int) {
        Must(db.Read([&](sql::Tx& tx) -> Status {
            TRY(ReadTallies(tx, kShop, Grain::kDay, kNow / kSecond / 86'400 - 365, kNow / kSecond / 86'400 + 1));
            return {};
        }));
    });
    Measure("overview, all months", 100, [&](int) {
        Must(db.Read([&](sql::Tx& tx) -> Status {
            TRY(ReadTallies(tx, kShop, Grain::kMonth, 0, 100'000));
            return {};
        }));
    });
}

void Run(sql::Database& db, int64_t people) {
    Fill(db, people);
    Settle(db, "nothing changed", [](Profile&) {});
    Settle(db, "a number changed", [](Profile& person) { person.fields.stripe_total_orders += 1; });
    Random random(2);
    auto place = [&] { return Place{kNow / kSecond - static_cast<int64_t>(random.Below(100'000'000)), ProfileId{0}}; };
    Measure("list, a page of 10 anywhere", 500, [&](int) {
        Search(db, "", {.kind = Position::Kind::kAfter, .place = place()});
    });
    Measure("list, a page of 100 anywhere", 200, [&](int) {
        Search(db, "", {.kind = Position::Kind::kBefore, .place = place(), .limit = 100});
    });
    Filters(db, place);
    std::vector<std::string> words;
    for (int i = 0; i < 500; ++i) {
        Profile person = MakePerson(MakeProfileId(1, 0), random);
        std::string text = std::vector{*person.fields.first_name, *person.fields.last_name, *person.fields.email,
                                       *person.fields.first_name + " " + *person.fields.last_name}[i % 4];
        words.push_back(text.substr(0, std::max<size_t>(1, random.Below(text.size()) + 1)));
    }
    Measure("search, typed beginnings", 500, [&](int i) { Search(db, words[static_cast<size_t>(i)], {}); });
    Measure("search, first name, begun last", 500, [&](int) {
        Profile person = MakePerson(MakeProfileId(1, 0), random);
        Search(db, *person.fields.first_name + " " + person.fields.last_name->substr(0, 3), {});
    });
    for (std::string_view query : {"a", "b", "gmail", "gmail.com", "ab", "abc", "shop", "+12", "cus_", "cus_12", "cus_123456",
                                   "a b", "gmail.com b c", "yahoo.com outlook.com", "nobody.at.all"}) {
        Measure(fmt::format("search \"{}\"", query), 20, [&](int) { Search(db, query, {}); });
    }
}

}  // namespace
}  // namespace daybook::profiles

int main(int argc, char** argv) {
    using namespace daybook;
    int64_t people = std::max<int64_t>(argc > 1 ? std::atoll(argv[1]) : 1'000'000, kBlockSize);
    std::string engine = argc > 2 ? argv[2] : "sqlite";
    if (argc > 3 && std::string_view(argv[3]) == "few") profiles::first_names = 40, profiles::last_names = 60;
    auto store = sql::TestDatabase::Make(engine, {sql::embedded::profiles}, {"profiles"});
    profiles::Run(store->db(), people);
    return 0;
}

// What segments cost over a big shop: previews, new segments and their timers, flips by time, reading, and imports beside
// them.
//
//   settle_segments_bench [people = 100000] [sqlite:PATH | postgres://…] [steps = preview,start,build,read,flips,rest,import]
//
// The shop is made where the store is empty, and kept where its place was given. Prints figures, judges nothing.
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <limits>
#include <mutex>
#include <thread>

#include "base/memory.h"
#include "base/random.h"
#include "conditions/explain.h"
#include "conditions/program.h"
#include "profiles/blocks.h"
#include "profiles/profile_store.h"
#include "runtime/io.h"
#include "runtime/pool.h"
#include "runtime/timer.h"
#include "segments/build.h"
#include "segments/history.h"
#include "segments/members.h"
#include "segments/segments_store.h"
#include "settle/bench_support.h"
#include "settle/people.h"
#include "settle/settle.h"
#include "stripe/decode.h"
#include "stripe/mirror.h"
#include "stripe/tasks.h"

namespace daybook::sql::embedded {
extern const std::string_view accounts;
extern const std::string_view profiles;
extern const std::string_view mirror;
extern const std::string_view sync;
extern const std::string_view segments;
}  // namespace daybook::sql::embedded

namespace daybook {
namespace {

using segments::SegmentId;
using settle::bench::Must;

constexpr AccountId kShop{1};
constexpr int64_t kYear = 365 * 86'400;
constexpr int64_t kTogether = 1'735'689'600;  // 2025-01-01: within that minute so many have their last order
constexpr int64_t kTogetherMost = 100'000;
constexpr int64_t kFirst = kTogether - 2 * kYear;
constexpr size_t kPage = 100;
constexpr std::string_view kStatements = R"sql(
-- name: new_account
INSERT INTO account (account, name, time_zone, currency, default_email_consent, test_mode_recipients, created)
VALUES (1, 'Shop', 'America/New_York', 'usd', 'unknown', '', 0)

-- name: accounts
SELECT count(*) FROM account

-- name: scan
SELECT count(*), sum(stripe_total_sales) FROM profile WHERE account = 1 AND shown = 1 AND stripe_total_orders >= 3
)sql";

double Resident() {
    std::FILE* file = std::fopen("/proc/self/statm", "r");
    int64_t size = 0, resident = 0;
    if (file == nullptr || std::fscanf(file, "%ld %ld", &size, &resident) != 2) return 0;
    std::fclose(file);
    return static_cast<double>(resident * sysconf(_SC_PAGESIZE)) / 1e6;
}

void Tell(std::string_view what, const std::string& figure) {
    fmt::print("{:58} {}\n", what, figure);
    std::fflush(stdout);
}

class Watch {
  public:
    explicit Watch(const Clock& clock) : clock_(clock), begun_(clock.Monotonic()), cpu_(ProcessCpu()) {}
    double seconds() const { return static_cast<double>(clock_.Monotonic() - begun_) / 1e6; }
    std::string text() const {
        return fmt::format("{:8.1f} ms ({:.1f} ms of CPU)", seconds() * 1e3, static_cast<double>(ProcessCpu() - cpu_) / 1e3);
    }

  private:
    const Clock& clock_;
    const Micros begun_;
    const int64_t cpu_;
};

// "p50 1.2 ms, p99 2.3 ms, worst 3.4 ms (100)".
std::string Spread(std::vector<double> seconds) {
    if (seconds.empty()) return "none";
    std::sort(seconds.begin(), seconds.end());
    const auto at = [&](double share) { return 1e3 * seconds[std::min(seconds.size() - 1, static_cast<size_t>(static_cast<double>(seconds.size()) * share))]; };
    return fmt::format("p50 {:.2f} ms, p99 {:.2f} ms, worst {:.2f} ms ({})", at(0.5), at(0.99), at(1), seconds.size());
}

// ---- the shop ----

std::string CustomerJson(int64_t n, Random& random) {
    static constexpr const char* kCountries[] = {"US", "US", "US", "DE", "FR", "GB", "CA", "JP"};
    static constexpr const char* kNames[] = {"Ada", "Bob", "Clara", "Dora", "Emil", "Frida", "Gus", "Hanna", "Ivo", "Jörg"};
    return fmt::format(
        R"({{"id":"cus_{:012x}","object":"customer","created":{},"livemode":false,"email":"person{}@example.com","name":"{} Number{}",)"
        R"("currency":"usd","address":{{"city":"City {}","country":"{}","line1":"{} Main Street","line2":null,"postal_code":"{:05}","state":null}},)"
        R"("shipping":null,"phone":"+1555{:07}","metadata":{{}}}})",
        n, kFirst + n, n, kNames[random.Below(10)], random.Below(5000), random.Below(300), kCountries[random.Below(8)], n, n % 100'000, n);
}

std::string InvoiceJson(int64_t n, int64_t k, int64_t at, Random& random) {
    const int64_t total = random.Between(500, 20'000);
    return fmt::format(
        R"({{"id":"in_{0:x}{1}","object":"invoice","created":{2},"livemode":false,"customer":"cus_{0:012x}","status":"{6}",)"
        R"("currency":"usd","total":{3},"subtotal":{3},"amount_due":{3},"amount_paid":{3},)"
        R"("billing_reason":"manual","attempt_count":1,"status_transitions":{{"paid_at":{2}}},)"
        R"("customer_name":"Ada","lines":{{"object":"list","has_more":false,"data":[)"
        R"({{"id":"il_{0:x}{1}","object":"line_item","amount":{3},"currency":"usd","quantity":2,)"
        R"("description":"A thing","pricing":{{"price_details":{{"price":"price_{4}","product":"prod_{5}"}}}},)"
        R"("parent":{{"type":"invoice_item_details","invoice_item_details":{{"proration":false}}}}}}]}}}})",
        n, k, at, total, total % 40, total % 20, "paid");
}

std::string SubscriptionJson(int64_t n) {
    return fmt::format(
        R"({{"id":"sub_{0:x}","object":"subscription","created":{1},"livemode":false,"customer":"cus_{0:012x}","status":"active",)"
        R"("start_date":{1},"currency":"usd","pause_collection":null,"items":{{"object":"list","has_more":false,"data":[]}}}})",
        n, kFirst + n);
}

// Some thirty months of orders: one to five a person, of every tenth a subscription.
class Maker {
  public:
    Maker(sql::Database& database, stripe::Mirror& mirror, const Clock& clock) : database_(database), mirror_(mirror), clock_(clock) {}

    void Make(int64_t first, int64_t people) {
        for (int64_t n = first; n < first + people; ++n) {
            Add(stripe::Kind::kCustomer, CustomerJson(n, random_));
            const int64_t orders = random_.Between(1, 5), last = LastOrder(n);
            for (int64_t k = 0; k < orders; ++k)
                Add(stripe::Kind::kInvoice, InvoiceJson(n, k, k == 0 ? last : last - random_.Between(1, 2 * kYear), random_));
            if (n % 10 == 0) Add(stripe::Kind::kSubscription, SubscriptionJson(n));
        }
        Flush();
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return waiting_ == 0; });
    }
    int64_t objects() const { return objects_; }
    std::function<void()> stored = [] {};

  private:
    int64_t LastOrder(int64_t n) {
        if (n < kTogetherMost) return kTogether + n % 60;
        return kTogether + random_.Between(60, kYear);
    }
    void Add(stripe::Kind kind, const std::string& json) {
        batch_.push_back(Must(stripe::DecodeObject(kind, json)));
        if (batch_.size() >= kPage) Flush();
    }
    void Flush() {
        auto batch = std::make_shared<stripe::Batch>();
        batch->connection = 1;
        batch->account = kShop;
        batch->fetch_no = mirror_.NextFetchNumber();
        batch->objects = std::exchange(batch_, {});
        mirror_.Prepare(*batch);
        batch->now = clock_.Now();
        objects_ += static_cast<int64_t>(batch->objects.size());
        {
            std::unique_lock lock(mutex_);
            room_.wait(lock, [&] { return waiting_ < 8; });
            ++waiting_;
        }
        database_.Submit(
            [this, batch](sql::Tx& tx) -> Status {
                (void)TRY(mirror_.Store(tx, *batch));
                return {};
            },
            sql::Durability::kBulk, sql::Priority::kBulk,
            [this](const Status& done) {
                Must(done);
                {
                    std::lock_guard lock(mutex_);
                    --waiting_;
                    room_.notify_all();
                }
                stored();
            });
    }

    sql::Database& database_;
    stripe::Mirror& mirror_;
    const Clock& clock_;
    Random random_{7};
    std::vector<stripe::Decoded> batch_;
    int64_t objects_ = 0;
    std::mutex mutex_;
    std::condition_variable room_;
    int waiting_ = 0;
};

std::unique_ptr<sql::Database> OpenStore(const std::string& url) {
    sql::Options options;
    options.url = url;
    options.statements_of = {sql::embedded::accounts, sql::embedded::profiles, sql::embedded::mirror, sql::embedded::sync, sql::embedded::segments, kStatements};
    options.names = {"accounts", "profiles", "mirror", "sync", "segments", "bench"};
    auto database = Must(sql::Database::Open(options));
    Must(database->Write([](sql::Tx& tx) -> Status {
        if (TRY(tx.Query("bench.accounts")).Int(0, 0) > 0) return {};
        return tx.Run("bench.new_account");
    }));
    return database;
}

// The parts of a server that segments need.
struct House {
    explicit House(const std::string& url) : database(OpenStore(url)) {
        numbers = Must(profiles::Numbers::Open(*database));
        mirror = Must(stripe::Mirror::Create(*database, *numbers));
        settle::Options options;
        options.segments = &catalogue;
        service = std::make_unique<settle::Service>(settle::Parts{*database, *mirror, clock}, *tasks, options);
        service->Start();
    }
    ~House() { service->Stop(); }

    template <typename T>
    T Read(const std::function<Result<T>(sql::Tx&)>& read) {
        T value{};
        Must(database->Read([&](sql::Tx& tx) -> Status {
            value = TRY(read(tx));
            return {};
        }));
        return value;
    }
    int64_t Pending() {
        return Read<int64_t>([](sql::Tx& tx) { return profiles::CountPending(tx); });
    }
    // Until nobody waits to be settled.
    void Settled() {
        service->Wake();
        while (Pending() > 0) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    std::shared_ptr<const segments::Compiled> Compiled() {
        return Read<std::shared_ptr<const segments::Compiled>>([&](sql::Tx& tx) { return catalogue.At(tx, kShop); });
    }
    conditions::Schema Schema() {
        return Read<conditions::Schema>([](sql::Tx& tx) { return segments::SchemaOf(tx, kShop); });
    }
    segments::Segment Insert(const std::string& condition) {
        segments::Segment segment{.id = SegmentId{++last}, .account = kShop, .name = fmt::format("Segment {}", last)};
        segment.condition = condition;
        segment.currency = "usd";
        segment.created = clock.Now() / kSecond;
        Must(database->Write([&](sql::Tx& tx) { return InsertSegment(tx, segment); }));
        return segment;
    }

    SystemClock clock;
    std::unique_ptr<sql::Database> database;
    std::unique_ptr<profiles::Numbers> numbers;
    std::unique_ptr<stripe::Mirror> mirror;
    runtime::IoThread io;
    runtime::Pool pool{{.threads = 2, .queue_max = 1024}};
    runtime::Timers timers{io, pool, clock};
    std::unique_ptr<stripe::Tasks> tasks = stripe::MakeTasks(pool, timers);
    segments::Catalogue catalogue;
    segments::ColumnCache columns{*database, settle::MakeVisitPeople(), clock};
    segments::BuildParts build{*database, catalogue, columns, clock, settle::MakeVisitPeople()};
    std::unique_ptr<settle::Service> service;
    int64_t last = 0;
};

// ---- what is measured ----

const std::string kFieldsOnly = R"({"all":[{"field":"stripe_total_orders","op":"gte","value":3},{"field":"country","op":"in","value":["US","DE"]}]})";
const std::string kWindow = R"({"activity":"order_paid","count":{"gte":2},"within":{"days":700},"where":{"field":"amount","op":"gte","value":50}})";
const std::string kLapsed = R"({"activity":"order_paid","last":{"more_than_ago":{"days":800}}})";

void PreviewOnce(House& house, const segments::BuildParts& parts, std::string_view what, const std::string& json, int times) {
    const conditions::Schema schema = house.Schema();
    const conditions::Program program = Must(conditions::Parse(json, schema));
    std::vector<double> warm;
    int64_t cpu = 0;
    for (int i = 0; i < times; ++i) {
        const Watch watch(house.clock);
        const int64_t before = ProcessCpu();
        const segments::Preview preview = Must(segments::PreviewOf(parts, kShop, schema, program, nullptr, house.clock.Now() / kSecond));
        if (i == 0) Tell(fmt::format("preview, {}, the first ({} people)", what, preview.size), watch.text());
        if (i == 0) continue;
        warm.push_back(watch.seconds());
        cpu += ProcessCpu() - before;
    }
    if (times > 1) Tell(fmt::format("preview, {}, again", what), fmt::format("{}; {:.1f} ms of CPU", Spread(warm), static_cast<double>(cpu) / 1e3 / (times - 1)));
}

void PreviewStep(House& house) {
    constexpr int kTimes = 15;
    PreviewOnce(house, house.build, "fields", kFieldsOnly, kTimes);
    PreviewOnce(house, house.build, "an activity window", kWindow, kTimes);
    const Watch storing(house.clock);
    while (Must(house.columns.Store(1'000))) {}
    Tell("columns stored", storing.text());
    const Watch scan(house.clock);
    const int64_t people = house.Read<int64_t>([](sql::Tx& tx) -> Result<int64_t> { return TRY(tx.Query("bench.scan")).Int(0, 0); });
    Tell(fmt::format("bare SQL scan with one comparison ({} people)", people), scan.text());
    Tell("columns", fmt::format("{:.1f} MB", static_cast<double>(house.columns.bytes()) / 1e6));
    Tell("memory", fmt::format("{:.0f} MB", Resident()));
    house.columns.GiveBack();
    GiveBackFreed();
    Tell("memory, columns given back", fmt::format("{:.0f} MB", Resident()));
}

// What was stored is there again, as after a start.
void StartStep(House& house) {
    for (const auto& [what, json] : {std::pair("fields", kFieldsOnly), std::pair("an activity window", kWindow)}) {
        segments::ColumnCache columns(*house.database, settle::MakeVisitPeople(), house.clock);
        PreviewOnce(house, {*house.database, house.catalogue, columns, house.clock, settle::MakeVisitPeople()}, std::string(what) + " after a start", json, 1);
    }
}

// A loop over plain columns: so fast can it be.
void BareLoop(House& house, int64_t people) {
    std::vector<int32_t> orders(static_cast<size_t>(people)), sales(static_cast<size_t>(people));
    Random random(3);
    for (size_t i = 0; i < orders.size(); ++i) orders[i] = static_cast<int32_t>(random.Below(6)), sales[i] = static_cast<int32_t>(random.Below(50'000));
    const Watch watch(house.clock);
    int64_t count = 0, sum = 0;
    for (int rule = 0; rule < 100; ++rule) {
        for (size_t i = 0; i < orders.size(); ++i) {
            const bool in = orders[i] >= rule % 7 && sales[i] > rule * 100;
            count += in ? 1 : 0;
            sum += in ? sales[i] : 0;
        }
    }
    Tell(fmt::format("bare columnar loop, 100 rules over {} people ({})", people, (count + sum) % 10), watch.text());
}

bool IsReady(House& house, SegmentId id) {
    const auto compiled = house.Compiled();
    const segments::SegmentState state = compiled->segments[*compiled->SlotOf(id)].state;
    return state == segments::SegmentState::kReady || state == segments::SegmentState::kTimers;
}

void BuildStep(House& house) {
    for (const auto& [what, json] : {std::pair("fields", kFieldsOnly), std::pair("an activity, a timer each", kLapsed)}) {
        const segments::Segment segment = house.Insert(json);
        const Watch watch(house.clock);
        std::string ready;
        std::thread building([&] { Must(segments::Build(house.build, kShop, segment.id)); });
        while (!IsReady(house, segment.id)) std::this_thread::sleep_for(std::chrono::milliseconds(10));
        Tell(fmt::format("a new segment, {}: members stored", what), watch.text());
        building.join();
        Tell(fmt::format("a new segment, {}: timers too", what), watch.text());
        segments::Segment next = segment;
        next.id = SegmentId{++house.last};
        next.edits = segment.id;
        next.condition = fmt::format(R"({{"all":[{},{{"field":"country","op":"is","value":"US"}}]}})", json);
        next.created = house.clock.Now() / kSecond;
        Must(house.database->Write([&](sql::Tx& tx) { return InsertSegment(tx, next); }));
        const Watch edit(house.clock);
        Must(segments::Build(house.build, kShop, next.id));
        Tell(fmt::format("an edited segment, {}: taken over, timers too", what), edit.text());
    }
    Tell("memory", fmt::format("{:.0f} MB", Resident()));
}

// So many conditions of many kinds.
std::vector<std::string> Many(size_t count) {
    std::vector<std::string> all;
    for (size_t i = 0; all.size() < count; ++i) {
        all.push_back(fmt::format(R"({{"field":"stripe_total_orders","op":"gte","value":{}}})", i % 6));
        all.push_back(fmt::format(R"({{"activity":"order_paid","count":{{"gte":{}}},"within":{{"days":{}}}}})", 1 + i % 3, 300 + 40 * i));
        all.push_back(fmt::format(R"({{"all":[{{"field":"country","op":"is","value":"US"}},{{"activity":"order_paid","last":{{"more_than_ago":{{"days":{}}}}}}}]}})", 400 + 30 * i));
        all.push_back(fmt::format(R"({{"activity":"order_paid","sum":{{"of":"amount","gte":{}}},"where":{{"field":"product","op":"is","value":"prod_{}"}}}})", 20 * i, i % 20));
        all.push_back(fmt::format(R"({{"any":[{{"field":"email","op":"contains","value":"{}@"}},{{"have":"subscription"}}]}})", i));
    }
    all.resize(count);
    return all;
}

void ReadStep(House& house) {
    const segments::Segment everybody = house.Insert(R"({"all":[]})");
    Must(segments::Build(house.build, kShop, everybody.id));
    std::vector<double> pages, counts, past;
    http::Paging paging{.limit = 50};
    for (int i = 0; i < 200; ++i) {
        const Watch watch(house.clock);
        const auto page = house.Read<segments::MemberPage>([&](sql::Tx& tx) -> Result<segments::MemberPage> {
            return segments::PageOfMembers(tx, kShop, TRY(segments::PeopleOf(tx, house.build, kShop, everybody.id)), paging);
        });
        pages.push_back(watch.seconds());
        if (page.profiles.empty()) break;
        paging.starting_after = EncodeId("prf", Number(page.profiles.back().id));
    }
    for (int i = 0; i < 100; ++i) {
        const Watch watch(house.clock);
        (void)house.Read<std::map<SegmentId, int64_t>>([&](sql::Tx& tx) { return segments::LoadSizes(tx, kShop); });
        counts.push_back(watch.seconds());
    }
    for (int i = 0; i < 20; ++i) {
        const Watch watch(house.clock);
        (void)house.Read<std::map<int64_t, segments::Bits>>([&](sql::Tx& tx) { return segments::MembersAt(tx, everybody.id, everybody.created); });
        past.push_back(watch.seconds());
    }
    std::vector<double> explained;
    const conditions::Schema schema = house.Schema();
    const conditions::Program program = Must(conditions::Parse(R"({"all":[)" + kFieldsOnly + "," + kWindow + "," + kLapsed + "]}", schema));
    Random random(11);
    for (int i = 0; i < 200; ++i) {
        const Watch watch(house.clock);
        Must(house.database->Read([&](sql::Tx& tx) -> Status {
            const std::vector<ProfileId> one = TRY(profiles::PeopleAfter(tx, kShop, random.Between(1, 900'000), 1));
            const std::vector<profiles::Profile> people = TRY(profiles::Load(tx, one));
            return settle::MakeVisitPeople()(tx, kShop, schema, people, {true, true}, [&](size_t, conditions::Person& person) -> Status {
                (void)conditions::Explain(program, person, house.clock.Now() / kSecond);
                return {};
            });
        }));
        explained.push_back(watch.seconds());
    }
    Tell("a person explained", Spread(explained));
    Tell("a page of 50 members of everybody", Spread(pages));
    Tell("sizes of all segments", Spread(counts));
    Tell("who was in at its beginning", Spread(past));
}

// Polls how many are in; each new one beyond those who were there was due at a known moment.
std::vector<double> Lateness(House& house, SegmentId id, const std::vector<int64_t>& due, size_t there = 0) {
    std::vector<double> late;
    for (size_t seen = 0; seen < due.size();) {
        const Micros now = house.clock.Now();
        const auto sizes = house.Read<std::map<SegmentId, int64_t>>([&](sql::Tx& tx) { return segments::LoadSizes(tx, kShop); });
        const size_t in = static_cast<size_t>(sizes.at(id)), size = in - std::min(in, there);
        for (; seen < std::min(size, due.size()); ++seen) late.push_back(static_cast<double>(now - due[seen] * kSecond) / 1e6);
        if (now / kSecond > due.back() + 120) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return late;
}

void FlipsStep(House& house, int64_t people) {
    const int64_t together = std::min(people, kTogetherMost);
    const int64_t now = house.clock.Now() / kSecond;
    constexpr int64_t kAhead = 90;
    const auto condition = [](int64_t ago) { return fmt::format(R"({{"activity":"order_paid","last":{{"more_than_ago":{{"seconds":{}}}}}}})", ago); };
    const segments::Segment segment = house.Insert(condition(now + kAhead - kTogether));
    Must(segments::Build(house.build, kShop, segment.id));
    std::vector<int64_t> due;
    for (int64_t n = 0; n < together; ++n) due.push_back(now + kAhead + n % 60);
    std::sort(due.begin(), due.end());
    const Watch watch(house.clock);
    Tell(fmt::format("{} people flip within a minute, each late", together), Spread(Lateness(house, segment.id, due)));
    Tell("…meanwhile", watch.text());
}

// One person a second, whom their creation lets go: nothing else goes on.
void RestStep(House& house) {
    constexpr int64_t kAhead = 20, kFlips = 120;
    const int64_t now = house.clock.Now() / kSecond;
    const int64_t people = house.Read<int64_t>([](sql::Tx& tx) { return profiles::CountShown(tx, kShop); });
    const segments::Segment segment =
        house.Insert(fmt::format(R"({{"field":"created","op":"more_than_ago","value":{{"seconds":{}}}}})", now + kAhead - kFirst - people + kFlips));
    Must(segments::Build(house.build, kShop, segment.id));
    std::vector<int64_t> due;
    for (int64_t n = 0; n < kFlips; ++n) due.push_back(now + kAhead + n);
    const auto there = static_cast<size_t>(people - kFlips);
    std::vector<double> bare;
    std::thread waking([&] {
        for (const int64_t at : due) {
            std::this_thread::sleep_for(std::chrono::microseconds(at * kSecond - house.clock.Now()));
            bare.push_back(static_cast<double>(house.clock.Now() - at * kSecond) / 1e6);
        }
    });
    const std::vector<double> late = Lateness(house, segment.id, due, there);
    waking.join();
    Tell("one flips each second, each late", Spread(late));
    Tell("a bare thread that wakes at these seconds, late", Spread(bare));
}

struct Cost {
    double seconds = 1e9;
    int64_t cpu = std::numeric_limits<int64_t>::max();  // microseconds
};
Cost Import(const std::string& url, int64_t people, size_t count) {
    House house(url);
    for (const std::string& condition : Many(count)) Must(segments::Build(house.build, kShop, house.Insert(condition).id));
    Maker maker(*house.database, *house.mirror, house.clock);
    maker.stored = [&house] { house.service->Wake(); };
    const Watch watch(house.clock);
    const int64_t before = ProcessCpu();
    maker.Make(0, people);
    house.Settled();
    const Cost cost{watch.seconds(), ProcessCpu() - before};
    Tell(fmt::format("import with {} segments live", count), fmt::format("{:.0f} objects/s, {}", static_cast<double>(maker.objects()) / cost.seconds, watch.text()));
    return cost;
}

void ImportStep(const std::string& folder) {
    constexpr int64_t kPeople = 20'000;
    constexpr int kTimes = 3;  // by turns; the best counts
    Cost least[2];
    for (int i = 0; i < 2 * kTimes; ++i) {
        const std::string path = fmt::format("{}/import{}", folder, i);
        std::filesystem::create_directory(path);
        const Cost cost = Import("sqlite:" + path + "/daybook.db", kPeople, i % 2 == 0 ? 0 : 100);
        std::filesystem::remove_all(path);
        Cost& best = least[i % 2];
        best = {std::min(best.seconds, cost.seconds), std::min(best.cpu, cost.cpu)};
    }
    Tell("import rate with 100 segments against none, by time and by CPU", fmt::format("{:.1f} %, {:.1f} %", 100 * least[0].seconds / least[1].seconds, 100.0 * static_cast<double>(least[0].cpu) / static_cast<double>(least[1].cpu)));
}

int Main(int64_t people, const std::string& url, const std::string& steps, const std::string& folder) {
    const auto wants = [&](std::string_view step) { return steps.find(step) != std::string::npos; };
    {
        House house(url);
        const int64_t there = house.Read<int64_t>([](sql::Tx& tx) { return profiles::CountShown(tx, kShop); });
        const Watch watch(house.clock);
        if (there == 0) {
            Maker maker(*house.database, *house.mirror, house.clock);
            maker.stored = [&house] { house.service->Wake(); };
            maker.Make(0, people);
            house.Settled();
            Tell(fmt::format("the shop: {} people, {} objects", people, maker.objects()), watch.text());
        }
        const auto compiled = house.Compiled();
        if (compiled != nullptr) house.last = Number(compiled->segments.back().id);
        Tell("memory", fmt::format("{:.0f} MB", Resident()));
        if (wants("preview")) PreviewStep(house);
        if (wants("preview")) BareLoop(house, people);
        if (wants("start")) StartStep(house);
        if (wants("build")) BuildStep(house);
        if (wants("read")) ReadStep(house);
        if (wants("flips")) FlipsStep(house, people);
        if (wants("rest")) RestStep(house);
    }
    if (wants("import")) ImportStep(folder);
    return 0;
}

}  // namespace
}  // namespace daybook

int main(int argc, char** argv) {
    const int64_t people = argc > 1 ? std::atoll(argv[1]) : 100'000;
    return daybook::settle::bench::InFolder([&](const std::string& folder) {
        const std::string url = argc > 2 ? argv[2] : "sqlite:" + folder + "/daybook.db";
        return daybook::Main(people, url, argc > 3 ? argv[3] : "preview,start,build,read,flips,rest,import", folder);
    });
}

#include "stripe/sync_support.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <thread>

#include "base/crypto.h"
#include "base/text.h"
#include "http/response_head.h"

namespace daybook::sql::embedded {
extern const std::string_view accounts;
extern const std::string_view profiles;
extern const std::string_view mirror;
extern const std::string_view sync;
}  // namespace daybook::sql::embedded

namespace daybook::stripe::test {
namespace {

constexpr std::string_view kStatements = R"sql(
-- name: stored_ids
SELECT id FROM object WHERE kind = $1 AND digest <> 0 AND gone = 0 ORDER BY id

-- name: hints
SELECT COUNT(*) FROM hint

-- name: ranges
SELECT COUNT(*) FROM range

-- name: objects
SELECT COUNT(*) FROM object

-- name: live_due
SELECT COUNT(*) FROM due WHERE lane = 0

-- name: revs
SELECT CAST(COALESCE(SUM(rev), 0) AS BIGINT) FROM due
)sql";

std::optional<std::string> Parameter(const std::string& query, std::string_view name) {
    for (const std::string_view pair : Split(query, '&')) {
        const size_t equals = pair.find('=');
        const auto key = UrlDecode(pair.substr(0, equals));
        if (key == name) return UrlDecode(pair.substr(equals + 1));
    }
    return std::nullopt;
}

std::string ListJson(const std::vector<std::string>& elements, bool has_more) {
    return fmt::format(R"({{"object":"list","url":"/v1/x","has_more":{},"data":[{}]}})", has_more,
                       fmt::join(elements, ","));
}

}  // namespace

// ---- tasks ----

void ManualTasks::Run(std::function<void()> task) {
    std::lock_guard lock(mutex_);
    ready_.push_back(std::move(task));
    changed_.notify_all();
}

void ManualTasks::After(Micros delay, std::function<void()> task) {
    std::lock_guard lock(mutex_);
    timers_.emplace(clock_.Monotonic() + delay, std::move(task));
    changed_.notify_all();
}

void ManualTasks::JobBegan() {
    std::lock_guard lock(mutex_);
    ++jobs_;
}

void ManualTasks::JobEnded() {
    std::lock_guard lock(mutex_);
    --jobs_;
    changed_.notify_all();
}

std::optional<std::function<void()>> ManualTasks::Next(Micros until) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !ready_.empty() || jobs_ == 0; });
    if (ready_.empty() && !timers_.empty() && timers_.begin()->first <= until) {
        clock_.Set(std::max(clock_.Monotonic(), timers_.begin()->first));
        ready_.push_back(std::move(timers_.begin()->second));
        timers_.erase(timers_.begin());
    }
    if (ready_.empty()) return std::nullopt;
    std::function<void()> task = std::move(ready_.front());
    ready_.pop_front();
    return task;
}

bool ManualTasks::RunUntil(const std::function<bool()>& done, Micros time_max) {
    const Micros until = clock_.Monotonic() + time_max;
    while (!done()) {
        auto task = Next(until);
        if (!task) return done();
        (*task)();
    }
    return true;
}

void ManualTasks::RunUntilEnded(const std::atomic<bool>& ended) {
    while (!ended) {
        std::function<void()> task;
        {
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, std::chrono::milliseconds(2),
                              [&] { return !ready_.empty() || ended; });
            if (ready_.empty() && !ended && !timers_.empty()) {
                clock_.Set(std::max(clock_.Monotonic(), timers_.begin()->first));
                ready_.push_back(std::move(timers_.begin()->second));
                timers_.erase(timers_.begin());
            }
            if (ready_.empty()) continue;
            task = std::move(ready_.front());
            ready_.pop_front();
        }
        task();
    }
}

void ManualTasks::RunReady() {
    while (auto task = Next(clock_.Monotonic())) (*task)();
}

void WatchedDatabase::Submit(sql::Job job, sql::Durability durability, sql::Priority priority,
                             std::function<void(Status)> done) {
    tasks_.JobBegan();
    database_.Submit(std::move(job), durability, priority,
                     [&tasks = tasks_, done = std::move(done)](Status status) {
                         done(std::move(status));
                         tasks.JobEnded();
                     });
}

// ---- Stripe ----

http::Answer FakeStripe::Json(int status, std::string body) {
    http::Answer answer;
    answer.status = status;
    answer.headers.Add("Content-Type", "application/json");
    answer.headers.Add("Request-Id", "req_fake");
    answer.body = std::move(body);
    return answer;
}

http::Answer FakeStripe::Error(int status, std::string_view code, std::string_view message) {
    const std::string_view param = code == "resource_missing" ? R"(,"param":"starting_after")" : "";
    return Json(status, fmt::format(R"({{"error":{{"type":"invalid_request_error","code":"{}","message":"{}"{}}}}})",
                                    code, message, param));
}

void FakeStripe::Put(Kind kind, Object object) {
    std::lock_guard lock(mutex_);
    auto& list = objects_[kind];
    if (!ids_.insert(object.id).second) {
        std::erase_if(list, [&](const Object& other) { return other.id == object.id; });
    }
    const auto at = std::ranges::partition_point(
        list, [&](const Object& other) { return other.created > object.created; });
    list.insert(at, std::move(object));
}

void FakeStripe::Remove(Kind kind, const std::string& id) {
    std::lock_guard lock(mutex_);
    std::erase_if(objects_[kind], [&](const Object& object) { return object.id == id; });
}

void FakeStripe::Send(http::Outgoing request, Done done) {
    EXPECT_EQ(request.method, http::Method::kGet);
    const std::string target = request.url.substr(request.url.find("/v1/"));
    {
        std::lock_guard lock(mutex_);
        seen_.push_back({clock_.Monotonic(), target});
        requests_.push_back(request);
        in_flight_max_ = std::max(in_flight_max_, ++in_flight_);
    }
    tasks_.After(latency, [this, target, done = std::move(done)] {
        http::Answer answer;
        {
            std::lock_guard lock(mutex_);
            --in_flight_;
            answer = AnswerTo(target);
        }
        answer.headers.Add("Date", http::HttpDate(clock_.Now() - ahead));
        if (answer.status == 0) return done(Unavailable("Nothing answers at Stripe's address."));
        done(std::move(answer));
    });
}

http::Answer FakeStripe::AnswerTo(const std::string& target) {
    if (fault) {
        if (auto answer = fault(target)) return *answer;
    }
    if (key_revoked) {
        return Json(401, R"({"error":{"type":"invalid_request_error","message":)"
                         R"("Invalid API Key provided: rk_test_****wxyz"}})");
    }
    const std::string path = target.substr(0, target.find('?'));
    const std::string query = path.size() < target.size() ? target.substr(path.size() + 1) : "";
    if (path == "/v1/events") {
        if (events == EventList::kAbsent) return Error(404, "", "Unrecognized request URL");
        if (events == EventList::kForbidden) return Error(403, "more_permissions_required", "Permission denied. ('event_read')");
        return List(kEventKind, query);
    }
    if (path == "/v1/subscription_items") return Parts(*Parameter(query, "subscription"), query);
    if (path.ends_with("/lines")) {
        const std::string object = path.substr(0, path.rfind('/'));
        return Parts(object.substr(object.rfind('/') + 1), query);
    }
    for (const Resource& resource : kResources) {
        if (!path.starts_with(resource.path)) continue;
        const std::string rest = path.substr(resource.path.size());
        if (!rest.empty() && rest[0] != '/') continue;
        if (forbidden.contains(resource.kind)) {
            return Error(403, "more_permissions_required",
                         fmt::format("Permission denied. Enabling ('{}') permissions would help.",
                                     resource.permission));
        }
        if (rest.empty()) return List(resource.kind, query);
        for (const Object& object : objects_[resource.kind]) {
            if (UrlEncode(object.id) == rest.substr(1)) return Json(200, object.json);
        }
        return Error(404, "resource_missing", "No such object");
    }
    return Error(404, "", "Unrecognized request URL");
}

http::Answer FakeStripe::List(Kind kind, const std::string& query) {
    const size_t limit = std::stoul(Parameter(query, "limit").value_or("10"));
    const auto from = Parameter(query, "created[gte]");
    const auto below = Parameter(query, "created[lt]");
    const auto after = Parameter(query, "starting_after");
    const int64_t least = from ? std::stoll(*from) : 0;
    const auto up_to = Parameter(query, "created[lte]");
    const auto intent = Parameter(query, "payment[payment_intent]");
    const auto status = kind == Kind::kSession ? Parameter(query, "status") : std::nullopt;
    const int64_t most = below ? std::stoll(*below) - 1 : up_to ? std::stoll(*up_to) : INT64_MAX;
    bool past = !after;
    bool has_more = false;
    std::vector<std::string> page;
    for (const Object& object : objects_[kind]) {
        if (!past) {
            past = object.id == *after;
            continue;
        }
        if (object.created > most || object.created < least) continue;
        if (intent && object.json.find(fmt::format("\"{}\"", *intent)) == std::string::npos) continue;
        if (status && object.json.find(fmt::format(R"("status":"{}")", *status)) == std::string::npos) continue;
        if (page.size() == limit) {
            has_more = true;
            break;
        }
        page.push_back(object.json);
    }
    if (!past) return Error(400, "resource_missing", "No such object");
    return Json(200, ListJson(page, has_more));
}

http::Answer FakeStripe::Parts(const std::string& id, const std::string& query) {
    const auto after = Parameter(query, "starting_after");
    std::vector<std::string> page;
    bool past = !after;
    bool has_more = false;
    for (const std::string& part : parts_[id]) {
        if (!past) {
            past = part.find(fmt::format("\"{}\"", *after)) != std::string::npos;
            continue;
        }
        if (page.size() == 100) {
            has_more = true;
            break;
        }
        page.push_back(part);
    }
    return Json(200, ListJson(page, has_more));
}

std::vector<FakeStripe::Seen> FakeStripe::seen() const {
    std::lock_guard lock(mutex_);
    return seen_;
}

std::vector<http::Outgoing> FakeStripe::requests() const {
    std::lock_guard lock(mutex_);
    return requests_;
}

int64_t FakeStripe::CountOf(std::string_view prefix) const {
    std::lock_guard lock(mutex_);
    return std::ranges::count_if(seen_,
                                 [&](const Seen& seen) { return seen.target.starts_with(prefix); });
}

FakeStripe::Object CustomerJson(std::string_view id, int64_t created, std::string_view email) {
    const std::string address = email.empty() ? fmt::format("{}@example.com", id) : std::string(email);
    return {std::string(id),
            fmt::format(R"({{"id":"{}","object":"customer","created":{},"livemode":false,"email":"{}",)"
                        R"("name":"Ada Lovelace","currency":"usd","address":null,"shipping":null,)"
                        R"("phone":null,"metadata":{{}}}})",
                        id, created, address),
            created};
}

FakeStripe::Object InvoiceJson(std::string_view id, std::string_view customer, int64_t created,
                               std::string_view status) {
    return {std::string(id),
            fmt::format(R"({{"id":"{}","object":"invoice","created":{},"livemode":false,"customer":"{}",)"
                        R"("status":"{}","currency":"usd","total":1000,"subtotal":1000,"amount_due":1000,)"
                        R"("amount_paid":1000,"billing_reason":"manual","attempt_count":1,)"
                        R"("status_transitions":{{"paid_at":{}}},"lines":{{"object":"list",)"
                        R"("has_more":false,"data":[]}}}})",
                        id, created, customer, status, created),
            created};
}

FakeStripe::Object SubscriptionJson(std::string_view id, std::string_view customer, int64_t created) {
    return {std::string(id),
            fmt::format(R"({{"id":"{}","object":"subscription","created":{},"livemode":false,)"
                        R"("customer":"{}","status":"active","start_date":{},"currency":"usd",)"
                        R"("pause_collection":null,"items":{{"object":"list","has_more":false,"data":[]}}}})",
                        id, created, customer, created),
            created};
}

FakeStripe::Object EventJson(std::string_view id, std::string_view object, std::string_view object_id, int64_t created) {
    return {std::string(id),
            fmt::format(R"({{"id":"{}","object":"event","type":"{}.updated","created":{},"livemode":false,)"
                        R"("data":{{"object":{{"id":"{}","object":"{}"}}}}}})",
                        id, object, created, object_id, object),
            created};
}

FakeStripe::Object ChargeJson(int i) {
    const std::string id = fmt::format("ch_{}", i);
    return {id,
            fmt::format(R"({{"id":"{}","object":"charge","created":{},"livemode":false,"customer":"cus_{}",)"
                        R"("status":"succeeded","captured":true,"amount":100,"amount_captured":100,)"
                        R"("amount_refunded":0,"currency":"usd","payment_intent":"pi_{}","billing_details":{{}}}})",
                        id, kToday + i, i, i),
            kToday + i};
}

FakeStripe::Object PaymentJson(int i) {
    const std::string id = fmt::format("inpay_{}", i);
    return {id,
            fmt::format(R"({{"id":"{}","object":"invoice_payment","created":{},"livemode":false,"invoice":"in_{}",)"
                        R"("status":"paid","amount_paid":100,"payment":{{"type":"payment_intent","payment_intent":"pi_{}"}}}})",
                        id, kToday + i, i, i),
            kToday + i};
}

FakeStripe::Object CouponJson(std::string_view id, int64_t created) {
    return {std::string(id),
            fmt::format(R"({{"id":"{}","object":"coupon","created":{},"livemode":false,)"
                        R"("percent_off":10,"duration":"once","valid":true}})",
                        id, created),
            created};
}

// ---- a shop ----

Shop::Shop(std::string_view engine, std::function<Status(std::string_view)> before_statement) {
    sql::Options options_of_store;
    options_of_store.statements_of = {sql::embedded::accounts, sql::embedded::profiles,
                                      sql::embedded::mirror, sql::embedded::sync, kStatements};
    options_of_store.names = {"accounts", "profiles", "mirror", "sync", "test"};
    options_of_store.before_statement = std::move(before_statement);
    database_ = sql::TestDatabase::MakeWith(engine, std::move(options_of_store));
    watched_ = std::make_unique<WatchedDatabase>(database_->db(), tasks);
    options.rate = {RateChoice::Kind::kNumber, 100};
    Start();
}

Shop::~Shop() { Stop(); }

void Shop::Start() {
    auto numbers = profiles::Numbers::Open(*watched_);
    ASSERT_TRUE(numbers.ok()) << numbers.error().message;
    numbers_ = std::move(*numbers);
    auto mirror = Mirror::Create(*watched_, *numbers_);
    ASSERT_TRUE(mirror.ok()) << mirror.error().message;
    mirror_ = std::move(*mirror);
    auto secrets = accounts::Secrets::Open(database_->folder(), *watched_, clock);
    ASSERT_TRUE(secrets.ok()) << secrets.error().message;
    secrets_ = std::make_unique<accounts::Secrets>(std::move(*secrets));
    auto sync = Sync::Start({*watched_, stripe, *mirror_, tasks, clock, [this] { ++wakes; }},
                            *secrets_, options);
    ASSERT_TRUE(sync.ok()) << sync.error().message;
    sync_ = std::move(*sync);
}

void Shop::Stop() {
    if (!sync_) return;
    sync_->Stop();
    sync_.reset();
    // What was begun comes to nothing; what the writer has is stored.
    tasks.RunUntil([] { return false; }, kMinute);
    mirror_.reset();
    numbers_.reset();
    secrets_.reset();
}

Result<View> Shop::Waiting(const std::function<Result<View>()>& verb) {
    std::optional<Result<View>> result;
    std::atomic<bool> ended = false;
    std::thread caller([&] {
        result = verb();
        ended = true;
    });
    tasks.RunUntilEnded(ended);
    caller.join();
    return std::move(*result);
}

Result<View> Shop::Connect(std::optional<std::string> key) {
    return Waiting([&] { return sync_->Connect(kAccount, key, {{std::string(kTestSecret)}}); });
}

bool Shop::RunUntilIdle(Micros time_max) {
    return tasks.RunUntil([&] { return sync_->Idle(kAccount); }, time_max);
}

View Shop::Look() {
    auto view = sync_->Look(kAccount);
    EXPECT_TRUE(view.ok());
    return view.ok() ? std::move(*view) : View();
}

const ResourceRow& Shop::Row(Kind kind) {
    view_ = Look();
    static const ResourceRow kNone;
    for (const ResourceRow& row : view_.resources) {
        if (row.kind == kind) return row;
    }
    return kNone;
}

std::set<std::string> Shop::StoredIds(Kind kind) {
    std::set<std::string> ids;
    const Status read = watched_->Read([&](sql::Tx& tx) -> Status {
        const auto rows = TRY(tx.Query("test.stored_ids", static_cast<int64_t>(kind)));
        for (size_t i = 0; i < rows.size(); ++i) ids.emplace(StripeId(kind, rows.TextAt(i, 0)));
        return {};
    });
    EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.error().message);
    return ids;
}

int64_t Shop::Number(std::string_view statement) {
    int64_t number = -1;
    const Status read = watched_->Read([&](sql::Tx& tx) -> Status {
        number = TRY(tx.Query(fmt::format("test.{}", statement))).Int(0, 0);
        return {};
    });
    EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.error().message);
    return number;
}

Status Shop::Hook(std::string_view type, std::string_view object, std::string_view id,
                  std::string_view event, int64_t created) {
    const std::string born = created == 0 ? "" : fmt::format(R"(,"created":{})", created);
    return HookBody(fmt::format(R"({{"id":"{}","object":"event","type":"{}","created":{},"livemode":false,)"
                                R"("data":{{"object":{{"id":"{}","object":"{}"{}}}}}}})",
                                event, type, clock.Now() / kSecond, id, object, born));
}

Status Shop::HookBody(const std::string& body, std::string_view secret) {
    const int64_t now = clock.Now() / kSecond;
    return HookRaw(fmt::format("t={},v1={}", now, HexEncode(HmacSha256(secret, fmt::format("{}.{}", now, body)))), body);
}

Status Shop::HookRaw(std::string_view signature, std::string_view body) {
    std::promise<Status> answer;
    sync_->Webhook(signature, body, [&](const Status& kept) { answer.set_value(kept); });
    return answer.get_future().get();
}

}  // namespace daybook::stripe::test

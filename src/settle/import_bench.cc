// What an import costs without HTTP: pages of JSON → decode → prepare → mirror → settle.
// Then what computing a mapped field of everybody costs.
//
//   settle_import_bench [customers = 50000] [sqlite:PATH | postgres://…]
//
// Prints objects a second, CPU an object by stage, bytes an object, and settles a profile. Making
// the JSON is not counted.
#include <fmt/format.h>
#include <sys/resource.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/random.h"
#include "profiles/custom_fields.h"
#include "profiles/profile_store.h"
#include "runtime/io.h"
#include "runtime/pool.h"
#include "runtime/timer.h"
#include "settle/bench_support.h"
#include "settle/field_sweep.h"
#include "settle/settle.h"
#include "stripe/decode.h"
#include "stripe/mirror.h"
#include "stripe/tasks.h"

namespace daybook::sql::embedded {
extern const std::string_view accounts;
extern const std::string_view profiles;
extern const std::string_view mirror;
extern const std::string_view sync;
}  // namespace daybook::sql::embedded

namespace daybook {
namespace {

using settle::bench::Must;

constexpr AccountId kShop{1};
constexpr int64_t kStart = 1'600'000'000;
constexpr std::string_view kStatements = R"sql(
-- name: new_account
INSERT INTO account (account, name, time_zone, currency, default_email_consent, test_mode_recipients, created)
VALUES (1, 'Shop', 'UTC', 'usd', 'unknown', '', 0)
)sql";

int64_t ThreadCpu() { return CpuOf(CLOCK_THREAD_CPUTIME_ID); }

std::string Id(std::string_view prefix, int64_t n) {
    return fmt::format("{}_{:012x}{:08x}", prefix, Mix(7, static_cast<uint64_t>(n)) >> 16, n);
}

std::string CustomerJson(int64_t n) {
    const int64_t who = n % 20 == 0 && n > 0 ? n - 1 : n;  // every twentieth shares an address
    return fmt::format(
        R"({{"id":"{}","object":"customer","address":{{"city":"Springfield","country":"US","line1":"{} Main Street",)"
        R"("line2":null,"postal_code":"{:05}","state":"IL"}},"balance":0,"created":{},"currency":"usd",)"
        R"("default_source":null,"delinquent":false,"description":null,"discount":null,)"
        R"("email":"person{}@example.com","invoice_prefix":"{:08X}","invoice_settings":{{"custom_fields":null,)"
        R"("default_payment_method":null,"footer":null,"rendering_options":null}},"livemode":false,"metadata":{{}},)"
        R"("name":"Person Number{}","next_invoice_sequence":3,"phone":"+1555{:07}","preferred_locales":["en"],)"
        R"("shipping":null,"tax_exempt":"none","test_clock":null}})",
        Id("cus", n), n, n % 100000, kStart + n * 60, who, n, n, n);
}

std::string LineJson(int64_t n, int line) {
    return fmt::format(
        R"({{"id":"il_{:x}{}","object":"line_item","amount":{},"currency":"usd","description":"1 × Plan {} at $20.00 a month",)"
        R"("discount_amounts":[],"discountable":true,"discounts":[],"invoice":"{}","livemode":false,)"
        R"("metadata":{{}},"parent":{{"invoice_item_details":null,"subscription_item_details":{{"invoice_item":null,)"
        R"("proration":false,"proration_details":{{"credited_items":null}},"subscription":"{}",)"
        R"("subscription_item":"si_{:x}"}},"type":"subscription_item_details"}},"period":{{"end":{},"start":{}}},)"
        R"("pretax_credit_amounts":[],"pricing":{{"price_details":{{"price":"price_{}","product":"prod_{}"}},)"
        R"("type":"price_details","unit_amount_decimal":"2000"}},"quantity":1,"taxes":[]}})",
        n, line, 2000, line, Id("in", n), Id("sub", n), n, kStart + n, kStart + n - 99,
        (n + line) % 40, (n + line) % 20);
}

std::string InvoiceJson(int64_t n, int64_t customers) {
    const int64_t customer = n % customers;
    const int64_t created = kStart + n * 13;
    return fmt::format(
        R"({{"id":"{}","object":"invoice","account_country":"US","account_name":"Shop","account_tax_ids":null,)"
        R"("amount_due":4000,"amount_overpaid":0,"amount_paid":4000,"amount_remaining":0,"amount_shipping":0,)"
        R"("application":null,"attempt_count":1,"attempted":true,"auto_advance":false,"automatic_tax":{{)"
        R"("disabled_reason":null,"enabled":false,"liability":null,"provider":null,"status":null}},)"
        R"("automatically_finalizes_at":null,"billing_reason":"subscription_cycle","collection_method":)"
        R"("charge_automatically","created":{},"currency":"usd","custom_fields":null,"customer":"{}",)"
        R"("customer_address":null,"customer_email":"person{}@example.com","customer_name":"Person Number{}",)"
        R"("customer_phone":null,"customer_shipping":null,"customer_tax_exempt":"none","customer_tax_ids":[],)"
        R"("default_payment_method":null,"default_source":null,"default_tax_rates":[],"description":null,)"
        R"("discounts":[],"due_date":null,"effective_at":{},"ending_balance":0,"footer":null,"from_invoice":null,)"
        R"("hosted_invoice_url":"https://invoice.stripe.com/i/acct_1/test_{:x}?s=ap","invoice_pdf":)"
        R"("https://pay.stripe.com/invoice/acct_1/test_{:x}/pdf?s=ap","issuer":{{"type":"self"}},)"
        R"("last_finalization_error":null,"latest_revision":null,"lines":{{"object":"list","data":[{},{}],)"
        R"("has_more":false,"total_count":2,"url":"/v1/invoices/{}/lines"}},"livemode":false,"metadata":{{}},)"
        R"("next_payment_attempt":null,"number":"{:08X}-0001","on_behalf_of":null,"parent":{{"quote_details":null,)"
        R"("subscription_details":{{"metadata":{{}},"subscription":"{}"}},"type":"subscription_details"}},)"
        R"("payment_settings":{{"default_mandate":null,"payment_method_options":null,"payment_method_types":null}},)"
        R"("period_end":{},"period_start":{},"post_payment_credit_notes_amount":0,)"
        R"("pre_payment_credit_notes_amount":0,"receipt_number":null,"rendering":null,"shipping_cost":null,)"
        R"("shipping_details":null,"starting_balance":0,"statement_descriptor":null,"status":"paid",)"
        R"("status_transitions":{{"finalized_at":{},"marked_uncollectible_at":null,"paid_at":{},"voided_at":null}},)"
        R"("subtotal":4000,"subtotal_excluding_tax":4000,"test_clock":null,"total":4000,"total_discount_amounts":[],)"
        R"("total_excluding_tax":4000,"total_pretax_credit_amounts":[],"total_taxes":[],"webhooks_delivered_at":{}}})",
        Id("in", n), created, Id("cus", customer), customer, customer, created, n, n,
        LineJson(n, 0), LineJson(n, 1), Id("in", n), n, Id("sub", customer), created, created - 99,
        created, created + 5, created);
}

std::string SubscriptionJson(int64_t n) {
    static constexpr std::array kStatuses = {"active", "canceled", "past_due", "trialing"};
    return fmt::format(
        R"({{"id":"{}","object":"subscription","application":null,"automatic_tax":{{"enabled":false}},)"
        R"("billing_cycle_anchor":{},"cancel_at":null,"cancel_at_period_end":false,"canceled_at":null,)"
        R"("collection_method":"charge_automatically","created":{},"currency":"usd","customer":"{}",)"
        R"("default_payment_method":null,"discounts":[],"ended_at":null,"items":{{"object":"list","data":[{{"id":)"
        R"("si_{:x}","object":"subscription_item","created":{},"current_period_end":{},"current_period_start":{},)"
        R"("discounts":[],"metadata":{{}},"price":{{"id":"price_{}","object":"price","active":true,"billing_scheme":)"
        R"("per_unit","created":1600000000,"currency":"usd","livemode":false,"metadata":{{}},"product":"prod_{}",)"
        R"("recurring":{{"interval":"month","interval_count":1,"usage_type":"licensed"}},"type":"recurring",)"
        R"("unit_amount":2000,"unit_amount_decimal":"2000"}},"quantity":1,"subscription":"{}"}}],"has_more":false,)"
        R"("total_count":1}},"latest_invoice":"{}","livemode":false,"metadata":{{}},"pause_collection":null,)"
        R"("start_date":{},"status":"{}","test_clock":null,"trial_end":null,"trial_start":null}})",
        Id("sub", n), kStart + n, kStart + n, Id("cus", n), n, kStart + n, kStart + n + 2592000,
        kStart + n, n % 40, n % 20, Id("sub", n), Id("in", n), kStart + n,
        kStatuses[static_cast<size_t>(n) % kStatuses.size()]);
}

std::string ChargeJson(int64_t n) {
    return fmt::format(
        R"({{"id":"{}","object":"charge","amount":2000,"amount_captured":2000,"amount_refunded":0,"balance_transaction":)"
        R"("txn_{:x}","billing_details":{{"address":{{"city":null,"country":"US","line1":null,"line2":null,)"
        R"("postal_code":"{:05}","state":null}},"email":null,"name":"Person Number{}","phone":null}},"captured":true,)"
        R"("created":{},"currency":"usd","customer":"{}","description":"Payment for a plan","disputed":false,)"
        R"("failure_code":null,"livemode":false,"metadata":{{}},"outcome":{{"network_status":"approved_by_network",)"
        R"("risk_level":"normal","type":"authorized"}},"paid":true,"payment_intent":"pi_{:x}","payment_method":)"
        R"("pm_{:x}","payment_method_details":{{"card":{{"brand":"visa","country":"US","exp_month":8,"exp_year":2030,)"
        R"("last4":"4242"}},"type":"card"}},"receipt_email":null,"refunded":false,"status":"succeeded"}})",
        Id("ch", n), n, n % 100000, n, kStart + n * 50, Id("cus", n), n, n);
}

// The pages of one resource. Its objects come in an order of its own, as people's orders lie apart
// in time.
struct Stream {
    stripe::Kind kind;
    int64_t left;
    std::function<std::string(int64_t)> object;
    int64_t count = left;

    std::string Page() {
        const int64_t size = std::min<int64_t>(left, 100);
        std::string page = R"({"object":"list","url":"/v1/x","has_more":true,"data":[)";
        for (int64_t i = 0; i < size; ++i) {
            if (i > 0) page += ',';
            page += object((--left * 7919 + static_cast<int64_t>(kind) * count / 12) % count);
        }
        return page + "]}";
    }
};

struct Counts {
    std::atomic<int64_t> making{0}, decode{0}, prepare{0}, store{0}, objects{0}, json{0},
        settled{0}, appeared{0};
};

class Import {
  public:
    Import(sql::Database& db, stripe::Mirror& mirror, const Clock& clock, settle::Service& service,
           Counts& counts)
        : db_(db),
          mirror_(mirror),
          clock_(clock),
          service_(service),
          counts_(counts),
          begun_(clock.Monotonic()) {}

    void Run(std::vector<Stream>& streams) {
        for (bool more = true; more;) {
            more = false;
            for (Stream& stream : streams) {
                if (stream.left == 0) continue;
                more = true;
                One(stream);
            }
        }
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return waiting_ == 0; });
    }

  private:
    void One(Stream& stream) {
        int64_t at = ThreadCpu();
        const auto lap = [&](std::atomic<int64_t>& into) {
            const int64_t now = ThreadCpu();
            into += now - at;
            at = now;
        };
        const std::string json = stream.Page();
        counts_.json += static_cast<int64_t>(json.size());
        lap(counts_.making);
        auto batch = std::make_shared<stripe::Batch>();
        batch->connection = 1;
        batch->account = kShop;
        batch->fetch_no = mirror_.NextFetchNumber();
        batch->objects = Must(stripe::DecodePage(stream.kind, json)).objects;
        lap(counts_.decode);
        mirror_.Prepare(*batch);
        lap(counts_.prepare);
        batch->now = clock_.Now();
        batch->first_seconds = clock_.Monotonic() - begun_ < 3 * kSecond;
        counts_.objects += static_cast<int64_t>(batch->objects.size());
        Submit(std::move(batch));
    }

    void Submit(std::shared_ptr<stripe::Batch> batch) {
        {
            std::unique_lock lock(mutex_);
            room_.wait(lock, [&] { return waiting_ < 8; });
            ++waiting_;
        }
        db_.Submit(
            [this, batch](sql::Tx& tx) -> Status {
                const int64_t at = ThreadCpu();
                (void)TRY(mirror_.Store(tx, *batch));
                counts_.store += ThreadCpu() - at;
                return {};
            },
            sql::Durability::kBulk, sql::Priority::kBulk,
            [this](const Status& done) {
                Must(done);
                std::lock_guard lock(mutex_);
                --waiting_;
                room_.notify_all();
                service_.Wake();
            });
    }

    sql::Database& db_;
    stripe::Mirror& mirror_;
    const Clock& clock_;
    settle::Service& service_;
    Counts& counts_;
    const Micros begun_;
    std::mutex mutex_;
    std::condition_variable room_;
    int waiting_ = 0;
};

std::unique_ptr<sql::Database> OpenStore(const std::string& url) {
    sql::Options options;
    options.url = url;
    options.statements_of = {sql::embedded::accounts, sql::embedded::profiles, sql::embedded::mirror, sql::embedded::sync,
                             kStatements};
    options.names = {"accounts", "profiles", "mirror", "sync", "bench"};
    auto db = Must(sql::Database::Open(options));
    Must(db->Write([](sql::Tx& tx) { return tx.Run("bench.new_account"); }));
    return db;
}

int64_t Waiting(sql::Database& db) {
    int64_t waiting = 0;
    Must(db.Read([&](sql::Tx& tx) -> Status {
        for (const auto lane : profiles::kLanes) {
            if (TRY(profiles::NextWake(tx, lane))) ++waiting;
        }
        return {};
    }));
    return waiting;
}

// The figures mean nothing unless every customer is there: each twentieth shares the address of the
// one before.
void Check(const Counts& counts, int64_t customers) {
    const int64_t expected = customers - (customers - 1) / 20;
    if (counts.appeared == expected) return;
    fmt::print(stderr, "{} profiles instead of {}: the import is wrong.\n", counts.appeared.load(),
               expected);
    std::exit(1);
}

void Report(const Counts& counts, int64_t wall, int64_t cpu, int64_t bytes,
            const settle::Metrics& settled, Micros first_thousand) {
    const auto per = [&](int64_t micros) {
        return static_cast<double>(micros) / static_cast<double>(counts.objects);
    };
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("objects {}  JSON {:.0f} B each\n", counts.objects.load(), per(counts.json));
    fmt::print("rate {:.0f} objects/s  CPU {:.1f} us an object (the making of JSON left out)\n",
               static_cast<double>(counts.objects) * 1e6 / static_cast<double>(wall),
               per(cpu - counts.making));
    fmt::print(
        "  decode {:.1f}  prepare {:.1f}  store {:.1f}  settle, commits and the rest {:.1f}\n",
        per(counts.decode), per(counts.prepare), per(counts.store),
        per(cpu - counts.making - counts.decode - counts.prepare - counts.store));
    fmt::print("database {:.0f} B an object  peak memory {} MB\n", per(bytes),
               usage.ru_maxrss / 1024);
    fmt::print(
        "settles {}  profiles {}  settles a profile {:.2f}  first 1,000 profiles after {} ms\n",
        settled.settled, counts.appeared.load(),
        static_cast<double>(settled.settled) /
            static_cast<double>(std::max<int64_t>(1, counts.appeared)),
        first_thousand / 1000);
}

// Each beside those before it: the last computes all three.
void MapFields(const settle::Parts& parts, int64_t people) {
    const std::pair<profiles::FieldType, std::string_view> fields[] = {
        {profiles::FieldType::kDate, R"("customer.created")"},
        {profiles::FieldType::kMoney, R"("last_order.total")"},
        {profiles::FieldType::kMoney, R"({"over":"paid_orders","path":"total","take":"sum"})"}};
    int64_t id = 0;
    for (const auto& [type, source] : fields) {
        const std::string name = fmt::format("field_{}", ++id);
        Must(parts.database.Write([&, type = type, source = source](sql::Tx& tx) -> Status {
            TRY(profiles::PutField(tx, {.id = id, .account = kShop, .name = name, .label = name, .type = type, .source = std::string(source)}));
            return profiles::BeginFieldSweep(tx, kShop);
        }));
        const Micros begun = parts.clock.Monotonic();
        const int64_t cpu = ProcessCpu();
        while (Must(settle::SweepFields(parts, nullptr, kShop))) {
        }
        const auto per = [&](int64_t micros) { return static_cast<double>(micros) / static_cast<double>(std::max<int64_t>(people, 1)); };
        fmt::print("mapped {}: {:.2f} s, {:.1f} us a person, CPU {:.1f} us\n", source, static_cast<double>(parts.clock.Monotonic() - begun) / 1e6,
                   per(parts.clock.Monotonic() - begun), per(ProcessCpu() - cpu));
    }
}

int Main(int64_t customers, const std::string& url) {
    auto db = OpenStore(url);
    auto numbers = Must(profiles::Numbers::Open(*db));
    auto mirror = Must(stripe::Mirror::Create(*db, *numbers));
    SystemClock clock;
    runtime::IoThread io;
    runtime::Pool pool({.threads = 2, .queue_max = 1024});
    runtime::Timers timers(io, pool, clock);
    auto tasks = stripe::MakeTasks(pool, timers);
    Counts counts;
    const Micros begun = clock.Monotonic();
    std::atomic<Micros> first_thousand{0};
    settle::Options options;
    options.on_settled = [&](const std::vector<settle::Change>& changes) {
        for (const auto& change : changes) counts.appeared += change.changed.appeared ? 1 : 0;
        if (counts.appeared >= 1000 && first_thousand == 0)
            first_thousand = clock.Monotonic() - begun;
    };
    settle::Service service({*db, *mirror, clock}, *tasks, options);
    service.Start();
    std::vector<Stream> streams = {
        {stripe::Kind::kCustomer, customers, CustomerJson},
        {stripe::Kind::kInvoice, customers, [&](int64_t n) { return InvoiceJson(n, customers); }},
        {stripe::Kind::kInvoice, customers,
         [&](int64_t n) { return InvoiceJson(n + customers, customers); }},
        {stripe::Kind::kSubscription, customers, SubscriptionJson},
        {stripe::Kind::kCharge, customers, ChargeJson},
    };
    const int64_t cpu = ProcessCpu();
    Import(*db, *mirror, clock, service, counts).Run(streams);
    const Micros stored = clock.Monotonic();
    while (Waiting(*db) > 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    const Micros wall = clock.Monotonic() - begun;
    fmt::print("mirrored after {:.2f} s, settled after {:.2f} s\n",
               static_cast<double>(stored - begun) / 1e6, static_cast<double>(wall) / 1e6);
    Check(counts, customers);
    const auto stats = db->stats();
    Report(counts, wall, ProcessCpu() - cpu, stats.bytes, service.metrics(), first_thousand);
    fmt::print("commits {}  jobs {}  statements {}\n", stats.commits, stats.jobs, stats.statements);
    service.Stop();
    MapFields({*db, *mirror, clock}, counts.appeared);
    return 0;
}

}  // namespace
}  // namespace daybook

int main(int argc, char** argv) {
    const int64_t customers = argc > 1 ? std::atoll(argv[1]) : 50'000;
    return daybook::settle::bench::InFolder([&](const std::string& folder) {
        return daybook::Main(customers, argc > 2 ? argv[2] : "sqlite:" + folder + "/daybook.db");
    });
}

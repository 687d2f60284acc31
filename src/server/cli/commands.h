// The commands, one function each: parsed options in, exit code out.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "server/cli/options.h"

namespace daybook::server {

struct ProfilesOptions {
    std::string email, stripe_customer_id, query, starting_after, ending_before;
    int limit = 10;
    std::string id;              // show, erase
    std::optional<std::string> person;  // export: this one alone
    std::string format = "csv";  // export: csv or jsonl
    std::string output;          // export: a file; empty: standard output
    bool yes = false;            // erase: without asking
};

// A page of a list.
struct ListOptions {
    int limit = 10;
    std::string starting_after;
};

struct TemplatesOptions {
    ListOptions list;
    std::string id;                   // tpl_…
};

struct ImagesOptions {
    ListOptions list;
    std::vector<std::string> files;   // add
    std::string id;                   // img_…
};

struct SegmentsOptions {
    ListOptions list;
    std::string id;                   // seg_…
    std::string at;                   // show, export: unix seconds; empty: now
    std::string name, condition_file, recipe;
    std::vector<std::string> values;  // of the recipe: "NAME=VALUE"
    bool fixed = false;               // create: a static one
    std::string profile;              // explain: prf_…
    std::string format = "csv", output;
};

struct ApiKeyOptions {
    std::string name;
    std::string scope = "read";
    std::string id;
};

struct UserOptions {
    std::string email;
    std::string role = "viewer";
    std::string name;
};

struct ProfilesImportOptions {
    std::string file, refused;
    std::vector<std::string> map;  // "Column=field"
    bool dry_run = false, keep_stripe = false;
};

struct StripeOptions {
    std::string metadata_key;                  // of `unsubscribed`
    std::vector<std::string> metadata_values;
    bool off = false, dry_run = false;
    std::string key_file;
    std::string webhook_secret_file;
    bool wait = false;
    std::string data = "keep";   // disconnect: keep or erase
};

struct SandboxOptions {
    std::string listen = "127.0.0.1:12111";
    int64_t customers = 2000;
    uint64_t seed = 1;
    std::vector<std::string> load;
    int64_t latency_ms = 0;
    double rate = 0;             // changes a second
    double speed = 1;            // the clock's factor
    int64_t whale_invoices = 0;  // of the first customer
    bool limit = false;          // apply Stripe's rate limits
    std::string api_version;
    std::vector<std::string> deny;
    std::string webhook_url;
    std::string webhook_secret_file;
};

struct DemoOptions {
    std::string data = "./daybook-demo";
    std::string listen = "127.0.0.1:8484";
    int64_t customers = 2000;
    double rate = 0.5;
};

// Without a profile, StoreOptions::data names the file of the data instead of the store's folder.
struct RenderOptions {
    std::string template_file;   // or the id of a stored one
    std::string part = "body";   // of a stored one
    std::string profile;   // an id
    bool html = false;     // escape what is printed
    bool ndjson = false;   // requests from standard input instead
};

// What `bench import --only` may name.
inline constexpr const char* kBenchResources[] = {"invoices", "subscriptions", "coupons", "products", "prices", "charges", "refunds",
                                                  "credit_notes", "checkout_sessions", "invoice_payments"};

struct BenchOptions {
    int64_t customers = 50000;
    int64_t latency_ms = 0;
    std::string stripe_rate = "unlimited";
    std::string database;        // empty: SQLite in a temporary folder
    int64_t webhooks = 0;        // a second, sent during the import
    std::string only;            // one resource alone
};

struct BenchWebhooksOptions {
    int64_t customers = 20000;
    int64_t objects = 10000;     // that the events tell of
    int64_t events = 50000;      // 0: for so many seconds
    double seconds = 10;
    int64_t connections = 32;
    bool importing = false;      // send them while the shop is imported, for so many seconds
    std::string stripe_rate;     // empty: 100, as Stripe allows; unlimited where it imports
    std::string database;        // empty: SQLite in a temporary folder
};

// `reload` is called at each SIGHUP, on another thread.
int Serve(const StoreOptions& store, const ServeOptions& serve, const std::function<void()>& reload);
int Demo(const DemoOptions& demo, const ServeOptions& serve);
int RunSandbox(const SandboxOptions& options);

int StripeConnect(const StoreOptions& store, const ServeOptions& serve, const StripeOptions& options);
int StripeSync(const StoreOptions& store, const ServeOptions& serve, const StripeOptions& options);
int StripeStatus(const StoreOptions& store, const ServeOptions& serve);
// `act` is "pause" or "resume".
int StripeSwitch(const StoreOptions& store, const ServeOptions& serve, const std::string& act);
// Exits 1 where anything had differed.
int StripeVerify(const StoreOptions& store, const ServeOptions& serve);
// What in Stripe's metadata means unsubscribed: shown, chosen, tried (--dry-run) or taken away (--off).
int StripeUnsubscribed(const StoreOptions& store, const ServeOptions& serve, const StripeOptions& options);
int StripeDisconnect(const StoreOptions& store, const ServeOptions& serve, const StripeOptions& options);

int ProfilesList(const StoreOptions& store, const ProfilesOptions& options);
int ProfilesShow(const StoreOptions& store, const ProfilesOptions& options);
int ProfilesErase(const StoreOptions& store, const ProfilesOptions& options);
// Exits 1 where rows were refused.
int ProfilesImport(const StoreOptions& store, const ProfilesImportOptions& options);
int ProfilesExport(const StoreOptions& store, const ProfilesOptions& options);

// Writes a long answer into a file (empty: standard output); `target` may be the error about the id it should name.
int ExportTo(const StoreOptions& store, const Result<std::string>& target, const std::string& output);

int SegmentsList(const StoreOptions& store, const SegmentsOptions& options);
int SegmentsShow(const StoreOptions& store, const SegmentsOptions& options);
int SegmentsCreate(const StoreOptions& store, const SegmentsOptions& options);
int SegmentsPreview(const StoreOptions& store, const SegmentsOptions& options);
int SegmentsExplain(const StoreOptions& store, const SegmentsOptions& options);
int SegmentsExport(const StoreOptions& store, const SegmentsOptions& options);
int SegmentsDelete(const StoreOptions& store, const SegmentsOptions& options);
int SegmentsRecipes(const StoreOptions& store, const SegmentsOptions& options);

int TemplatesList(const StoreOptions& store, const TemplatesOptions& options);
int TemplatesShow(const StoreOptions& store, const TemplatesOptions& options);
// Exits 1 where a mistake keeps it from being published.
int TemplatesCheck(const StoreOptions& store, const TemplatesOptions& options);
int TemplatesPublish(const StoreOptions& store, const TemplatesOptions& options);

int ImagesList(const StoreOptions& store, const ImagesOptions& options);
// Goes on behind a file that is refused, and exits with its code.
int ImagesAdd(const StoreOptions& store, const ImagesOptions& options);
int ImagesDelete(const StoreOptions& store, const ImagesOptions& options);

int ApiKeyCreate(const StoreOptions& store, const ApiKeyOptions& options);
int ApiKeyList(const StoreOptions& store, const ApiKeyOptions& options);
int ApiKeyRevoke(const StoreOptions& store, const ApiKeyOptions& options);

int Render(const StoreOptions& store, const RenderOptions& options);

int UserCreate(const StoreOptions& store, const ServeOptions& serve, const UserOptions& options);
int UserList(const StoreOptions& store, const ServeOptions& serve);
// By e-mail address.
int UserReset(const StoreOptions& store, const ServeOptions& serve, const UserOptions& options);

int Migrate(const StoreOptions& store, bool dry_run);
int Doctor(const StoreOptions& store, const ServeOptions& serve);
// Exits 1 where a profile is not what its stored Stripe objects give.
int Fsck(const StoreOptions& store);
int BenchImport(const StoreOptions& store, const BenchOptions& options);
int BenchWebhooks(const StoreOptions& store, const BenchWebhooksOptions& options);
int Version(const StoreOptions& store);

}  // namespace daybook::server

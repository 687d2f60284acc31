#include "server/cli/main.h"

#include <sys/stat.h>

#include <algorithm>
#include <functional>
#include <list>
#include <span>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/controls.h"
#include "base/log.h"
#include "base/text.h"
#include "server/cli/commands.h"
#include "server/cli/memory.h"
#include "server/cli/options.h"
#include "server/cli/output.h"
#include "server/cli/remote.h"

namespace daybook::server {
namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  daybook demo                                   a living sample shop to look at\n"
    "  daybook serve                                  serve ./daybook-data on 127.0.0.1:8484\n"
    "  daybook stripe connect --key-file key.txt      read this Stripe account\n"
    "  daybook profiles list --query \"ada love\"\n"
    "Every flag is also an environment variable, which each --help names, and a line of daybook.toml:\n"
    "--listen is DAYBOOK_LISTEN and listen = \"…\". A flag counts before the environment, that before the file.";

// What the commands' options are parsed into, and which command was chosen.
struct Parsed {
    StoreOptions store;
    ServeOptions serve;
    ProfilesOptions profiles;
    ProfilesImportOptions profiles_import;
    SegmentsOptions segments;
    TemplatesOptions templates;
    ImagesOptions images;
    ApiKeyOptions api_key;
    UserOptions user;
    StripeOptions stripe;
    SandboxOptions sandbox;
    DemoOptions demo;
    RenderOptions render;
    BenchOptions bench;
    BenchWebhooksOptions bench_webhooks;
    bool dry_run = false;
    std::function<void()> reload;  // of serve
    std::function<int()> run;
};

CLI::App* Command(CLI::App& parent, const std::string& name, const std::string& help, Parsed& parsed, std::function<int()> run) {
    CLI::App* command = parent.add_subcommand(name, help);
    // Done when the command's words end, so that what another command says of a shared setting comes into nothing.
    command->immediate_callback();
    AddConfigOption(*command);
    command->callback([&parsed, run = std::move(run)] { parsed.run = run; });
    return command;
}

CLI::App* Group(CLI::App& program, const std::string& name, const std::string& help) {
    CLI::App* group = program.add_subcommand(name, help);
    group->require_subcommand(1);
    return group;
}

// An empty value, as of a variable of the shell that is not set, must not mean everybody.
CLI::Validator NotEmpty() {
    return {[](const std::string& value) { return std::string(value.empty() ? "is empty. Give it a value, or leave it out." : ""); }, ""};
}

void AddServer(CLI::App& program, Parsed& p) {
    CLI::App* serve = Command(program, "serve", "Run the server", p, [&p] { return Serve(p.store, p.serve, p.reload); });
    serve->footer("SIGTERM ends it once what is in flight is done. SIGHUP lets it read the log-level of daybook.toml again.");
    AddStoreOptions(*serve, p.store);
    AddServeOptions(*serve, p.serve);
    CLI::App* demo = Command(program, "demo", "Run a living sample shop", p, [&p] { return Demo(p.demo, p.serve); });
    demo->add_option("--data", p.demo.data, "Folder of the sample shop")->envname("DAYBOOK_DEMO_DATA")->capture_default_str();
    demo->add_option("--listen", p.demo.listen, "Address and port to listen on")->capture_default_str();
    demo->add_option("--customers", p.demo.customers, "How many customers the shop has")->check(CLI::Range(1, 5'000'000))->capture_default_str();
    demo->add_option("--rate", p.demo.rate, "Changes a second in the shop")->check(CLI::Range(0.0, 1000.0))->capture_default_str();
}

void AddSandbox(CLI::App& program, Parsed& p) {
    SandboxOptions& o = p.sandbox;
    CLI::App* sandbox = Command(program, "sandbox", "Serve Stripe's API for a made-up shop", p, [&o] { return RunSandbox(o); });
    sandbox->add_option("--listen", o.listen, "Address and port (port 0: any)")->envname("DAYBOOK_SANDBOX_LISTEN")->capture_default_str();
    sandbox->add_option("--customers", o.customers, "How many customers")->check(CLI::Range(0, 50'000'000))->capture_default_str();
    sandbox->add_option("--seed", o.seed, "The same seed makes the same shop")->capture_default_str();
    sandbox->add_option("--whale-invoices", o.whale_invoices, "How many paid invoices the first customer has besides")->check(CLI::Range(0, 1'000'000));
    sandbox->add_option("--load", o.load, "Worlds in the scenario format, instead of a made-up shop");
    sandbox->add_option("--latency-ms", o.latency_ms, "Wait this long before each answer")->check(CLI::Range(0, 60000))->capture_default_str();
    sandbox->add_option("--rate", o.rate, "Changes a second")->check(CLI::Range(0.0, 100000.0))->capture_default_str();
    sandbox->add_option("--speed", o.speed, "How fast the shop's clock runs")->check(CLI::Range(0.0, 1e6))->capture_default_str();
    sandbox->add_flag("--limit", o.limit, "Apply Stripe's rate limits")->envname("DAYBOOK_SANDBOX_LIMIT");
    sandbox->add_option("--api-version", o.api_version, "Force the shape of this version, whatever the request asks");
    sandbox->add_option("--deny", o.deny, "Resources whose permission every key lacks")->delimiter(',');
    sandbox->add_option("--webhook-url", o.webhook_url, "Where to send webhooks");
    sandbox->add_option("--webhook-secret-file", o.webhook_secret_file, "What to sign them with (whsec_…)");
}

void AddStripe(CLI::App& program, Parsed& p) {
    CLI::App* stripe = Group(program, "stripe", "Connect a Stripe account, sync, look at its state");
    auto add = [&](const std::string& name, const std::string& help, std::function<int()> run) {
        CLI::App* command = Command(*stripe, name, help, p, std::move(run));
        AddStoreOptions(*command, p.store);
        AddServeOptions(*command, p.serve);
        return command;
    };
    CLI::App* connect = add("connect", "Connect a Stripe account, or replace its key", [&p] { return StripeConnect(p.store, p.serve, p.stripe); });
    connect->add_option("--key-file", p.stripe.key_file, "File with the restricted key (rk_…)")->required()->check(NotEmpty());
    connect->add_option("--webhook-secret-file", p.stripe.webhook_secret_file, "File with the webhook's secret (whsec_…)")->check(NotEmpty());
    CLI::App* sync = add("sync", "Read everything again", [&p] { return StripeSync(p.store, p.serve, p.stripe); });
    sync->add_flag("--wait", p.stripe.wait, "Wait until it is complete, and show how far it is");
    add("status", "What is connected, what is missing, how far the import is", [&p] { return StripeStatus(p.store, p.serve); });
    add("pause", "Stop reading until resumed", [&p] { return StripeSwitch(p.store, p.serve, "pause"); });
    add("resume", "Go on reading", [&p] { return StripeSwitch(p.store, p.serve, "resume"); });
    add("verify", "Compare everything with Stripe, repair what differs; exits 1 if anything differed", [&p] { return StripeVerify(p.store, p.serve); });
    CLI::App* unsubscribed = add("unsubscribed", "Which metadata of customers mean that they want no e-mail", [&p] { return StripeUnsubscribed(p.store, p.serve, p.stripe); });
    CLI::Option* key = unsubscribed->add_option("--key", p.stripe.metadata_key, "The metadata key that says it");
    CLI::Option* values = unsubscribed->add_option("--value", p.stripe.metadata_values, "A value of it that means so; repeatable")->needs(key);
    key->needs(values);
    unsubscribed->add_flag("--dry-run", p.stripe.dry_run, "Only say whom it would unsubscribe")->needs(key);
    unsubscribed->add_flag("--off", p.stripe.off, "No key means it any more; who is unsubscribed stays so")->excludes(key);
    CLI::App* disconnect = add("disconnect", "Forget the key", [&p] { return StripeDisconnect(p.store, p.serve, p.stripe); });
    disconnect->add_option("--stored-data", p.stripe.data, "What happens to the profiles")->check(CLI::IsMember({"keep", "erase"}))->capture_default_str();
}

void AddProfiles(CLI::App& program, Parsed& p) {
    ProfilesOptions& o = p.profiles;
    CLI::App* profiles = Group(program, "profiles", "List, show, import, export and erase profiles");
    CLI::App* list = Command(*profiles, "list", "List profiles, the newest first", p, [&p] { return ProfilesList(p.store, p.profiles); });
    AddStoreOptions(*list, p.store);
    list->add_option("--email", o.email, "Exactly this e-mail address")->check(NotEmpty());
    list->add_option("--stripe-customer-id", o.stripe_customer_id, "The profile of this Stripe customer")->check(NotEmpty());
    list->add_option("--query", o.query, "Beginnings of words of the name, e-mail, phone or customer id")->check(NotEmpty());
    list->add_option("--limit", o.limit, "1 to 100")->check(CLI::Range(1, 100))->capture_default_str();
    CLI::Option* after = list->add_option("--starting-after", o.starting_after, "The id to go on after")->check(NotEmpty());
    list->add_option("--ending-before", o.ending_before, "The id to go back from")->excludes(after)->check(NotEmpty());
    CLI::App* show = Command(*profiles, "show", "Show one profile", p, [&p] { return ProfilesShow(p.store, p.profiles); });
    AddStoreOptions(*show, p.store);
    show->add_option("id", o.id, "prf_…")->required();
    CLI::App* erase = Command(*profiles, "erase", "Erase a person for good: all that is held of them, Stripe's objects included", p, [&p] { return ProfilesErase(p.store, p.profiles); });
    AddStoreOptions(*erase, p.store);
    erase->add_option("id", o.id, "prf_…")->required();
    erase->add_flag("--yes", o.yes, "Do not ask");
    ProfilesImportOptions& f = p.profiles_import;
    CLI::App* imported = Command(*profiles, "import", "Make or change the people of a CSV file, by their e-mail addresses; exits 1 if rows were refused", p, [&p] { return ProfilesImport(p.store, p.profiles_import); });
    AddStoreOptions(*imported, p.store);
    imported->add_option("file", f.file, "The CSV file; its first line names the columns")->required();
    imported->add_option("--map", f.map, "\"Column=field\", where the column's name does not say it; \"Column=\" leaves it out; repeatable");
    imported->add_flag("--keep-stripe", f.keep_stripe, "Where Stripe has another value keep it, instead of refusing the row");
    imported->add_option("--refused", f.refused, "Write the refused rows with their reasons to this file");
    imported->add_flag("--dry-run", f.dry_run, "Only say what would be done");
    CLI::App* exported = Command(*profiles, "export", "Write all profiles as CSV or JSON lines, or everything that is held of one person as JSON", p, [&p] { return ProfilesExport(p.store, p.profiles); });
    AddStoreOptions(*exported, p.store);
    exported->add_option("id", o.person, "prf_…: this person alone");
    exported->add_option("--format", o.format, "csv or jsonl")->check(CLI::IsMember({"csv", "jsonl"}))->capture_default_str();
    exported->add_option("--output", o.output, "A file; else standard output");
}

void AddListOptions(CLI::App& list, ListOptions& options) {
    list.add_option("--limit", options.limit, "1 to 100")->check(CLI::Range(1, 100))->capture_default_str();
    list.add_option("--starting-after", options.starting_after, "The id to go on after")->check(NotEmpty());
}

void AddSegmentCommands(CLI::App& program, Parsed& p) {
    SegmentsOptions& o = p.segments;
    CLI::App* segments = Group(program, "segments", "List, make, preview, explain, export and delete segments");
    auto add = [&](const std::string& name, const std::string& help, int (*run)(const StoreOptions&, const SegmentsOptions&)) {
        CLI::App* command = Command(*segments, name, help, p, [&p, run] { return run(p.store, p.segments); });
        AddStoreOptions(*command, p.store);
        return command;
    };
    CLI::App* list = add("list", "List segments with their sizes, the newest first", SegmentsList);
    AddListOptions(*list, o.list);
    CLI::App* show = add("show", "Show one segment, now or as of a past second", SegmentsShow);
    CLI::App* create = add("create", "Make a segment from a condition or a recipe, or a static one", SegmentsCreate);
    create->add_option("--name", o.name, "What it is called; a recipe has a name");
    CLI::Option_group* kind = create->add_option_group("Its members", "One of these");
    CLI::App* preview = add("preview", "Say whom a condition or a recipe means now, in people and in money", SegmentsPreview);
    CLI::Option_group* what = preview->add_option_group("What is asked", "One of these");
    for (CLI::Option_group* one : {kind, what}) {
        one->add_option("--condition-file", o.condition_file, "A file with the condition as JSON");
        one->add_option("--recipe", o.recipe, "An id that `daybook segments recipes` tells");
    }
    kind->add_flag("--static", o.fixed, "Chosen by hand");
    for (CLI::Option_group* one : {kind, what}) one->require_option(1);
    for (CLI::App* one : {create, preview}) one->add_option("--value", o.values, "NAME=VALUE of the recipe, instead of what the shop suggests; repeatable");
    add("recipes", "List ready-made segments, with whom each means here and what is suggested for its values", SegmentsRecipes);
    CLI::App* explain = add("explain", "Say why a profile is in a segment or not, and when that changes", SegmentsExplain);
    CLI::App* exported = add("export", "Write a segment's profiles as CSV or JSON lines", SegmentsExport);
    CLI::App* erase = add("delete", "Delete a segment that no other asks for", SegmentsDelete);
    for (CLI::App* one : {show, explain, exported, erase}) one->add_option("id", o.id, "seg_…")->required();
    explain->add_option("--profile", o.profile, "prf_…")->required();
    for (CLI::App* one : {show, exported}) one->add_option("--at", o.at, "As of this moment, in unix seconds");
    exported->add_option("--format", o.format, "csv or jsonl")->check(CLI::IsMember({"csv", "jsonl"}))->capture_default_str();
    exported->add_option("--output", o.output, "A file; else standard output");
}

void AddTemplateCommands(CLI::App& program, Parsed& p) {
    TemplatesOptions& o = p.templates;
    CLI::App* templates = Group(program, "templates", "List, show, check and publish templates");
    auto add = [&](const std::string& name, const std::string& help, int (*run)(const StoreOptions&, const TemplatesOptions&)) {
        CLI::App* command = Command(*templates, name, help, p, [&p, run] { return run(p.store, p.templates); });
        AddStoreOptions(*command, p.store);
        return command;
    };
    AddListOptions(*add("list", "List templates, the newest first", TemplatesList), o.list);
    CLI::App* show = add("show", "Show one template with its draft", TemplatesShow);
    CLI::App* check = add("check", "Tell what is wrong with a draft, and what could be better", TemplatesCheck);
    CLI::App* publish = add("publish", "Send the draft from now on; refused where it has mistakes", TemplatesPublish);
    for (CLI::App* one : {show, check, publish}) one->add_option("id", o.id, "tpl_…")->required();
}

void AddImageCommands(CLI::App& program, Parsed& p) {
    ImagesOptions& o = p.images;
    CLI::App* images = Group(program, "images", "List, add and delete the pictures that are kept for messages");
    auto add = [&](const std::string& name, const std::string& help, int (*run)(const StoreOptions&, const ImagesOptions&)) {
        CLI::App* command = Command(*images, name, help, p, [&p, run] { return run(p.store, p.images); });
        AddStoreOptions(*command, p.store);
        return command;
    };
    AddListOptions(*add("list", "List pictures with their addresses, the newest first", ImagesList), o.list);
    add("add", "Keep pictures: JPEG, PNG, GIF or WebP, at most 10 MB each", ImagesAdd)->add_option("file", o.files, "Files, one or more")->required();
    add("delete", "Delete a picture that no template and no brand shows", ImagesDelete)->add_option("id", o.id, "img_…")->required();
}

void AddApiKey(CLI::App& program, Parsed& p) {
    CLI::App* keys = Group(program, "api-key", "Create, list and revoke API keys");
    CLI::App* create = Command(*keys, "create", "Create a key and print it once", p, [&p] { return ApiKeyCreate(p.store, p.api_key); });
    AddStoreOptions(*create, p.store);
    create->add_option("--name", p.api_key.name, "What it is for")->required();
    create->add_option("--scope", p.api_key.scope, "What it may do")->check(CLI::IsMember({"read", "write", "admin"}))->capture_default_str();
    CLI::App* list = Command(*keys, "list", "List the keys", p, [&p] { return ApiKeyList(p.store, p.api_key); });
    AddStoreOptions(*list, p.store);
    CLI::App* revoke = Command(*keys, "revoke", "Revoke a key", p, [&p] { return ApiKeyRevoke(p.store, p.api_key); });
    AddStoreOptions(*revoke, p.store);
    revoke->add_option("id", p.api_key.id, "key_…")->required();
}

void AddUser(CLI::App& program, Parsed& p) {
    CLI::App* users = Group(program, "user", "Invite people of the house, list them, let them set a new password");
    auto add = [&](const std::string& name, const std::string& help, std::function<int()> run) {
        CLI::App* command = Command(*users, name, help, p, std::move(run));
        AddStoreOptions(*command, p.store);
        AddServeOptions(*command, p.serve);
        return command;
    };
    CLI::App* create = add("create", "Invite somebody: prints a one-time link, good for 3 days", [&p] { return UserCreate(p.store, p.serve, p.user); });
    create->add_option("--email", p.user.email, "Their e-mail address")->required();
    create->add_option("--role", p.user.role, "What they may do")->check(CLI::IsMember({"owner", "admin", "marketer", "viewer"}))->capture_default_str();
    create->add_option("--name", p.user.name, "Their name; else they give it");
    add("list", "List the users", [&p] { return UserList(p.store, p.serve); });
    CLI::App* reset = add("reset", "Print a one-time link for a new password, good for an hour", [&p] { return UserReset(p.store, p.serve, p.user); });
    reset->add_option("--email", p.user.email, "Whose")->required();
}

void AddRest(CLI::App& program, Parsed& p) {
    CLI::App* migrate = Command(program, "migrate", "Bring the database to this version's form", p, [&p] { return Migrate(p.store, p.dry_run); });
    AddStoreOptions(*migrate, p.store);
    migrate->add_flag("--dry-run", p.dry_run, "Only say what would be done");
    CLI::App* doctor = Command(program, "doctor", "Check settings, data folder, database, disk, clock, and the Stripe connection with its permissions", p, [&p] { return Doctor(p.store, p.serve); });
    AddStoreOptions(*doctor, p.store);
    AddServeOptions(*doctor, p.serve);
    CLI::App* fsck = Command(program, "fsck", "Check that every profile is what its stored Stripe objects give", p, [&p] { return Fsck(p.store); });
    AddStoreOptions(*fsck, p.store);
    CLI::App* bench = Group(program, "bench", "Measure on this machine");
    CLI::App* import = Command(*bench, "import", "Import a made-up shop, server and shop as two processes", p, [&p] { return BenchImport(p.store, p.bench); });
    import->add_option("--customers", p.bench.customers, "How many customers")->check(CLI::Range(1, 5'000'000))->capture_default_str();
    import->add_option("--database", p.bench.database, "postgres://… (an empty database); else SQLite in a temporary folder")->envname("DAYBOOK_BENCH_DATABASE");
    import->add_option("--latency-ms", p.bench.latency_ms, "The shop's answers take this long")->check(CLI::Range(0, 60000))->capture_default_str();
    import->add_option("--stripe-rate", p.bench.stripe_rate, "Requests a second, or unlimited")->envname("DAYBOOK_BENCH_STRIPE_RATE")->capture_default_str();
    import->add_option("--webhooks", p.bench.webhooks, "Send this many webhooks a second meanwhile, and measure them")->check(CLI::Range(0, 10000))->capture_default_str();
    std::vector<std::string> only(std::begin(kBenchResources), std::end(kBenchResources));
    only.emplace_back("customers");
    import->add_option("--only", p.bench.only, "Import only this resource and customers, or only customers")->check(CLI::IsMember(only));
    import->add_flag("--json", p.store.json, "Print the figures as JSON");
    BenchWebhooksOptions& w = p.bench_webhooks;
    CLI::App* webhooks = Command(*bench, "webhooks", "Send signed events over many connections, and follow what they tell of", p, [&p] { return BenchWebhooks(p.store, p.bench_webhooks); });
    webhooks->add_option("--customers", w.customers, "How many customers the shop has")->check(CLI::Range(1, 5'000'000))->capture_default_str();
    webhooks->add_option("--objects", w.objects, "How many of its newest objects the events tell of")->check(CLI::Range(1, 1'000'000))->capture_default_str();
    webhooks->add_option("--events", w.events, "How many events; 0: as many as go in --seconds")->check(CLI::Range(0, 10'000'000))->capture_default_str();
    webhooks->add_option("--seconds", w.seconds, "How long, with --events 0")->check(CLI::Range(0.1, 3600.0))->capture_default_str();
    webhooks->add_option("--connections", w.connections, "At once")->check(CLI::Range(1, 512))->capture_default_str();
    webhooks->add_flag("--importing", w.importing, "Send them while the shop is imported, for --seconds");
    webhooks->add_option("--stripe-rate", w.stripe_rate, "Requests a second to the shop, or unlimited; 100 where not given, with --importing unlimited")->envname("DAYBOOK_BENCH_STRIPE_RATE");
    webhooks->add_option("--database", w.database, "postgres://… (an empty database); else SQLite in a temporary folder")->envname("DAYBOOK_BENCH_DATABASE");
    webhooks->add_flag("--json", p.store.json, "Print the figures as JSON");
    CLI::App* version = Command(program, "version", "Print the version", p, [&p] { return Version(p.store); });
    version->add_flag("--json", p.store.json, "As JSON");
}

void AddRender(CLI::App& program, Parsed& p) {
    CLI::App* render = Command(program, "render", "Render a template for one person, or with data from a file", p, [&p] { return Render(p.store, p.render); });
    AddStoreOptions(*render, p.store);
    render->get_option("--data")->description("A file of data as JSON; with --profile, the store's folder");
    render->add_option("--template", p.render.template_file, "The template's file, or a stored one (tpl_…; with --profile)");
    render->add_option("--part", p.render.part, "Of a stored template: subject, preview_text, body, text, title or link")->capture_default_str();
    render->add_option("--profile", p.render.profile, "Render it for this person (prf_…)");
    render->add_flag("--html", p.render.html, "Escape what is printed, as in the HTML of an e-mail");
    render->add_flag("--ndjson", p.render.ndjson, "Read a request a line from standard input, answer each with a line");
}

constexpr std::string_view kLevels = "--log-level is one of debug, info, warn, error.";

// A server tells what it does, unless somebody watches it; commands speak in sentences of their own, and log only what is broken.
bool SetLevel(const std::string& name, const CLI::App& program, const ServeOptions& serve) {
    bool watched = program.got_subcommand("demo") || !serve.connect_key_file.empty();
    if (name.empty()) SetLogLevel(watched ? Level::kWarn : program.got_subcommand("serve") ? Level::kInfo : Level::kError);
    else if (name == "debug") SetLogLevel(Level::kDebug);
    else if (name == "info") SetLogLevel(Level::kInfo);
    else if (name == "warn") SetLogLevel(Level::kWarn);
    else if (name == "error") SetLogLevel(Level::kError);
    else return false;
    return true;
}

// Of all settings the log level alone is taken up while a server runs.
void Reload(const CLI::App& program, const ServeOptions& serve, std::span<char*> words) {
    const auto level = LogLevelNow(program, words);
    const bool read = level.ok() && (!*level || SetLevel(**level, program, serve));
    if (read) Log(Level::kInfo, "server.settings_reloaded");
    else Log(Level::kError, "server.settings_not_reloaded", {{"error", level.ok() ? std::string(kLevels) : level.error().message}});
}

int Refuse(const std::string& sentence) {
    Say(sentence);
    return kConfiguration;
}

// What a library throws at a command ends it with a sentence.
int Guarded(const Parsed& parsed) {
    try {
        return parsed.run();
    } catch (const std::exception& fault) {
        if (std::ferror(stdout) != 0) return SayLost();
        if (std::ferror(stderr) != 0) return kUnavailableExit;
        return Fail(Internal(fmt::format("This is a defect of Daybook's, and what is stored is safe. Please report it with these words: {}", fault.what())), parsed.store);
    }
}

// The command that the words name, as far as they do; `unknown` is the word that should name one and does not.
struct Chosen {
    CLI::App* command;
    std::string unknown;
};
Chosen Choose(CLI::App& program, std::span<char*> words) {
    CLI::App* group = &program;
    for (std::string_view word : words) {
        auto commands = group->get_subcommands([](CLI::App* one) { return !one->get_name().empty(); });
        if (commands.empty() || word.starts_with('-')) break;
        auto named = std::ranges::find_if(commands, [&](CLI::App* one) { return one->get_name() == word; });
        if (named == commands.end()) return {group, std::string(word)};
        group = *named;
    }
    return {group, {}};
}

bool AsksForHelp(std::span<char*> words) {
    return std::ranges::any_of(words, [](std::string_view word) { return word == "--help" || word == "-h"; });
}

int Run(int argc, char** argv) {
    CLI::App program("Daybook: marketing automation for businesses that sell through Stripe.", "daybook");
    program.require_subcommand(1);
    program.footer(kFooter);
    Parsed parsed;
    AddServer(program, parsed);
    AddSandbox(program, parsed);
    AddStripe(program, parsed);
    AddProfiles(program, parsed);
    AddSegmentCommands(program, parsed);
    AddTemplateCommands(program, parsed);
    AddImageCommands(program, parsed);
    AddApiKey(program, parsed);
    AddRender(program, parsed);
    AddUser(program, parsed);
    AddRest(program, parsed);
    HideMemory();
    umask(S_IRWXG | S_IRWXO);  // Databases and exports hold customers' names: they are for one user alone.
    if (auto sentence = ApplySecretFiles()) return Refuse(*sentence);
    NameEnvironment(program);
    const std::span<char*> words{argv + 1, argv + argc};
    if (const auto wrong = std::ranges::find_if_not(words, [](std::string_view word) { return IsUtf8(word); }); wrong != words.end()) {
        Say(fmt::format("\"{}\" is not UTF-8. Set the terminal to UTF-8.", EscapeControls(ToUtf8(*wrong))));
        return kUsage;
    }
    const auto file = ReadConfigFile(program, words);
    if (!file.ok()) return Refuse(file.error().message);
    const Chosen chosen = Choose(program, words);
    if (!chosen.unknown.empty()) {
        Say(fmt::format("There is no command \"{}\". Run daybook --help to see what there is.", EscapeControls(chosen.unknown)));
        return kUsage;
    }
    if (AsksForHelp(words)) {
        ForgetVariables(*chosen.command);
    } else if (Status given = GiveSettings(*chosen.command, *file, words); !given.ok()) {
        return Refuse(given.error().message);
    }
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? kGood : kUsage;
    }
    if (!SetLevel(parsed.store.log_level, program, parsed.serve)) return Refuse(std::string(kLevels));
    parsed.reload = [&] { Reload(program, parsed.serve, words); };
    return Guarded(parsed);
}

}  // namespace

int Main(int argc, char** argv) {
    HoldStandardStreams();
    const int code = Run(argc, argv);
    // Who ends with this code has said why.
    return code == kUnavailableExit || Printed() ? code : SayLost();
}

}  // namespace daybook::server

#include "server/cli/remote.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

#include "base/controls.h"
#include "base/ids.h"
#include "base/io.h"
#include "base/json_write.h"
#include "base/redact.h"
#include "base/text.h"
#include "http/client.h"
#include "http/errors.h"
#include "http/listen.h"
#include "http/target.h"
#include "server/app.h"
#include "server/cli/json.h"
#include "server/cli/output.h"
#include "sql/database.h"
#include "sql/migrate.h"
#include "stripe/key.h"

namespace daybook::server {
namespace {

constexpr Micros kSocketTimeout = 600 * kSecond;
constexpr size_t kKeyFileBytesMax = 4096;
constexpr std::string_view kStopped = "server_stopped";
constexpr size_t kAnswerBytesMax = 256u << 20;
// A store that is in use is asked for again: other commands are short, and a server that starts will soon answer.
constexpr Micros kBusyMax = 5 * kSecond;
constexpr std::chrono::milliseconds kBusyPause(50);

// True where somebody answers on this Unix socket.
bool Answers(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) return false;
    std::memcpy(address.sun_path, path.data(), path.size());
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool good = fd >= 0 && connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    if (fd >= 0) close(fd);
    return good;
}

Code CodeOf(int status) {
    switch (status) {
        case 400: case 413: return Code::kInvalid;
        case 401: return Code::kUnauthenticated;
        case 403: return Code::kForbidden;
        case 404: return Code::kNotFound;
        case 409: return Code::kConflict;
        case 429: return Code::kLimited;
        case 503: return Code::kUnavailable;
        default: return Code::kInternal;
    }
}

// The API's words for what a command calls otherwise.
constexpr std::pair<std::string_view, std::string_view> kWords[] = {
    {"starting_after", "--starting-after"},
    {"ending_before", "--ending-before"},
    {"use query.", "use --query."},
    {"by which people are told apart. Choose it.", "by which people are told apart. Choose it: --map \"Column=email\"."},
    {"See GET /v1/segment-recipes.", "See: daybook segments recipes"},
    {"GET /v1/segments lists those that there are.", "daybook segments list names those that there are."},
};

std::string AsFlags(std::string message) {
    for (const auto& [api, ours] : kWords) {
        for (size_t at = message.find(api); at != std::string::npos; at = message.find(api, at + ours.size())) message.replace(at, api.size(), ours);
    }
    return message;
}

Error ErrorOf(int status, std::string_view body) {
    boost::system::error_code failed;
    boost::json::value value = boost::json::parse(body, failed);
    const boost::json::value& error = failed ? value : Member(value, "error");
    std::string message = failed ? fmt::format("The server answered {}.", status) : AsFlags(Text(error, "message"));
    return {CodeOf(status), message, failed ? "" : Show(error, "code"), failed ? "" : Show(error, "param")};
}

// A request as if it had come over the socket.
Result<http::Request> LocalRequest(http::Method method, const std::string& text) {
    http::Target target = TRY(http::ParseTarget(text));
    http::Request request;
    request.method = method;
    request.path = std::move(target.path);
    request.query = std::move(target.query);
    request.origin = http::Origin::kSocket;
    request.request_id = "req_cli";
    return request;
}

Result<std::string> BodyOf(http::Response response) {
    while (response.source) {
        std::string piece;
        bool more = TRY(response.source(piece));
        response.body += piece;
        if (!more) break;
    }
    if (response.status / 100 != 2) return ErrorOf(response.status, response.body);
    return std::move(response.body);
}

// A mistyped folder is not made by a command that only looks into it. What PostgreSQL holds is not looked for in the folder.
Status CheckThere(const StoreOptions& store) {
    if (HasStore(store)) return {};
    if (IsFile(store.data)) return NoFolder(store.data);
    return NotFound(fmt::format("There is no Daybook in {} yet: daybook serve makes one there. Or name another folder with --data.", ToUtf8(store.data.substr(0, 200))), "configuration");
}

// Where the server went away: whether it had the request already decides what is known.
Error Stopped(Error error, http::Method method) {
    const bool refused = error.reason == "connection_refused";
    if (!refused && error.reason != "answer_cut_off") return error;
    if (refused || method == http::Method::kGet) {
        return Unavailable("The server on this store has stopped. Run the command again: it works without a server too.", std::string(kStopped));
    }
    return Unavailable("The server on this store stopped before it answered: whether it did what was asked is not known. Look before you ask again.", std::string(kStopped));
}

}  // namespace

Error GoesOn(Error error, std::string_view what) {
    if (error.reason == kStopped) error.message = fmt::format("The server on this store has stopped. {} goes on at its next start: daybook serve", what);
    return error;
}

bool IsFile(const std::string& path) {
    std::error_code failed;
    return std::filesystem::exists(path, failed) && !std::filesystem::is_directory(path, failed);
}

Error NoFolder(const std::string& path) {
    return Invalid(fmt::format("{} is a file, no folder. Name the data folder with --data.", ToUtf8(path.substr(0, 200))), "data", "configuration");
}

bool HasStore(const StoreOptions& store) {
    std::error_code failed;
    const auto kind = std::filesystem::status(store.data + "/daybook.db", failed).type();
    return store.data.empty() || !store.database.empty() || kind != std::filesystem::file_type::not_found;
}

Remote::~Remote() {
    if (app_) app_->Stop();
}

Result<std::unique_ptr<Remote>> Remote::Open(const StoreOptions& store, const ServeOptions& serve, Absent absent) {
    std::unique_ptr<Remote> remote(new Remote);
    remote->clock_ = std::make_unique<SystemClock>();
    AppOptions options = TRY(MakeAppOptions(store, serve));
    const std::string path = store.data + "/daybook.sock";
    for (const Micros begun = remote->clock_->Monotonic();;) {
        if (Answers(path)) {
            remote->socket_ = path;
            remote->client_ = http::MakeCurlClient({});
            break;
        }
        if (absent == Absent::kRefuse) TRY(CheckThere(store));
        auto app = App::Open(options, *remote->clock_);
        if (app.ok()) {
            remote->app_ = std::move(*app);
            break;
        }
        if (app.error().reason != "store_in_use" || remote->clock_->Monotonic() - begun > kBusyMax) return app.error();
        std::this_thread::sleep_for(kBusyPause);
    }
    TRY(CheckAccount(store.account, [&] { return remote->Call(http::Method::kGet, "/v1/account"); }));
    return remote;
}

Status CheckAccount(const std::string& account, const std::function<Result<std::string>()>& here) {
    if (account.empty()) return {};
    const std::string id = Show(boost::json::parse(TRY(here())), "id");
    if (id == account) return {};
    return NotFound(fmt::format("There is no account {} in this store; it holds {}. Leave --account out, or name that one.", account, id), "configuration");
}

Status Remote::StartBackground() { return app_ ? app_->Start() : Status{}; }

Result<std::string> Remote::Call(http::Method method, const std::string& target, const std::string& body) {
    return app_ ? CallApp(method, target, body) : CallSocket(method, target, body);
}

Result<std::string> Remote::CallSocket(http::Method method, const std::string& target, const std::string& body) {
    http::Outgoing request;
    request.method = method;
    request.url = "http://localhost" + target;
    request.unix_socket = socket_;
    request.body = body;
    request.timeout = kSocketTimeout;
    request.answer_bytes_max = kAnswerBytesMax;
    if (!body.empty()) request.headers.Set("Content-Type", "application/json");
    auto answer = client_->Call(std::move(request));
    if (!answer.ok()) return Stopped(answer.error(), method);
    if (answer->status / 100 != 2) return ErrorOf(answer->status, answer->body);
    return std::move(answer->body);
}

Result<std::string> Remote::CallApp(http::Method method, const std::string& target, const std::string& body) {
    http::Request request = TRY(LocalRequest(method, target));
    request.body = body;
    if (!body.empty()) request.headers.Set("Content-Type", "application/json");
    return BodyOf(app_->Handle(request));
}

Status Remote::Stream(const std::string& target, const std::function<Status(std::string_view)>& sink) {
    if (!app_) {
        http::Outgoing request;
        request.url = "http://localhost" + target;
        request.unix_socket = socket_;
        request.timeout = 24 * kHour;
        request.on_body = sink;
        auto answer = client_->Call(std::move(request));
        if (!answer.ok()) return Stopped(answer.error(), http::Method::kGet);
        if (answer->status / 100 != 2) return ErrorOf(answer->status, answer->body);
        return {};
    }
    http::Request request = TRY(LocalRequest(http::Method::kGet, target));
    http::Response response = app_->Handle(request);
    if (response.status / 100 != 2) return ErrorOf(response.status, response.body);
    TRY(sink(response.body));
    for (bool more = static_cast<bool>(response.source); more;) {
        std::string piece;
        more = TRY(response.source(piece));
        TRY(sink(piece));
    }
    return {};
}

Result<std::string> PathOf(const Thing& thing, const std::string& id) {
    if (DecodeId(thing.prefix, id)) return fmt::format("{}/{}", thing.list, id);
    return NotFound(fmt::format("There is no {} {}.", thing.noun, id.empty() ? "\"\"" : ToUtf8(id.substr(0, 40))), "resource_missing");
}

Result<std::string> ReadGiven(std::string_view flag, const std::string& path, size_t limit) {
    auto text = ReadFile(path, limit);
    if (text.ok()) return text;
    return Invalid(fmt::format("The file of {} cannot be read: {}", flag, text.error().message), std::string(flag.substr(2)), "configuration");
}

Result<std::string> ReadSecret(std::string_view flag, const std::string& path, std::string_view what) {
    auto text = ReadFile(path, kKeyFileBytesMax);
    if (text.ok()) return text;
    return Invalid(fmt::format("The {} file {} cannot be read: {}", what, path, text.error().message), std::string(flag.substr(2)), "configuration");
}

Result<stripe::Key> ReadKey(std::string_view flag, const std::string& path) { return stripe::ParseKey(TRY(ReadSecret(flag, path, "key"))); }

Error CannotRead(const std::string& path) {
    return Invalid(fmt::format("The file {} cannot be read. Check its name and who may read it.", path), "file", "configuration");
}

// As people copy it: a slash at the end means nothing.
std::string WithoutSlash(std::string url) {
    while (url.ends_with('/') && !url.ends_with("://")) url.pop_back();
    return url;
}

// "https://example.com", with a port perhaps, and nothing behind it.
bool IsSite(std::string_view url) {
    const size_t begin = url.starts_with("http://") ? 7 : url.starts_with("https://") ? 8 : url.size();
    return begin < url.size() && url.find_first_of("/?#", begin) == std::string_view::npos;
}

Status CheckDatabase(const std::string& database) {
    if (database.empty() || database.starts_with("postgres://") || database.starts_with("postgresql://")) return {};
    return Invalid("--database is postgres://USER@HOST/NAME; without it the data folder (--data) holds the database.", "database", "configuration");
}

Status CheckListen(const std::string& listen) {
    TRY(http::ParseHostPort(listen));
    return {};
}

Status CheckStripeBase(const std::string& base) {
    if (IsSite(WithoutSlash(base))) return {};
    return Invalid("--stripe-api-base is an address such as https://api.stripe.com, without /v1.", "stripe-api-base", "configuration");
}

Status CheckPublicUrl(const std::string& url) {
    if (url.empty() || IsSite(WithoutSlash(url))) return {};
    return Invalid("--public-url is an address such as https://daybook.example.com, without a path.", "public-url", "configuration");
}

Status CheckAllowed(const std::vector<std::string>& addresses) {
    auto guard = http::Guard::Create(addresses);
    return guard.ok() ? Status() : Invalid(guard.error().message, "allow-address", "configuration");
}

// Requests a second; nothing where it is left open or unlimited.
Result<std::optional<double>> RateOf(const std::string& text) {
    if (text.empty() || text == "unlimited") return std::optional<double>();
    double rate = 0;
    const char* end = text.data() + text.size();
    auto parsed = std::from_chars(text.data(), end, rate);
    if (parsed.ec == std::errc() && parsed.ptr == end && rate > 0 && rate <= 10000) return std::optional(rate);
    return Invalid("--stripe-rate is a number of requests a second, or: unlimited.", "stripe-rate", "configuration");
}

std::vector<Error> WrongSettings(const StoreOptions& store, const ServeOptions& serve) {
    std::vector<Error> wrong;
    const auto note = [&](const Status& checked) {
        if (!checked.ok()) wrong.push_back(checked.error());
        return checked.ok();
    };
    note(CheckDatabase(store.database));
    note(CheckListen(serve.listen));
    std::vector<std::string> allowed = serve.allow_addresses;
    if (note(CheckStripeBase(serve.stripe_api_base))) allowed.push_back(WithoutSlash(serve.stripe_api_base));
    note(CheckPublicUrl(serve.public_url));
    note(CheckAllowed(allowed));
    const auto rate = RateOf(serve.stripe_rate);
    note(rate.ok() ? Status() : rate.error());
    return wrong;
}

// Settings are looked at before anything is opened, so that a misspelt one is told as a setting.
Result<AppOptions> MakeAppOptions(const StoreOptions& store, const ServeOptions& serve) {
    if (std::vector<Error> wrong = WrongSettings(store, serve); !wrong.empty()) return std::move(wrong.front());
    AppOptions options;
    options.data = store.data;
    options.database = store.database;
    options.public_url = serve.public_url;
    options.listen = serve.listen;
    options.stripe_api_base = WithoutSlash(serve.stripe_api_base);
    options.stripe_version = serve.stripe_version;
    options.allow_addresses = serve.allow_addresses;
    options.stripe_unlimited = serve.stripe_rate == "unlimited";
    if (const auto rate = TRY(RateOf(serve.stripe_rate))) options.stripe_rate = *rate;
    return options;
}

Status CheckBench(const std::string& database, const std::string& stripe_rate) {
    StoreOptions store;
    store.database = database;
    ServeOptions serve;
    serve.stripe_rate = stripe_rate;
    const AppOptions options = TRY(MakeAppOptions(store, serve));
    if (database.empty()) return {};
    const size_t pending = TRY(sql::Database::Pending(DatabaseUrl(options))).size();
    if (pending == sql::embedded::Migrations().size()) return {};
    return Invalid("This database holds a Daybook store already, and a benchmark makes up a shop of its own. Name an empty one with --database.",
                   "database", "configuration");
}

int ExitOf(const Error& error) {
    if (error.param == "listen") return kConfiguration;
    for (std::string_view settings : {"configuration", "data_unwritable", "database_too_new"}) {
        if (error.reason == settings) return kConfiguration;
    }
    for (std::string_view taken : {"port_in_use", "store_in_use"}) {
        if (error.reason == taken) return kUnavailableExit;
    }
    if (error.code == Code::kUnavailable || error.code == Code::kTimeout) return kUnavailableExit;
    return kFailed;
}

int Fail(const Error& error, const StoreOptions& options) {
    if (options.json) {
        std::string text;
        JsonWriter out(text);
        out.BeginObject().Key("error").BeginObject().Member("type", http::ShapeOf(error).type);
        out.Member("code", error.reason.empty() ? http::ShapeOf(error).code : std::string_view(error.reason));
        out.Member("message", Redact(error.message));
        if (!error.param.empty()) out.Member("param", error.param);
        out.EndObject().EndObject();
        if (Hand(text)) return ExitOf(error);
    }
    Say(EscapeControls(Redact(error.message), "\n\t"));
    return ExitOf(error);
}

}  // namespace daybook::server

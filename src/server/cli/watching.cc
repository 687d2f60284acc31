#include "server/cli/watching.h"

#include <filesystem>

#include <fmt/format.h>

#include "base/json_write.h"
#include "base/money.h"
#include "base/text.h"
#include "http/target.h"
#include "profiles/fields.h"
#include "server/cli/json.h"
#include "server/cli/output.h"
#include "server/cli/progress.h"

namespace daybook::server {
namespace {

constexpr std::string_view kIntegration = "/v1/integrations/stripe";

// This program as one can type it here.
std::string Self() {
    std::error_code failed;
    std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", failed);
    if (failed) return "daybook";
    std::filesystem::path near = std::filesystem::relative(self, failed);
    return failed || near.native().starts_with("..") ? self.native() : near.native();
}

bool ShowImport(App& app, const runtime::Stop& stop, const Clock& clock) {
    Progress progress(clock);
    while (!stop.requested()) {
        auto text = Ask(app, http::Method::kGet, kIntegration);
        if (!text.ok()) return false;
        progress.Show(*text);
        boost::json::value integration = boost::json::parse(*text);
        if (Show(integration, "state") == "failed") {
            progress.End();
            fmt::print(stderr, "{}\n", Show(Member(integration, "error"), "message"));
            return true;
        }
        if (Show(integration, "state") != "importing") break;
        stop.WaitFor(200 * kMillisecond);
    }
    progress.End();
    return true;
}

// "Total Sales 59.97 usd"; empty for what a line needs not say: moments, and currencies by themselves.
std::string DescribeField(std::string_view name, const boost::json::value& fields) {
    const profiles::FieldRow* row = profiles::FindField(name);
    if (row == nullptr || row->type == profiles::FieldType::kDate || name.ends_with("currency")) return {};
    std::string text = Show(fields, name);
    if (row->type == profiles::FieldType::kMoney && !text.empty()) {
        std::string currency = Show(fields, row->currency);
        text = FormatMajor(Number(fields, name), currency) + " " + currency;
    }
    return fmt::format("{} {}", row->label, text.empty() ? "none" : text);
}

// "prf_…  Ada Lovelace  Total Orders 3, Total Sales 59.97 usd"
std::string Describe(App& app, const runtime::Change& change) {
    auto text = Ask(app, http::Method::kGet, "/v1/profiles/" + change.key);
    if (!text.ok()) return "";
    boost::json::value profile = boost::json::parse(*text);
    const boost::json::value& fields = Member(profile, "fields");
    std::string name(Trim(Show(fields, "first_name") + " " + Show(fields, "last_name")));
    if (name.empty()) name = Show(fields, "email");
    boost::json::value changed = boost::json::parse(change.json);
    std::string what;
    for (const boost::json::value& field : Member(changed, "fields").as_array()) {
        std::string said = DescribeField(std::string_view(field.as_string()), fields);
        if (!said.empty()) what.append(what.empty() ? "" : ", ").append(said);
    }
    return fmt::format("{}  {}  {}", change.key, name.empty() ? "(no name)" : name, what);
}

// Whether what the import brought is computed.
bool IsCalm(App& app) {
    auto text = Ask(app, http::Method::kGet, "/metrics");
    return text.ok() && text->find("\ndaybook_due_pending 0\n") != std::string::npos;
}

// One line a changed profile, at most a few a second; not those that the import changes last.
void ShowChanges(App& app, const runtime::Stop& stop) {
    runtime::ChangeQueue changes(app.bus());
    fmt::print("Watching the shop. Each line is a profile that has just changed:\n");
    static_cast<void>(std::fflush(stdout));
    for (bool calm = false; !stop.requested();) {
        int shown = 0;
        for (const runtime::Change& change : changes.Take(500 * kMillisecond)) {
            if (!calm || change.topic != "profile" || ++shown > 3) continue;
            std::string line = Describe(app, change);
            if (!line.empty() && !Hand(line)) return;  // the terminal is gone
        }
        calm = calm || IsCalm(app);
    }
}

}  // namespace

Result<std::string> Ask(App& app, http::Method method, std::string_view target, std::string body) {
    http::Target parsed = TRY(http::ParseTarget(target));
    http::Request request;
    request.method = method;
    request.path = std::move(parsed.path);
    request.query = std::move(parsed.query);
    request.body = std::move(body);
    request.origin = http::Origin::kSocket;
    request.request_id = "req_start";
    request.headers.Set("Content-Type", "application/json");
    http::Response response = app.Handle(request);
    if (response.status == 200) return std::move(response.body);
    boost::system::error_code failed;
    boost::json::value value = boost::json::parse(response.body, failed);
    std::string sentence = failed ? response.body : Show(Member(value, "error"), "message");
    return response.status == 503 ? Unavailable(std::move(sentence)) : Invalid(std::move(sentence));
}

Result<std::string> MakeKey(App& app, std::string_view name) {
    const auto keys = TRY(WholeList([&](const std::string& target) { return Ask(app, http::Method::kGet, target); }, "/v1/api-keys"));
    for (const boost::json::value& key : keys) {
        if (Show(key, "name") == name && Number(key, "revoked") == 0) {
            TRY(Ask(app, http::Method::kDelete, "/v1/api-keys/" + Show(key, "id")));
        }
    }
    std::string body;
    JsonWriter(body).BeginObject().Member("name", name).Member("scope", "admin").EndObject();
    boost::json::value made = boost::json::parse(TRY(Ask(app, http::Method::kPost, "/v1/api-keys", std::move(body))));
    return Show(made, "key");
}

void Greet(const App& app, std::string_view with, const std::string& link, const std::string& key, const std::string& data) {
    std::string self = Self();
    fmt::print("\nDaybook runs with {}.", with);
    if (!link.empty()) fmt::print(" Open it (the link signs you in, once):\n\n  {}", link);
    fmt::print("\n\n");
    fmt::print("  address   http://{}\n  API key   {}\n\nTry:\n", app.address(), key);
    fmt::print("  {} profiles list --data {} --query smi\n", self, data);
    fmt::print("  curl -H 'Authorization: Bearer {}' 'http://{}/v1/profiles?limit=3'\n", key, app.address());
    fmt::print("  curl -N -H 'Authorization: Bearer {}' 'http://{}/v1/stream'\n\n", key, app.address());
    fmt::print("(Stop with Ctrl-C; the next start goes on from here.)\n\n");
    static_cast<void>(std::fflush(stdout));
}

void WatchShop(App& app, const runtime::Stop& stop, const Clock& clock) {
    if (ShowImport(app, stop, clock)) ShowChanges(app, stop);
}

}  // namespace daybook::server

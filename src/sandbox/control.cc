#include "sandbox/control.h"

#include "base/json_write.h"
#include "http/body.h"
#include "http/parameters.h"
#include "http/errors.h"

namespace daybook::sandbox {
namespace {

constexpr std::string_view kPrefix = "/_sandbox";

Result<KeyState> StateNamed(std::string_view name) {
    if (name == "good") return KeyState::kGood;
    if (name == "revoked") return KeyState::kRevoked;
    if (name == "expired") return KeyState::kExpired;
    if (name == "foreign_address") return KeyState::kForeignAddress;
    return Invalid("`state` must be good, revoked, expired or foreign_address", "state");
}

Result<FaultKind> KindNamed(std::string_view name) {
    if (auto kind = FaultNamed(name)) return *kind;
    std::string known;
    for (int i = 0; i < kFaultKinds; ++i)
        known.append(i > 0 ? ", " : "").append(FaultName(static_cast<FaultKind>(i)));
    return Invalid("`kind` must be one of " + known, "kind");
}

std::string Done() { return R"({"ok":true})"; }

Result<std::string> Look(const Shop& shop, const Webhooks* webhooks) {
    std::string out;
    JsonWriter json(out);
    json.BeginObject().Member("object", "sandbox").Member("seed", shop.options().seed).Member("birth", shop.options().birth);
    json.Member("now", shop.Now()).Member("customers", shop.customers()).Member("objects", shop.objects());
    json.Member("requests", shop.requests()).Key("requests_by_endpoint").BeginObject();
    for (const auto& [endpoint, count] : shop.RequestsByEndpoint()) json.Member(endpoint, count);
    json.EndObject();
    WebhookStats stats = webhooks ? webhooks->stats() : WebhookStats{};
    json.Member("webhooks_delivered", stats.delivered).Member("webhooks_failed", stats.failed);
    json.EndObject();
    return out;
}

Result<std::string> SetWebhook(Webhooks* webhooks, const http::Request& request) {
    if (webhooks == nullptr) return Unavailable("this sandbox has no network of its own: use Shop::OnEvent");
    http::Body body = TRY(http::Body::Read(request, {"url", "secret"}));
    std::string url = TRY(body.RequiredText("url"));
    TRY(webhooks->Set(std::move(url), TRY(body.Text("secret")).value_or("")));
    return Done();
}

Result<std::string> SetKey(Shop& shop, const http::Request& request) {
    http::Body body = TRY(http::Body::Read(request, {"key", "state", "deny"}));
    std::string key = TRY(body.Text("key")).value_or("");
    if (auto state = TRY(body.Text("state"))) shop.keys().SetState(key, TRY(StateNamed(*state)));
    if (auto names = TRY(body.Texts("deny"))) {
        for (const std::string& name : *names) {
            bool known = false;
            for (const Endpoint& endpoint : Endpoints()) known |= endpoint.name == PathName(name);
            if (!known) return Invalid("the sandbox does not serve " + name, "deny");
        }
        shop.keys().Deny(key, {names->begin(), names->end()});
    }
    return Done();
}

Result<std::string> AddFault(Shop& shop, const http::Request& request) {
    http::Body body = TRY(http::Body::Read(request, {"kind", "path", "skip", "times", "delay_ms", "reason"}));
    Fault fault;
    fault.kind = TRY(KindNamed(TRY(body.RequiredText("kind"))));
    fault.path = TRY(body.Text("path")).value_or("");
    int64_t skip = TRY(body.Integer("skip")).value_or(0);
    int64_t times = TRY(body.Integer("times")).value_or(1);
    int64_t delay_ms = TRY(body.Integer("delay_ms")).value_or(1000);
    if (skip < 0 || skip >= UINT32_MAX) return Invalid("`skip` must be 0 or more", "skip");
    if (times < -1 || times == 0 || times >= UINT32_MAX) return Invalid("`times` must be 1 or more, or -1 for always", "times");
    if (delay_ms < 0 || delay_ms > 600'000) return Invalid("`delay_ms` must be 0 to 600000", "delay_ms");
    fault.skip = static_cast<uint32_t>(skip);
    fault.times = times < 0 ? UINT32_MAX : static_cast<uint32_t>(times);
    fault.delay = delay_ms * kMillisecond;
    fault.reason = TRY(body.Text("reason")).value_or("endpoint-rate");
    shop.faults().Add(std::move(fault));
    return Done();
}

Result<std::string> SetLife(Shop& shop, const http::Request& request) {
    http::Body body = TRY(http::Body::Read(request, {"going"}));
    auto going = TRY(body.Flag("going"));
    if (!going) return http::MissingParameter("going");
    shop.SetLiving(*going ? Shop::Living::kGoing : Shop::Living::kStopped);
    return Done();
}

Result<std::string> ChangeObject(Shop& shop, std::string_view id, const http::Request& request) {
    TRY(shop.Change(id, request.body));
    return shop.ObjectJson(id).value_or("{}");
}

Result<std::string> Post(Shop& shop, Webhooks* webhooks, std::string_view rest, const http::Request& request) {
    if (!request.headers.Get("Content-Type").starts_with("application/json"))
        return Invalid("send a JSON body with Content-Type: application/json");
    if (rest == "/webhook") return SetWebhook(webhooks, request);
    if (rest == "/keys") return SetKey(shop, request);
    if (rest == "/faults") return AddFault(shop, request);
    if (rest == "/life") return SetLife(shop, request);
    if (rest == "/objects") {
        TRY(shop.Upsert(request.body));
        return Done();
    }
    for (std::string_view place : {"/customers/", "/objects/"})
        if (rest.starts_with(place)) return ChangeObject(shop, rest.substr(place.size()), request);
    return NotFound("there is no POST " + request.path + "; see src/sandbox/README.md");
}

Result<std::string> Delete(Shop& shop, std::string_view rest) {
    if (rest == "/faults") {
        shop.faults().Clear();
        return Done();
    }
    for (std::string_view place : {"/customers/", "/objects/"}) {
        if (!rest.starts_with(place)) continue;
        TRY(shop.Delete(rest.substr(place.size())));
        return Done();
    }
    return NotFound("the sandbox can delete /_sandbox/faults and /_sandbox/objects/{id}");
}

}  // namespace

bool IsControl(std::string_view path) {
    return path.starts_with(kPrefix) && (path.size() == kPrefix.size() || path[kPrefix.size()] == '/');
}

http::Response Control(Shop& shop, Webhooks* webhooks, const http::Request& request) {
    std::string_view rest = std::string_view(request.path).substr(kPrefix.size());
    auto done = [&]() -> Result<std::string> {
        if (request.method == http::Method::kGet && (rest.empty() || rest == "/")) return Look(shop, webhooks);
        if (request.method == http::Method::kPost) return Post(shop, webhooks, rest, request);
        if (request.method == http::Method::kDelete) return Delete(shop, rest);
        return NotFound("the sandbox's control takes GET /_sandbox, POST and DELETE; see src/sandbox/README.md");
    }();
    if (!done.ok()) return http::ErrorResponse(done.error(), request.request_id);
    return http::JsonResponse(200, *std::move(done));
}

}  // namespace daybook::sandbox

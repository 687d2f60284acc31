#include "server/links.h"

#include <fmt/format.h>

#include "accounts/accounts.h"
#include "base/json_write.h"
#include "base/random.h"
#include "base/text.h"

namespace daybook::server {
namespace {

constexpr std::string_view kDemoEmail = "owner@sample-shop.example";

// An address to listen on as one to open: every interface is reached by this machine's own.
std::string Openable(std::string address) {
    for (std::string_view every : {"0.0.0.0:", "[::]:"}) {
        if (address.starts_with(every)) return fmt::format("127.0.0.1:{}", address.substr(every.size()));
    }
    return address;
}

Result<accounts::User> DemoOwner(sql::Tx& tx, AccountId account, Micros now) {
    if (auto known = TRY(accounts::FindUser(tx, kDemoEmail))) return std::move(*known);
    accounts::User user;
    user.id = RandomId();
    user.account = account;
    user.email = kDemoEmail;
    user.name = "Sample Owner";
    user.role = accounts::Role::kOwner;
    user.created = now;
    user.last_seen = now;
    TRY(accounts::InsertUser(tx, user));
    return user;
}

}  // namespace

Site SiteOf(const Parts& parts) {
    std::string_view url = parts.options.public_url;
    while (url.ends_with('/')) url.remove_suffix(1);
    return {std::string(url)};
}

std::string AddressOf(const Parts& parts) {
    std::string address = SiteOf(parts).public_url;
    if (address.empty()) address = "http://" + Openable(parts.server ? parts.server->address() : parts.options.listen);
    return address;
}

std::string LinkAddress(const Parts& parts, std::string_view token) {
    return fmt::format("{}/welcome#{}", AddressOf(parts), token);
}

Result<std::string> MakeOwnerLink(Parts& parts) {
    std::string token = accounts::MakeToken();
    bool needed = false;
    TRY(parts.database->Write([&](sql::Tx& tx) -> Status {
        needed = !TRY(accounts::HasOwner(tx, parts.home));
        if (!needed) return {};
        return accounts::PutLink(tx, {accounts::LinkKind::kOwner, parts.home, 0, parts.clock.Now() + accounts::kLinkAge}, token);
    }));
    return needed ? LinkAddress(parts, token) : std::string();
}

Result<std::string> MakeDemoLink(Parts& parts) {
    std::string token = accounts::MakeToken();
    TRY(parts.database->Write([&](sql::Tx& tx) -> Status {
        Micros now = parts.clock.Now();
        accounts::User owner = TRY(DemoOwner(tx, parts.home, now));
        return accounts::PutLink(tx, {accounts::LinkKind::kDemo, parts.home, owner.id, now + accounts::kLinkAge}, token);
    }));
    return LinkAddress(parts, token);
}

accounts::AuditEntry EntryOf(const Parts& parts, std::string_view actor, const http::Request& request, std::string act,
                             std::string target, std::vector<std::string> changes) {
    return {0, parts.clock.Now(), std::string(actor), std::move(act), std::move(target), request.request_id, std::move(changes)};
}

Result<std::string> SessionJson(Parts& parts, const accounts::User& user) {
    std::optional<accounts::Account> account;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        account = TRY(accounts::Load(tx, user.account));
        return {};
    }));
    std::string text;
    JsonWriter out(text);
    out.BeginObject().Member("object", "session").Key("user").Raw(accounts::ToJson(user));
    out.Key("account").Raw(accounts::ToJson(*account)).Member("role", accounts::RoleName(user.role));
    out.Member("theme", user.theme).Member("demo", parts.options.demo).Key("last_visit");
    if (user.last_visit) out.Int(*user.last_visit / kSecond);
    else out.Null();
    out.Key("csrf").Null().EndObject();
    return text;
}

Result<http::Response> SignedInResponse(Parts& parts, const http::Request& request, const accounts::User& user, std::string_view token) {
    std::string cookie = TRY(SessionCookie(SiteOf(parts), request, token));
    http::Response response = http::JsonResponse(200, TRY(SessionJson(parts, user)));
    response.headers.Add("Set-Cookie", cookie);
    return response;
}

}  // namespace daybook::server

// Reading the audit log.
#include <map>

#include "accounts/audit.h"
#include "accounts/users.h"
#include "http/parameters.h"
#include "server/handlers.h"

namespace daybook::server {
namespace {

using Names = std::map<std::string, std::string, std::less<>>;

Result<Names> ActorNames(Parts& parts, sql::Tx& tx, AccountId account) {
    Names names;
    for (const accounts::User& user : TRY(accounts::ListUsers(tx, account))) names[EncodeId("usr", user.id)] = user.name.empty() ? user.email : user.name;
    for (const accounts::ApiKey& key : TRY(parts.keys->List(account))) names[EncodeId("key", key.id)] = key.name;
    return names;
}

Result<std::optional<int64_t>> Anchor(const std::string& text, std::string_view param) {
    if (text.empty()) return std::optional<int64_t>();
    auto seq = DecodeId("aud", text);
    if (!seq) return Invalid("This is no id of an audit entry (aud_…).", std::string(param));
    return std::optional<int64_t>(*seq);
}

Result<http::Response> List(Parts& parts, const http::Request& request, const Caller& caller) {
    TRY(http::CheckQuery(request, {"limit", "starting_after", "ending_before"}));
    http::Paging paging = TRY(http::ReadPaging(request));
    auto before = TRY(Anchor(paging.starting_after, http::kStartingAfter));
    auto after = TRY(Anchor(paging.ending_before, http::kEndingBefore));
    accounts::AuditPage page;
    Names names;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        page = TRY(accounts::ListAudit(tx, caller.account, paging.limit, before, after));
        names = TRY(ActorNames(parts, tx, caller.account));
        return {};
    }));
    return http::JsonResponse(200, http::ListJson("/v1/audit", page.has_more, [&](JsonWriter& out) {
        for (const accounts::AuditEntry& entry : page.entries) {
            auto name = names.find(entry.actor);
            out.Raw(accounts::ToJson(entry, name == names.end() ? std::string_view() : std::string_view(name->second)));
        }
    }));
}

}  // namespace

http::Response ListAudit(Parts& parts, const http::Request& request, const Caller& caller) {
    auto response = List(parts, request, caller);
    return response.ok() ? std::move(*response) : http::ErrorResponse(response.error(), request.request_id);
}

}  // namespace daybook::server

#include "accounts/audit.h"

#include <algorithm>
#include <limits>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/json_write.h"
#include "base/text.h"

namespace daybook::accounts {
namespace {

constexpr size_t kChangesMax = 100;

std::string Join(const std::vector<std::string>& changes) {
    size_t count = std::min(changes.size(), kChangesMax);
    return fmt::format("{}", fmt::join(changes.begin(), changes.begin() + static_cast<std::ptrdiff_t>(count), " "));
}

AuditEntry ReadEntry(const sql::Rows& rows, size_t row) {
    AuditEntry entry{rows.Int(row, 0), rows.Int(row, 1), rows.String(row, 2), rows.String(row, 3), rows.String(row, 4), rows.String(row, 5)};
    if (rows.TextAt(row, 6).empty()) return entry;
    for (std::string_view name : Split(rows.TextAt(row, 6), ' ')) entry.changes.emplace_back(name);
    return entry;
}

std::string_view KindOf(std::string_view actor) {
    if (actor.starts_with("usr_")) return "user";
    if (actor.starts_with("key_")) return "api_key";
    return actor == "socket" ? "socket" : "system";
}

}  // namespace

Status Append(sql::Tx& tx, AccountId account, const AuditEntry& entry) {
    return tx.Run("accounts.append_audit", Number(account), entry.at, entry.actor, entry.act, entry.target, entry.request, Join(entry.changes));
}

Status ForgetReasons(sql::Tx& tx, AccountId account, std::string_view target) {
    constexpr std::string_view kReason = "reason:";
    const sql::Rows rows = TRY(tx.Query("accounts.changes_of_target", Number(account), target));
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows.TextAt(i, 1).find(kReason) == std::string_view::npos) continue;
        std::vector<std::string> kept;
        for (std::string_view name : Split(rows.TextAt(i, 1), ' ')) kept.emplace_back(name.starts_with(kReason) ? "reason:-" : name);
        TRY(tx.Run("accounts.put_changes", Number(account), rows.Int(i, 0), Join(kept)));
    }
    return {};
}

std::vector<std::string> NamesOfMembers(std::string_view json) {
    std::vector<std::string> names;
    boost::system::error_code failed;
    boost::json::value value = boost::json::parse(json, failed);
    if (failed || !value.is_object()) return names;
    for (const auto& member : value.as_object()) names.emplace_back(member.key());
    return names;
}

Result<AuditPage> ListAudit(sql::Tx& tx, AccountId account, int limit, std::optional<int64_t> before, std::optional<int64_t> after) {
    sql::Rows rows = after ? TRY(tx.Query("accounts.list_audit_after", Number(account), *after, limit + 1))
                           : TRY(tx.Query("accounts.list_audit", Number(account), before.value_or(std::numeric_limits<int64_t>::max()), limit + 1));
    AuditPage page;
    page.has_more = rows.size() > static_cast<size_t>(limit);
    for (size_t row = 0; row < std::min(rows.size(), static_cast<size_t>(limit)); ++row) page.entries.push_back(ReadEntry(rows, row));
    if (after) std::ranges::reverse(page.entries);
    return page;
}

std::string ToJson(const AuditEntry& entry, std::string_view actor_name) {
    std::string text;
    JsonWriter out(text);
    out.BeginObject().Member("id", EncodeId("aud", entry.seq)).Member("object", "audit_entry").Member("at", entry.at / kSecond);
    std::string_view kind = KindOf(entry.actor);
    out.Key("actor").BeginObject().Member("kind", kind).Key("id");
    if (kind == "user" || kind == "api_key") out.String(entry.actor);
    else out.Null();
    out.Key("name");
    if (actor_name.empty()) out.Null();
    else out.String(actor_name);
    out.EndObject().Member("act", entry.act).Member("target", entry.target).Member("request_id", entry.request);
    out.Key("changes").BeginArray();
    for (const std::string& name : entry.changes) out.String(name);
    out.EndArray().EndObject();
    return text;
}

}  // namespace daybook::accounts

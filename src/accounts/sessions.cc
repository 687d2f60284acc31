#include "accounts/sessions.h"

#include "base/crypto.h"
#include "base/json_write.h"
#include "base/random.h"
#include "base/text.h"

namespace daybook::accounts {
namespace {

constexpr size_t kTokenBytes = 32, kTokenTextMax = 100;
constexpr size_t kAgentBytesMax = 300, kAddressBytesMax = 64;
constexpr Micros kTouchEvery = kMinute;

Session ReadSession(const sql::Rows& rows, size_t row) {
    return {rows.Int(row, 0), rows.Int(row, 1), rows.Int(row, 2), rows.Int(row, 3), rows.String(row, 4), rows.String(row, 5)};
}

// A header as text that may be stored: short, UTF-8, without the character 0.
std::string Short(std::string_view text, size_t bytes_max) {
    std::string out = ToUtf8(text.substr(0, bytes_max));
    std::erase(out, '\0');
    return out;
}

Error Missing() {
    return {Code::kUnauthenticated, "Nobody is signed in here, or the session has ended. Sign in.", "session_missing", {}};
}

// The visit before this one ended when the user was last seen, if that is a while ago.
std::optional<Micros> LastVisit(const User& user, Micros now) {
    bool pause = user.last_seen && now - *user.last_seen >= kVisitGap;
    return pause ? user.last_seen : user.last_visit;
}

}  // namespace

std::string MakeToken() { return Base64Url(SecureBytes(kTokenBytes)); }

std::string ToJson(const Session& session, bool current) {
    std::string text;
    JsonWriter out(text);
    out.BeginObject().Member("id", EncodeId("ses", session.id)).Member("object", "user_session");
    out.Member("created", session.created / kSecond).Member("last_used", session.last_used / kSecond);
    out.Member("address", session.address).Member("agent", session.agent).Member("current", current).EndObject();
    return text;
}

bool Sessions::Alive(const Session& session) const {
    Micros now = clock_.Now();
    return now - session.last_used < kSessionIdleMax && now - session.created < kSessionAgeMax;
}

Result<Session> Sessions::Begin(sql::Tx& tx, User& user, std::string_view token, std::string_view address, std::string_view agent) const {
    Micros now = clock_.Now();
    std::string hash = Sha256(token);
    Session session{RandomId(), user.id, now, now, Short(address, kAddressBytesMax), Short(agent, kAgentBytesMax)};
    TRY(tx.Run("accounts.prune_sessions", now - kSessionIdleMax, now - kSessionAgeMax));
    TRY(tx.Run("accounts.insert_session", session.id, user.id, sql::Bytes{hash}, session.created, session.address, session.agent));
    user.last_visit = LastVisit(user, now);
    user.last_seen = now;
    TRY(tx.Run("accounts.see_user", user.id, now, user.last_visit));
    return session;
}

Result<SignedIn> Sessions::Find(std::string_view token) {
    if (token.empty() || token.size() > kTokenTextMax) return Missing();
    std::string hash = Sha256(token);
    std::optional<SignedIn> found;
    TRY(database_.Read([&](sql::Tx& tx) -> Status {
        sql::Rows rows = TRY(tx.Query("accounts.find_session", sql::Bytes{hash}));
        if (rows.empty()) return {};
        Session session = ReadSession(rows, 0);
        if (!Alive(session)) return {};
        found = SignedIn{session, TRY(LoadUser(tx, static_cast<AccountId>(rows.Int(0, 6)), session.user))};
        return {};
    }));
    if (!found) return Missing();
    found->user.last_visit = LastVisit(found->user, clock_.Now());
    Touch(*found);
    return std::move(*found);
}

void Sessions::Touch(const SignedIn& found) {
    Micros now = clock_.Now();
    if (now - found.session.last_used < kTouchEvery) return;
    database_.Submit(
        [now, session = found.session.id, user = found.user.id, visit = found.user.last_visit](sql::Tx& tx) -> Status {
            TRY(tx.Run("accounts.touch_session", session, now));
            return tx.Run("accounts.see_user", user, now, visit);
        },
        sql::Durability::kBulk, sql::Priority::kBulk, [](const Status&) {});
}

Result<std::vector<Session>> Sessions::List(sql::Tx& tx, int64_t user) const {
    sql::Rows rows = TRY(tx.Query("accounts.list_sessions", user));
    std::vector<Session> sessions;
    for (size_t row = 0; row < rows.size(); ++row) {
        Session session = ReadSession(rows, row);
        if (Alive(session)) sessions.push_back(std::move(session));
    }
    return sessions;
}

Result<std::optional<Role>> Sessions::RoleNow(sql::Tx& tx, int64_t session) const {
    sql::Rows rows = TRY(tx.Query("accounts.load_session", session));
    if (rows.empty() || !Alive(ReadSession(rows, 0))) return std::optional<Role>();
    return std::optional<Role>(static_cast<Role>(rows.Int(0, 6)));
}

Status Sessions::End(sql::Tx& tx, int64_t user, int64_t session) const {
    sql::Rows rows = TRY(tx.Query("accounts.end_session", user, session));
    if (rows.empty()) return NotFound("There is no such session; it may have ended.");
    return {};
}

Status Sessions::EndAll(sql::Tx& tx, int64_t user, int64_t except) const { return tx.Run("accounts.end_sessions", user, except); }

}  // namespace daybook::accounts

// Sessions of signed-in users: a random token of 256 bits in a cookie, stored as its SHA-256. A session ends 12 hours
// after its last use, 7 days after its beginning, or when its user or another of the house ends it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/users.h"
#include "base/clock.h"
#include "sql/database.h"

namespace daybook::accounts {

inline constexpr Micros kSessionIdleMax = 12 * kHour;
inline constexpr Micros kSessionAgeMax = 7 * kDay;
// After such a pause a new visit begins.
inline constexpr Micros kVisitGap = 30 * kMinute;

struct Session {
    int64_t id = 0;
    int64_t user = 0;
    Micros created = 0, last_used = 0;
    std::string address, agent;    // as at its beginning
};

// As the API prints it.
std::string ToJson(const Session& session, bool current);

// Of a request: the session and its user as they are now (a changed role holds at once).
struct SignedIn {
    Session session;
    User user;
};

// Thread safe.
class Sessions {
  public:
    // Both must outlive it.
    Sessions(sql::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    // Begins a session in the transaction of what signed the user in; forgets those that have ended. `token` is a
    // fresh one of MakeToken.
    Result<Session> Begin(sql::Tx& tx, User& user, std::string_view token, std::string_view address, std::string_view agent) const;
    // kUnauthenticated session_missing: unknown, ended, or its user is gone. Its use is noted at most once a minute, later.
    Result<SignedIn> Find(std::string_view token);

    // The newest first; only those that have not ended.
    Result<std::vector<Session>> List(sql::Tx& tx, int64_t user) const;
    // The role that the session's user has now; nothing where the session has ended. Is no use of it.
    Result<std::optional<Role>> RoleNow(sql::Tx& tx, int64_t session) const;
    // kNotFound, also for another user's.
    Status End(sql::Tx& tx, int64_t user, int64_t session) const;
    // All of the user's but `except` (0: all).
    Status EndAll(sql::Tx& tx, int64_t user, int64_t except) const;

  private:
    bool Alive(const Session& session) const;
    void Touch(const SignedIn& found);

    sql::Database& database_;
    const Clock& clock_;
};

// 43 characters of 256 random bits, for sessions and links.
std::string MakeToken();

}  // namespace daybook::accounts

// Users: the people of the house. An e-mail address is one user's in the whole installation.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/api_keys.h"
#include "base/clock.h"
#include "base/ids.h"
#include "sql/database.h"

namespace daybook::accounts {

// Each may do what the one before may. The numbers are stored.
enum class Role : int16_t { kViewer = 1, kMarketer = 2, kAdmin = 3, kOwner = 4 };
std::string_view RoleName(Role role);
std::optional<Role> ParseRole(std::string_view name);
// viewer reads, marketer writes, admin and owner are admin.
Scope ScopeOf(Role role);
// What a key of this scope may do to users: never as much as an owner.
Role RoleOf(Scope scope);

struct User {
    int64_t id = 0;
    AccountId account{};
    std::string email;                    // normalised
    std::string name;                     // may be empty until the invitation is taken up
    Role role = Role::kViewer;
    std::optional<std::string> password;  // argon2id, encoded; nothing: invited
    std::string theme = "auto";           // auto, light, dark
    Micros created = 0;
    std::optional<Micros> last_seen;
    std::optional<Micros> last_visit;     // when the visit before this one ended

    // Whether the invitation was taken up. (The sample shop's owner signs in by links and has no password.)
    bool active() const { return password.has_value() || last_seen.has_value(); }
};

// As the API prints it; `link` only where one was just made.
std::string ToJson(const User& user, std::string_view link = {});

// kInvalid with param `email`; normalised.
Result<std::string> CheckEmail(std::string_view email);
// kInvalid with param `name`; trimmed.
Result<std::string> CheckName(std::string_view name);

// kConflict already_exists where the address is taken.
Status InsertUser(sql::Tx& tx, const User& user);
// kNotFound, also for a user of another account.
Result<User> LoadUser(sql::Tx& tx, AccountId account, int64_t id);
Result<std::optional<User>> FindUser(sql::Tx& tx, std::string_view email);
// The newest first.
Result<std::vector<User>> ListUsers(sql::Tx& tx, AccountId account);
// Name, role, password and theme.
Status SaveUser(sql::Tx& tx, const User& user);
// With the user's sessions and links.
Status RemoveUser(sql::Tx& tx, const User& user);

// Whether anybody signs in here as owner yet.
Result<bool> HasOwner(sql::Tx& tx, AccountId account);
// kConflict last_owner where the account has no other active owner than this user.
Status KeepAnOwner(sql::Tx& tx, const User& user);

}  // namespace daybook::accounts

#include "accounts/users.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/json_write.h"
#include "base/text.h"

namespace daybook::accounts {
namespace {

constexpr size_t kNameBytesMax = 200;

struct RoleRow {
    Role role;
    std::string_view name;
    Scope scope;
};
constexpr RoleRow kRoles[] = {
    {Role::kViewer, "viewer", Scope::kRead},
    {Role::kMarketer, "marketer", Scope::kWrite},
    {Role::kAdmin, "admin", Scope::kAdmin},
    {Role::kOwner, "owner", Scope::kAdmin},
};

const RoleRow& RowOf(Role role) { return kRoles[static_cast<size_t>(role) - 1]; }

User ReadUser(const sql::Rows& rows, size_t row) {
    User user;
    user.id = rows.Int(row, 0);
    user.account = static_cast<AccountId>(rows.Int(row, 1));
    user.email = rows.String(row, 2);
    user.name = rows.String(row, 3);
    user.role = static_cast<Role>(rows.Int(row, 4));
    user.password = rows.OptionalString(row, 5);
    user.theme = rows.String(row, 6);
    user.created = rows.Int(row, 7);
    user.last_seen = rows.OptionalInt(row, 8);
    user.last_visit = rows.OptionalInt(row, 9);
    return user;
}

}  // namespace

std::string_view RoleName(Role role) { return RowOf(role).name; }

std::optional<Role> ParseRole(std::string_view name) {
    for (const RoleRow& row : kRoles) {
        if (row.name == name) return row.role;
    }
    return std::nullopt;
}

Scope ScopeOf(Role role) { return RowOf(role).scope; }

Role RoleOf(Scope scope) {
    switch (scope) {
        case Scope::kRead: return Role::kViewer;
        case Scope::kWrite: return Role::kMarketer;
        case Scope::kAdmin: return Role::kAdmin;
    }
    return Role::kViewer;
}

std::string ToJson(const User& user, std::string_view link) {
    std::string text;
    JsonWriter out(text);
    out.BeginObject().Member("id", EncodeId("usr", user.id)).Member("object", "user");
    out.Member("email", user.email).Member("name", user.name).Member("role", RoleName(user.role));
    out.Member("state", user.active() ? "active" : "invited").Member("created", user.created / kSecond);
    out.Key("last_seen");
    if (user.last_seen) out.Int(*user.last_seen / kSecond);
    else out.Null();
    if (!link.empty()) out.Member("link", link);
    out.EndObject();
    return text;
}

Result<std::string> CheckEmail(std::string_view email) {
    auto normalised = NormaliseEmail(email);
    if (!normalised) return Invalid("This is not an e-mail address such as ada@example.com.", "email");
    return std::move(*normalised);
}

Result<std::string> CheckName(std::string_view name) {
    name = Trim(name);
    if (name.empty()) return Invalid("Give a name, so that others know who did what.", "name", "parameter_missing");
    if (name.size() > kNameBytesMax || !IsUtf8(name)) return Invalid("A name may have at most 200 bytes.", "name");
    if (std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; })) {
        return Invalid("A name holds no line ends or other control characters.", "name");
    }
    return std::string(name);
}

Status InsertUser(sql::Tx& tx, const User& user) {
    if (TRY(FindUser(tx, user.email))) {
        return Error{Code::kConflict, "There is a user with this e-mail address already.", "already_exists", "email"};
    }
    return tx.Run("accounts.insert_user", user.id, Number(user.account), user.email, user.name, static_cast<int64_t>(user.role),
                  user.password, user.theme, user.created, user.last_seen);
}

Result<User> LoadUser(sql::Tx& tx, AccountId account, int64_t id) {
    sql::Rows rows = TRY(tx.Query("accounts.load_user", id));
    if (rows.empty() || rows.Int(0, 1) != Number(account)) return NotFound("There is no such user.");
    return ReadUser(rows, 0);
}

Result<std::optional<User>> FindUser(sql::Tx& tx, std::string_view email) {
    sql::Rows rows = TRY(tx.Query("accounts.find_user", email));
    if (rows.empty()) return std::optional<User>();
    return std::optional<User>(ReadUser(rows, 0));
}

Result<std::vector<User>> ListUsers(sql::Tx& tx, AccountId account) {
    sql::Rows rows = TRY(tx.Query("accounts.list_users", Number(account)));
    std::vector<User> users;
    for (size_t row = 0; row < rows.size(); ++row) users.push_back(ReadUser(rows, row));
    return users;
}

Status SaveUser(sql::Tx& tx, const User& user) {
    return tx.Run("accounts.update_user", user.id, user.name, static_cast<int64_t>(user.role), user.password, user.theme);
}

Status RemoveUser(sql::Tx& tx, const User& user) {
    TRY(tx.Run("accounts.end_sessions", user.id, int64_t{0}));
    TRY(tx.Run("accounts.remove_links", Number(user.account), user.id));
    return tx.Run("accounts.remove_user", user.id);
}

Result<bool> HasOwner(sql::Tx& tx, AccountId account) {
    for (const User& user : TRY(ListUsers(tx, account))) {
        if (user.role == Role::kOwner && user.active()) return true;
    }
    return false;
}

Status KeepAnOwner(sql::Tx& tx, const User& user) {
    if (user.role != Role::kOwner) return {};
    for (const User& other : TRY(ListUsers(tx, user.account))) {
        if (other.id != user.id && other.role == Role::kOwner && other.active()) return {};
    }
    return Conflict("This is the last owner of the shop. Make somebody else an owner first.", "last_owner");
}

}  // namespace daybook::accounts

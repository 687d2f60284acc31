// Who may do what: every route of the route table × every role and key scope × a foreign account.
#include <map>

#include "accounts/accounts.h"
#include "accounts/api_keys.h"
#include "accounts/sessions.h"
#include "base/random.h"
#include "server/house_support.h"
#include "server/parts.h"
#include "server/routes.h"
#include "sql/database.h"

namespace daybook::sql::embedded {
extern const std::string_view accounts;
}

namespace daybook::server {
namespace {

using http::Method;
using accounts::Role;
using accounts::Scope;

constexpr std::string_view kPassword = "quite a long one";

struct Row {
    Method method;
    std::string pattern;
    Access access;
};

std::vector<Row> AllRoutes() {
    SystemClock clock;
    App::Parts parts(AppOptions{}, clock);
    std::vector<Row> rows;
    for (const Route& route : MakeRoutes(parts)) rows.push_back({route.method, std::string(route.pattern), route.access});
    return rows;
}

// The pattern with `id` for its first name and something for the others.
std::string PathOf(std::string path, std::string_view id) {
    for (bool first = true;; first = false) {
        size_t open = path.find('{');
        if (open == std::string::npos) return path;
        path.replace(open, path.find('}') - open + 1, first ? std::string(id) : std::string("in_none"));
    }
}

class AuthorizationTest : public HouseTest {
  protected:
    static constexpr AccountId kHere{1}, kElsewhere{2};

    // Two accounts, each with a user of every role and a key of every scope; made before the App opens the store.
    void Prepare() override {
        sql::Options options;
        options.url = "sqlite:" + (folder_ / "daybook.db").string();
        options.names = {"accounts"};
        options.statements_of = {sql::embedded::accounts};
        auto store = sql::Database::Open(std::move(options));
        ASSERT_TRUE(store.ok()) << store.error().message;
        sql::Database& database = **store;
        ASSERT_TRUE(accounts::EnsureFirst(database, clock_).ok());
        ASSERT_TRUE(database.Write([&](sql::Tx& tx) {
            return tx.Run("accounts.insert_account", Number(kElsewhere), "Elsewhere", "UTC", "", std::nullopt, "buyers", "", clock_.Now());
        }).ok());
        accounts::ApiKeys keys(database, clock_);
        accounts::Sessions sessions(database, clock_);
        for (AccountId account : {kHere, kElsewhere}) {
            for (Scope scope : {Scope::kRead, Scope::kWrite, Scope::kAdmin}) {
                auto key = keys.Create(account, "test", scope);
                ASSERT_TRUE(key.ok());
                keys_[account][scope] = key->secret;
                if (account == kHere) ids_["/v1/api-keys/"] = EncodeId("key", key->key.id);
            }
            for (Role role : {Role::kViewer, Role::kMarketer, Role::kAdmin, Role::kOwner}) AddUser(database, sessions, account, role);
        }
    }

    void AddUser(sql::Database& database, accounts::Sessions& sessions, AccountId account, Role role) {
        accounts::User user;
        user.id = RandomId();
        user.account = account;
        user.email = std::string(accounts::RoleName(role)) + std::to_string(Number(account)) + "@example.com";
        user.name = "Somebody";
        user.role = role;
        user.password = *HashPassword(kPassword, {.memory_bytes = 8192});
        user.created = clock_.Now();
        const std::string token = accounts::MakeToken();
        int64_t session = 0;
        Status done = database.Write([&](sql::Tx& tx) -> Status {
            TRY(accounts::InsertUser(tx, user));
            session = TRY(sessions.Begin(tx, user, token, "127.0.0.1", "test")).id;
            return {};
        });
        ASSERT_TRUE(done.ok()) << done.error().message;
        cookies_[account][role] = "daybook=" + token;
        if (account != kHere || role != Role::kViewer) return;
        ids_["/v1/users/"] = EncodeId("usr", user.id);
        ids_["/v1/sessions/"] = EncodeId("ses", session);
    }

    // An id of the first account that the pattern takes, where one was made; else one of nobody.
    std::string IdFor(const std::string& pattern) const {
        for (const auto& [prefix, id] : ids_) {
            if (pattern.starts_with(prefix)) return id;
        }
        return "prf_0000000000000";
    }

    std::map<AccountId, std::map<Scope, std::string>> keys_;
    std::map<AccountId, std::map<Role, std::string>> cookies_;
    std::map<std::string, std::string> ids_;
};

bool Refused(const http::Response& response) { return response.status == 401 || response.status == 403; }

bool ScopeMay(Scope scope, Access access) {
    switch (access) {
        case Access::kOpen: return true;
        case Access::kRead:
        case Access::kMetrics: return true;
        case Access::kWrite: return scope != Scope::kRead;
        case Access::kAdmin: return scope == Scope::kAdmin;
        case Access::kPerson: return false;
    }
    return false;
}

bool RoleMay(Role role, Access access) { return access == Access::kPerson || ScopeMay(accounts::ScopeOf(role), access); }

// What would end the caller's own session, or needs another's words, is asked for with an id of nobody and no body.
std::string HarmlessPath(const Row& row) { return PathOf(row.pattern, "prf_0000000000000"); }

TEST_F(AuthorizationTest, EveryRouteAsksForItsScope) {
    for (const Row& row : AllRoutes()) {
        SCOPED_TRACE(std::string(http::MethodName(row.method)) + " " + row.pattern);
        const std::string path = HarmlessPath(row);
        if (row.access == Access::kOpen) {
            EXPECT_FALSE(Refused(Ask(row.method, path)));
            continue;
        }
        http::Request nobody = FromPage(row.method, path);
        nobody.origin = http::Origin::kNetwork;
        EXPECT_EQ(app_->Handle(nobody).status, 401);
        EXPECT_EQ(app_->Handle([&] {
            http::Request wrong = nobody;
            wrong.headers.Set("Authorization", "Bearer dbk_unknown");
            return wrong;
        }()).status, 401);
        for (Scope scope : {Scope::kRead, Scope::kWrite, Scope::kAdmin}) {
            http::Request request = nobody;
            request.headers.Set("Authorization", "Bearer " + keys_[kHere][scope]);
            http::Response response = app_->Handle(request);
            EXPECT_EQ(Refused(response), !ScopeMay(scope, row.access)) << accounts::ScopeName(scope) << " " << response.body;
        }
    }
}

TEST_F(AuthorizationTest, EveryRouteAsksForItsRole) {
    for (const Row& row : AllRoutes()) {
        if (row.access == Access::kOpen || (row.method == Method::kDelete && row.pattern == "/v1/session")) continue;
        for (Role role : {Role::kViewer, Role::kMarketer, Role::kAdmin, Role::kOwner}) {
            SCOPED_TRACE(std::string(http::MethodName(row.method)) + " " + row.pattern + " " + std::string(accounts::RoleName(role)));
            http::Request request = FromPage(row.method, HarmlessPath(row), cookies_[kHere][role]);
            request.origin = http::Origin::kNetwork;
            http::Response response = app_->Handle(request);
            EXPECT_EQ(Refused(response), !RoleMay(role, row.access)) << response.body;
            if (row.method == Method::kGet || row.method == Method::kHead) continue;
            request.headers.Set("Sec-Fetch-Site", "cross-site");
            http::Response foreign = app_->Handle(request);
            EXPECT_EQ(foreign.status, 403) << "from another site";
            EXPECT_EQ(CodeOf(foreign), "origin_refused");
        }
    }
}

TEST_F(AuthorizationTest, NothingOfAnotherAccountIsFound) {
    size_t asked = 0;
    for (const Row& row : AllRoutes()) {
        if (row.pattern.find('{') == std::string::npos || row.access == Access::kOpen) continue;
        const std::string path = PathOf(row.pattern, IdFor(row.pattern));
        SCOPED_TRACE(std::string(http::MethodName(row.method)) + " " + path);
        http::Response cookie = Ask(row.method, path, cookies_[kElsewhere][Role::kOwner]);
        // A body is judged before its object is looked for; then nothing is told of the object either.
        EXPECT_TRUE(cookie.status == 404 || cookie.status == 400) << cookie.body;
        EXPECT_EQ(cookie.body.find("viewer1@example.com"), std::string::npos);
        if (row.access == Access::kPerson) continue;
        http::Response key = AskWithKey(row.method, path, keys_[kElsewhere][Scope::kAdmin]);
        EXPECT_TRUE(key.status == 404 || key.status == 400) << key.body;
        ++asked;
    }
    EXPECT_GE(asked, 8u);
    for (const auto& [prefix, id] : ids_) {
        // The same ids are found at home: the table above could fail.
        Method method = prefix == "/v1/users/" ? Method::kPatch : Method::kDelete;
        const std::string& who = cookies_[kHere][prefix == "/v1/sessions/" ? Role::kViewer : Role::kOwner];
        EXPECT_EQ(Ask(method, prefix + id, who, method == Method::kPatch ? R"({"name":"Else"})" : "").status, 200) << prefix;
    }
}

TEST_F(AuthorizationTest, ListsHoldOnesOwnAccountOnly) {
    for (std::string_view path : {"/v1/users", "/v1/api-keys", "/v1/audit", "/v1/profiles", "/v1/sessions"}) {
        http::Response list = Ask(Method::kGet, path, cookies_[kElsewhere][Role::kOwner]);
        ASSERT_EQ(list.status, 200) << path << list.body;
        EXPECT_EQ(list.body.find("1@example.com"), std::string::npos) << path;
        for (const auto& [prefix, id] : ids_) EXPECT_EQ(list.body.find(id), std::string::npos) << path;
    }
    EXPECT_NE(Ask(Method::kGet, "/v1/users", cookies_[kHere][Role::kOwner]).body.find("owner1@example.com"), std::string::npos);
}

}  // namespace
}  // namespace daybook::server

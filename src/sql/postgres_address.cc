#include "sql/postgres_address.h"

#include <libpq-fe.h>

#include <map>
#include <memory>
#include <string_view>

#include <fmt/format.h>

namespace daybook::sql {
namespace {

struct FreeOptions {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

// By libpq's keyword; empty where it cannot be read.
std::map<std::string, std::string, std::less<>> PartsOf(const std::string& url) {
    char* said = nullptr;
    const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(url.c_str(), &said));
    PQfreemem(said);
    std::map<std::string, std::string, std::less<>> parts;
    if (!options) return parts;
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        parts[option->keyword] = option->val == nullptr ? "" : option->val;
    }
    return parts;
}

}  // namespace

Status CheckPostgresAddress(const std::string& url) {
    const auto parts = PartsOf(url);
    if (!parts.empty() && parts.at("host").find('@') == std::string::npos) return {};
    return Invalid(
        "The address of the PostgreSQL database cannot be read. Write postgres://USER:PASSWORD@HOST:PORT/DATABASE; in the user and the "
        "password stand %25 for %, %40 for @, %2F for /, %3A for :.",
        "database", "configuration");
}

std::string DescribePostgres(const std::string& url) {
    if (!CheckPostgresAddress(url).ok()) return "postgres://…";
    const auto parts = PartsOf(url);
    const std::string &user = parts.at("user"), &port = parts.at("port");
    const std::string& host = parts.at("host").empty() ? parts.at("hostaddr") : parts.at("host");
    return fmt::format("postgres://{}{}{}{}/{}", user.empty() ? "" : user + "@", host, port.empty() ? "" : ":", port, parts.at("dbname"));
}

}  // namespace daybook::sql

#include "sql/postgres_address.h"

#include <gtest/gtest.h>

namespace daybook::sql {
namespace {

TEST(PostgresAddress, IsToldWithoutThePassword) {
    const struct {
        const char* url;
        const char* told;
    } rows[] = {
        {"postgres://ada:s3cret@db.example.com:5433/shop", "postgres://ada@db.example.com:5433/shop"},
        {"postgresql://ada:s3cret@db.example.com/shop", "postgres://ada@db.example.com/shop"},
        {"postgres://ada:pa?s3cret#s3cret@127.0.0.1:5432/shop", "postgres://ada@127.0.0.1:5432/shop"},
        {"postgres://ada:pa%3Fs3cret@127.0.0.1:5432/shop", "postgres://ada@127.0.0.1:5432/shop"},
        {"postgres://ada@127.0.0.1/shop?password=s3cret&sslmode=require", "postgres://ada@127.0.0.1/shop"},
        {"postgres:///shop?host=/run/postgresql&user=ada&password=s3cret", "postgres://ada@/run/postgresql/shop"},
        {"postgres://127.0.0.1/", "postgres://127.0.0.1/"},
        // Not to be read, or only with a part of the password as the host.
        {"postgres://ada:s3%cret@127.0.0.1/shop", "postgres://…"},
        {"postgres://ada:se@s3cret@127.0.0.1/shop", "postgres://…"},
        {"postgres://ada:s3cret@[::1/shop", "postgres://…"},
        {"postgres://ada:s3cret@127.0.0.1/shop?s3cret=1", "postgres://…"},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(DescribePostgres(row.url), row.told) << row.url;
        const Status checked = CheckPostgresAddress(row.url);
        EXPECT_EQ(checked.ok(), std::string_view(row.told) != "postgres://…") << row.url;
        if (!checked.ok()) {
            EXPECT_EQ(checked.error().message.find("cret"), std::string::npos) << row.url;
        }
    }
}

}  // namespace
}  // namespace daybook::sql

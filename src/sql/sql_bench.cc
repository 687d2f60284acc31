// What the layer costs over the bare engines: pages of 100 objects into `object`, `body` and
// `fact`. Run with DAYBOOK_TEST_POSTGRES set; compare Ours with Bare (docs/benchmarks.md keeps the
// figures).
#include <cstring>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include "sql/test_support.h"

namespace daybook::sql {
namespace {

constexpr int kPage = 100;

constexpr std::string_view kStatements = R"(
-- name: object
INSERT INTO object (connection, id, object, kind, customer, profile, fetch_no, digest, gone)
    SELECT v.connection, v.id, v.object, v.kind, v.customer, v.profile, v.fetch_no, v.digest, 0
    FROM {{rows connection int64, id text, object int64, kind int16, customer int64, profile int64, fetch_no int64,
                digest int64}} WHERE true
    ON CONFLICT (connection, id) DO UPDATE SET fetch_no = excluded.fetch_no, digest = excluded.digest
    WHERE object.fetch_no < excluded.fetch_no

-- name: body
INSERT INTO body (block, object, dictionary, bytes) SELECT v.block, v.object, 1, v.bytes
    FROM {{rows block int64, object int64, bytes bytes}} WHERE true

-- name: fact
INSERT INTO fact (block, profile, at, object, kind, status, flags, customer, currency, total, paid, back, t1, t2, t3,
                  parent, pay, name, lines)
    SELECT v.block, v.profile, v.at, v.object, v.kind, v.status, v.flags, v.customer, v.currency, v.total, v.paid,
           v.back, v.t1, v.t2, v.t3, v.parent, v.pay, v.name, v.lines
    FROM {{rows block int64, profile int64, at int64, object int64, kind int16, status int16, flags int64,
                customer int64, currency text, total int64, paid int64, back int64, t1 int64, t2 int64, t3 int64,
                parent int64, pay int64, name int64, lines bytes}} WHERE true
)";

// One page of rows, different for each page number.
struct Page {
    ParamTable object{8}, body{3}, fact{19};

    explicit Page(int64_t page) {
        static const std::string bytes(420, 'z');
        for (int i = 0; i < kPage; ++i) {
            const int64_t number = page * kPage + i;
            const int64_t profile = 4096 + (number * 7919) % 40'000;
            object.Row(1,
                       fmt::format("in_{:016x}{:x}",
                                   static_cast<uint64_t>(number) * 0x9E3779B97F4A7C15, number),
                       number, 3, 77, profile, page, number * 31);
            body.Row(profile / 4096, number, Bytes{std::string_view(bytes).substr(number % 200)});
            fact.Row(profile / 4096, profile, number * 1000, number, 3, 2, 5, 77, "usd", 4200, 4200,
                     0, number, std::nullopt, std::nullopt, 0, 0, 123456,
                     Bytes{std::string_view(bytes).substr(380)});
        }
    }
};

void Ours(benchmark::State& state, const char* engine) {
    auto store = TestDatabase::Make(engine, {kStatements}, {"b"});
    int64_t number = 0;
    for (auto _ : state) {
        Page page(++number);
        Status done = store->db().Write(
            [&](Tx& tx) -> Status {
                TRY(tx.RunEach("b.object", page.object));
                TRY(tx.RunEach("b.body", page.body));
                return tx.RunEach("b.fact", page.fact);
            },
            Durability::kBulk, Priority::kBulk);
        if (!done.ok()) state.SkipWithError(done.error().message.c_str());
    }
    state.SetItemsProcessed(number * kPage);
}

// Several pages wait at once, as in an import.
void OursQueued(benchmark::State& state, const char* engine) {
    auto store = TestDatabase::Make(engine, {kStatements}, {"b"});
    int64_t number = 0;
    constexpr int kDepth = 8;
    for (auto _ : state) {
        std::vector<std::promise<void>> promises(kDepth);
        for (auto& promise : promises) {
            auto page = std::make_shared<Page>(++number);
            store->db().Submit(
                [page](Tx& tx) -> Status {
                    TRY(tx.RunEach("b.object", page->object));
                    TRY(tx.RunEach("b.body", page->body));
                    return tx.RunEach("b.fact", page->fact);
                },
                Durability::kBulk, Priority::kBulk, [&promise](Status) { promise.set_value(); });
        }
        for (auto& promise : promises) promise.get_future().wait();
    }
    state.SetItemsProcessed(number * kPage);
}

constexpr const char* kBareObject =
    "INSERT INTO object VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, NULL) ON CONFLICT (connection, id) DO "
    "UPDATE SET "
    "fetch_no = excluded.fetch_no, digest = excluded.digest WHERE object.fetch_no < "
    "excluded.fetch_no";
constexpr const char* kBareBody = "INSERT INTO body VALUES (?1, ?2, 1, ?3)";
constexpr const char* kBareFact =
    "INSERT INTO fact VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19)";

void BareSqlite(benchmark::State& state) {
    auto store = TestDatabase::Make("sqlite");
    store->Close();
    sqlite3* db = nullptr;
    sqlite3_open(store->url().substr(7).c_str(), &db);
    for (const char* setting : {"PRAGMA synchronous=NORMAL", "PRAGMA wal_autocheckpoint=4000",
                                "PRAGMA cache_size=-49152"})
        sqlite3_exec(db, setting, nullptr, nullptr, nullptr);
    sqlite3_stmt* statements[3] = {};
    const char* texts[] = {kBareObject, kBareBody, kBareFact};
    for (int i = 0; i < 3; ++i)
        sqlite3_prepare_v3(db, texts[i], -1, SQLITE_PREPARE_PERSISTENT, &statements[i], nullptr);
    int64_t number = 0;
    for (auto _ : state) {
        Page page(++number);
        sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
        const ParamTable* tables[] = {&page.object, &page.body, &page.fact};
        for (int t = 0; t < 3; ++t) {
            for (size_t row = 0; row < kPage; ++row) {
                for (size_t c = 0; c < tables[t]->columns(); ++c) {
                    auto cell = tables[t]->view(row, c);
                    const int at = static_cast<int>(c + 1),
                              size = static_cast<int>(cell.bytes.size());
                    if (cell.kind == ParamTable::CellKind::kInt)
                        sqlite3_bind_int64(statements[t], at, cell.integer);
                    else if (cell.kind == ParamTable::CellKind::kNull)
                        sqlite3_bind_null(statements[t], at);
                    else if (cell.kind == ParamTable::CellKind::kText)
                        sqlite3_bind_text(statements[t], at, cell.bytes.data(), size,
                                          SQLITE_STATIC);
                    else
                        sqlite3_bind_blob(statements[t], at, cell.bytes.data(), size,
                                          SQLITE_STATIC);
                }
                if (sqlite3_step(statements[t]) != SQLITE_DONE)
                    state.SkipWithError(sqlite3_errmsg(db));
                sqlite3_reset(statements[t]);
            }
        }
        sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
    }
    for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
    sqlite3_close(db);
    state.SetItemsProcessed(number * kPage);
}

// COPY in its text form: the fastest way in, without conflicts.
void BarePostgres(benchmark::State& state) {
    auto store = TestDatabase::Make("postgres");
    store->Close();
    PGconn* connection = PQconnectdb(store->url().c_str());
    PQclear(PQexec(connection, "SET synchronous_commit = off"));
    int64_t number = 0;
    for (auto _ : state) {
        Page page(++number);
        PQclear(PQexec(connection, "BEGIN"));
        const std::pair<const char*, const ParamTable*> tables[] = {
            {"COPY object (connection, id, object, kind, customer, profile, fetch_no, digest, "
             "gone) FROM STDIN",
             &page.object},
            {"COPY body (block, object, bytes, dictionary) FROM STDIN", &page.body},
            {"COPY fact FROM STDIN", &page.fact}};
        for (const auto& [text, table] : tables) {
            std::string data;
            for (size_t row = 0; row < kPage; ++row) {
                for (size_t c = 0; c < table->columns(); ++c) {
                    auto cell = table->view(row, c);
                    if (c > 0) data += '\t';
                    if (cell.kind == ParamTable::CellKind::kInt)
                        data += std::to_string(cell.integer);
                    else if (cell.kind == ParamTable::CellKind::kNull)
                        data += "\\N";
                    else
                        data += cell.bytes;
                }
                data += table == &page.object ? "\t0\n" : table == &page.body ? "\t1\n" : "\n";
            }
            PQclear(PQexec(connection, text));
            PQputCopyData(connection, data.data(), static_cast<int>(data.size()));
            PQputCopyEnd(connection, nullptr);
            PGresult* result = PQgetResult(connection);
            if (PQresultStatus(result) != PGRES_COMMAND_OK)
                state.SkipWithError(PQresultErrorMessage(result));
            PQclear(result);
            while ((result = PQgetResult(connection)) != nullptr) PQclear(result);
        }
        PQclear(PQexec(connection, "COMMIT"));
    }
    PQfinish(connection);
    state.SetItemsProcessed(number * kPage);
}

void MakePage(benchmark::State& state) {
    int64_t number = 0;
    for (auto _ : state) {
        Page page(++number);
        benchmark::DoNotOptimize(page);
    }
    state.SetItemsProcessed(number * kPage);
}

constexpr int kPages = 1000;
BENCHMARK(MakePage)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK(BareSqlite)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->Iterations(kPages);
BENCHMARK_CAPTURE(Ours, sqlite, "sqlite")
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->Iterations(kPages);
BENCHMARK_CAPTURE(OursQueued, sqlite, "sqlite")
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->Iterations(kPages / 8);
BENCHMARK(BarePostgres)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Iterations(kPages);
BENCHMARK_CAPTURE(Ours, postgres, "postgres")
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Iterations(kPages);
BENCHMARK_CAPTURE(OursQueued, postgres, "postgres")
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Iterations(kPages / 8);

}  // namespace
}  // namespace daybook::sql

BENCHMARK_MAIN();

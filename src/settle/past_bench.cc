// What it costs to find who was in a segment at its beginning, while its history grows.
//
//   settle_past_bench [moves = 1000000] [blocks = 25]
//
// Some people of each block enter and leave in turn, one transaction a second; each tenth of the moves the past is asked for.
// Beside it what reading all that followed costs, and the sizes of the last 90 days, as they
// are and as they would be counted from every move. Prints figures, judges nothing.
#include <algorithm>
#include <cstdlib>

#include "base/random.h"
#include "segments/held.h"
#include "segments/history.h"
#include "segments/segments_store.h"
#include "settle/bench_support.h"

namespace daybook::sql::embedded {
extern const std::string_view segments;
}  // namespace daybook::sql::embedded

namespace daybook {
namespace {

using segments::SegmentId;
using settle::bench::Must;

constexpr AccountId kShop{1};
constexpr int64_t kBegin = 1'800'000'000;
constexpr int64_t kAtOnce = 64;
constexpr int kTimes = 20;
constexpr int64_t kDays = 90;
constexpr std::string_view kStatements = R"sql(
-- name: all_since
SELECT profile FROM member_change WHERE segment = $1 AND at >= $2 AND entered <> 2

-- name: quarters
SELECT at / 900000000, sum(CASE entered WHEN 1 THEN 1 ELSE 0 END), sum(CASE entered WHEN 0 THEN 1 ELSE 0 END)
  FROM member_change WHERE segment = $1 AND at >= $2 GROUP BY 1

-- name: bytes
SELECT sum(length(bits)) FROM member_base
)sql";

void MoveSome(sql::Database& database, const segments::Segment& segment, Random& random, int64_t blocks, int64_t second) {
    const int64_t block = random.Between(1, blocks);
    std::vector<ProfileId> people;
    for (int64_t i = 0; i < kAtOnce; ++i) people.push_back(MakeProfileId(block, random.Between(0, kBlockSize - 1)));
    Must(database.Write([&](sql::Tx& tx) -> Status {
        segments::Held held;
        TRY(held.Load(tx, segment.id, {block}));
        for (const ProfileId one : people) held.Move(segment, one, !held.Has(one, segment.id), profiles::Cause::kLive, second * kSecond);
        return held.Store(tx);
    }, sql::Durability::kBulk));
}

// Milliseconds of CPU, the mean of some times.
template <typename Ask>
double Cost(sql::Database& database, Ask ask) {
    const int64_t begun = ProcessCpu();
    for (int i = 0; i < kTimes; ++i) Must(database.Read(ask));
    return static_cast<double>(ProcessCpu() - begun) / 1e3 / kTimes;
}

int Main(int64_t moves, int64_t blocks, const std::string& folder) {
    sql::Options options;
    options.url = "sqlite:" + folder + "/daybook.db";
    options.statements_of = {sql::embedded::segments, kStatements};
    options.names = {"segments", "bench"};
    const auto database = Must(sql::Database::Open(options));
    segments::Segment segment{.id = SegmentId{1}, .account = kShop, .name = "One", .kind = segments::SegmentKind::kStatic, .state = segments::SegmentState::kReady, .created = kBegin};
    Must(database->Write([&](sql::Tx& tx) { return InsertSegment(tx, segment); }));
    Random random(8);
    int64_t second = kBegin;
    fmt::print("{:>12} {:>22} {:>22} {:>22} {:>20} {:>22} {:>14}\n", "moves", "at its beginning, ms", "in the middle, ms", "all that followed, ms", "sizes of days, ms", "from every move, ms", "bases, bytes");
    for (int64_t done = 0, next = moves / 10; done < moves; done += kAtOnce) {
        MoveSome(*database, segment, random, blocks, ++second);
        if (done + kAtOnce < next) continue;
        next += moves / 10;
        const auto past = [&](int64_t at) {
            return Cost(*database, [&](sql::Tx& tx) -> Status {
                (void)TRY(MembersAt(tx, segment.id, at));
                return {};
            });
        };
        int64_t bytes = 0;
        const double all = Cost(*database, [&](sql::Tx& tx) -> Status {
            (void)TRY(tx.Query("bench.all_since", Number(segment.id), kBegin * kSecond));
            bytes = TRY(tx.Query("bench.bytes")).Int(0, 0);
            return {};
        });
        const double sizes = Cost(*database, [&](sql::Tx& tx) -> Status {
            (void)TRY(SizesOf(tx, segment, 0, profiles::LocalDays(), kDays, second));
            return {};
        });
        const double each = Cost(*database, [&](sql::Tx& tx) -> Status {
            (void)TRY(tx.Query("bench.quarters", Number(segment.id), (second - kDays * 86'400) * kSecond));
            return {};
        });
        fmt::print("{:>12} {:>22.2f} {:>22.2f} {:>22.2f} {:>20.2f} {:>22.2f} {:>14}\n", done + kAtOnce, past(kBegin), past((kBegin + second) / 2), all, sizes, each, bytes);
        std::fflush(stdout);
    }
    return 0;
}

}  // namespace
}  // namespace daybook

int main(int argc, char** argv) {
    const int64_t moves = argc > 1 ? std::atoll(argv[1]) : 1'000'000, blocks = argc > 2 ? std::atoll(argv[2]) : 25;
    return daybook::settle::bench::InFolder([&](const std::string& folder) { return daybook::Main(moves, blocks, folder); });
}

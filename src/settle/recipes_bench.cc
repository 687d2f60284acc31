// What it costs to count every ready-made segment over a big shop.
//
//   settle_recipes_bench sqlite:PATH | postgres://… [times = 5]
//
// The shop is one that settle_segments_bench made and kept. Beside it what it costs to look at everybody once, and at one
// segment alone. Prints figures, judges nothing.
#include <cstdlib>

#include "profiles/profile_store.h"
#include "segments/recipes.h"
#include "settle/bench_support.h"
#include "settle/people.h"

namespace daybook::sql::embedded {
extern const std::string_view accounts;
extern const std::string_view profiles;
extern const std::string_view mirror;
extern const std::string_view sync;
extern const std::string_view segments;
}  // namespace daybook::sql::embedded

namespace daybook {
namespace {

using settle::bench::Must;

constexpr AccountId kShop{1};

template <typename Work>
void Tell(std::string_view what, Work work) {
    const int64_t begun = ProcessCpu();
    work();
    fmt::print("{:58} {:10.1f} ms of CPU\n", what, static_cast<double>(ProcessCpu() - begun) / 1e3);
    std::fflush(stdout);
}

int Main(const std::string& url, int times) {
    sql::Options options;
    options.url = url;
    options.statements_of = {sql::embedded::accounts, sql::embedded::profiles, sql::embedded::mirror, sql::embedded::sync, sql::embedded::segments};
    options.names = {"accounts", "profiles", "mirror", "sync", "segments"};
    const auto database = Must(sql::Database::Open(options));
    SystemClock clock;
    segments::Catalogue catalogue;
    segments::ColumnCache columns(*database, settle::MakeVisitPeople(), clock);
    const segments::BuildParts build{*database, catalogue, columns, clock, settle::MakeVisitPeople()};
    conditions::Schema schema;
    int64_t people = 0;
    Must(database->Read([&](sql::Tx& tx) -> Status {
        schema = TRY(segments::SchemaOf(tx, kShop));
        people = TRY(profiles::CountShown(tx, kShop));
        return {};
    }));
    fmt::print("{} people, {} recipes\n", people, segments::Recipes().size());
    for (int i = 0; i < times; ++i)
        Tell(i == 0 ? "all recipes, columns not there" : "all recipes", [&] { Must(segments::CountRecipes(build, kShop, schema)); });
    const segments::Recipe& one = *segments::FindRecipe("lapsed_90_days");
    const conditions::Program program = Must(conditions::Parse(Must(ConditionOf(one, {})), schema));
    for (int i = 0; i < times; ++i)
        Tell("one of them as a preview", [&] { Must(PreviewOf(build, kShop, schema, program, nullptr, clock.Now() / kSecond)); });
    Tell("a look at everybody's fields", [&] { Must(EachPerson(build, kShop, schema, {.fields = {0}}, [](const conditions::Person&, const conditions::Records&) {})); });
    fmt::print("columns: {:.1f} MB\n", static_cast<double>(columns.bytes()) / 1e6);
    return 0;
}

}  // namespace
}  // namespace daybook

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "settle_recipes_bench sqlite:PATH | postgres://… [times]\n");
        return 2;
    }
    return daybook::Main(argv[1], argc > 2 ? std::atoi(argv[2]) : 5);
}

// People in the words of conditions: what is read from the objects is what is written of them.
#include "settle/people.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <limits>
#include <set>

#include "stripe/activities.h"
#include "stripe/world_support.h"

namespace daybook::settle {
namespace {

using conditions::Value;

std::string Shown(const conditions::Records& records) {
    std::string text;
    for (size_t i = 0; i < records.size(); ++i) {
        text += "@" + std::to_string(records.at[i]);
        for (const Value& value : records.Row(i)) {
            text += value.set ? " " + conditions::CurrencyCode(value.currency) + std::to_string(value.integer) : " -";
            for (const conditions::Text& one : value.texts) text += fmt::format("|{}|{}", one.shown, one.also_shown);
        }
    }
    return text;
}

// All that ever happened to a person: from the objects, and from the JSON that the timeline shows.
TEST(People, AnActivityIsReadAsItIsWritten) {
    constexpr stripe::ActivityTimes kEver{.now = std::numeric_limits<int64_t>::max()};
    const conditions::Schema schema = segments::BaseSchema();
    std::set<std::string> kinds;
    for (const stripe::Scenario& scenario : stripe::ReadScenarios(DAYBOOK_SOURCE_DIR "/tests/data/stripe/scenarios")) {
        stripe::World world;
        for (const auto& [kind, json] : scenario.objects) world.AddObject(kind, json);
        for (const auto& [name, known] : world.People(true)) {
            conditions::Person read(schema), written(schema);
            FillPerson(read, schema, {}, known, {.activities = true});
            const std::vector<profiles::Activity> all = stripe::ActivitiesOf(known, kEver);
            for (auto one = all.rbegin(); one != all.rend(); ++one) segments::AddActivity(written, *one);
            for (size_t kind = 0; kind < schema.activities.size(); ++kind) {
                EXPECT_EQ(Shown(read.activities[kind]), Shown(written.activities[kind])) << scenario.name << ", " << name << ", " << schema.activities[kind].name;
                if (read.activities[kind].size() > 0) kinds.insert(schema.activities[kind].name);
            }
        }
    }
    EXPECT_GE(kinds.size(), 10U) << "or this test could not fail";
}

}  // namespace
}  // namespace daybook::settle

// Parse: any bytes give a program or a sentence with a place; a program judges, explains and
// speaks, and its promised moment lies ahead.
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "base/text.h"
#include "conditions/explain.h"
#include "conditions/sentence.h"

using namespace daybook;              // NOLINT
using namespace daybook::conditions;  // NOLINT

namespace {

Schema MakeSchema() {
    Schema schema;
    schema.fields = {{"country", Type::kText, "Country"}, {"orders", Type::kNumber, "Orders"},
                     {"sales", Type::kMoney, "Sales"},    {"born", Type::kDate, "Born"},
                     {"vip", Type::kBoolean, "VIP"},      {"tags", Type::kList, "Tags"}};
    schema.activities = {{"order_paid",
                          "Order paid",
                          {{"amount", Type::kMoney, "Amount"}, {"due", Type::kDate, "Due"}}}};
    schema.objects = {{"cart", "Cart", {{"status", Type::kText, "Status"}}}};
    schema.segments = {{"seg_one", "One"}};
    schema.currency = "usd";
    schema.calendar = Calendar::Load("America/New_York");
    return schema;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const Schema schema = MakeSchema();
    const Result<Program> program = Parse({reinterpret_cast<const char*>(data), size}, schema);
    if (!program.ok()) {
        ASSERT(!program.error().message.empty() && program.error().param.starts_with("condition"));
        ASSERT(IsUtf8(program.error().message));
        return 0;
    }
    constexpr int64_t kNow = 1'767'225'600;
    Person person(schema);
    person.fields[0] = Value::String(person.arena, "US");
    person.fields[2] = Value::Money(4200, "usd");
    person.fields[3] = Value::Date(kNow - 951'782'400);
    for (const int64_t ago : {90'000'000, 5000, 3}) {
        const std::span<Value> row = person.AddActivity(0, kNow - ago);
        row[0] = Value::Money(ago, "usd");
        row[1] = Value::Date(kNow + ago);
    }
    const Explanation explanation = Explain(*program, person, kNow);
    ASSERT(!program->constant || *program->constant == explanation.holds);
    ASSERT(!explanation.next_change || *explanation.next_change > kNow);
    ASSERT(IsUtf8(Sentence(*program, schema)));
    return 0;
}

// A condition, read once into a compact program that any thread may judge with (judge.h), explain
// (explain.h) and say in English (sentence.h).
//
//   c        {"all":[c…]} | {"any":[c…]} | {"none":[c…]} | {"segment":"seg_…"} | field | activity |
//   have field    {"field":F,"op":OP,"value":V} activity {"activity":NAME, "count":{OP:n} |
//   "sum":{"of":M,OP:n} | "distinct":{"of":M,OP:n} | "first"|"last":{OP:V},
//             "within":…, "where":c, "not_followed_by":NAME}
//   have     {"have":OBJECT,"where":c,"count":{OP:n}}
//
// What each means is api.md *Condition*. Where that page is silent:
//   * a group, and a `where`, is one level of depth; every condition and every empty group counts
//   as one of the hundred;
//   * an amount of 0 without a currency is 0 of every currency; a sum of nothing is 0;
//   * on a list is, in and contains hold where they hold for any element, is_not, not_in and
//   not_contains where those
//     do not; a list without elements is missing;
//   * `on`, `before` and `after` with unix seconds speak of that second; `between` takes days and
//   seconds mixed;
//   * `anniversary` counts local days until the anniversary; {"from":-3,"to":0} are the days after
//   it;
//   * followed means by an activity with a later second, whenever; only those that have happened
//   count.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "conditions/person.h"
#include "conditions/schema.h"

namespace daybook::conditions {

inline constexpr int kDepthMax = 8;
inline constexpr int kConditionsMax = 100;

enum class Op : uint8_t {
    kIs,
    kIsNot,
    kIn,
    kNotIn,
    kGt,
    kGte,
    kLt,
    kLte,
    kBetween,
    kContains,
    kNotContains,
    kStartsWith,
    kEndsWith,
    kIsSet,
    kIsNotSet,
    kBefore,
    kAfter,
    kOn,
    kMoreThanAgo,
    kLessThanAgo,
    kMoreThanAhead,
    kLessThanAhead,
    kAnniversary,
};
std::string_view OpName(Op op);
std::optional<Op> FindOp(std::string_view name);
// The operators that fit a type, in the order of lists.
std::span<const Op> OpsOf(Type type);

// An exact decimal in smallest units: floor, and whether something is left of it.
struct Amount {
    Currency currency = Currency::kNone;
    int64_t floor = 0;
    bool fraction = false;
};
// One amount of a condition, in each currency that it names.
using Amounts = std::vector<Amount>;

// What a value is compared with.
struct Test {
    Op op = Op::kIs;
    Type type = Type::kText;
    bool boolean = false;
    std::vector<std::string> texts;  // folded
    std::vector<double> numbers;
    std::vector<Amounts> amounts;
    int64_t low = 0,
            high = 0;  // of dates: low <= value < high; of an anniversary: days from and to
    Duration duration;
    std::string shown;  // the operand in English: "60 days", "“US” or “CA”"
};

enum class NodeKind : uint8_t { kAll, kAny, kNone, kField, kActivity, kObject, kSegment };
enum class Aggregate : uint8_t { kCount, kSum, kDistinct, kFirst, kLast };

struct Window {
    enum class Kind : uint8_t { kAllTime, kBetween, kRolling };
    Kind kind = Kind::kAllTime;
    int64_t low = 0, high = 0;  // kBetween: low <= at < high
    Duration from, to;          // kRolling: at + to <= now < at + from
    std::string shown;          // "in the last 90 days"; empty for all time
};

inline constexpr uint16_t kNone = 0xffff;

// Numbers point into the program's other vectors, or are rows of the schema.
struct Node {
    NodeKind kind = NodeKind::kAll;
    Aggregate aggregate = Aggregate::kCount;
    bool timed = false;  // time alone can change it
    uint16_t slot = 0;   // field, kind of activity or object, or segment
    uint16_t test = kNone;
    uint16_t first = 0, count = 0;  // of a group: its children, in `children`
    uint16_t where = kNone;         // node
    uint16_t window = kNone;
    uint16_t member = kNone;       // of what a sum or a distinct is
    uint16_t followed_by = kNone;  // kind of activity
};

// Which parts of a person a program reads. Sorted, each once.
struct Reads {
    std::vector<uint16_t> fields, activities, objects, segments;
    // What of those activities and objects: (kind, member).
    using Members = std::vector<std::pair<uint16_t, uint16_t>>;
    Members activity_members, object_members;

    Reads& operator|=(const Reads& other);
    // Whether it has all that `other` has.
    bool Covers(const Reads& other) const;
};

struct Program {
    std::vector<Node> nodes;  // 0 is the root
    std::vector<uint16_t> children;
    std::vector<Test> tests;
    std::vector<Window> windows;
    std::vector<std::string> paths;  // of each node: "condition.all[0]"
    std::shared_ptr<const Calendar> calendar;
    Reads reads;
    // Set where it holds always or never, whoever is judged.
    std::optional<bool> constant;
    bool timed() const { return nodes[0].timed; }
};

// `json` is the condition itself. kInvalid with a sentence and a param such as
// "condition.all[0].op".
Result<Program> Parse(std::string_view json, const Schema& schema);

// True where the program reads something of these (each sorted).
bool ReadsAny(const Program& program, const Reads& changed);

}  // namespace daybook::conditions

// The operators: their names, and which fit a type.
#include <algorithm>
#include <array>

#include "conditions/program.h"

namespace daybook::conditions {
namespace {

constexpr std::array<std::string_view, 23> kNames = {"is",
                                                     "is_not",
                                                     "in",
                                                     "not_in",
                                                     "gt",
                                                     "gte",
                                                     "lt",
                                                     "lte",
                                                     "between",
                                                     "contains",
                                                     "not_contains",
                                                     "starts_with",
                                                     "ends_with",
                                                     "is_set",
                                                     "is_not_set",
                                                     "before",
                                                     "after",
                                                     "on",
                                                     "more_than_ago",
                                                     "less_than_ago",
                                                     "more_than_ahead",
                                                     "less_than_ahead",
                                                     "anniversary"};
static_assert(kNames.size() == static_cast<size_t>(Op::kAnniversary) + 1);

constexpr Op kTextOps[] = {Op::kIs,       Op::kIsNot,       Op::kIn,         Op::kNotIn,
                           Op::kContains, Op::kNotContains, Op::kStartsWith, Op::kEndsWith,
                           Op::kIsSet,    Op::kIsNotSet};
constexpr Op kNumberOps[] = {Op::kIs, Op::kIsNot, Op::kIn,      Op::kNotIn, Op::kGt,      Op::kGte,
                             Op::kLt, Op::kLte,   Op::kBetween, Op::kIsSet, Op::kIsNotSet};
constexpr Op kDateOps[] = {Op::kBefore,        Op::kAfter,         Op::kOn,
                           Op::kBetween,       Op::kMoreThanAgo,   Op::kLessThanAgo,
                           Op::kMoreThanAhead, Op::kLessThanAhead, Op::kAnniversary,
                           Op::kIsSet,         Op::kIsNotSet};
constexpr Op kBooleanOps[] = {Op::kIs, Op::kIsNot, Op::kIsSet, Op::kIsNotSet};
constexpr Op kListOps[] = {Op::kIs,       Op::kIsNot,       Op::kIn,    Op::kNotIn,
                           Op::kContains, Op::kNotContains, Op::kIsSet, Op::kIsNotSet};

}  // namespace

std::string_view OpName(Op op) { return kNames[static_cast<size_t>(op)]; }

std::optional<Op> FindOp(std::string_view name) {
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<Op>(found - kNames.begin());
}

std::span<const Op> OpsOf(Type type) {
    switch (type) {
        case Type::kText:
            return kTextOps;
        case Type::kNumber:
        case Type::kMoney:
            return kNumberOps;
        case Type::kDate:
            return kDateOps;
        case Type::kBoolean:
            return kBooleanOps;
        case Type::kList:
            return kListOps;
    }
    return {};
}

}  // namespace daybook::conditions

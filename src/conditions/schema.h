// What conditions may speak of: the fields of a profile, kinds of activities and of present objects
// with their members, and segments. Whoever uses the language makes one from the field catalogue; a
// program and the people it judges belong to the same schema, by the numbers of its rows.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "conditions/calendar.h"

namespace daybook::conditions {

enum class Type : uint8_t { kText, kNumber, kMoney, kDate, kBoolean, kList };
std::string_view TypeName(Type type);  // "text"

// A field of a profile, or a member of an activity's data or of an object.
struct Member {
    std::string name;  // "stripe_total_orders"
    Type type = Type::kText;
    std::string label;  // "Total Orders"
    int64_t key = 0;    // what it is called by whoever made the schema; not looked at here
};

// A kind of activity (order_paid) or of present object (subscription).
struct Kind {
    std::string name;
    std::string label;  // "Order paid", "Subscription"
    std::vector<Member> members;
};

struct Segment {
    std::string id;  // "seg_…"
    std::string name;
};

struct Schema {
    std::vector<Member> fields;
    std::vector<Kind> activities;
    std::vector<Kind> objects;
    std::vector<Segment> segments;
    std::string currency;                      // the account's, "usd"; empty: it has none yet
    std::shared_ptr<const Calendar> calendar;  // of the account's time zone; never null
};

// The number of the row with this name; nothing where there is none.
std::optional<size_t> Find(std::span<const Member> members, std::string_view name);
std::optional<size_t> Find(std::span<const Kind> kinds, std::string_view name);
std::optional<size_t> FindSegment(const Schema& schema, std::string_view id);

}  // namespace daybook::conditions

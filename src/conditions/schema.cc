#include "conditions/schema.h"

#include <algorithm>

namespace daybook::conditions {
namespace {

template <typename Rows, typename Name>
std::optional<size_t> Position(const Rows& rows, Name name, std::string_view wanted) {
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const auto& row) { return row.*name == wanted; });
    if (found == rows.end()) return std::nullopt;
    return static_cast<size_t>(found - rows.begin());
}

}  // namespace

std::string_view TypeName(Type type) {
    constexpr std::string_view kNames[] = {"text", "number", "money", "date", "boolean", "list"};
    return kNames[static_cast<size_t>(type)];
}

std::optional<size_t> Find(std::span<const Member> members, std::string_view name) {
    return Position(members, &Member::name, name);
}
std::optional<size_t> Find(std::span<const Kind> kinds, std::string_view name) {
    return Position(kinds, &Kind::name, name);
}
std::optional<size_t> FindSegment(const Schema& schema, std::string_view id) {
    return id.empty() ? std::nullopt : Position(schema.segments, &Segment::id, id);
}

}  // namespace daybook::conditions

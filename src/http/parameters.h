// What a request asks for, read strictly; and the envelope of lists (api.md §2).
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_write.h"
#include "base/nearest.h"
#include "base/result.h"
#include "http/message.h"

namespace daybook::http {

// kInvalid with reason parameter_unknown for the first parameter of the query that is not among `known` (and what was
// perhaps meant), and with parameter_invalid for one given twice or with text that is not UTF-8.
Status CheckQuery(const Request& request, std::span<const std::string_view> known);
inline Status CheckQuery(const Request& request, std::initializer_list<std::string_view> known) {
    return CheckQuery(request, std::span<const std::string_view>(known.begin(), known.size()));
}
// The error for a name that is not among `known`; says what was perhaps meant.
Error UnknownParameter(std::string_view name, std::span<const std::string_view> known);
Error MissingParameter(std::string_view name);
using daybook::Nearest;

inline constexpr std::string_view kLimit = "limit", kStartingAfter = "starting_after", kEndingBefore = "ending_before";

struct Paging {
    int limit = 10;                // 1 to 100
    std::string starting_after;    // at most one of the two is not empty
    std::string ending_before;
    // Whichever was given, and the name of its parameter.
    const std::string& anchor() const { return starting_after.empty() ? ending_before : starting_after; }
    std::string_view anchor_name() const { return starting_after.empty() ? kEndingBefore : kStartingAfter; }
};
Result<Paging> ReadPaging(const Request& request);

// An integer of the query in [least, most]; `fallback` where it is absent.
Result<int64_t> ReadInteger(const Request& request, std::string_view name, int64_t least, int64_t most,
                            int64_t fallback);

// {"object":"list","data":[…],"has_more":…,"url":…}: `write_data` writes the elements.
template <typename WriteData>
std::string ListJson(std::string_view url, bool has_more, WriteData write_data) {
    std::string json;
    JsonWriter out(json);
    out.BeginObject().Member("object", "list").Key("data").BeginArray();
    write_data(out);
    out.EndArray().Member("has_more", has_more).Member("url", url).EndObject();
    return json;
}

}  // namespace daybook::http

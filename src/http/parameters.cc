#include "http/parameters.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"

namespace daybook::http {
namespace {

constexpr size_t kShownBytes = 60;

std::string Shown(std::string_view name) { return ToUtf8(name.substr(0, kShownBytes)); }

Error NotInRange(std::string_view name, int64_t least, int64_t most) {
    return Invalid(fmt::format("{} must be a whole number from {} to {}.", name, least, most), std::string(name));
}

}  // namespace

Error UnknownParameter(std::string_view name, std::span<const std::string_view> known) {
    std::string hint;
    if (auto nearest = Nearest(name, known)) {
        hint = fmt::format(" Did you mean {}?", *nearest);
    } else if (known.empty()) {
        hint = " This request takes none.";
    } else {
        hint = fmt::format(" Known are: {}.", fmt::join(known, ", "));
    }
    return Invalid(fmt::format("There is no parameter \"{}\".{}", Shown(name), hint), Shown(name),
                   "parameter_unknown");
}

Error MissingParameter(std::string_view name) {
    return Invalid(fmt::format("{} is missing.", name), std::string(name), "parameter_missing");
}

Status CheckQuery(const Request& request, std::span<const std::string_view> known) {
    for (auto one = request.query.begin(); one != request.query.end(); ++one) {
        if (std::ranges::find(known, one->name) == known.end()) {
            return UnknownParameter(one->name, known);
        }
        if (std::any_of(request.query.begin(), one, [&](const Parameter& other) { return other.name == one->name; })) {
            return Invalid(fmt::format("{} is given twice.", one->name), one->name);
        }
        if (!IsUtf8(one->value) || one->value.find('\0') != std::string::npos) {
            return Invalid(fmt::format("The value of {} is not UTF-8 text.", one->name), one->name);
        }
    }
    return {};
}

Result<int64_t> ReadInteger(const Request& request, std::string_view name, int64_t least, int64_t most,
                            int64_t fallback) {
    auto text = request.Query(name);
    if (!text) return fallback;
    int64_t value = 0;
    auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    bool whole = error == std::errc() && end == text->data() + text->size();
    if (!whole || value < least || value > most) return NotInRange(name, least, most);
    return value;
}

Result<Paging> ReadPaging(const Request& request) {
    Paging paging;
    paging.limit = static_cast<int>(TRY(ReadInteger(request, kLimit, 1, 100, 10)));
    auto after = request.Query(kStartingAfter);
    auto before = request.Query(kEndingBefore);
    if (after && before) {
        return Invalid("Give starting_after or ending_before, not both.", std::string(kEndingBefore));
    }
    for (auto [value, name] : {std::pair(after, kStartingAfter), std::pair(before, kEndingBefore)}) {
        if (value && value->empty()) return Invalid(fmt::format("{} is empty.", name), std::string(name));
    }
    paging.starting_after = after.value_or("");
    paging.ending_before = before.value_or("");
    return paging;
}

}  // namespace daybook::http

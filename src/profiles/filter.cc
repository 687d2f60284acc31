#include "profiles/filter.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/assert.h"
#include "base/text.h"
#include "profiles/footprint.h"

namespace daybook::profiles {
namespace {

constexpr std::array<std::string_view, 12> kFilterNames = {"country", "order_status", "subscription", "orders", "has_email",
                                                           "shared_email", "deleted", "not_counted", "created_after", "created_before", "segment", "at"};

// The values of a parameter, in the order of their numbers.
struct Choices {
    std::string_view name;
    TagKind kind;
    int64_t first;   // number of the first value
    std::vector<std::string_view> values;
};

const std::vector<Choices>& ChoicesOf() {
    static const std::vector<Choices> kChoices = {
        {"order_status", TagKind::kOrderStatus, 0, {"draft", "open", "paid", "void", "uncollectible"}},
        {"subscription", TagKind::kSubscription, 1, {"active", "cancelled", "paused", "trial", "past_due"}},
        {"orders", TagKind::kOrders, 0, {"none", "one", "many"}},
        // The names of stripe::NoOrder; `of_invoice` pays an order and is none of them.
        {"not_counted", TagKind::kNotCounted, 1, {"free_trial", "nothing_due", "credit", "not_paid", "pending", "not_captured", "", "tie_unknown"}},
    };
    return kChoices;
}

Status AddChoice(const Choices& choices, std::string_view value, ListFilter& filter) {
    TagChoice choice;
    for (const std::string_view one : Split(value, ',')) {
        const auto place = std::ranges::find(choices.values, Trim(one));
        if (one.empty() || place == choices.values.end()) {
            std::vector<std::string_view> known;
            for (const std::string_view each : choices.values) {
                if (!each.empty()) known.push_back(each);
            }
            return Invalid(fmt::format("{} must be one or several of: {}.", choices.name, fmt::join(known, ", ")), std::string(choices.name));
        }
        choice.any_of.push_back(TagOf(choices.kind, choices.first + (place - choices.values.begin())));
    }
    filter.tags.push_back(std::move(choice));
    return {};
}

Status AddCountries(std::string_view value, ListFilter& filter) {
    TagChoice choice;
    for (const std::string_view one : Split(value, ',')) {
        const auto tag = CountryTag(Trim(one));
        if (!tag) return Invalid("country must be two letters, or several such with commas between: US,CA.", "country");
        choice.any_of.push_back(*tag);
    }
    filter.tags.push_back(std::move(choice));
    return {};
}

Status AddFlag(std::string_view name, TagKind kind, std::string_view value, ListFilter& filter) {
    if (value != "true" && value != "false") return Invalid(fmt::format("{} must be true or false.", name), std::string(name));
    filter.tags.push_back({{TagOf(kind)}, value == "false"});
    return {};
}

Result<int64_t> ReadMoment(std::string_view name, std::string_view value) {
    int64_t moment = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), moment);
    if (error != std::errc() || end != value.data() + value.size()) {
        return Invalid(fmt::format("{} must be a moment in unix seconds.", name), std::string(name));
    }
    return moment;
}

Status AddMoment(std::string_view name, std::string_view value, ListFilter& filter) {
    const int64_t moment = TRY(ReadMoment(name, value));
    if (name == "at") filter.at = moment;
    else if (name == "created_after") filter.created_from = std::max(filter.created_from, moment);
    else filter.created_to = std::min(filter.created_to, moment);
    return {};
}

Result<PeopleBits> ReadChoice(sql::Tx& tx, AccountId account, const TagChoice& choice) {
    PeopleBits people;
    for (const int64_t tag : choice.any_of) TRY(AddPeople(TRY(tx.Query("profiles.read_tag", Number(account), tag)), people));
    return people;
}

}  // namespace

std::span<const std::string_view> FilterNames() { return kFilterNames; }

Status AddFilter(std::string_view name, std::string_view value, ListFilter& filter) {
    for (const Choices& choices : ChoicesOf()) {
        if (choices.name == name) return AddChoice(choices, value, filter);
    }
    if (name == "country") return AddCountries(value, filter);
    if (name == "has_email") return AddFlag(name, TagKind::kHasEmail, value, filter);
    if (name == "shared_email") return AddFlag(name, TagKind::kSharedEmail, value, filter);
    if (name == "deleted") return AddFlag(name, TagKind::kDeleted, value, filter);
    if (name == "segment") {
        if (value.empty()) return Invalid("segment must be the id of a segment: seg_….", "segment");
        filter.segment = value;
        return {};
    }
    return AddMoment(name, value, filter);
}

Result<PeopleBits> ReadPeople(sql::Tx& tx, AccountId account, const ListFilter& filter) {
    PeopleBits people = TRY(ReadChoice(tx, account, {.any_of = {TagOf(TagKind::kShown)}}));
    ASSERT(filter.among != nullptr || filter.segment.empty());
    if (filter.among != nullptr) Keep(people, *filter.among);
    for (const TagChoice& choice : filter.tags) {
        const PeopleBits chosen = TRY(ReadChoice(tx, account, choice));
        if (choice.negated) Drop(people, chosen);
        else Keep(people, chosen);
    }
    return people;
}

}  // namespace daybook::profiles

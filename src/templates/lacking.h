// How many of those whom a message is for have no value for a field, as the program around counts them.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace daybook::templates {

struct Lacking {
    std::string segment;                              // "seg_…"; empty: everybody
    std::string of;                                   // in a sentence: "everybody", "the segment Big spenders"
    int64_t people = 0;
    int64_t counted = 0;                              // when, unix seconds
    std::map<std::string, int64_t, std::less<>> fields;  // people without a value, by the person's members: "first_name"
};
// Null: it is being counted.
using LackingPtr = std::shared_ptr<const Lacking>;

// More than so many of a hundred are much of an audience.
inline constexpr int64_t kOftenPercent = 20;

// People of a thousand who lack what a path of templates names, "profile.city" or "user.city"; nothing where that is not counted.
std::optional<int64_t> LackingPerMille(const Lacking& lacking, std::string_view path);

}  // namespace daybook::templates

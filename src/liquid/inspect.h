// Reads a parsed template without data: names that will never be there, filters that do not exist or get the wrong number of
// values, partials that are missing; and what it prints.
//
// Names are known from a schema, or because the template makes them itself (assign, capture, for, …): wherever in it, so
// nothing is held against a template that would work. Only partials that are reached are read.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "liquid/schema.h"
#include "liquid/template.h"

namespace daybook::liquid {

struct Notice {
    enum class What : uint8_t { kName, kMember, kFilter, kArguments, kPartial, kBrokenPartial };
    What what = What::kName;
    std::string unit;        // the partial; empty: the template itself
    Place place;
    std::string text;        // as it is written: "profile.first_nam"
    std::string of;          // kMember: what was asked, "profile"
    std::string nearest;     // what was perhaps meant, whole: "profile.first_name"; empty: nothing is near
    std::string detail;      // kArguments: "1 to 2 values, not 3"; kBrokenPartial: what is wrong with it
};

// {{ … }} of a known value that may be missing, in the template itself.
struct Printed {
    const Known* known = nullptr;
    std::string path;        // "profile.first_name"
    size_t at = 0;           // of the variable in the text
    size_t offset = 0;       // of the {{ in the text; that of the variable where none is near
    bool guarded = false;    // within an if or unless that asks for it
    bool has_fallback = false;
};

struct Inspected {
    std::vector<Notice> notices;    // in the order of the text; at most kNoticesMax
    std::vector<Printed> printed;   // at most kPrintedMax
};
inline constexpr size_t kNoticesMax = 100;
inline constexpr size_t kPrintedMax = 5000;
// `schema`'s members are the names in reach; it must outlive what is returned.
Inspected Inspect(const Template& what, const Known& schema);

// A variable as it is written, "a.b[0].c"; empty for anything else.
std::string PathText(const Program& program, uint32_t expr);

std::vector<std::string_view> FilterNames();
std::vector<std::string_view> TagNames();

}  // namespace daybook::liquid

// Values of the fields that a shop makes itself: their types, their bytes, their JSON, and how a text becomes one.
//
//   custom = unsigned count, (unsigned field, value)…, unsigned count, text tag…      empty: no values and no tags
//   value  = 1 text | 2 fixed64 double | 3 signed minor, text currency | 4 signed unix seconds | 5 unsigned 0/1
//          | 6 unsigned count, text… | 7 (nothing: a value that did not convert)
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json_write.h"
#include "base/money.h"
#include "base/result.h"
#include "profiles/field_type.h"
#include "profiles/local_days.h"

namespace daybook {
class ByteReader;
class ByteWriter;
inline bool operator==(const Money& a, const Money& b) { return a.minor == b.minor && a.currency == b.currency; }
}  // namespace daybook

namespace daybook::profiles {

struct Date {
    int64_t at = 0;  // unix seconds
    friend bool operator==(const Date&, const Date&) = default;
};
// There is something, but it is no value of the field's type. Shown as missing, and counted.
struct Unfit {
    friend bool operator==(const Unfit&, const Unfit&) = default;
};
using Texts = std::vector<std::string>;
// monostate: missing.
using CustomValue = std::variant<std::monostate, std::string, double, Money, Date, bool, Texts, Unfit>;

struct CustomOf {
    int64_t field = 0;  // number of a CustomField
    CustomValue value;
    friend bool operator==(const CustomOf&, const CustomOf&) = default;
};
// By field, ascending; missing ones are left out.
using CustomValues = std::vector<CustomOf>;
// Missing where it is not among them.
const CustomValue& FindCustom(const CustomValues& values, int64_t field);

inline constexpr size_t kTextBytesMax = 1000;  // of a text, and of an element of a list
inline constexpr size_t kElementsMax = 100;    // of a list
inline constexpr size_t kTagsMax = 100;

void WriteCustomValue(ByteWriter& out, const CustomValue& value);
CustomValue ReadCustomValue(ByteReader& in);
std::string EncodeCustom(const CustomValues& values, const Texts& tags);
struct Shown {
    CustomValues values;
    Texts tags;
};
Shown DecodeCustom(std::string_view bytes);

// A value of this type, or missing.
bool IsOf(FieldType type, const CustomValue& value);
// As the API shows it: dates in unix seconds, money in smallest units, missing and unfit as null.
void WriteCustomJson(JsonWriter& json, const CustomValue& value);
void WriteTexts(JsonWriter& json, std::span<const std::string> texts);
// As a table shows it: lists with "; " between.
std::string CustomText(const CustomValue& value);

// What a text means depends on where it stands.
struct TextRules {
    std::string currency;  // of an amount that names none; empty: such an amount does not fit
    LocalDays days;        // where a day begins
};
// Trimmed first; an empty text is missing, and one that does not convert Unfit.
//   number  1234.5 -2         money  12.50 or "12.50 EUR", in major units
//   date    2026-01-31, 2026-01-31T10:00:00Z (or +01:00), unix seconds of ten digits
//   boolean true false yes no 1 0 on off            list  parts between commas or semicolons
CustomValue FromText(FieldType type, std::string_view text, const TextRules& rules);
// A value as one of another type, through its text.
CustomValue Converted(const CustomValue& value, FieldType type, const TextRules& rules);
// The smallest units of a decimal text in major units; nothing where it has more decimal places, or is none.
std::optional<int64_t> MinorOf(std::string_view decimal, std::string_view currency);

}  // namespace daybook::profiles

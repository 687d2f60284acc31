// The types of fields.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace daybook::profiles {

// The numbers are stored.
enum class FieldType : int8_t { kText, kNumber, kMoney, kDate, kBoolean, kList };
std::string_view FieldTypeName(FieldType type);  // "text"
std::optional<FieldType> FindFieldType(std::string_view name);

}  // namespace daybook::profiles

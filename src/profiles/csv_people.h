// Rows of a file as people: which column is which field, and what a row asks for (edit.h). Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "profiles/csv_read.h"
#include "profiles/edit.h"

namespace daybook::profiles {

// A column's field: a standard one, one of the shop's own that people set, or the tags.
struct ColumnTarget {
    size_t column = 0;
    std::string name;                  // of the column
    const FieldRow* standard = nullptr;
    const CustomField* custom = nullptr;  // belongs to the EditRules; neither: tags
};
using ColumnMap = std::map<std::string, std::string>;  // column's name → field's name
// kInvalid (param "map.NAME") with a sentence: a column or field that is none, one that Stripe gives, two columns of a field,
// no column of e-mail addresses.
Result<std::vector<ColumnTarget>> TargetsOf(const CsvLook& look, const ColumnMap& map, const EditRules& rules);

// The columns of the file that are in no field, as they stand in it.
std::vector<std::string> LeftOut(const CsvLook& look, const ColumnMap& map);

// The field that each column probably is, by its name; empty: none.
std::vector<std::string> SuggestedFields(const std::vector<std::string>& names, const CustomFields& fields);

struct RowRefusal {
    int64_t line = 0;
    std::string column;  // its name; empty: the row
    std::string message;
};
// What a row asks for: empty cells ask for nothing.
std::variant<Edit, RowRefusal> EditOf(const CsvRow& row, const std::vector<ColumnTarget>& targets, const EditRules& rules);

}  // namespace daybook::profiles

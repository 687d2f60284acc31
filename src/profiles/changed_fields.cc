#include "profiles/changed_fields.h"

#include "profiles/fields.h"

namespace daybook::profiles {

std::vector<std::string_view> ChangedFields(const Fields& before, const Fields& after) {
    std::vector<std::string_view> names;
    for (const FieldRow& row : FieldCatalogue()) {
        if (row.value(before) != row.value(after)) names.push_back(row.name);
    }
    if (before.customer_ids != after.customer_ids) names.push_back("customer_ids");
    if (before.sales != after.sales) names.push_back("sales");
    if (before.distinct_products != after.distinct_products) names.push_back("distinct_products");
    if (before.deleted != after.deleted) names.push_back("deleted");
    if (before.custom != after.custom) names.push_back("custom");
    if (before.tags != after.tags) names.push_back("tags");
    return names;
}

}  // namespace daybook::profiles

// Mapped fields of people: which of their objects a mapping looks at, and what is found in the bodies.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "profiles/custom.h"
#include "profiles/custom_fields.h"
#include "sql/database.h"
#include "stripe/bodies.h"
#include "stripe/mapping.h"
#include "stripe/project.h"

namespace daybook::stripe {

struct MappedField {
    int64_t field = 0;
    profiles::FieldType type = profiles::FieldType::kText;
    Mapping mapping;
};
// Of an account's catalogue, by number; one that cannot be read any more is left out.
std::vector<MappedField> MappedFields(const profiles::CustomFields& fields);

// The numbers of the objects that each scope looks at, in the order of `scopes`; of each the oldest first. `known` as
// LoadKnown gives it, with ties_known.
std::vector<std::vector<int64_t>> ObjectsOf(const Known& known, const std::vector<Mapping::Scope>& scopes);

// What of these people (sorted, unique) is needed to map these fields: as LoadKnown gives it, but without the facts where
// nothing depends on them. Much cheaper where only the customer's attributes are mapped.
Result<std::vector<Known>> LoadForMapping(sql::Tx& tx, const std::vector<ProfileId>& ids, const std::vector<MappedField>& fields);

struct Mapped {
    profiles::CustomValues values;    // by field
    std::optional<Error> unreadable;  // a body of theirs is damaged, and there are no values
};
// Of each of these people, in order; `known` belongs to them.
Result<std::vector<Mapped>> LoadMapped(sql::Tx& tx, const Bodies& bodies, const std::vector<ProfileId>& ids, const std::vector<const Known*>& known,
                                       const std::vector<MappedField>& fields, const profiles::TextRules& rules);

}  // namespace daybook::stripe

// Table `field`: the fields that a shop made itself. Those of Daybook's own are set by people; mapped ones are computed
// from Stripe's objects (stripe/mapped.h).
//
// What is computed under one catalogue is stored only while it holds: whoever changes it also raises the version of the
// account's segments (segments_store.h). Values under the number of a field that is gone are passed over.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "profiles/custom.h"
#include "sql/database.h"

namespace daybook::profiles {

struct CustomField {
    int64_t id = 0;
    AccountId account{};
    std::string name;  // "favourite_colour"
    std::string label;
    FieldType type = FieldType::kText;
    std::string source;  // of a mapped one: JSON, a text or an object; empty: Daybook's own
    int64_t created = 0, updated = 0;  // unix seconds
    bool mapped() const { return !source.empty(); }
};

struct CustomFields {
    std::vector<CustomField> all;  // by number: the oldest first
    const CustomField* Find(std::string_view name) const;
    const CustomField* Find(int64_t id) const;
};

inline constexpr size_t kCustomFieldsMax = 200;
inline constexpr size_t kFieldNameBytesMax = 60;

// Never null.
Result<std::shared_ptr<const CustomFields>> LoadCustomFields(sql::Tx& tx, AccountId account);
Status PutField(sql::Tx& tx, const CustomField& field);
Status DropField(sql::Tx& tx, AccountId account, int64_t id);

// kInvalid (param name) where no field can be called so: a letter, then letters, digits and _, all lower case, no name of
// the field catalogue or of conditions, none that begins with "stripe_" and none that ends with "_currency".
Status CheckFieldName(std::string_view name);

// name: value, and after money NAME_currency.
void WriteCustomMember(JsonWriter& json, const CustomField& field, const CustomValue& value);

// How many have a value, and how many one that does not convert.
struct FieldCount {
    int64_t filled = 0, unfit = 0;
};
Result<std::map<int64_t, FieldCount>> LoadFieldCounts(sql::Tx& tx, AccountId account);

// Adds up what changes of people's shown values come to; one a transaction.
class FieldCounting {
  public:
    // Null: not shown.
    void Add(ProfileId id, const CustomValues* before, const CustomValues* after);
    Status Write(sql::Tx& tx);

  private:
    void Count(ProfileId id, const CustomValues& values, int64_t by);
    std::map<std::pair<int64_t, int64_t>, FieldCount> counts_;  // by block and field
};

// Where computing everybody's values under the current catalogue is; all 0 where there never was a field.
struct FieldSweep {
    int64_t version = 0;   // raised by each change of the catalogue
    int64_t done = 0;      // the version everybody was computed under
    int64_t position = 0;  // the last profile's number
    bool ended() const { return version == done; }
};
Result<FieldSweep> LoadFieldSweep(sql::Tx& tx, AccountId account);
// Everybody must be computed again.
Status BeginFieldSweep(sql::Tx& tx, AccountId account);
// Both do nothing where the catalogue changed meanwhile.
Status MoveFieldSweep(sql::Tx& tx, AccountId account, int64_t version, int64_t position);
Status EndFieldSweep(sql::Tx& tx, AccountId account, int64_t version);

}  // namespace daybook::profiles

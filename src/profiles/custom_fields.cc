#include "profiles/custom_fields.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "profiles/fields.h"

namespace daybook::profiles {
namespace {

constexpr std::string_view kTaken[] = {"created", "updated", "id", "tags", "segments", "customer_ids", "loyalty", "consent", "custom"};

bool IsWord(std::string_view name) {
    const bool begins = !name.empty() && name[0] >= 'a' && name[0] <= 'z';
    return begins && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

}  // namespace

const CustomField* CustomFields::Find(std::string_view name) const {
    const auto found = std::find_if(all.begin(), all.end(), [&](const CustomField& one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

const CustomField* CustomFields::Find(int64_t id) const {
    const auto found = std::find_if(all.begin(), all.end(), [&](const CustomField& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

Result<std::shared_ptr<const CustomFields>> LoadCustomFields(sql::Tx& tx, AccountId account) {
    const sql::Rows rows = TRY(tx.Query("profiles.fields", Number(account)));
    auto fields = std::make_shared<CustomFields>();
    for (size_t i = 0; i < rows.size(); ++i) {
        fields->all.push_back({.id = rows.Int(i, 0),
                               .account = account,
                               .name = rows.String(i, 1),
                               .label = rows.String(i, 2),
                               .type = static_cast<FieldType>(rows.Int(i, 3)),
                               .source = std::string(rows.TextAt(i, 4)),
                               .created = rows.Int(i, 5),
                               .updated = rows.Int(i, 6)});
    }
    return std::shared_ptr<const CustomFields>(std::move(fields));
}

Status PutField(sql::Tx& tx, const CustomField& field) {
    const std::optional<std::string> source = field.mapped() ? std::optional(field.source) : std::nullopt;
    return tx.Run("profiles.put_field", field.id, Number(field.account), field.name, field.label, static_cast<int>(field.type), source,
                  field.created, field.updated);
}

Status DropField(sql::Tx& tx, AccountId account, int64_t id) {
    TRY(tx.Run("profiles.drop_field_counts", id));
    return tx.Run("profiles.drop_field", Number(account), id);
}

Status CheckFieldName(std::string_view name) {
    const std::string shown = ToUtf8(name.substr(0, kFieldNameBytesMax));
    if (!IsWord(name) || name.size() > kFieldNameBytesMax) {
        return Invalid(fmt::format("“{}” cannot be a field's name: it is a small letter, then small letters, digits and _, at most {} in all.", shown, kFieldNameBytesMax), "name");
    }
    const bool taken = FindField(name) != nullptr || std::find(std::begin(kTaken), std::end(kTaken), name) != std::end(kTaken);
    if (taken) return Invalid(fmt::format("{} is a name that Daybook uses itself. Choose another one.", shown), "name");
    if (name.starts_with("stripe_") || name.ends_with("_currency")) {
        return Invalid(fmt::format("{} cannot be a field's name: names that begin with stripe_ or end with _currency are Daybook's own.", shown), "name");
    }
    return {};
}

void WriteCustomMember(JsonWriter& json, const CustomField& field, const CustomValue& value) {
    json.Key(field.name);
    if (!IsOf(field.type, value)) json.Null();  // of the type it had before: it is computed again shortly
    else WriteCustomJson(json, value);
    if (field.type != FieldType::kMoney) return;
    json.Key(field.name + "_currency");
    if (const auto* money = std::get_if<Money>(&value)) json.String(money->currency);
    else json.Null();
}

Result<std::map<int64_t, FieldCount>> LoadFieldCounts(sql::Tx& tx, AccountId account) {
    const sql::Rows rows = TRY(tx.Query("profiles.field_counts", Number(account)));
    std::map<int64_t, FieldCount> counts;
    for (size_t i = 0; i < rows.size(); ++i) counts[rows.Int(i, 0)] = {rows.Int(i, 1), rows.Int(i, 2)};
    return counts;
}

void FieldCounting::Count(ProfileId id, const CustomValues& values, int64_t by) {
    for (const CustomOf& one : values) {
        FieldCount& count = counts_[{BlockOf(id), one.field}];
        (std::holds_alternative<Unfit>(one.value) ? count.unfit : count.filled) += by;
    }
}

void FieldCounting::Add(ProfileId id, const CustomValues* before, const CustomValues* after) {
    if (before != nullptr) Count(id, *before, -1);
    if (after != nullptr) Count(id, *after, 1);
}

Status FieldCounting::Write(sql::Tx& tx) {
    sql::ParamTable rows(4);
    for (const auto& [key, count] : counts_) {
        if (count.filled != 0 || count.unfit != 0) rows.Row(key.first, key.second, count.filled, count.unfit);
    }
    counts_.clear();
    return tx.RunEach("profiles.add_field_counts", rows);
}

Result<FieldSweep> LoadFieldSweep(sql::Tx& tx, AccountId account) {
    const sql::Rows rows = TRY(tx.Query("profiles.field_sweep", Number(account)));
    if (rows.empty()) return FieldSweep{};
    return FieldSweep{rows.Int(0, 0), rows.Int(0, 1), rows.Int(0, 2)};
}

Status BeginFieldSweep(sql::Tx& tx, AccountId account) { return tx.Run("profiles.begin_sweep", Number(account)); }

Status MoveFieldSweep(sql::Tx& tx, AccountId account, int64_t version, int64_t position) {
    return tx.Run("profiles.move_sweep", Number(account), version, position);
}

Status EndFieldSweep(sql::Tx& tx, AccountId account, int64_t version) {
    return tx.Run("profiles.end_sweep", Number(account), version);
}

}  // namespace daybook::profiles

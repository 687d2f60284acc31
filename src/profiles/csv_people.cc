#include "profiles/csv_people.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/text.h"

namespace daybook::profiles {
namespace {

constexpr std::string_view kTags = "tags";
constexpr size_t kTagBytesMax = 60;

struct Synonym {
    std::string_view bare, field;
};
constexpr Synonym kSynonyms[] = {
    {"mail", "email"},           {"emailaddress", "email"},     {"emailadresse", "email"},  {"firstname", "first_name"}, {"givenname", "first_name"}, {"forename", "first_name"},
    {"vorname", "first_name"},   {"lastname", "last_name"},     {"surname", "last_name"},   {"familyname", "last_name"}, {"nachname", "last_name"},   {"telephone", "phone"},
    {"tel", "phone"},            {"mobile", "phone"},           {"phonenumber", "phone"},   {"mobilephone", "phone"},    {"street", "address"},       {"streetaddress", "address"},
    {"address1", "address"},     {"addressline1", "address"},   {"town", "city"},           {"ort", "city"},             {"province", "state"},       {"region", "state"},
    {"postcode", "zip"},         {"postalcode", "zip"},         {"zipcode", "zip"},         {"plz", "zip"},              {"countrycode", "country"},  {"land", "country"},
    {"unsubscribed", "email_unsubscribed"}, {"optout", "email_unsubscribed"}, {"labels", "tags"}, {"tag", "tags"},
};

// Lower case, without what separates: "E-Mail Address" is "emailaddress".
std::string Bare(std::string_view text) {
    std::string bare;
    for (const char c : SearchFold(text)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) bare += c;
    }
    return bare;
}

bool MaySet(const FieldRow& row) { return row.group == FieldGroup::kStandard; }

Error WrongField(const std::string& column, std::string_view name, const EditRules& rules) {
    std::vector<std::string_view> known = {kTags};
    for (const FieldRow& row : FieldCatalogue()) {
        if (MaySet(row)) known.push_back(row.name);
    }
    for (const CustomField& field : rules.fields->all) known.push_back(field.name);
    const auto near = Nearest(name, known);
    return Invalid(fmt::format("There is no field {}.{} Make it first under Settings › Fields, or leave the column out.", ToUtf8(name.substr(0, kFieldNameBytesMax)),
                               near ? fmt::format(" Perhaps {}?", *near) : ""),
                   "map." + column);
}

Result<ColumnTarget> TargetOf(size_t column, const std::string& name, const std::string& field, const EditRules& rules) {
    ColumnTarget target{.column = column, .name = name};
    if (field == kTags) return target;
    target.standard = FindField(field);
    target.custom = target.standard == nullptr ? rules.fields->Find(field) : nullptr;
    if (target.standard == nullptr && target.custom == nullptr) return WrongField(name, field, rules);
    if ((target.standard != nullptr && !MaySet(*target.standard)) || (target.custom != nullptr && target.custom->mapped())) {
        return Error{Code::kInvalid, fmt::format("{} comes from Stripe and cannot be set from a file. Leave the column out, or choose another field.", field), "field_owned_by_stripe", "map." + name};
    }
    return target;
}

std::string_view WantedText(FieldType type) {
    switch (type) {
        case FieldType::kNumber: return "a number, such as 38.5";
        case FieldType::kMoney: return "an amount, such as 12.50 or 12.50 EUR";
        case FieldType::kDate: return "a date, such as 2026-01-31";
        case FieldType::kBoolean: return "yes or no";
        default: return "a text that fits";
    }
}

std::string Quoted(std::string_view cell) { return fmt::format("“{}”", ToUtf8(cell.substr(0, 60))); }

Result<Texts> TagsIn(std::string_view cell) {
    Texts tags;
    std::string text(cell);
    std::replace(text.begin(), text.end(), ';', ',');
    for (const std::string_view part : Split(text, ',')) {
        const std::string_view tag = Trim(part);
        if (tag.size() > kTagBytesMax) return Invalid(fmt::format("A tag has at most {} bytes.", kTagBytesMax));
        if (!tag.empty()) tags.emplace_back(tag);
    }
    if (tags.size() > kTagsMax) return Invalid(fmt::format("A person has at most {} tags.", kTagsMax));
    return tags;
}

Status TakeCell(const ColumnTarget& target, const std::string& cell, const EditRules& rules, Edit& edit) {
    if (target.standard == nullptr && target.custom == nullptr) {
        edit.tags = TRY(TagsIn(cell));
        return {};
    }
    if (target.custom != nullptr) {
        if (cell.size() > kTextBytesMax && target.custom->type == FieldType::kText) return Invalid(fmt::format("The text is longer than {} bytes.", kTextBytesMax));
        CustomValue value = FromText(target.custom->type, cell, rules.texts);
        if (std::holds_alternative<Unfit>(value)) return Invalid(fmt::format("{} is not {}.", Quoted(cell), WantedText(target.custom->type)));
        edit.custom.emplace_back(target.custom->id, std::move(value));
        return {};
    }
    if (target.standard->type == FieldType::kBoolean) {
        const CustomValue value = FromText(FieldType::kBoolean, cell, rules.texts);
        if (!std::holds_alternative<bool>(value)) return Invalid(fmt::format("{} is not {}.", Quoted(cell), WantedText(FieldType::kBoolean)));
        edit.standard.emplace_back(target.standard->field, value);
        return {};
    }
    edit.standard.emplace_back(target.standard->field, TRY(StandardFrom(*target.standard, cell)));
    return {};
}

}  // namespace

Result<std::vector<ColumnTarget>> TargetsOf(const CsvLook& look, const ColumnMap& map, const EditRules& rules) {
    std::vector<ColumnTarget> targets;
    std::set<std::string> taken;
    for (const auto& [name, field] : map) {
        const auto column = std::find(look.names.begin(), look.names.end(), name);
        if (column == look.names.end()) return Invalid(fmt::format("The file has no column {}.", Quoted(name)), "map." + name);
        if (!taken.insert(field).second) return Invalid(fmt::format("Two columns are {}. Choose one of them.", field), "map." + name);
        targets.push_back(TRY(TargetOf(static_cast<size_t>(column - look.names.begin()), name, field, rules)));
    }
    if (!taken.contains("email")) return Invalid("No column is the e-mail address, by which people are told apart. Choose it.", "map");
    return targets;
}

std::vector<std::string> LeftOut(const CsvLook& look, const ColumnMap& map) {
    std::vector<std::string> left_out;
    for (const std::string& name : look.names) {
        if (!map.contains(name)) left_out.push_back(name);
    }
    return left_out;
}

std::vector<std::string> SuggestedFields(const std::vector<std::string>& names, const CustomFields& fields) {
    std::map<std::string, std::string> known;  // bare → field; the first stays
    for (const FieldRow& row : FieldCatalogue()) {
        if (!MaySet(row)) continue;
        known.emplace(Bare(row.name), row.name);
        known.emplace(Bare(row.label), row.name);
    }
    for (const CustomField& field : fields.all) {
        if (field.mapped()) continue;
        known.emplace(Bare(field.name), field.name);
        known.emplace(Bare(field.label), field.name);
    }
    known.emplace(kTags, kTags);
    for (const Synonym& one : kSynonyms) known.emplace(one.bare, one.field);
    std::vector<std::string> suggested;
    std::set<std::string> taken;
    for (const std::string& name : names) {
        const auto found = known.find(Bare(name));
        const bool good = found != known.end() && taken.insert(found->second).second;
        suggested.push_back(good ? found->second : std::string());
    }
    return suggested;
}

std::variant<Edit, RowRefusal> EditOf(const CsvRow& row, const std::vector<ColumnTarget>& targets, const EditRules& rules) {
    if (!row.broken.empty()) return RowRefusal{row.line, "", row.broken};
    Edit edit;
    for (const ColumnTarget& target : targets) {
        const std::string cell(target.column < row.cells.size() ? Trim(row.cells[target.column]) : std::string_view());
        if (cell.empty()) continue;
        if (cell.find('\0') != std::string::npos) return RowRefusal{row.line, target.name, "The cell holds a character that no text has."};
        const Status taken = TakeCell(target, cell, rules, edit);
        if (!taken.ok()) return RowRefusal{row.line, target.name, taken.error().message};
    }
    const bool any = std::any_of(edit.standard.begin(), edit.standard.end(), [](const auto& one) { return one.first == Field::kEmail && one.second.index() != 0; });
    if (!any) return RowRefusal{row.line, "", "The row has no e-mail address, by which people are told apart."};
    return edit;
}

}  // namespace daybook::profiles

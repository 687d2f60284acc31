#include "profiles/words.h"

#include <cmath>

#include "profiles/fields.h"
#include "profiles/profile_json.h"

namespace daybook::profiles {
namespace {

using liquid::Known;
using liquid::Shape;
using liquid::Value;

Shape ShapeOf(FieldType type) {
    switch (type) {
        case FieldType::kText: return Shape::kText;
        case FieldType::kNumber: return Shape::kNumber;
        case FieldType::kMoney: return Shape::kMoney;
        case FieldType::kDate: return Shape::kDate;
        case FieldType::kBoolean: return Shape::kBoolean;
        case FieldType::kList: return Shape::kList;
    }
    return Shape::kAny;
}

// A value that is of another type than the field now has is computed again shortly: until then it is missing.
Value OwnValue(liquid::Arena& arena, FieldType type, const CustomValue& value) {
    if (!IsOf(type, value)) return Value::Nil();
    if (const auto* text = std::get_if<std::string>(&value)) return Value::String(*text);
    if (const auto* number = std::get_if<double>(&value)) return NumberValue(*number);
    if (const auto* money = std::get_if<Money>(&value)) return liquid::MakeMoney(arena, money->minor, money->currency);
    if (const auto* date = std::get_if<Date>(&value)) return Value::Time(date->at, true);
    if (const auto* is = std::get_if<bool>(&value)) return Value::Bool(*is);
    if (const auto* texts = std::get_if<Texts>(&value)) return ListValue(arena, *texts);
    return Value::Nil();
}

Value FieldOf(liquid::Arena& arena, const FieldRow& row, const Fields& fields) {
    const FieldValue value = row.value(fields);
    if (const auto* text = std::get_if<std::string_view>(&value)) return Value::String(*text);
    if (const auto* is = std::get_if<bool>(&value)) return Value::Bool(*is);
    const auto* number = std::get_if<int64_t>(&value);
    if (number == nullptr) return Value::Nil();
    if (row.type == FieldType::kDate) return Value::Time(*number, true);
    if (row.type != FieldType::kMoney) return Value::Int(*number);
    const FieldValue currency = FindField(row.currency)->value(fields);
    const auto* code = std::get_if<std::string_view>(&currency);
    return liquid::MakeMoney(arena, *number, code == nullptr ? std::string_view() : *code);
}

}  // namespace

Value NumberValue(double number) {
    constexpr double kWholeMax = 9e15;
    if (std::trunc(number) == number && std::abs(number) <= kWholeMax) return Value::Int(static_cast<int64_t>(number));
    return Value::Float(number);
}

Value ListValue(liquid::Arena& arena, const Texts& texts) {
    const std::span<Value> items = liquid::NewItems(arena, texts.size());
    for (size_t i = 0; i < texts.size(); ++i) items[i] = Value::String(texts[i]);
    return Value::Array(items);
}

Known ProfileWords(const CustomFields& fields) {
    Known profile{.name = "profile", .shape = Shape::kObject};
    const Fields nobody;
    for (const FieldRow& row : FieldCatalogue())
        profile.members.push_back({std::string(row.name), ShapeOf(row.type), std::holds_alternative<std::monostate>(row.value(nobody)), {}});
    for (const CustomField& field : fields.all) profile.members.push_back({field.name, ShapeOf(field.type), true, {}});
    profile.members.push_back({"id", Shape::kText, false, {}});
    profile.members.push_back({"tags", Shape::kList, true, {}});
    profile.members.push_back({"created", Shape::kDate, false, {}});
    return profile;
}

Value ProfileValue(liquid::Arena& arena, const Profile& profile) {
    liquid::ObjectBuilder person(arena);
    for (const FieldRow& row : FieldCatalogue()) person.Set(row.name, FieldOf(arena, row, profile.fields));
    if (profile.custom_fields != nullptr) {
        for (const CustomField& field : profile.custom_fields->all)
            person.Set(field.name, OwnValue(arena, field.type, FindCustom(profile.fields.custom, field.id)));
    }
    person.Set("id", Value::String(arena.Copy(ProfileName(profile.id)))).Set("tags", ListValue(arena, profile.fields.tags));
    return person.Set("created", Value::Time(profile.created, true)).Build();
}

}  // namespace daybook::profiles

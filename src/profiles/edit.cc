#include "profiles/edit.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <simdjson.h>

#include "accounts/accounts.h"
#include "base/nearest.h"
#include "base/text.h"
#include "profiles/due.h"
#include "profiles/identity.h"
#include "profiles/profile_json.h"
#include "profiles/profile_store.h"

namespace daybook::profiles {
namespace {

using simdjson::dom::element;

constexpr size_t kTagBytesMax = 60;

Error NotA(const std::string& param, std::string_view wanted) {
    return Invalid(fmt::format("{} must be {}, or null to take it away.", param, wanted), param);
}

std::optional<std::string_view> TextOf(element value) {
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS || text.find('\0') != std::string_view::npos) return std::nullopt;
    return text;
}

// ---- standard fields ----

Result<std::pair<Field, CustomValue>> ReadStandard(std::string_view name, element value) {
    const std::string param = "fields." + ToUtf8(name.substr(0, kFieldNameBytesMax));
    const FieldRow* row = FindField(name);
    if (row == nullptr) {
        std::vector<std::string_view> known;
        for (const FieldRow& one : FieldCatalogue()) known.push_back(one.name);
        const auto near = Nearest(name, known);
        return Invalid(fmt::format("There is no field {}.{} Fields of your own stand under \"custom\".", ToUtf8(name.substr(0, kFieldNameBytesMax)),
                                   near ? fmt::format(" Perhaps {}?", *near) : ""),
                       param, "parameter_unknown");
    }
    bool is = false;
    if (value.is_null()) return std::pair(row->field, CustomValue());
    if (row->group != FieldGroup::kStandard) return std::pair(row->field, CustomValue(Unfit{}));  // refused where it would change
    if (row->type == FieldType::kBoolean) {
        if (value.get(is) != simdjson::SUCCESS) return Invalid(param + " must be true or false.", param);
        return std::pair(row->field, CustomValue(is));
    }
    const auto text = TextOf(value);
    if (!text) return NotA(param, "a text");
    Result<CustomValue> read = StandardFrom(*row, *text);
    if (!read.ok()) return Invalid(read.error().message, param);
    return std::pair(row->field, std::move(*read));
}

// ---- fields of the shop's own ----

struct CustomRead {
    const CustomField* field = nullptr;
    CustomValue value;
};

Result<Texts> ReadTexts(element value, const std::string& param, size_t each_max, size_t count_max) {
    simdjson::dom::array array;
    if (value.get(array) != simdjson::SUCCESS) return NotA(param, "a list of texts");
    Texts texts;
    for (const element one : array) {
        const auto text = TextOf(one);
        if (!text) return NotA(param, "a list of texts");
        const std::string_view trimmed = Trim(*text);
        if (trimmed.size() > each_max) return Invalid(fmt::format("{} has a text of more than {} bytes.", param, each_max), param);
        if (!trimmed.empty()) texts.emplace_back(trimmed);
    }
    if (texts.size() > count_max) return Invalid(fmt::format("{} has more than {} texts.", param, count_max), param);
    return texts;
}

Result<CustomValue> ReadDate(element value, const std::string& param, const TextRules& rules) {
    int64_t at = 0;
    if (value.get(at) == simdjson::SUCCESS) return CustomValue(Date{at});
    const auto text = TextOf(value);
    const CustomValue read = text ? FromText(FieldType::kDate, *text, rules) : CustomValue(Unfit{});
    if (std::holds_alternative<Date>(read)) return read;
    return NotA(param, "a date: unix seconds, or a text such as 2026-01-31");
}

Result<CustomValue> ReadTyped(const CustomField& field, element value, const std::string& param, const TextRules& rules) {
    if (value.is_null()) return CustomValue();
    double number = 0;
    int64_t minor = 0;
    bool is = false;
    switch (field.type) {
        case FieldType::kText: {
            const auto text = TextOf(value);
            if (!text) return NotA(param, "a text");
            if (text->size() > kTextBytesMax) return Invalid(fmt::format("{} is longer than {} bytes.", param, kTextBytesMax), param);
            return FromText(field.type, *text, rules);
        }
        case FieldType::kNumber:
            if (value.get(number) != simdjson::SUCCESS || !std::isfinite(number)) return NotA(param, "a number");
            return CustomValue(number);
        case FieldType::kMoney:
            if (value.get(minor) != simdjson::SUCCESS) return NotA(param, "a whole number of the currency's smallest unit (1250 is 12.50)");
            return CustomValue(Money{minor, rules.currency});
        case FieldType::kDate:
            return ReadDate(value, param, rules);
        case FieldType::kBoolean:
            if (value.get(is) != simdjson::SUCCESS) return NotA(param, "true or false");
            return CustomValue(is);
        case FieldType::kList: {
            Texts texts = TRY(ReadTexts(value, param, kTextBytesMax, kElementsMax));
            return texts.empty() ? CustomValue() : CustomValue(std::move(texts));
        }
    }
    return CustomValue();
}

Result<std::string> ReadCurrency(simdjson::dom::object all, const CustomField& field, const TextRules& rules) {
    element value;
    if (all.at_key(field.name + "_currency").get(value) != simdjson::SUCCESS || value.is_null()) return rules.currency;
    const std::string param = "custom." + field.name + "_currency";
    const std::string code = AsciiLower(TextOf(value).value_or(""));
    if (!IsCurrency(code)) return Invalid(param + " must be a currency's three letters, such as usd.", param);
    return code;
}

Error NoSuchField(std::string_view name, const CustomFields& fields) {
    std::vector<std::string_view> known;
    for (const CustomField& one : fields.all) known.push_back(one.name);
    const auto near = Nearest(name, known);
    const std::string shown = ToUtf8(name.substr(0, kFieldNameBytesMax));
    return Invalid(fmt::format("There is no field {}.{} Make it first: PUT /v1/fields/{}.", shown, near ? fmt::format(" Perhaps {}?", *near) : "", shown),
                   "custom." + shown, "parameter_unknown");
}

Status ReadCustom(simdjson::dom::object object, const EditRules& rules, Edit& edit) {
    for (const auto& [name, value] : object) {
        const CustomField* field = rules.fields->Find(name);
        const bool currency = field == nullptr && name.ends_with("_currency") && rules.fields->Find(name.substr(0, name.size() - 9)) != nullptr;
        if (currency && object.at_key(name.substr(0, name.size() - 9)).error() == simdjson::SUCCESS) continue;
        if (field == nullptr) return NoSuchField(name, *rules.fields);
        const std::string param = "custom." + field->name;
        TextRules texts = rules.texts;
        if (field->type == FieldType::kMoney) texts.currency = TRY(ReadCurrency(object, *field, rules.texts));
        CustomValue read = TRY(ReadTyped(*field, value, param, texts));
        if (const auto* money = std::get_if<Money>(&read); money != nullptr && money->currency.empty()) {
            return Invalid(fmt::format("{} needs its currency: give {}_currency, or set the shop's currency.", param, field->name), param + "_currency");
        }
        edit.custom.emplace_back(field->id, std::move(read));
    }
    return {};
}

// A member that must be an object, handed to `take`.
template <typename Take>
Status EachOf(const http::Body& body, std::string_view name, Take take) {
    if (!body.Has(name)) return {};
    simdjson::dom::parser parser;
    simdjson::dom::object object;
    const std::string json = *body.Json(name);
    if (parser.parse(json).get(object) != simdjson::SUCCESS) {
        return Invalid(fmt::format("{} must be an object of names and values.", name), std::string(name));
    }
    return take(object);
}

// ---- storing ----

// The one who is changed, as it is shown and as it was set here.
struct Subject {
    Profile profile;  // of somebody new: with its number and account only
    Own own;
};

bool FromStripe(const Profile& profile, Field field) {
    const FieldRow& row = RowOf(field);
    if (row.group != FieldGroup::kStandard) return true;
    const FieldValue value = row.value(profile.fields);
    if (std::holds_alternative<std::monostate>(value) || value == FieldValue(false)) return false;
    return std::any_of(profile.sources.begin(), profile.sources.end(), [&](const Source& source) {
        return source.field == static_cast<int16_t>(field) && source.object != 0;
    });
}

bool Same(const FieldValue& shown, const CustomValue& asked) {
    if (const auto* text = std::get_if<std::string>(&asked)) return shown == FieldValue(std::string_view(*text));
    if (const auto* is = std::get_if<bool>(&asked)) return shown == FieldValue(*is);
    return asked.index() == 0 && std::holds_alternative<std::monostate>(shown);
}

Error OwnedByStripe(const std::string& name, const std::string& param, const std::string& page) {
    const std::string where = page.empty() ? std::string(" It follows what Stripe says.") : fmt::format(" Change it in Stripe: {}", page);
    return Error{Code::kInvalid, fmt::format("{} belongs to Stripe and cannot be changed here.{}", name, where), "field_owned_by_stripe", param};
}

class Changing {
  public:
    Changing(sql::Tx& tx, const EditParts& parts, const EditRules& rules, const Edit& edit, Subject& subject, ImportHow how = {})
        : tx_(tx), parts_(parts), rules_(rules), edit_(edit), subject_(subject), how_(how) {}

    Status Run() {
        TRY(Set());
        TRY(PutOwn(tx_, subject_.profile.id, subject_.own));
        return MarkDue(tx_, std::span(&subject_.profile.id, 1), parts_.lane, parts_.now, Cause::kManual);
    }
    // In `subject` alone, and with it whose the address is.
    Status Set() {
        for (const auto& [field, value] : edit_.standard) TRY(SetStandard(field, value));
        for (const auto& [field, value] : edit_.custom) TRY(SetCustom(field, value));
        if (edit_.tags) subject_.own.SetTags(*edit_.tags, parts_.now);
        return {};
    }

  private:
    Result<std::string> Page() {
        if (!parts_.stripe_page) return std::string();
        return parts_.stripe_page(tx_, subject_.profile);
    }

    Status SetStandard(Field field, const CustomValue& value) {
        const FieldRow& row = RowOf(field);
        const std::string name(row.name), param = "fields." + name;
        if (Same(row.value(subject_.profile.fields), value)) return {};
        if (field == Field::kEmailUnsubscribed) return SetUnsubscribed(value, param);
        if (FromStripe(subject_.profile, field)) return how_.keep_stripe ? Status() : Status(OwnedByStripe(name, param, TRY(Page())));
        if (field == Field::kEmail) TRY(MoveAddress(value));
        subject_.own.Set(field, value, parts_.now);
        return {};
    }

    // A no is kept for good; only somebody with a reason takes it back.
    Status SetUnsubscribed(const CustomValue& value, const std::string& param) {
        const bool* is = std::get_if<bool>(&value);
        if (is == nullptr) return Invalid(param + " must be true or false.", param);
        if (!*is && edit_.reason.empty()) {
            return Invalid("This person said no to e-mail. To set email_unsubscribed to false, give a reason: it is kept in the audit log.", "reason",
                           "parameter_missing");
        }
        subject_.own.Set(Field::kEmailUnsubscribed, value, parts_.now);
        return {};
    }

    Status MoveAddress(const CustomValue& value) {
        const std::string old = OwnEmail(subject_.own);
        const auto* text = std::get_if<std::string>(&value);
        const std::string fresh = text == nullptr ? std::string() : NormaliseEmail(*text).value_or("");
        if (fresh == old) return {};
        if (!fresh.empty()) {
            TRY(CheckNotErased(fresh));
            if (how_.only_look) return {};
            const ProfileId owner = TRY(ClaimEmails(tx_, parts_.account, {{fresh, subject_.profile.id}})).front();
            if (owner != subject_.profile.id) return Taken(owner);
        }
        if (!old.empty()) return DropEmails(tx_, parts_.account, {old});
        return {};
    }

    // Who asked to be forgotten is not brought back by a list that still has them.
    Status CheckNotErased(const std::string& email) {
        if (parts_.erasures == nullptr || !edit_.reason.empty()) return {};
        if (!TRY(parts_.erasures->Find(tx_, parts_.account, {{Called::kEmail, email}})).front()) return {};
        Error error = Conflict("The person with this e-mail address was erased. If they asked to be here again, give a reason: it is kept in the audit log.",
                               "person_erased");
        error.param = "fields.email";
        return error;
    }

    static Error Taken(ProfileId owner) {
        Error error = Conflict(fmt::format("The profile {} has this e-mail address already. Change that one, or give another address.", ProfileName(owner)),
                               "already_exists");
        error.param = "fields.email";
        return error;
    }

    Status SetCustom(int64_t id, const CustomValue& value) {
        const CustomField* field = rules_.fields->Find(id);
        if (field == nullptr) return Conflict("A field was deleted meanwhile. Read GET /v1/fields and try again.", "field_gone");
        if (!field->mapped()) {
            subject_.own.SetCustom(id, value, parts_.now);
            return {};
        }
        if (FindCustom(subject_.profile.fields.custom, id) == value) return {};
        return OwnedByStripe(field->name, "custom." + field->name, TRY(Page()));
    }

    sql::Tx& tx_;
    const EditParts& parts_;
    const EditRules& rules_;
    const Edit& edit_;
    Subject& subject_;
    const ImportHow how_;
};

// The number of who has this address without being shown (a customer that is gone); else a new one.
Result<ProfileId> NumberFor(sql::Tx& tx, const EditParts& parts, const Edit& edit) {
    for (const auto& [field, value] : edit.standard) {
        const auto* text = std::get_if<std::string>(&value);
        const auto email = field == Field::kEmail && text != nullptr ? NormaliseEmail(*text) : std::nullopt;
        if (!email) continue;
        const ProfileId owner = TRY(FindEmails(tx, parts.account, {*email})).front();
        if (owner == kNobody) continue;
        if (!TRY(Find(tx, parts.account, owner))) return owner;
    }
    return TRY(parts.numbers.Take(tx, parts.account, 1)).front();
}

std::string AddressIn(const Edit& edit) {
    for (const auto& [field, value] : edit.standard) {
        const auto* text = std::get_if<std::string>(&value);
        if (field == Field::kEmail && text != nullptr) return NormaliseEmail(*text).value_or("");
    }
    return {};
}

// What of `edit` the person does not have yet.
Edit Missing(const Edit& edit, const Subject& subject, bool is_known) {
    const auto is_set = [&](Field field, const CustomValue& value) {
        if (is_known && field == Field::kEmail) return true;  // it is the key
        return Same(RowOf(field).value(subject.profile.fields), value) || (value.index() != 0 && subject.own.Of(field) == value);
    };
    Edit missing;
    missing.reason = edit.reason;
    for (const auto& [field, value] : edit.standard) {
        if (!is_set(field, value)) missing.standard.emplace_back(field, value);
    }
    for (const auto& [id, value] : edit.custom) {
        if (FindCustom(subject.profile.fields.custom, id) != value && subject.own.OfCustom(id) != value) missing.custom.emplace_back(id, value);
    }
    Texts tags = subject.own.tags();
    const size_t had = tags.size();
    for (const std::string& tag : edit.tags.value_or(Texts())) {
        if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(tag);
    }
    std::sort(tags.begin(), tags.end());
    if (tags.size() > had) missing.tags = std::move(tags);
    return missing;
}

}  // namespace

Result<EditRules> LoadEditRules(sql::Tx& tx, AccountId account) {
    const accounts::Account settings = TRY(accounts::Load(tx, account));
    return EditRules{TRY(LoadCustomFields(tx, account)), {settings.currency, LocalDays(settings.time_zone)}};
}

Result<CustomValue> StandardFrom(const FieldRow& row, std::string_view given) {
    const std::string text = FoldSpace(given);
    if (text.empty()) return CustomValue();
    if (text.size() > kTextBytesMax) return Invalid(fmt::format("{} is longer than {} bytes.", row.name, kTextBytesMax));
    switch (row.field) {
        case Field::kEmail: {
            auto email = CleanEmail(text);
            if (!email) return Invalid("That is not an e-mail address: it is like ada@example.com.");
            return CustomValue(std::move(*email));
        }
        case Field::kCountry: {
            std::string code = text;
            for (char& c : code) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            const bool letters = code.size() == 2 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
            if (!letters) return Invalid("A country is two letters, such as US.");
            return CustomValue(std::move(code));
        }
        case Field::kPhone:
            if (std::none_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) return Invalid("A phone number has digits, best with the country's code: +44 20 7946 0958.");
            return CustomValue(text);
        default:
            return CustomValue(text);
    }
}

Result<Edit> ReadEdit(const http::Body& body, const EditRules& rules) {
    Edit edit;
    TRY(EachOf(body, "fields", [&](simdjson::dom::object object) -> Status {
        for (const auto& [name, value] : object) edit.standard.push_back(TRY(ReadStandard(name, value)));
        return {};
    }));
    TRY(EachOf(body, "custom", [&](simdjson::dom::object object) { return ReadCustom(object, rules, edit); }));
    edit.reason = std::string(Trim(TRY(body.Text("reason")).value_or("")));
    if (edit.reason.size() > kTextBytesMax) return Invalid(fmt::format("reason is longer than {} bytes.", kTextBytesMax), "reason");
    if (!body.Has("tags")) return edit;
    const std::string json = *body.Json("tags");
    simdjson::dom::parser parser;
    Texts tags = TRY(ReadTexts(parser.parse(json).value(), "tags", kTagBytesMax, kTagsMax));
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    edit.tags = std::move(tags);
    return edit;
}

Result<ProfileId> Change(sql::Tx& tx, const EditParts& parts, const EditRules& rules, ProfileId id, const Edit& edit) {
    auto profile = TRY(Find(tx, parts.account, id));
    if (!profile) return NotFound(fmt::format("There is no profile {}.", ProfileName(id)), "resource_missing");
    Subject subject{.profile = std::move(*profile), .own = {}};
    subject.own = TRY(LoadOwn(tx, subject.profile.id));
    if (!edit.empty()) TRY(Changing(tx, parts, rules, edit, subject).Run());
    return subject.profile.id;
}

Result<ProfileId> Make(sql::Tx& tx, const EditParts& parts, const EditRules& rules, const Edit& edit) {
    Subject subject;
    subject.profile.id = TRY(NumberFor(tx, parts, edit));
    subject.profile.account = parts.account;
    subject.own = TRY(LoadOwn(tx, subject.profile.id));
    TRY(Changing(tx, parts, rules, edit, subject).Run());
    if (subject.own.empty()) {
        return Invalid("Give the person at least one value: an e-mail address, a name, a phone number, a field of your own, or a tag.", "fields",
                       "parameter_missing");
    }
    return subject.profile.id;
}

Result<Imported> Import(sql::Tx& tx, const EditParts& parts, const EditRules& rules, const Edit& edit, ImportHow how) {
    const std::string address = AddressIn(edit);
    ASSERT(!address.empty());
    Subject subject;
    subject.profile.account = parts.account;
    subject.profile.id = TRY(FindEmails(tx, parts.account, {address})).front();
    auto profile = subject.profile.id == kNobody ? std::nullopt : TRY(Find(tx, parts.account, subject.profile.id));
    if (profile) subject.profile = std::move(*profile);
    if (subject.profile.id != kNobody) subject.own = TRY(LoadOwn(tx, subject.profile.id));
    const bool is_known = profile.has_value() || !subject.own.empty();
    const Edit missing = Missing(edit, subject, is_known);
    if (missing.tags && missing.tags->size() > kTagsMax) return Invalid(fmt::format("A person has at most {} tags.", kTagsMax), "tags");
    const Own before = subject.own;
    // Whatever is refused is refused before anything is written.
    Subject tried = subject;
    TRY(Changing(tx, parts, rules, missing, tried, {.keep_stripe = how.keep_stripe, .only_look = true}).Set());
    if (is_known && tried.own == before) return Imported::kUnchanged;
    if (how.only_look) return is_known ? Imported::kChanged : Imported::kMade;
    if (subject.profile.id == kNobody) subject.profile.id = TRY(parts.numbers.Take(tx, parts.account, 1)).front();
    TRY(Changing(tx, parts, rules, missing, subject, how).Run());
    return is_known ? Imported::kChanged : Imported::kMade;
}

}  // namespace daybook::profiles

// /v1/fields: the field catalogue, and the fields that the shop makes itself.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/json_write.h"
#include "base/text.h"
#include "http/body.h"
#include "http/parameters.h"
#include "profiles/custom_fields.h"
#include "profiles/fields.h"
#include "profiles/blocks.h"
#include "profiles/footprint.h"
#include "segments/segments_store.h"
#include "segments/shop.h"
#include "server/handlers.h"
#include "settle/field_preview.h"
#include "stripe/mapping.h"

namespace daybook::server {
namespace {

using profiles::CustomField;

constexpr size_t kLabelBytesMax = 100;

// ---- as the API shows them ----

void WriteNullable(JsonWriter& out, std::string_view name, std::string_view value) {
    out.Key(name);
    if (value.empty()) out.Null();
    else out.String(value);
}

void WriteField(JsonWriter& out, const profiles::FieldRow& row) {
    out.BeginObject().Member("object", "field").Member("name", row.name);
    out.Member("type", profiles::FieldTypeName(row.type)).Member("label", row.label);
    out.Member("group", profiles::FieldGroupName(row.group)).Member("help", row.help);
    WriteNullable(out, "currency", row.currency);
    WriteNullable(out, "resource", row.resource);
    out.Key("source").Null().Member("state", "ready").Key("filled").Null().Key("unfit").Null();
    out.EndObject();
}

std::string CurrencyOf(const profiles::CustomValue& value) {
    const auto* money = std::get_if<Money>(&value);
    return money == nullptr ? std::string() : money->currency;
}

// The shop's own fields with their figures.
struct View {
    std::shared_ptr<const profiles::CustomFields> fields;
    std::map<int64_t, profiles::FieldCount> counts;
    profiles::FieldSweep sweep;
    int64_t people = 0, done = 0;  // while a sweep runs
};

Result<View> Look(sql::Tx& tx, AccountId account) {
    View view;
    view.fields = TRY(profiles::LoadCustomFields(tx, account));
    view.counts = TRY(profiles::LoadFieldCounts(tx, account));
    view.sweep = TRY(profiles::LoadFieldSweep(tx, account));
    if (view.sweep.ended()) return view;
    const std::vector<int64_t> blocks = TRY(profiles::BlocksOf(tx, account));
    const int64_t reached = view.sweep.position / kBlockSize;
    const auto before = std::count_if(blocks.begin(), blocks.end(), [&](int64_t block) { return block < reached; });
    view.people = TRY(profiles::ReadCounts(tx, account))[static_cast<int16_t>(profiles::Headcount::kProfiles)];
    view.done = view.people * before / std::max<int64_t>(static_cast<int64_t>(blocks.size()), 1);
    return view;
}

std::string HelpOf(const CustomField& field) {
    if (!field.mapped()) return "A field of your own: set by hand, by the API or from a file.";
    return fmt::format("Read from Stripe: {}.", stripe::Described(field.source));
}

void WriteField(JsonWriter& out, const CustomField& field, const View& view) {
    out.BeginObject().Member("object", "field").Member("name", field.name);
    out.Member("type", profiles::FieldTypeName(field.type)).Member("label", field.label).Member("group", "custom").Member("help", HelpOf(field));
    WriteNullable(out, "currency", field.type == profiles::FieldType::kMoney ? field.name + "_currency" : std::string());
    out.Key("resource").Null().Key("source");
    if (field.mapped()) out.Raw(field.source);
    else out.Null();
    out.Member("state", view.sweep.ended() ? "ready" : "computing");
    if (!view.sweep.ended()) out.Key("progress").BeginObject().Member("done", view.done).Member("total", view.people).EndObject();
    const auto count = view.counts.find(field.id);
    out.Member("filled", count == view.counts.end() ? 0 : count->second.filled);
    out.Member("unfit", count == view.counts.end() ? 0 : count->second.unfit);
    out.EndObject();
}

// ---- changing them ----

Error NoSuchField(std::string_view name) {
    return NotFound(fmt::format("There is no field {}. See GET /v1/fields.", ToUtf8(name.substr(0, profiles::kFieldNameBytesMax))), "resource_missing");
}

Error DaybooksOwn(std::string_view name) {
    return Invalid(fmt::format("{} is a field of Daybook's own and stays as it is.", name), "name", "field_fixed");
}

Error SetByPeople(std::string_view name) { return Invalid(fmt::format("{} is set by people, so it can have no source.", name), "source"); }

Result<std::string> ReadLabel(const http::Body& body, const std::string& fallback) {
    const std::string label = FoldSpace(TRY(body.Text("label")).value_or(fallback));
    if (label.empty()) return Invalid("label is empty: give the field a label that people read.", "label");
    if (label.size() > kLabelBytesMax) return Invalid(fmt::format("label is longer than {} bytes.", kLabelBytesMax), "label");
    return label;
}

Result<std::optional<profiles::FieldType>> ReadType(const http::Body& body) {
    const auto text = TRY(body.Text("type"));
    if (!text) return std::optional<profiles::FieldType>();
    const auto type = profiles::FindFieldType(*text);
    if (!type) return Invalid("type is text, number, money, date, boolean or list.", "type");
    return std::optional(*type);
}

// "favourite_colour" → "Favourite colour".
std::string LabelOf(std::string_view name) {
    std::string label(name);
    std::replace(label.begin(), label.end(), '_', ' ');
    label[0] = static_cast<char>(label[0] - 'a' + 'A');
    return label;
}

// The segments whose conditions ask for the field, by name. Whether they could be read with `after` (null: the field is
// gone) instead.
Status CheckSegments(sql::Tx& tx, Parts& parts, AccountId account, const CustomField& before, const CustomField* after) {
    const auto compiled = TRY(parts.segment_catalogue.At(tx, account));
    if (compiled == nullptr) return {};
    conditions::Schema schema = compiled->schema;
    const auto row = std::find_if(schema.fields.begin(), schema.fields.end(), [&](const auto& one) { return one.key == before.id; });
    if (row == schema.fields.end()) return {};
    const auto slot = static_cast<uint16_t>(row - schema.fields.begin());
    std::vector<std::string> hurt;
    profiles::CustomFields one;
    if (after != nullptr) one.all.push_back(*after);
    conditions::Schema changed;
    segments::AddCustomFields(changed, one);
    if (after != nullptr) *row = changed.fields.front();
    for (size_t i = 0; i < compiled->segments.size(); ++i) {
        const auto& program = compiled->programs[i];
        if (!program || !std::binary_search(program->reads.fields.begin(), program->reads.fields.end(), slot)) continue;
        schema.currency = compiled->segments[i].currency;
        if (after == nullptr || !conditions::Parse(compiled->segments[i].condition, schema).ok()) hurt.push_back(compiled->segments[i].name);
    }
    if (hurt.empty()) return {};
    return Conflict(fmt::format("{} is asked for by {} {}. Change or delete {} first.", before.name, hurt.size() == 1 ? "the segment" : "the segments",
                                fmt::join(hurt, ", "), hurt.size() == 1 ? "it" : "them"),
                    "field_in_use");
}

Status Begin(sql::Tx& tx, AccountId account) {
    TRY(profiles::BeginFieldSweep(tx, account));
    return segments::NoteFieldsChanged(tx, account);
}

Result<std::string> OneJson(sql::Tx& tx, AccountId account, std::string_view name) {
    const View view = TRY(Look(tx, account));
    const CustomField* field = view.fields->Find(name);
    const profiles::FieldRow* row = profiles::FindField(name);
    if (field == nullptr && row == nullptr) return NoSuchField(name);
    std::string json;
    JsonWriter out(json);
    if (row != nullptr) WriteField(out, *row);
    else WriteField(out, *field, view);
    return json;
}

// The source of a mapped field as JSON; empty: none is given.
std::string ReadSource(const http::Body& body) { return body.Null("source") ? std::string() : body.Json("source").value_or(""); }

Status CheckSource(const CustomField& field) {
    if (field.mapped()) TRY(stripe::ParseMapping(field.source, field.type));
    return {};
}

// Computing again is needed where a stored value may become another one.
bool Recomputes(const CustomField& before, const CustomField& after) { return before.type != after.type || before.source != after.source; }

Status Replace(sql::Tx& tx, Parts& parts, const CustomField& before, const CustomField& after) {
    if (before.type != after.type || before.name != after.name) TRY(CheckSegments(tx, parts, before.account, before, &after));
    TRY(profiles::PutField(tx, after));
    return Recomputes(before, after) ? Begin(tx, after.account) : segments::NoteFieldsChanged(tx, after.account);
}

Result<std::string> Put(Parts& parts, const http::Request& request, const Caller& caller) {
    TRY(http::CheckQuery(request, {}));
    const std::string name(request.Path("name"));
    if (profiles::FindField(name) != nullptr) return DaybooksOwn(name);
    TRY(profiles::CheckFieldName(name));
    const auto body = TRY(http::Body::Read(request, {"type", "label", "source"}));
    const auto type = TRY(ReadType(body));
    if (!type) return Invalid("type is missing: text, number, money, date, boolean or list.", "type", "parameter_missing");
    const int64_t now = parts.clock.Now() / kSecond;
    CustomField after{.account = caller.account, .name = name, .type = *type, .source = ReadSource(body), .created = now, .updated = now};
    TRY(CheckSource(after));
    after.id = TRY(parts.field_numbers->Take());
    std::string json;
    TRY(parts.database->Write([&](sql::Tx& tx) -> Status {
        const auto fields = TRY(profiles::LoadCustomFields(tx, caller.account));
        const CustomField* before = fields->Find(name);
        after.label = TRY(ReadLabel(body, before != nullptr ? before->label : LabelOf(name)));
        if (before == nullptr) {
            if (fields->all.size() >= profiles::kCustomFieldsMax)
                return Conflict(fmt::format("There are {} fields of your own; no more can be made. Delete some first.", profiles::kCustomFieldsMax), "fields_full");
            TRY(profiles::PutField(tx, after));
            TRY(after.mapped() ? Begin(tx, caller.account) : segments::NoteFieldsChanged(tx, caller.account));
        } else {
            if (before->mapped() != after.mapped())
                return Conflict(fmt::format("There is a field {} already, which is {}. Delete it first, or choose another name.", name,
                                            before->mapped() ? "read from Stripe" : "set by people"),
                                "already_exists");
            CustomField changed = after;
            changed.id = before->id;
            changed.created = before->created;
            TRY(Replace(tx, parts, *before, changed));
        }
        json = TRY(OneJson(tx, caller.account, name));
        return {};
    }));
    return json;
}

Result<std::string> Patch(Parts& parts, const http::Request& request, const Caller& caller) {
    TRY(http::CheckQuery(request, {}));
    const std::string name(request.Path("name"));
    const auto body = TRY(http::Body::Read(request, {"name", "type", "label", "source"}));
    const auto type = TRY(ReadType(body));
    const std::string source = ReadSource(body);
    const std::string wanted = TRY(body.Text("name")).value_or(name);
    std::string json;
    TRY(parts.database->Write([&](sql::Tx& tx) -> Status {
        const auto fields = TRY(profiles::LoadCustomFields(tx, caller.account));
        const CustomField* before = fields->Find(name);
        if (before == nullptr) return profiles::FindField(name) != nullptr ? DaybooksOwn(name) : NoSuchField(name);
        CustomField after = *before;
        after.name = wanted;
        after.label = TRY(ReadLabel(body, before->label));
        if (type) after.type = *type;
        if (!source.empty()) after.source = source;
        after.updated = parts.clock.Now() / kSecond;
        if (!before->mapped() && after.mapped()) return SetByPeople(name);
        TRY(CheckSource(after));
        if (wanted != name) {
            TRY(profiles::CheckFieldName(wanted));
            if (fields->Find(wanted) != nullptr) return Conflict(fmt::format("There is a field {} already. Choose another name.", wanted), "already_exists");
        }
        TRY(Replace(tx, parts, *before, after));
        json = TRY(OneJson(tx, caller.account, wanted));
        return {};
    }));
    return json;
}

Result<std::string> Delete(Parts& parts, const http::Request& request, const Caller& caller) {
    TRY(http::CheckQuery(request, {}));
    const std::string name(request.Path("name"));
    std::string json;
    TRY(parts.database->Write([&](sql::Tx& tx) -> Status {
        const auto fields = TRY(profiles::LoadCustomFields(tx, caller.account));
        const CustomField* field = fields->Find(name);
        if (field == nullptr) return profiles::FindField(name) != nullptr ? DaybooksOwn(name) : NoSuchField(name);
        TRY(CheckSegments(tx, parts, caller.account, *field, nullptr));
        json = TRY(OneJson(tx, caller.account, name));
        TRY(profiles::DropField(tx, caller.account, field->id));
        return Begin(tx, caller.account);
    }));
    return json;
}

// ---- what they would come to ----

void WritePreview(JsonWriter& out, const CustomField& field, const settle::FieldPreview& preview) {
    out.BeginObject().Member("object", "field_preview").Member("type", profiles::FieldTypeName(field.type));
    out.Member("people", preview.people).Member("looked_at", preview.looked);
    out.Member("filled", preview.filled).Member("unfit", preview.unfit).Member("lost", preview.lost).Key("examples").BeginArray();
    for (const auto& one : preview.examples) {
        out.BeginObject();
        WriteNullable(out, "from", one.from);
        out.Key("to");
        profiles::WriteCustomJson(out, one.to);
        WriteNullable(out, "currency", CurrencyOf(one.to));
        out.EndObject();
    }
    out.EndArray().EndObject();
}

Result<std::string> Preview(Parts& parts, const http::Request& request, const Caller& caller) {
    TRY(http::CheckQuery(request, {}));
    const auto body = TRY(http::Body::Read(request, {"name", "type", "source"}));
    const auto name = TRY(body.Text("name"));
    const auto type = TRY(ReadType(body));
    std::shared_ptr<const profiles::CustomFields> fields;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        fields = TRY(profiles::LoadCustomFields(tx, caller.account));
        return {};
    }));
    const CustomField* before = name ? fields->Find(*name) : nullptr;
    if (name && before == nullptr) return profiles::FindField(*name) != nullptr ? DaybooksOwn(*name) : NoSuchField(*name);
    if (before == nullptr && !type) return Invalid("type is missing: text, number, money, date, boolean or list.", "type", "parameter_missing");
    CustomField after = before != nullptr ? *before : CustomField{.account = caller.account};
    if (type) after.type = *type;
    const std::string source = ReadSource(body);
    if (!source.empty() && before != nullptr && !before->mapped()) return SetByPeople(*name);
    if (!source.empty()) after.source = source;
    TRY(CheckSource(after));
    const auto preview = TRY(settle::PreviewField({*parts.database, *parts.mirror, parts.clock}, caller.account, before, after));
    std::string json;
    JsonWriter out(json);
    WritePreview(out, after, preview);
    return json;
}

http::Response Answer(Parts& parts, const http::Request& request, const Caller& caller, Result<std::string> json) {
    if (!json.ok()) return http::ErrorResponse(json.error(), request.request_id);
    parts.field_sweeps->Look(caller.account);
    return http::JsonResponse(200, std::move(*json));
}

}  // namespace

Status RecomputeFields(sql::Tx& tx, AccountId account) { return TRY(profiles::LoadCustomFields(tx, account))->all.empty() ? Status() : Begin(tx, account); }

http::Response ListFields(Parts& parts, const http::Request& request, const Caller& caller) {
    View view;
    Status read = http::CheckQuery(request, {});
    if (read.ok()) {
        read = parts.database->Read([&](sql::Tx& tx) -> Status {
            view = TRY(Look(tx, caller.account));
            return {};
        });
    }
    if (!read.ok()) return http::ErrorResponse(read.error(), request.request_id);
    return http::JsonResponse(200, http::ListJson("/v1/fields", false, [&](JsonWriter& out) {
        for (const profiles::FieldRow& row : profiles::FieldCatalogue()) WriteField(out, row);
        for (const CustomField& field : view.fields->all) WriteField(out, field, view);
    }));
}

http::Response GetField(Parts& parts, const http::Request& request, const Caller& caller) {
    const auto read = [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {}));
        std::string json;
        TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
            json = TRY(OneJson(tx, caller.account, request.Path("name")));
            return {};
        }));
        return json;
    };
    Result<std::string> json = read();
    if (!json.ok()) return http::ErrorResponse(json.error(), request.request_id);
    return http::JsonResponse(200, std::move(*json));
}

http::Response PreviewField(Parts& parts, const http::Request& request, const Caller& caller) {
    Result<std::string> json = Preview(parts, request, caller);
    if (!json.ok()) return http::ErrorResponse(json.error(), request.request_id);
    return http::JsonResponse(200, std::move(*json));
}

http::Response PutField(Parts& parts, const http::Request& request, const Caller& caller) {
    return Answer(parts, request, caller, Put(parts, request, caller));
}
http::Response PatchField(Parts& parts, const http::Request& request, const Caller& caller) {
    return Answer(parts, request, caller, Patch(parts, request, caller));
}
http::Response DeleteField(Parts& parts, const http::Request& request, const Caller& caller) {
    return Answer(parts, request, caller, Delete(parts, request, caller));
}

}  // namespace daybook::server

#include "profiles/profile_json.h"

#include "base/money.h"
#include "profiles/custom_fields.h"
#include "profiles/fields.h"

namespace daybook::profiles {
namespace {

void WriteSales(JsonWriter& json, const std::vector<Sales>& sales) {
    json.BeginObject();
    for (const Sales& one : sales) {
        json.Key(one.currency).BeginObject();
        json.Member("gross", one.gross).Member("refunded", one.refunded);
        json.Member("net", SaturatingSub(one.gross, one.refunded)).EndObject();
    }
    json.EndObject();
}

// Each field of the shop's, with null where the person has none.
void WriteCustom(JsonWriter& json, const Profile& profile) {
    json.BeginObject();
    if (profile.custom_fields != nullptr) {
        for (const CustomField& field : profile.custom_fields->all)
            WriteCustomMember(json, field, FindCustom(profile.fields.custom, field.id));
    }
    json.EndObject();
}

}  // namespace

std::string ProfileName(ProfileId id) { return EncodeId("prf", Number(id)); }

void WriteProfile(JsonWriter& json, const Profile& profile, std::span<const std::string> pending,
                  std::string_view sources) {
    json.BeginObject();
    json.Member("id", ProfileName(profile.id)).Member("object", "profile");
    json.Member("created", profile.created).Member("updated", profile.updated);
    json.Key("fields");
    WriteFields(json, profile.fields);
    json.Key("stripe").BeginObject().Key("customer_ids");
    WriteTexts(json, profile.fields.customer_ids);
    json.Key("sales");
    WriteSales(json, profile.fields.sales);
    json.Member("distinct_products", profile.fields.distinct_products).Member("deleted", profile.fields.deleted);
    json.Key("pending");
    WriteTexts(json, pending);
    json.EndObject();
    if (!sources.empty()) json.Key("sources").Raw(sources);
    json.Key("custom");
    WriteCustom(json, profile);
    json.Key("tags");
    WriteTexts(json, profile.fields.tags);
    // Not there yet: points.
    json.Key("loyalty").Raw(R"({"points":0,"lifetime_points":0,"tier":null})").Key("segments");
    WriteTexts(json, profile.segments);
    json.EndObject();
}

}  // namespace daybook::profiles

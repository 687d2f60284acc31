#include "profiles/own.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/text.h"
#include "profiles/custom_fields.h"
#include "profiles/keys.h"

namespace daybook::profiles {
namespace {

std::string BytesOf(const CustomValue& value) {
    ByteWriter out;
    WriteCustomValue(out, value);
    return out.Take();
}

}  // namespace

const CustomValue& Own::Find(int64_t key) const {
    static const CustomValue kMissing;
    const auto found = held_.find(key);
    return found == held_.end() ? kMissing : found->second.value;
}

void Own::Put(int64_t key, CustomValue value, Micros at) { held_[key] = {at, std::move(value)}; }

Micros Own::SetAt(Field field) const {
    const auto found = held_.find(2 * static_cast<int64_t>(field));
    return found == held_.end() ? 0 : found->second.at;
}

std::optional<std::string> Own::Text(Field field) const {
    const auto* text = std::get_if<std::string>(&Of(field));
    return text == nullptr ? std::nullopt : std::optional(*text);
}

Texts Own::tags() const {
    const auto* tags = std::get_if<Texts>(&Find(kTagKey));
    return tags == nullptr ? Texts() : *tags;
}

Micros Own::kept_no() const {
    const auto found = held_.find(kNoKey);
    return found == held_.end() ? 0 : found->second.at;
}

CustomValues Own::Custom(const CustomFields& fields, const TextRules& rules) const {
    CustomValues values;
    for (const CustomField& field : fields.all) {
        if (field.mapped()) continue;
        CustomValue value = Converted(OfCustom(field.id), field.type, rules);
        if (value.index() != 0) values.push_back({field.id, std::move(value)});
    }
    return values;
}

void Own::WriteAll(JsonWriter& json, const CustomFields& fields) const {
    json.BeginArray();
    for (const auto& [key, held] : held_) {
        json.BeginObject().Key("field");
        const CustomField* custom = key % 2 == 1 ? fields.Find(key / 2) : nullptr;
        if (key == kTagKey) json.String("tags");
        else if (key == kNoKey) json.String(RowOf(Field::kEmailUnsubscribed).name);
        else if (key % 2 == 0) json.String(RowOf(static_cast<Field>(key / 2)).name);
        else if (custom != nullptr) json.String(custom->name);
        else json.Null();
        json.Key("value");
        WriteCustomJson(json, held.value);
        if (const auto* money = std::get_if<Money>(&held.value)) json.Member("currency", money->currency);
        json.Member("set", held.at / kSecond).EndObject();
    }
    json.EndArray();
}

bool Own::empty() const {
    return std::all_of(held_.begin(), held_.end(), [](const auto& one) { return one.first == kNoKey || one.second.value.index() == 0; });
}

void Own::Merge(const Own& other) {
    for (const auto& [key, theirs] : other.held_) {
        const auto [place, added] = held_.try_emplace(key, theirs);
        if (added) continue;
        Held& ours = place->second;
        const bool later = theirs.at != ours.at ? theirs.at > ours.at : BytesOf(theirs.value) > BytesOf(ours.value);
        if (later) ours = theirs;
    }
}

std::string Own::Encode() const {
    ByteWriter out;
    out.Unsigned(held_.size());
    for (const auto& [key, held] : held_) {
        out.Unsigned(static_cast<uint64_t>(key));
        out.Signed(held.at);
        WriteCustomValue(out, held.value);
    }
    return out.Take();
}

Own Own::Decode(std::string_view bytes) {
    Own own;
    ByteReader in(bytes);
    for (uint64_t i = in.Unsigned(); i > 0 && in.ok(); --i) {
        const auto key = static_cast<int64_t>(in.Unsigned());
        const Micros at = in.Signed();
        own.held_[key] = {at, ReadCustomValue(in)};
    }
    return own;
}

std::string OwnEmail(const Own& own) { return NormaliseEmail(own.Text(Field::kEmail).value_or("")).value_or(""); }

Result<std::map<ProfileId, Own>> LoadOwn(sql::Tx& tx, std::span<const ProfileId> ids) {
    std::map<ProfileId, Own> all;
    const sql::Rows rows = TRY(tx.Each("profiles.load_own", KeysOf(ids)));
    for (size_t i = 0; i < rows.size(); ++i) all.emplace(ProfileId{rows.Int(i, 0)}, Own::Decode(rows.TextAt(i, 1)));
    return all;
}

Result<Own> LoadOwn(sql::Tx& tx, ProfileId id) {
    auto all = TRY(LoadOwn(tx, std::span(&id, 1)));
    return all.empty() ? Own() : std::move(all.begin()->second);
}

Status PutOwn(sql::Tx& tx, ProfileId id, const Own& own) {
    sql::ParamTable bytes(3), flag(3);
    bytes.Row(BlockOf(id), Number(id), sql::Bytes{own.Encode()});
    flag.Row(BlockOf(id), Number(id), own.empty() ? 0 : 1);
    TRY(tx.RunEach("profiles.put_own", bytes));
    return tx.RunEach("profiles.set_own", flag);
}

Status MergeOwn(sql::Tx& tx, ProfileId from, ProfileId to) {
    std::vector<ProfileId> both = {from, to};
    std::sort(both.begin(), both.end());
    std::map<ProfileId, Own> all = TRY(LoadOwn(tx, both));
    if (!all.contains(from)) return {};
    Own merged = all[to];
    merged.Merge(all[from]);
    TRY(PutOwn(tx, to, merged));
    return DropOwn(tx, std::span(&from, 1));
}

Status DropOwn(sql::Tx& tx, std::span<const ProfileId> ids) {
    sql::ParamTable flags(3);
    for (const ProfileId id : ids) flags.Row(BlockOf(id), Number(id), 0);
    TRY(tx.RunEach("profiles.set_own", flags));
    return tx.RunEach("profiles.drop_own", KeysOf(ids));
}

}  // namespace daybook::profiles

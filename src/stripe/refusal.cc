#include "stripe/refusal.h"

#include <algorithm>
#include <cctype>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "profiles/blocks.h"
#include "profiles/due.h"
#include "profiles/footprint.h"
#include "profiles/profile_store.h"
#include "stripe/bodies.h"
#include "stripe/connection.h"
#include "stripe/decode.h"
#include "stripe/mirror_store.h"

namespace daybook::stripe {
namespace {

constexpr size_t kKeyBytesMax = 40;     // Stripe's own limits
constexpr size_t kValueBytesMax = 500;
constexpr int64_t kSlice = 1000;        // customers
constexpr int64_t kLookedAtMax = 100'000;
constexpr int64_t kSuggestedFrom = 5000;

std::string Folded(std::string_view text) { return SimpleFold(Trim(text)); }

bool AnyControl(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

// The stored customers of a slice, and what their metadata say.
struct Looked {
    std::string last;  // the last one's id; empty: there are no more
    int64_t count = 0;
    std::vector<std::pair<ProfileId, int64_t>> customers;  // person and object
    std::vector<std::pair<size_t, Metadata>> metadata;     // index of `customers`; not of all
};

// Most bodies do not even name the key: those are not read. A key that JSON may write in another way is looked for in all.
class Finder {
  public:
    explicit Finder(std::string_view key) {
        const bool plain = std::all_of(key.begin(), key.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.' || c == ' '; });
        if (plain) text_ = fmt::format("\"{}\"", key);
    }
    bool MayName(std::string_view body) const { return text_.empty() || body.find(text_) != std::string_view::npos; }

  private:
    std::string text_;
};

Status ReadMetadata(sql::Tx& tx, const Bodies& bodies, const Finder& finder, Looked& looked) {
    std::vector<BodyKey> keys;
    std::vector<std::pair<int64_t, size_t>> places;  // by object
    for (size_t i = 0; i < looked.customers.size(); ++i) {
        const auto& [person, object] = looked.customers[i];
        keys.push_back({BlockOf(person), object});
        places.emplace_back(object, i);
    }
    std::sort(places.begin(), places.end());
    const sql::Rows rows = TRY(ReadBodies(tx, keys));
    for (size_t r = 0; r < rows.size(); ++r) {
        const Result<std::string> body = bodies.Unpack(rows.Int(r, 1), rows.TextAt(r, 2));
        // A damaged one says nothing; settling its owner tells of it.
        if (!body.ok() || !finder.MayName(*body)) continue;
        Result<Metadata> metadata = DecodeMetadata(*body);
        const auto place = std::lower_bound(places.begin(), places.end(), std::pair(rows.Int(r, 0), size_t{0}));
        if (metadata.ok() && !metadata->empty()) looked.metadata.emplace_back(place->second, std::move(*metadata));
    }
    return {};
}

// The customers of the account after an id.
Result<Looked> Look(sql::Tx& tx, const Bodies& bodies, AccountId account, const std::string& after, const Finder& finder) {
    Looked looked;
    const auto connection = TRY(LoadConnectionOf(tx, account));
    if (!connection) return looked;
    const sql::Rows rows = TRY(tx.Query("mirror.customers_after", connection->id, after, kSlice));
    looked.count = static_cast<int64_t>(rows.size());
    if (looked.count == kSlice) looked.last = rows.String(rows.size() - 1, 0);
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows.Int(i, 1) > 0) looked.customers.emplace_back(static_cast<ProfileId>(rows.Int(i, 1)), rows.Int(i, 2));
    }
    TRY(ReadMetadata(tx, bodies, finder, looked));
    return looked;
}

// What the mark says of each of `looked`; empty: nothing.
std::vector<std::string> Judge(const Looked& looked, const RefusalMark& mark) {
    std::vector<std::string> said(looked.customers.size());
    for (const auto& [i, metadata] : looked.metadata) said[i] = mark.SaidBy(metadata);
    return said;
}

// Only those of whom something else is noted.
Status KeepChanged(sql::Tx& tx, const RefusalMark& mark, Looked& looked) {
    sql::ParamTable table(3);
    for (const auto& [person, object] : looked.customers) table.Row(BlockOf(person), Number(person), object);
    std::vector<std::pair<int64_t, bool>> noted;
    const sql::Rows rows = TRY(tx.Each("mirror.customers_judged", table));
    for (size_t r = 0; r < rows.size(); ++r) noted.emplace_back(rows.Int(r, 0), rows.Int(r, 1) != 0);
    std::sort(noted.begin(), noted.end());
    const std::vector<std::string> said = Judge(looked, mark);
    std::vector<std::pair<ProfileId, int64_t>> changed;
    for (size_t i = 0; i < said.size(); ++i) {
        const auto& [person, object] = looked.customers[i];
        if (std::binary_search(noted.begin(), noted.end(), std::pair(object, said[i].empty()))) changed.emplace_back(person, object);
    }
    looked.customers = std::move(changed);
    looked.metadata.clear();
    return {};
}

// Reads them again in the transaction that notes it, so that nothing older than what is stored is noted.
Status Note(sql::Tx& tx, const Bodies& bodies, const RefusalMark& mark, Looked looked, Micros now) {
    TRY(ReadMetadata(tx, bodies, Finder(mark.key), looked));
    const std::vector<std::string> said = Judge(looked, mark);
    sql::ParamTable table(6);
    std::vector<ProfileId> due;
    for (size_t i = 0; i < said.size(); ++i) {
        const auto& [person, object] = looked.customers[i];
        const bool refuses = !said[i].empty();
        table.Row(BlockOf(person), Number(person), object, refuses ? 1 : 0, refuses ? now : 0, refuses ? std::optional(said[i]) : std::nullopt);
        if (refuses) due.push_back(person);
    }
    TRY(tx.RunEach("mirror.judge_customers", table));
    std::sort(due.begin(), due.end());
    due.erase(std::unique(due.begin(), due.end()), due.end());
    return profiles::MarkDue(tx, due, profiles::Lane::kBulk, now, profiles::Cause::kDefinition);
}

}  // namespace

std::string RefusalMark::SaidBy(const Metadata& metadata) const {
    for (const auto& [name, value] : metadata) {
        if (name != key) continue;
        const std::string folded = Folded(value);
        const bool said = std::any_of(values.begin(), values.end(), [&](const std::string& one) { return Folded(one) == folded; });
        if (said) return fmt::format("{} = {}", key, Trim(value));
    }
    return "";
}

Result<RefusalMark> MakeRefusalMark(std::string_view key, const std::vector<std::string>& values) {
    RefusalMark mark{.key = std::string(key), .values = {}};
    if (Trim(key).empty()) return Invalid("key is empty: name the metadata key that says it.", "key");
    if (key.size() > kKeyBytesMax || AnyControl(key)) return Invalid(fmt::format("key is no key of Stripe's metadata: those have at most {} characters.", kKeyBytesMax), "key");
    for (const std::string& value : values) {
        const std::string text(Trim(value));
        const bool twice = std::any_of(mark.values.begin(), mark.values.end(), [&](const std::string& one) { return Folded(one) == Folded(text); });
        if (text.size() > kValueBytesMax || AnyControl(text))
            return Invalid(fmt::format("values: Stripe's metadata hold at most {} characters in one line.", kValueBytesMax), "values");
        if (!text.empty() && !twice) mark.values.push_back(text);
    }
    if (mark.values.empty()) return Invalid("values is empty: name the value that means unsubscribed, such as no.", "values");
    if (mark.values.size() > kRefusalValuesMax) return Invalid(fmt::format("values has more than {} values.", kRefusalValuesMax), "values");
    return mark;
}

Result<Refusal> LoadRefusal(sql::Tx& tx, AccountId account) {
    Refusal refusal;
    const sql::Rows rows = TRY(tx.Query("mirror.refusal", Number(account)));
    if (rows.empty()) return refusal;
    if (const auto key = rows.OptionalString(0, 0)) {
        refusal.mark = RefusalMark{.key = *key, .values = {}};
        const std::string values = rows.String(0, 1);
        for (const std::string_view value : Split(values, '\n')) refusal.mark->values.emplace_back(value);
    }
    refusal.changed = rows.Int(0, 2);
    refusal.version = rows.Int(0, 3);
    refusal.done = rows.Int(0, 4);
    refusal.position = rows.String(0, 5);
    refusal.looked = rows.Int(0, 6);
    return refusal;
}

Status PutRefusal(sql::Tx& tx, AccountId account, const std::optional<RefusalMark>& mark, Micros now) {
    std::optional<std::string> key, values;
    if (mark) {
        key = mark->key;
        values = fmt::format("{}", fmt::join(mark->values, "\n"));
    }
    return tx.Run("mirror.put_refusal", Number(account), key, values, now / kSecond);
}

Result<bool> SweepRefusals(sql::Database& database, const Bodies& bodies, AccountId account, Micros now) {
    Refusal refusal;
    Looked looked;
    TRY(database.Read([&](sql::Tx& tx) -> Status {
        refusal = TRY(LoadRefusal(tx, account));
        if (refusal.ended() || !refusal.mark) return {};
        looked = TRY(Look(tx, bodies, account, refusal.position, Finder(refusal.mark->key)));
        return KeepChanged(tx, *refusal.mark, looked);
    }));
    if (refusal.ended()) return false;
    TRY(database.Write(
        [&](sql::Tx& tx) -> Status {
            // Another choice: what was read is thrown away, and the next slice begins at the beginning.
            if (TRY(LoadRefusal(tx, account)).version != refusal.version) return {};
            if (refusal.mark) TRY(Note(tx, bodies, *refusal.mark, looked, now));
            return tx.Run("mirror.move_refusal", Number(account), refusal.version, looked.last, looked.count);
        },
        sql::Durability::kBulk, sql::Priority::kBulk));
    return true;
}

Result<int64_t> CountRefused(sql::Tx& tx, AccountId account) {
    return TRY(tx.Query("mirror.count_refused", TRY(profiles::BlocksOf(tx, account)))).Int(0, 0);
}

Result<RefusalPreview> PreviewRefusal(sql::Database& database, const Bodies& bodies, AccountId account, const RefusalMark& mark) {
    RefusalPreview preview;
    std::vector<ProfileId> saying;
    Looked looked;
    const Finder finder(mark.key);
    do {
        TRY(database.Read([&](sql::Tx& tx) -> Status {
            looked = TRY(Look(tx, bodies, account, looked.last, finder));
            return {};
        }));
        preview.looked += looked.count;
        const std::vector<std::string> said = Judge(looked, mark);
        for (size_t i = 0; i < said.size(); ++i) {
            if (!said[i].empty()) saying.push_back(looked.customers[i].first);
        }
    } while (!looked.last.empty() && preview.looked < kLookedAtMax);
    preview.saying = static_cast<int64_t>(saying.size());
    std::sort(saying.begin(), saying.end());
    saying.erase(std::unique(saying.begin(), saying.end()), saying.end());
    TRY(database.Read([&](sql::Tx& tx) -> Status {
        preview.customers = std::max(preview.looked, TRY(profiles::ReadCounts(tx, account))[static_cast<int16_t>(profiles::Headcount::kCustomers)]);
        return {};
    }));
    for (size_t begin = 0; begin < saying.size(); begin += kSlice) {
        const std::span<const ProfileId> slice = std::span(saying).subspan(begin, std::min<size_t>(kSlice, saying.size() - begin));
        TRY(database.Read([&](sql::Tx& tx) -> Status {
            for (const profiles::Profile& one : TRY(profiles::Load(tx, slice))) preview.people += one.fields.email_unsubscribed ? 0 : 1;
            return {};
        }));
    }
    return preview;
}

Result<RefusalSuggestions> SuggestRefusals(sql::Tx& tx, const Bodies& bodies, AccountId account) {
    RefusalSuggestions suggestions;
    std::vector<Metadata> all;
    Looked looked;
    do {
        looked = TRY(Look(tx, bodies, account, looked.last, Finder("metadata")));
        suggestions.looked += looked.count;
        for (auto& [i, metadata] : looked.metadata) all.push_back(std::move(metadata));
    } while (!looked.last.empty() && suggestions.looked < kSuggestedFrom);
    suggestions.keys = SuggestionsFrom(all);
    return suggestions;
}

}  // namespace daybook::stripe

// Table `own`: what was set here of a person, by hand, by the API or from a file. Settling adds it to what Stripe says:
// where Stripe has a value, that one is shown (product.md decision 17).
//
//   own = unsigned count, (unsigned key, signed at, value)…      a person without any has no row
//   key = 2 * a catalogue field's number, or 2 * a CustomField's number + 1, or kTagKey with a list, or kNoKey with true
//
// Each value knows when it was set, and the later one wins where two people become one: so it is the same in whatever
// order that happens. A value that was taken away is kept as a missing one.
//
// An address of one's own belongs to its person as long as it stands here: identity names this profile.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "profiles/custom.h"
#include "profiles/custom_fields.h"
#include "profiles/fields.h"
#include "sql/database.h"

namespace daybook::profiles {

class Own {
  public:
    struct Held {
        Micros at = 0;
        CustomValue value;
        friend bool operator==(const Held&, const Held&) = default;
    };

    // Text of a standard field; a boolean of email_unsubscribed; missing: none is set.
    const CustomValue& Of(Field field) const { return Find(2 * static_cast<int64_t>(field)); }
    Micros SetAt(Field field) const;
    void Set(Field field, CustomValue value, Micros at) { Put(2 * static_cast<int64_t>(field), std::move(value), at); }
    std::optional<std::string> Text(Field field) const;
    const CustomValue& OfCustom(int64_t field) const { return Find(2 * field + 1); }
    void SetCustom(int64_t field, CustomValue value, Micros at) { Put(2 * field + 1, std::move(value), at); }
    Texts tags() const;
    void SetTags(Texts tags, Micros at) { Put(kTagKey, tags.empty() ? CustomValue() : CustomValue(std::move(tags)), at); }

    // When the person said no to e-mail, though what said it belongs to somebody else by now (stripe/keep_no.h); 0: it never did.
    // It says that without being a value that was set here: who has nothing else has nothing of its own.
    Micros kept_no() const;
    // The latest counts.
    void KeepNo(Micros said) { Put(kNoKey, true, std::max(said, kept_no())); }

    // Of the fields of this catalogue that people set. A value of another type is converted (a field that was retyped).
    CustomValues Custom(const CustomFields& fields, const TextRules& rules) const;
    // [{"field":NAME,"value":…,"set":ts},…]: everything that was ever set, what was taken away as null. A field that was
    // deleted has no name any more.
    void WriteAll(JsonWriter& json, const CustomFields& fields) const;
    // Nothing is set. There may be a kept no all the same.
    bool empty() const;
    // The later of each.
    void Merge(const Own& other);

    std::string Encode() const;
    static Own Decode(std::string_view bytes);
    friend bool operator==(const Own&, const Own&) = default;

  private:
    static constexpr int64_t kTagKey = int64_t{1} << 60;
    static constexpr int64_t kNoKey = (int64_t{1} << 60) + 2;
    const CustomValue& Find(int64_t key) const;
    void Put(int64_t key, CustomValue value, Micros at);

    std::map<int64_t, Held> held_;
};

// The normalised address of one's own; empty: none.
std::string OwnEmail(const Own& own);

// Of these people (sorted); those without any are left out.
Result<std::map<ProfileId, Own>> LoadOwn(sql::Tx& tx, std::span<const ProfileId> ids);
// Of one; empty where there is none.
Result<Own> LoadOwn(sql::Tx& tx, ProfileId id);
// Stores it, and that the person has something of its own. The person must be marked due by the caller.
Status PutOwn(sql::Tx& tx, ProfileId id, const Own& own);
// Two people became one: `from` has nothing of its own any more, `to` has both.
Status MergeOwn(sql::Tx& tx, ProfileId from, ProfileId to);
Status DropOwn(sql::Tx& tx, std::span<const ProfileId> ids);

}  // namespace daybook::profiles

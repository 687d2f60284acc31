// Writing people: rows, search terms, and taking both away (profile_store.h).
#include <algorithm>
#include <set>

#include "base/assert.h"
#include "base/text.h"
#include "profiles/changed_fields.h"
#include "profiles/custom_fields.h"
#include "profiles/footprint.h"
#include "profiles/keys.h"
#include "profiles/own.h"
#include "profiles/people_sets.h"
#include "profiles/profile_codec.h"
#include "profiles/profile_store.h"
#include "profiles/search_terms.h"

namespace daybook::profiles {
namespace {

std::vector<std::string> ShownTerms(const Profile* profile) {
    if (profile == nullptr || !profile->shown) return {};
    return TermsOf(SearchedOf(profile->fields));
}

// Its place in the list changes, or it gets its row.
bool Moves(const Update& update) {
    const Head& before = update.before;
    return !before.exists || before.shown != update.after.shown || before.created != update.after.created;
}

// Under which terms people enter and leave.
using Postings = SetChanges<std::string>;

void ChangeTerms(const Profile& profile, const std::vector<std::string>& had, const std::vector<std::string>& has, Postings& postings) {
    for (const std::string& term : had) {
        if (!std::ranges::binary_search(has, term)) postings.Add(profile.account, term, profile.id, false);
    }
    for (const std::string& term : has) {
        if (!std::ranges::binary_search(had, term)) postings.Add(profile.account, term, profile.id, true);
    }
}

Status WritePostings(sql::Tx& tx, Postings& postings) {
    return postings.Write(tx, {"profiles.load_postings", "profiles.put_postings", "profiles.drop_postings"});
}

bool SameCustom(const Update& update) {
    const Fields& after = update.after.fields;
    if (after.custom.empty() && after.tags.empty()) return update.before.custom.empty();
    return update.before.custom == EncodeCustom(after.custom, after.tags);
}

// The rows of one call, gathered statement by statement.
class Writing {
  public:
    explicit Writing(int64_t now) : now_(now) {}

    // `old` is the stored profile, where there is one and it differs.
    void Add(const Update& update, int64_t digest, const Profile* old) {
        const Head& before = update.before;
        Profile after = update.after;
        ASSERT(after.id == before.id && after.account == before.account);
        if (!before.exists && !after.shown) return;   // a number nobody sees needs no row
        bool moves = Moves(update);
        if (!moves && digest == before.digest && SameCustom(update)) {
            if (after.version != before.version) versions_.Row(BlockOf(after.id), Number(after.id), after.version);
            return;
        }
        bool visible = moves || old == nullptr || old->fields != after.fields;
        after.updated = visible ? now_ : before.updated;
        if (moves) AddWholeRow(whole_, after, before, digest, now_);
        else AddFieldsRow(fields_, after, digest);
        ChangeTerms(after, ShownTerms(old), ShownTerms(&after), postings_);
        const bool was_shown = old != nullptr && old->shown;
        counting_.Add(after.id, was_shown ? &old->fields.custom : nullptr, after.shown ? &after.fields.custom : nullptr);
        if (visible && (before.shown || after.shown)) Note(before, after, old);
    }

    Status Write(sql::Tx& tx) {
        TRY(tx.RunEach("profiles.put_profile", whole_));
        TRY(tx.RunEach("profiles.put_fields", fields_));
        TRY(tx.RunEach("profiles.put_version", versions_));
        TRY(counting_.Write(tx));
        return WritePostings(tx, postings_);
    }

    std::vector<Changed> TakeChanged() { return std::move(changed_); }

  private:
    void Note(const Head& before, const Profile& after, const Profile* old) {
        Changed changed{.id = after.id, .updated = after.updated};
        changed.appeared = !before.shown && after.shown;
        changed.vanished = before.shown && !after.shown;
        if (old != nullptr && !changed.appeared && !changed.vanished) {
            changed.fields = ChangedFields(old->fields, after.fields);
            if (before.created != after.created) changed.fields.push_back("created");
        }
        changed_.push_back(std::move(changed));
    }

    int64_t now_;
    sql::ParamTable whole_{kWholeColumns}, fields_{kFieldsColumns}, versions_{3};
    Postings postings_;
    std::vector<Changed> changed_;
    FieldCounting counting_;
};

// The identities of addresses that these profiles show, as far as they still are theirs.
Status DropEmailsOf(sql::Tx& tx, AccountId account, const std::vector<Profile>& profiles) {
    sql::ParamTable rows(3);
    for (const Profile& profile : profiles) {
        auto email = NormaliseEmail(profile.fields.email.value_or(""));
        if (email) rows.Row(Number(account), *email, Number(profile.id));
    }
    return tx.RunEach("profiles.drop_emails_of", rows);
}

}  // namespace

Result<std::vector<Changed>> Store(sql::Tx& tx, std::span<const Update> updates, Micros now) {
    std::vector<int64_t> digests;
    std::vector<ProfileId> differing;
    for (const Update& update : updates) {
        digests.push_back(DigestOf(update.after.fields, update.after.sources));
        bool differs = Moves(update) || digests.back() != update.before.digest || !SameCustom(update);
        if (update.before.exists && differs) differing.push_back(update.before.id);
    }
    std::vector<Profile> old = TRY(Load(tx, differing));
    Writing writing(now / kSecond);
    auto next_old = old.begin();
    for (size_t i = 0; i < updates.size(); ++i) {
        bool has_old = next_old != old.end() && next_old->id == updates[i].before.id;
        writing.Add(updates[i], digests[i], has_old ? &*next_old : nullptr);
        if (has_old) ++next_old;
    }
    TRY(writing.Write(tx));
    return writing.TakeChanged();
}

Status StoreCustom(sql::Tx& tx, const std::vector<CustomUpdate>& updates, Micros now) {
    sql::ParamTable rows(5);
    for (const CustomUpdate& one : updates) {
        rows.Row(BlockOf(one.id), Number(one.id), one.rev, one.after.empty() ? sql::Param() : sql::Param(sql::Bytes{one.after}), now / kSecond);
    }
    const sql::Rows written = TRY(tx.Each("profiles.put_custom", rows));
    std::vector<ProfileId> ids = IdsOf(written);
    std::sort(ids.begin(), ids.end());
    Touch(tx, ids);
    TRY(tx.RunEach("profiles.raise_rev", KeysOf(ids)));
    FieldCounting counting;
    for (const CustomUpdate& one : updates) {
        if (!one.shown || !std::binary_search(ids.begin(), ids.end(), one.id)) continue;
        const CustomValues after = DecodeCustom(one.after).values;
        counting.Add(one.id, &one.before, &after);
    }
    return counting.Write(tx);
}

Status Remove(sql::Tx& tx, AccountId account, std::span<const ProfileId> ids) {
    std::vector<Profile> profiles = TRY(Load(tx, ids));
    Postings postings;
    for (const Profile& profile : profiles) ChangeTerms(profile, ShownTerms(&profile), {}, postings);
    TRY(WritePostings(tx, postings));
    TRY(DropEmailsOf(tx, account, profiles));
    FieldCounting counting;
    for (const Profile& profile : profiles) counting.Add(profile.id, profile.shown ? &profile.fields.custom : nullptr, nullptr);
    TRY(counting.Write(tx));
    TRY(DropOwn(tx, ids));
    TRY(RemoveFootprints(tx, account, ids, 0));
    TRY(tx.RunEach("profiles.remove_activities", KeysOf(ids)));
    TRY(tx.RunEach("profiles.remove_profiles", KeysOf(ids)));
    TRY(tx.RunEach("profiles.drop_columns", KeysOf(ids)));
    Touch(tx, ids);
    return tx.RunEach("profiles.never_due", KeysOf(ids));
}

}  // namespace daybook::profiles

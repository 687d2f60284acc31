// Changing people by hand, by the API or from a file: what is asked for, whether it may be, and what is stored.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "http/body.h"
#include "profiles/due.h"
#include "profiles/erased.h"
#include "profiles/numbers.h"
#include "profiles/own.h"
#include "profiles/profile.h"

namespace daybook::profiles {

struct Edit {
    std::vector<std::pair<Field, CustomValue>> standard;  // missing: take away
    std::vector<std::pair<int64_t, CustomValue>> custom;  // by field; missing: take away
    std::optional<Texts> tags;                            // all of them
    std::string reason;                                   // why somebody gets e-mail again, or is here again
    bool empty() const { return standard.empty() && custom.empty() && !tags; }
};

// What an account's values mean.
struct EditRules {
    std::shared_ptr<const CustomFields> fields;
    TextRules texts;
};
Result<EditRules> LoadEditRules(sql::Tx& tx, AccountId account);

// {"fields":{…},"custom":{…},"tags":[…],"reason"?}. kInvalid with param "custom.size"; a field that Stripe gives or that is
// computed is not refused here but by Apply where it would change.
Result<Edit> ReadEdit(const http::Body& body, const EditRules& rules);
// A standard field's value from a text, checked and tidied; kInvalid where it is none.
Result<CustomValue> StandardFrom(const FieldRow& row, std::string_view text);

struct EditParts {
    AccountId account{};
    Numbers& numbers;
    Micros now = 0;
    // The page at Stripe where this person's values can be changed; empty: there is none.
    std::function<Result<std::string>(sql::Tx&, const Profile&)> stripe_page;
    const Erasures* erasures = nullptr;   // whose addresses come back only for a reason; null: nobody was ever erased
    Lane lane = Lane::kLive;
};
// Each stores what was asked for and marks the person due: the caller's transaction, then a settle, makes it seen.
//
// kNotFound; kConflict already_exists where somebody else has the address, person_erased where who had it was erased and no
// reason is given; kInvalid field_owned_by_stripe (with a link)
// where Stripe has a value and another one is asked for.
Result<ProfileId> Change(sql::Tx& tx, const EditParts& parts, const EditRules& rules, ProfileId id, const Edit& edit);
// A person that need not be at Stripe.
Result<ProfileId> Make(sql::Tx& tx, const EditParts& parts, const EditRules& rules, const Edit& edit);

// A row of a file: the person with its e-mail address is changed, or made. Nothing is taken away, tags are added, and who has
// all of it already stays untouched.
struct ImportHow {
    bool keep_stripe = false;  // where Stripe has another value it stays, instead of kInvalid field_owned_by_stripe
    bool only_look = false;    // says what would be, and changes nothing
};
enum class Imported { kMade, kChanged, kUnchanged };
// Errors as of Change and Make; then nothing is changed. Precondition: `edit` has an address.
Result<Imported> Import(sql::Tx& tx, const EditParts& parts, const EditRules& rules, const Edit& edit, ImportHow how);

}  // namespace daybook::profiles

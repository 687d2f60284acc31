#include "settle/field_preview.h"

#include <algorithm>
#include <set>

#include "profiles/blocks.h"
#include "profiles/footprint.h"
#include "settle/load.h"
#include "stripe/mapping.h"

namespace daybook::settle {
namespace {

using profiles::CustomValue;

constexpr int64_t kLookedAtMax = 5000;
constexpr int64_t kSlice = 1000;
constexpr size_t kExamplesOfAKind = 5;
// No field of a catalogue has these numbers.
constexpr int64_t kAfter = 1, kAsText = 2;

bool IsValue(const CustomValue& value) { return value.index() != 0 && !std::holds_alternative<profiles::Unfit>(value); }

// The field as it would be, and where it is mapped and new also as text: what Stripe says.
std::shared_ptr<const profiles::CustomFields> Tried(const profiles::CustomField* before, const profiles::CustomField& after) {
    auto fields = std::make_shared<profiles::CustomFields>();
    fields->all.push_back(after);
    if (!after.mapped()) return fields;
    fields->all[0].id = kAfter;
    if (before != nullptr) return fields;
    profiles::CustomField text = after;
    text.id = kAsText;
    const bool one = stripe::ParseMapping(after.source, profiles::FieldType::kText).ok();
    text.type = one ? profiles::FieldType::kText : profiles::FieldType::kList;
    fields->all.push_back(text);
    return fields;
}

class Previewing {
  public:
    Previewing(const profiles::CustomField* before, const profiles::CustomField& after) : before_(before), fields_(Tried(before, after)) {}

    Status Look(sql::Tx& tx, const stripe::Bodies& bodies, AccountId account, const std::vector<ProfileId>& ids) {
        const std::vector<profiles::Head> heads = TRY(profiles::LoadHeads(tx, ids));
        const std::vector<OwnValues> values = TRY(LoadOwnValues(tx, bodies, account, ids, fields_));
        for (size_t i = 0; i < ids.size(); ++i) {
            if (heads[i].shown) Add(profiles::DecodeCustom(heads[i].custom).values, values[i].custom);
        }
        return {};
    }

    FieldPreview Take() {
        std::move(converted_.begin(), converted_.end(), std::back_inserter(preview_.examples));
        return std::move(preview_);
    }

  private:
    void Add(const profiles::CustomValues& shown, const profiles::CustomValues& tried) {
        const CustomValue& before = before_ != nullptr ? FindCustom(shown, before_->id) : FindCustom(tried, kAsText);
        const CustomValue& after = FindCustom(tried, fields_->all[0].id);
        ++preview_.looked;
        const bool unfit = std::holds_alternative<profiles::Unfit>(after), lost = before_ != nullptr && IsValue(before) && !IsValue(after);
        preview_.unfit += unfit ? 1 : 0;
        preview_.filled += IsValue(after) ? 1 : 0;
        preview_.lost += lost ? 1 : 0;
        if (!unfit && !lost && !IsValue(after)) return;
        auto& kind = unfit || lost ? preview_.examples : converted_;
        std::string from = CustomText(before);
        if (kind.size() == kExamplesOfAKind || !seen_.insert({unfit || lost, from}).second) return;
        kind.push_back({std::move(from), after});
    }

    const profiles::CustomField* before_;
    std::shared_ptr<const profiles::CustomFields> fields_;
    FieldPreview preview_;
    std::vector<FieldPreview::Example> converted_;
    std::set<std::pair<bool, std::string>> seen_;
};

}  // namespace

Result<FieldPreview> PreviewField(const Parts& parts, AccountId account, const profiles::CustomField* before, const profiles::CustomField& after) {
    Previewing previewing(before, after);
    int64_t people = 0;
    std::vector<ProfileId> some;
    TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
        people = TRY(profiles::ReadCounts(tx, account))[static_cast<int16_t>(profiles::Headcount::kProfiles)];
        some = TRY(profiles::SomePeople(tx, account, kLookedAtMax));
        return {};
    }));
    for (size_t begin = 0; begin < some.size(); begin += kSlice) {
        const std::vector<ProfileId> slice(some.begin() + static_cast<std::ptrdiff_t>(begin),
                                           some.begin() + static_cast<std::ptrdiff_t>(std::min(begin + kSlice, some.size())));
        TRY(parts.database.Read([&](sql::Tx& tx) { return previewing.Look(tx, parts.mirror.bodies(), account, slice); }));
    }
    FieldPreview preview = previewing.Take();
    preview.people = people;
    return preview;
}

}  // namespace daybook::settle

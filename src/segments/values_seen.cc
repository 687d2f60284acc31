#include "segments/values_seen.h"

#include <algorithm>
#include <cmath>

#include "profiles/blocks.h"
#include "profiles/profile_store.h"
#include "segments/segments_store.h"
#include "segments/shop.h"

namespace daybook::segments {
namespace {

using conditions::Type;
using conditions::Value;

size_t Characters(std::string_view text) {
    return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string_view Printed(const conditions::Text& text) { return text.also_shown.empty() ? text.shown : text.also_shown; }

// How long a value is printed, near enough to tell the longest.
double Length(const Value& value) {
    switch (value.type) {
        case Type::kText:
        case Type::kList: {
            size_t length = 0;
            for (const conditions::Text& text : value.texts) length += Characters(Printed(text)) + 2;
            return static_cast<double>(length);
        }
        case Type::kNumber: return std::abs(value.number);
        case Type::kMoney: return std::abs(static_cast<double>(value.integer));
        default: return static_cast<double>(value.integer);
    }
}

// The longest value of a field until now, and who lacks one.
class Longest {
  public:
    explicit Longest(const conditions::Member& field) : seen_{.name = field.name, .type = field.type} {}

    void Add(const Value& value) {
        if (!value.set) {
            ++seen_.lacking;
            return;
        }
        const double length = Length(value);
        if (seen_.any && length <= length_) return;
        length_ = length;
        seen_.any = true;
        seen_.texts.clear();
        for (const conditions::Text& text : value.texts) seen_.texts.emplace_back(Printed(text));
        if (value.type == Type::kNumber) seen_.number = value.number;
        else seen_.integer = value.integer;
        seen_.currency = conditions::CurrencyCode(value.currency);
    }
    FieldSeen Done() { return std::move(seen_); }

  private:
    FieldSeen seen_;
    double length_ = 0;
};

}  // namespace

Result<ValuesSeen> LookAtValues(const BuildParts& parts, AccountId account, const conditions::Schema& schema, int64_t segment) {
    ValuesSeen seen{.at = parts.clock.Now() / kSecond};
    std::vector<Longest> fields(schema.fields.begin(), schema.fields.end());
    conditions::Person person(schema);
    std::vector<int64_t> blocks;
    TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
        blocks = TRY(profiles::BlocksOf(tx, account));
        return {};
    }));
    for (const int64_t block : blocks) {
        TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
            const Bits members = segment == 0 ? Bits() : TRY(MembersOf(tx, SegmentId{segment}, block));
            // Not from the columns: the texts of everybody would take the place of what conditions ask for again and again.
            for (const profiles::Profile& one : TRY(profiles::Load(tx, TRY(profiles::PeopleOf(tx, block))))) {
                if (!one.shown || (segment != 0 && !members.Has(one.id))) continue;
                FillFields(person, schema, one);
                ++seen.people;
                for (size_t i = 0; i < fields.size(); ++i) fields[i].Add(person.fields[i]);
            }
            return {};
        }));
    }
    for (Longest& field : fields) seen.fields.push_back(field.Done());
    seen.took = parts.clock.Now() / kSecond - seen.at;
    return seen;
}

}  // namespace daybook::segments

// Names, addresses and numbers of a profile: stripe.md §4.1.
#include <algorithm>
#include <array>
#include <tuple>

#include "base/text.h"
#include "profiles/fields.h"
#include "stripe/phone.h"
#include "stripe/project_parts.h"

namespace daybook::stripe {
namespace {

using profiles::Field;

// A body's places in the order in which they are looked at, and where it stands.
struct Place {
    const Contact* contact = nullptr;
    int64_t object = 0;
    int64_t at = 0;
    bool is_customer = false;
};

// Without C, the guest's sessions and charges; the newest first.
std::vector<const Row*> GuestRows(const Sorted& sorted) {
    std::vector<const Row*> rows;
    for (const std::vector<Row>* from : {&sorted.sessions, &sorted.charges}) {
        for (const Row& row : *from) {
            if (CarriesEmail(*row.fact)) rows.push_back(&row);
        }
    }
    std::sort(rows.begin(), rows.end(),
              [](const Row* a, const Row* b) { return OlderThan(*b, *a); });
    return rows;
}

// Where to look when C says nothing: C's invoices, or the guest's objects.
std::vector<const Row*> OtherRows(const Sorted& sorted) {
    if (sorted.ranked.empty()) return GuestRows(sorted);
    std::vector<const Row*> rows;
    rows.reserve(sorted.invoices.size());
    for (const Row& row : sorted.invoices) rows.push_back(&row);
    return rows;
}

// Hashes of the business names that are no person's: sorted.
std::vector<int64_t> BusinessNames(const Sorted& sorted) {
    std::vector<int64_t> hashes;
    for (const Customer* c : sorted.ranked)
        hashes.push_back(TieHash(FoldSpace(c->contact.business_name)));
    if (sorted.ranked.empty()) {
        for (const Row& row : sorted.sessions) hashes.push_back(row.detail.business);
    }
    std::erase(hashes, 0);
    std::sort(hashes.begin(), hashes.end());
    return hashes;
}

bool Contains(const std::vector<int64_t>& hashes, int64_t hash) {
    return std::binary_search(hashes.begin(), hashes.end(), hash);
}

struct Found {
    std::string text;
    const Place* place = nullptr;
    SourcePlace where = SourcePlace::kName;
};

std::optional<Found> FindName(const std::vector<Place>& places,
                              const std::vector<int64_t>& businesses) {
    for (const Place& place : places) {
        const std::array<std::pair<const std::string*, SourcePlace>, 3> names = {{
            {&place.contact->individual_name, SourcePlace::kIndividualName},
            {&place.contact->name, SourcePlace::kName},
            {&place.contact->shipping_name, SourcePlace::kShippingName},
        }};
        for (const auto& [name, where] : names) {
            std::string folded = FoldSpace(*name);
            if (folded.empty() || Contains(businesses, TieHash(folded))) continue;
            return Found{std::move(folded), &place, where};
        }
    }
    return std::nullopt;
}

// An invoice's shipping.phone is not looked at: customer_phone is what §4.1 names.
std::optional<Found> FindPhone(const std::vector<Place>& places) {
    for (const Place& place : places) {
        if (!Trim(place.contact->phone).empty())
            return Found{place.contact->phone, &place, SourcePlace::kPhone};
        if (place.is_customer && !Trim(place.contact->shipping_phone).empty()) {
            return Found{place.contact->shipping_phone, &place, SourcePlace::kShippingPhone};
        }
    }
    return std::nullopt;
}

struct FoundAddress {
    const Address* address = nullptr;
    const Place* place = nullptr;
    SourcePlace where = SourcePlace::kAddress;
};

std::optional<FoundAddress> FindAddress(const std::vector<Place>& places) {
    for (const Place& place : places) {
        if (place.contact->address.any())
            return FoundAddress{&place.contact->address, &place, SourcePlace::kAddress};
        if (place.contact->shipping_address.any()) {
            return FoundAddress{&place.contact->shipping_address, &place,
                                SourcePlace::kShippingAddress};
        }
    }
    return std::nullopt;
}

std::vector<Place> CustomerPlaces(const Sorted& sorted) {
    std::vector<Place> places;
    for (const Customer* c : sorted.ranked)
        places.push_back({&c->contact, c->object, c->created, true});
    return places;
}

std::vector<Place> AllPlaces(const Known& known, const Sorted& sorted) {
    std::vector<Place> places = CustomerPlaces(sorted);
    if (known.contacts.empty()) return places;
    for (const Row* row : OtherRows(sorted)) {
        const auto found = known.contacts.find(row->fact->object);
        if (found == known.contacts.end()) continue;
        places.push_back({&found->second, row->fact->object, row->fact->at, false});
    }
    return places;
}

void Note(Projected& out, Field field, int64_t object, SourcePlace where, int64_t at) {
    out.sources.push_back({static_cast<int16_t>(field), object, static_cast<int16_t>(where), at});
}

void Note(Projected& out, Field field, const Place& place, SourcePlace where) {
    Note(out, field, place.object, where, place.at);
}

std::optional<std::string> OrNothing(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

void SetName(const Found& found, Projected& out) {
    FullName name = SplitName(found.text);
    out.fields.first_name = OrNothing(std::move(name.first));
    out.fields.last_name = OrNothing(std::move(name.last));
    Note(out, Field::kFirstName, *found.place, found.where);
    if (out.fields.last_name) Note(out, Field::kLastName, *found.place, found.where);
}

void SetAddress(const FoundAddress& found, Projected& out) {
    profiles::Fields& fields = out.fields;
    const Address& a = *found.address;
    const bool both = !a.line1.empty() && !a.line2.empty();
    fields.address = OrNothing(both ? a.line1 + ", " + a.line2 : a.line1 + a.line2);
    fields.city = OrNothing(a.city);
    fields.state = OrNothing(a.state);
    fields.zip = OrNothing(a.postal_code);
    fields.country = OrNothing(a.country);
    const std::array<std::pair<Field, const std::optional<std::string>*>, 5> parts = {{
        {Field::kAddress, &fields.address},
        {Field::kCity, &fields.city},
        {Field::kState, &fields.state},
        {Field::kZip, &fields.zip},
        {Field::kCountry, &fields.country},
    }};
    for (const auto& [field, value] : parts) {
        if (*value) Note(out, field, *found.place, found.where);
    }
}

void SetEmail(const Sorted& sorted, Projected& out) {
    if (!sorted.ranked.empty()) {
        const Customer& primary = *sorted.ranked.front();
        out.fields.email = CleanEmail(primary.contact.email);
        if (out.fields.email)
            Note(out, Field::kEmail, primary.object, SourcePlace::kEmail, primary.created);
        return;
    }
    const std::vector<const Row*> rows = GuestRows(sorted);
    if (rows.empty()) return;
    out.fields.email = OrNothing(rows.front()->detail.email);
    Note(out, Field::kEmail, rows.front()->fact->object, SourcePlace::kEmail,
         rows.front()->fact->at);
}

// What said so belongs to somebody else by now (keep_no.h).
void SetUnsubscribedBefore(const Known& known, Micros taken_back, Projected& out) {
    const Micros kept = known.own.kept_no();
    if (kept == 0 || kept <= taken_back) return;
    out.fields.email_unsubscribed = true;
    Note(out, Field::kEmailUnsubscribed, 0, SourcePlace::kKept, kept / kSecond);
}

// The customer whose metadata were the first to say so, later than it was taken back here.
void SetUnsubscribedByMetadata(const Known& known, Micros taken_back, Projected& out) {
    const Customer* first = nullptr;
    for (const Customer& one : known.customers) {
        if (one.refused <= taken_back) continue;
        if (first == nullptr || std::tie(one.refused, one.object) < std::tie(first->refused, first->object)) first = &one;
    }
    if (first == nullptr) return SetUnsubscribedBefore(known, taken_back, out);
    out.fields.email_unsubscribed = true;
    Note(out, Field::kEmailUnsubscribed, first->object, SourcePlace::kMetadata, first->refused / kSecond);
}

bool SaidNoHere(const Known& known) {
    const bool* no = std::get_if<bool>(&known.own.Of(Field::kEmailUnsubscribed));
    return no != nullptr && *no;
}

// The earliest session that said no, so that the source does not move with each further one.
void SetUnsubscribed(const Known& known, const Sorted& sorted, Projected& out) {
    // Who took it back here, later than they had said so.
    const bool* taken_back = std::get_if<bool>(&known.own.Of(Field::kEmailUnsubscribed));
    const Micros back_at = taken_back != nullptr && !*taken_back ? known.own.SetAt(Field::kEmailUnsubscribed) : 0;
    const Row* first = nullptr;
    for (const Row& row : sorted.sessions) {
        if (!OptedOut(*row.fact) || row.fact->at < back_at / kSecond) continue;
        if (first == nullptr || OlderThan(row, *first)) first = &row;
    }
    if (first == nullptr) return SetUnsubscribedByMetadata(known, back_at, out);
    out.fields.email_unsubscribed = true;
    Note(out, Field::kEmailUnsubscribed, first->fact->object, SourcePlace::kConsent,
         first->fact->at);
}

bool IsCompanyForm(std::string_view text) {
    std::string form = AsciiLower(text);
    std::erase(form, '.');
    form = Trim(form);
    constexpr std::string_view kForms[] = {"inc", "llc", "ltd", "co", "corp", "gmbh", "ag", "sa",
                                           "plc", "llp", "lp",  "bv", "nv",   "oy",   "ab", "kg"};
    return std::find(std::begin(kForms), std::end(kForms), form) != std::end(kForms);
}

// The newest row with a name that may be a person's.
void NeedName(const std::vector<const Row*>& rows, const std::vector<int64_t>& businesses,
              std::vector<int64_t>& needed) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row* row) {
        const int64_t flags = row->fact->flags;
        return ((flags & kFlagHasName) != 0 && !Contains(businesses, row->fact->name)) ||
               ((flags & kFlagOtherName) != 0 && !Contains(businesses, row->detail.other_name));
    });
    if (found != rows.end()) needed.push_back((*found)->fact->object);
}

// The usual case, told without sorting anything: one customer that has a name, a phone number and
// an address.
bool IsComplete(const Known& known) {
    if (known.customers.size() != 1) return false;
    const Contact& contact = known.customers.front().contact;
    const Place place{&contact, 0, 0, true};
    const int64_t business = TieHash(FoldSpace(contact.business_name));
    const std::vector<int64_t> businesses =
        business == 0 ? std::vector<int64_t>{} : std::vector<int64_t>{business};
    return FindAddress({place}) && FindPhone({place}) && FindName({place}, businesses);
}

void NeedFlag(const std::vector<const Row*>& rows, int64_t flag, std::vector<int64_t>& needed) {
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const Row* row) { return (row->fact->flags & flag) != 0; });
    if (found != rows.end()) needed.push_back((*found)->fact->object);
}

}  // namespace

FullName SplitName(std::string_view name) {
    if (const size_t comma = name.find(',');
        comma != std::string_view::npos && comma == name.rfind(',')) {
        const std::string_view last = Trim(name.substr(0, comma));
        const std::string_view first = Trim(name.substr(comma + 1));
        if (!last.empty() && !first.empty()) {
            if (IsCompanyForm(first)) return {std::string(name), ""};
            return {std::string(first), std::string(last)};
        }
    }
    const size_t blank = name.find(' ');
    if (blank == std::string_view::npos) return {std::string(name), ""};
    return {std::string(name.substr(0, blank)), std::string(name.substr(blank + 1))};
}

std::vector<int64_t> ContactsNeeded(const Known& known) {
    if (IsComplete(known)) return {};
    const Sorted sorted = Sort(known);
    const std::vector<Place> places = CustomerPlaces(sorted);
    const std::vector<int64_t> businesses = BusinessNames(sorted);
    const bool has_name = FindName(places, businesses).has_value();
    const bool has_phone = FindPhone(places).has_value();
    const bool has_address = FindAddress(places).has_value();
    std::vector<int64_t> needed;
    if (has_name && has_phone && has_address) return needed;
    const std::vector<const Row*> rows = OtherRows(sorted);
    if (!has_name) NeedName(rows, businesses, needed);
    if (!has_phone) NeedFlag(rows, kFlagHasPhone, needed);
    if (!has_address) NeedFlag(rows, kFlagHasAddress, needed);
    std::sort(needed.begin(), needed.end());
    needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
    return needed;
}

void ProjectPerson(const Known& known, const Sorted& sorted, Projected& out) {
    const std::vector<Place> places = AllPlaces(known, sorted);
    if (const auto name = FindName(places, BusinessNames(sorted))) SetName(*name, out);
    SetEmail(sorted, out);
    if (const auto address = FindAddress(places)) SetAddress(*address, out);
    if (const auto phone = FindPhone(places)) {
        out.fields.phone = FormatPhone(phone->text, out.fields.country.value_or(""));
        Note(out, Field::kPhone, *phone->place, phone->where);
    }
    SetUnsubscribed(known, sorted, out);
}

void ProjectOwn(const Known& known, Projected& out) {
    profiles::Fields& fields = out.fields;
    const std::array<std::pair<Field, std::optional<std::string>*>, 9> texts = {{
        {Field::kFirstName, &fields.first_name},
        {Field::kLastName, &fields.last_name},
        {Field::kEmail, &fields.email},
        {Field::kPhone, &fields.phone},
        {Field::kAddress, &fields.address},
        {Field::kCity, &fields.city},
        {Field::kState, &fields.state},
        {Field::kZip, &fields.zip},
        {Field::kCountry, &fields.country},
    }};
    const auto note = [&](Field field) { out.sources.push_back({static_cast<int16_t>(field), 0, 0, known.own.SetAt(field) / kSecond}); };
    for (const auto& [field, value] : texts) {
        std::optional<std::string> own = value->has_value() ? std::nullopt : known.own.Text(field);
        if (!own) continue;
        *value = std::move(own);
        note(field);
    }
    if (!SaidNoHere(known) || fields.email_unsubscribed) return;
    fields.email_unsubscribed = true;
    note(Field::kEmailUnsubscribed);
}

Micros SaidNoAt(const Known& known) {
    if (SaidNoHere(known)) return known.own.SetAt(Field::kEmailUnsubscribed);
    Projected out;
    SetUnsubscribed(known, Sort(known), out);
    return out.sources.empty() ? 0 : out.sources.front().at * kSecond + kSecond - 1;
}

}  // namespace daybook::stripe

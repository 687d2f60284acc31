// Objects of people who were erased: they are left out of a page before anything of it is stored.
#include <algorithm>

#include "stripe/erase_person.h"
#include "stripe/page_store.h"

namespace daybook::stripe {

namespace {

using profiles::Called;
using profiles::ErasedName;

// By what an object tells whose it is. A child of a customer is its customer's, whatever it is called.
std::vector<ErasedName> NamesOf(const Decoded& object, const std::string& email) {
    const bool customer = object.kind == Kind::kCustomer;
    if (!customer && !object.customer_id.empty()) return {{Called::kObject, object.customer_id}};
    std::vector<ErasedName> names = {{Called::kObject, object.id}};
    if (!object.parent_id.empty()) names.push_back({Called::kObject, object.parent_id});
    if (!email.empty()) names.push_back({Called::kEmail, email});
    return names;
}

}  // namespace

Status PageStore::LeaveOutErased() {
    profiles::Erasures* erasures = mirror_.options_.erasures;
    if (erasures == nullptr || !erasures->any()) return {};
    std::vector<char> erased = TRY(FindErased());
    if (std::ranges::find(erased, 1) == erased.end()) return {};
    LeaveOutTheirs(erased);
    std::vector<ErasedName> names;
    for (size_t i = 0; i < erased.size(); ++i) {
        if (erased[i] != 0) names.push_back({Called::kObject, batch_.objects[i].id});
    }
    const auto known = TRY(erasures->Find(tx_, batch_.account, names));
    const EraseContext context{batch_.account, mirror_.bodies(), *erasures, batch_.now};
    for (size_t i = 0; i < names.size(); ++i) {
        stored_.left_out.insert(names[i].name);
        if (known[i]) continue;
        const auto row = rows_.find(names[i].name);
        const ObjectRow kept = row == rows_.end() ? ObjectRow() : row->second;
        TRY(EraseMention(tx_, context, batch_.connection, names[i].name, kept));
    }
    erased_ = std::move(erased);
    return {};
}

// An id never comes back. An address only says whose an object was that is older than the erasing, and only where it was
// not somebody else's before.
Result<std::vector<char>> PageStore::FindErased() {
    std::vector<ErasedName> names;
    std::vector<size_t> of;
    for (size_t i = 0; i < batch_.objects.size(); ++i) {
        for (ErasedName& name : NamesOf(batch_.objects[i], batch_.prepared[i].email)) {
            names.push_back(std::move(name));
            of.push_back(i);
        }
    }
    const auto found = TRY(mirror_.options_.erasures->Find(tx_, batch_.account, names));
    std::vector<char> erased(batch_.objects.size(), 0);
    for (size_t i = 0; i < names.size(); ++i) {
        if (!found[i]) continue;
        const Decoded& object = batch_.objects[of[i]];
        const auto row = rows_.find(object.id);
        const bool seen = row != rows_.end() && row->second.seen();
        if (names[i].kind == Called::kEmail && (seen || object.created > *found[i])) continue;
        erased[of[i]] = 1;
    }
    return erased;
}

// What names an object of the same page that is left out.
void PageStore::LeaveOutTheirs(std::vector<char>& erased) {
    std::set<std::string, std::less<>> ids;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < erased.size(); ++i) {
            const Decoded& object = batch_.objects[i];
            if (erased[i] == 0 && !ids.contains(object.customer_id) && !ids.contains(object.parent_id)) continue;
            erased[i] = 1;
            more = ids.insert(object.id).second || more;
        }
    }
}

}  // namespace daybook::stripe

#include "stripe/unseen.h"

#include <map>
#include <string>

#include "stripe/mirror_store.h"
#include "stripe/owners.h"

namespace daybook::stripe {

Result<std::vector<Hint>> Unseen(sql::Tx& tx, const Batch& batch) {
    std::map<std::string, Kind> kinds;  // by name, which is the id of all of these
    for (const Decoded& object : batch.objects) {
        if (object.test_clock || object.deleted) continue;
        if (!object.customer_id.empty()) kinds.emplace(object.customer_id, Kind::kCustomer);
        const bool an_object = !object.parent_id.empty() && ParentKind(object) != kTieKind;
        if (an_object) kinds.emplace(object.parent_id, ParentKind(object));
    }
    std::vector<Hint> unseen;
    std::vector<std::string> ids;
    ids.reserve(kinds.size());
    for (const auto& [id, kind] : kinds) ids.push_back(id);
    if (ids.empty()) return unseen;
    const ObjectMap known = TRY(ReadObjects(tx, batch.connection, ids));
    for (const auto& [id, kind] : kinds) {
        const auto at = known.find(id);
        if (at == known.end() || at->second.seen() || at->second.gone) continue;
        unseen.push_back({id, kind, batch.now, 0, 0, 0});
    }
    if (unseen.empty()) return unseen;
    const sql::Rows hinted = TRY(tx.Query("sync.hinted_at", batch.connection, ids));
    for (size_t i = 0; i < hinted.size(); ++i) {
        std::erase_if(unseen, [&](const Hint& hint) { return hint.name == hinted.TextAt(i, 0); });
    }
    return unseen;
}

}  // namespace daybook::stripe

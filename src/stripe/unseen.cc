#include "stripe/unseen.h"

#include <algorithm>
#include <map>
#include <string>

#include "stripe/mirror_store.h"
#include "stripe/owners.h"

namespace daybook::stripe {

Result<std::vector<Hint>> Unseen(sql::Tx& tx, const Batch& batch) {
    std::map<std::string, Kind> kinds;  // by name, which is the id of all of these
    std::map<std::string, int64_t> ends;  // by customer: the last end of a subscription
    for (const Decoded& object : batch.objects) {
        if (object.test_clock || object.deleted) continue;
        const bool ended = object.kind == Kind::kSubscription && MayHaveEndedWithCustomer(object.fact);
        if (ended && !object.customer_id.empty()) {
            int64_t& end = ends[object.customer_id];
            end = std::max(end, EndOfSubscription(object.fact));
        }
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
        if (at == known.end() || at->second.gone) continue;
        const auto end = ends.find(id);
        const int64_t tells = end == ends.end() ? 0 : end->second + kDeletionSeconds + 1;  // from then on a read does
        const ObjectRow& row = at->second;
        if (row.seen() && (row.read_at >= tells || row.read_at == 0)) continue;
        unseen.push_back({id, kind, row.seen() ? std::max(batch.now, tells * kSecond) : batch.now, 0, 0, 0});
    }
    if (unseen.empty()) return unseen;
    const sql::Rows hinted = TRY(tx.Query("sync.hinted_at", batch.connection, ids));
    for (size_t i = 0; i < hinted.size(); ++i) {
        std::erase_if(unseen, [&](const Hint& hint) { return hint.name == hinted.TextAt(i, 0); });
    }
    return unseen;
}

}  // namespace daybook::stripe

#include "stripe/unseen.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>

#include "stripe/mirror_store.h"
#include "stripe/owners.h"

namespace daybook::stripe {
namespace {

// Hints at the customers and parents that the batch names, as if nothing hinted at any.
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
    return unseen;
}

// Those of the hints whose objects nothing hints at yet.
Result<std::vector<Hint>> Unhinted(sql::Tx& tx, int64_t connection, std::vector<Hint> hints) {
    if (hints.empty()) return hints;
    std::vector<std::string> names;
    names.reserve(hints.size());
    for (const Hint& hint : hints) names.push_back(hint.name);
    const sql::Rows hinted = TRY(tx.Query("sync.hinted_at", connection, names));
    for (size_t i = 0; i < hinted.size(); ++i) {
        std::erase_if(hints, [&](const Hint& hint) { return hint.name == hinted.TextAt(i, 0); });
    }
    return hints;
}

// Takes out those that are to be noted only after `now`, and gives them.
std::vector<Hint> TakeLater(std::vector<Hint>& hints, Micros now) {
    const auto later = std::stable_partition(hints.begin(), hints.end(), [now](const Hint& hint) { return hint.first <= now; });
    std::vector<Hint> taken(std::make_move_iterator(later), std::make_move_iterator(hints.end()));
    hints.erase(later, hints.end());
    return taken;
}

}  // namespace

Result<ToRead> HintAtUnseen(sql::Tx& tx, const Batch& batch, const Stored& stored) {
    std::vector<Hint> hints = TRY(Unseen(tx, batch));
    for (const size_t i : stored.untied) {
        const Decoded& object = batch.objects[i];
        hints.push_back({StoredName(object.kind, object.id), object.kind, batch.now, 0, 0, object.created});
    }
    ToRead found;
    found.now = TRY(Unhinted(tx, batch.connection, std::move(hints)));
    found.later = TakeLater(found.now, batch.now);
    TRY(PutHints(tx, batch.connection, found.now));
    return found;
}

bool MayPayAnInvoice(const Decoded& object) {
    return object.kind == Kind::kCharge && (object.fact.flags & kFlagTieKnown) == 0;
}

Result<std::set<std::string>> Untied(sql::Tx& tx, const Batch& batch) {
    std::vector<std::string> ids;
    for (const Decoded& object : batch.objects) {
        if (MayPayAnInvoice(object)) ids.push_back(object.id);
    }
    std::set<std::string> untied(ids.begin(), ids.end());
    if (ids.empty()) return untied;
    for (const auto& [id, row] : TRY(ReadObjects(tx, batch.connection, ids))) {
        if (row.seen()) untied.erase(id);
    }
    return untied;
}

}  // namespace daybook::stripe

// One Store call of the mirror: a page, one transaction (plan.md §4). Used by mirror.cc only.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "stripe/change_email.h"
#include "stripe/mirror.h"
#include "stripe/owners.h"

namespace daybook::stripe {

class PageStore {
  public:
    PageStore(Mirror& mirror, sql::Tx& tx, const Batch& batch)
        : mirror_(mirror), tx_(tx), batch_(batch) {}
    Result<Stored> Run();

  private:
    // Reading and sifting.
    Status Check();
    Status ReadRows();
    Status LeaveOutErased();
    Result<std::vector<char>> FindErased();
    void LeaveOutTheirs(std::vector<char>& erased);
    void Sift();
    void Take(size_t index, std::string_view name, ObjectRow& row);

    // Numbers and owners.
    Status GiveNumbers();
    void Mention(const std::string& id, Kind kind);
    Status FindEmails();
    Status ChangeEmails();
    Status Own();
    Status DoJoins(const OwnerPlan& plan);
    Status StartMove(const Moving& moving);
    void Follow(const Moving& moving);

    // Facts.
    void Tie();
    int64_t InvoiceOf(const Decoded& charge) const;
    PlacedFact PayerOf(const Decoded& payment) const;
    Status TieStored();
    void CollectFacts();
    void CollectFact(const Item& item);
    bool IsCollected(int64_t object) const;
    Status TakeAlong();
    Status Adopt();
    Result<std::vector<int64_t>> AdoptUnder(const std::map<int64_t, const ObjectRow*>& parents);
    Status DropStaleFacts();
    Status StorePrices();
    Status Observe();
    Status KeepNoOfMoved();
    Status SpreadNoes();

    // Writing.
    Status Write();
    Status WriteObjectRows();
    Status WriteBodyRows();
    Status WriteCustomerRows();
    Status WriteInvoiceNumbers();
    Status WriteUnchanged();
    Status WriteSeenBeforeDeletion();
    Status MarkDue();
    void Touch(ProfileId id) {
        if (static_cast<int64_t>(id) > 0) touched_.push_back(id);
    }

    Mirror& mirror_;
    sql::Tx& tx_;
    const Batch& batch_;
    Stored stored_;

    ObjectMap rows_;  // of all names in the page
    std::vector<char> erased_;  // by index: of people who were erased; empty: none is
    struct Mentioned {
        std::string_view id;
        ObjectRow* row = nullptr;
        ObjectRow before;
    };
    std::vector<Mentioned> mentioned_;         // by the items, each once, not items themselves
    std::vector<Item> items_;                  // new or changed, sorted by RankOf
    std::vector<std::string_view> unchanged_;  // names
    std::vector<const ObjectRow*> seen_before_deletion_;  // customers, by reads that were outdone by the one that found them deleted
    Emails emails_;
    std::vector<PlacedFact> facts_;
    std::vector<PlacedFact> replaced_;  // the keys of stored facts whose states are watched
    std::vector<std::pair<Place, int64_t>> stale_facts_;
    std::vector<ProfileId> touched_;
};

}  // namespace daybook::stripe

// The live lane: reads the objects that hints name, one by one or, where many wait, by windows of `created`, ahead of the
// import in Stripe's limits and in the writer, and marks their people due at once.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "stripe/client.h"
#include "stripe/connection.h"
#include "stripe/hint_queue.h"
#include "stripe/parts.h"
#include "stripe/unseen.h"

namespace daybook::stripe {

class Live : public std::enable_shared_from_this<Live> {
  public:
    struct Events {
        std::function<void(const Failure&)> key_refused;
        // The key may not read this kind: that is stored, the hints are dropped, and the operator is told.
        std::function<void(Kind, const Problem&)> not_permitted;
    };
    static std::shared_ptr<Live> Create(Parts parts, const Connection& connection,
                                        std::shared_ptr<Client> client, Events events);

    // Takes up the hints that are stored.
    void Start();
    // After hints were committed.
    void Hinted(std::vector<Hint> hints);
    // Notes them once a read can tell. Not stored while it waits: who stops meanwhile does without, or the next comparison
    // reads it.
    void HintLater(const std::vector<Hint>& hints, Micros now);
    void Stop();
    // Hints that are not answered yet, as far as they are known here.
    size_t waiting();
    // Whether the object of this name is yet to be read; true too while not all hints are known here.
    bool Waits(std::string_view name);

  private:
    // One read: of an object, or of a window of them.
    struct Reading {
        Kind kind = Kind::kUnknown;
        std::vector<Hint> hints;           // that it may answer
        Batch batch;
        std::optional<Window> window;      // none: the one object of the one hint
        WindowPage page;
        size_t parts_missing = 0;          // objects whose sub-lists are being read
        bool failed = false;
        std::set<int64_t> untied;          // charges never seen before: their payment intents, or they themselves (TieHash)
        int64_t payments_from = 0, payments_to = 0;  // where their invoice payments lie
        std::string payments_after;        // the cursor among them
        int payments_pages = 0;
        ToRead named;                      // by the objects, unseen
        std::vector<std::string> dropped;  // names whose hints went with the objects
    };
    using ReadingPtr = std::shared_ptr<Reading>;  // shared by the request, the writer's job and what follows

    Live(Parts parts, const Connection& connection, std::shared_ptr<Client> client, Events events);
    void Load();
    void Fill();
    ReadingPtr NewReading(Kind kind, std::vector<Hint> hints) const;
    // How it ends, for each hint (live.cc).
    void Store(const ReadingPtr& reading, bool gone);
    static Status DropRead(sql::Tx& tx, Reading& reading);
    void Stored(const ReadingPtr& reading, const Status& status);
    void Note(const Hint& hint);
    void Failed(const ReadingPtr& reading, const Failure& failure);
    void TryAgain(const ReadingPtr& reading);
    void GiveUp(const ReadingPtr& reading, const Failure& failure);
    void Dropped(const ReadingPtr& reading);
    void Answered(const Hint& hint, bool dropped);
    void FillIn(Micros wait);

    // Reading (live_read.cc).
    void Read(const ReadingPtr& reading);
    void ReadWindow(const ReadingPtr& reading);
    void Arrived(const ReadingPtr& reading, Client::Reply reply);
    void WindowArrived(const ReadingPtr& reading, Client::Reply reply);
    void Complete(const ReadingPtr& reading);
    void PartArrived(const ReadingPtr& reading, const std::optional<Failure>& failure);
    void Whole(const ReadingPtr& reading);
    void ReadPayments(const ReadingPtr& reading);
    void FindUntied(const ReadingPtr& reading);
    void ReadWindowPayments(const ReadingPtr& reading);
    void Ready(const ReadingPtr& reading);

    Parts parts_;
    const Connection connection_;
    const std::shared_ptr<Client> client_;
    Events events_;
    std::mutex mutex_;                     // never held while anything outside is called
    HintQueue queue_;
    std::array<int, kKindsMax> windows_{}; // that are being read, by kind
    int busy_ = 0;
    bool more_stored_ = false;             // the table holds more than was taken up
    bool loading_ = false;
    bool stopped_ = false;
};

}  // namespace daybook::stripe

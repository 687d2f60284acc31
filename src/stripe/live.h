// The live lane: reads the objects that webhooks hinted at, one by one, ahead of the import in Stripe's limits and in
// the writer, and marks their people due at once.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "stripe/client.h"
#include "stripe/connection.h"
#include "stripe/hints.h"
#include "stripe/parts.h"

namespace daybook::stripe {

class Live : public std::enable_shared_from_this<Live> {
  public:
    struct Events {
        std::function<void(const Failure&)> key_refused;
        // The key may not read this kind: its hints are dropped and the operator is told.
        std::function<void(Kind, const Failure&)> not_permitted;
    };
    static std::shared_ptr<Live> Create(Parts parts, const Connection& connection,
                                        std::shared_ptr<Client> client, Events events);

    // Takes up the hints that are stored.
    void Start();
    // After a hint was committed.
    void Hinted(Hint hint);
    void Stop();
    // Hints that are not answered yet, as far as they are known here.
    size_t waiting();

  private:
    struct Item {
        Hint hint;
        bool busy = false;
        Micros not_before = 0;
    };
    // One read of one object.
    struct Reading {
        Hint hint;
        Batch batch;
        std::optional<Hint> parent;        // its customer, never seen yet: hinted at with it
    };
    using ReadingPtr = std::shared_ptr<Reading>;  // shared by the request, the writer's job and what follows

    Live(Parts parts, const Connection& connection, std::shared_ptr<Client> client, Events events);
    void Load();
    void Fill();
    void Read(const Hint& hint);
    Status Take(Reading& reading, const std::string& body);
    void Arrived(const ReadingPtr& reading, Client::Reply reply);
    void Whole(const ReadingPtr& reading);
    void ReadPayments(const ReadingPtr& reading);
    void Ready(const ReadingPtr& reading);
    void Store(const ReadingPtr& reading, bool gone);
    static Status HintAtCustomer(sql::Tx& tx, Reading& reading, std::string_view customer);
    void Stored(const ReadingPtr& reading, bool dropped, const Status& status);
    void Failed(const ReadingPtr& reading, const Failure& failure);
    void Again(const Hint& hint, bool count);
    void Drop(const Hint& hint);

    Parts parts_;
    const Connection connection_;
    const std::shared_ptr<Client> client_;
    Events events_;
    std::mutex mutex_;                     // never held while anything outside is called
    std::map<std::string, Item> items_;    // by object id
    int busy_ = 0;
    bool more_stored_ = false;             // the table holds more than was taken up
    bool loading_ = false;
    bool stopped_ = false;
};

}  // namespace daybook::stripe

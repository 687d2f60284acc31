// What a key may read: one limit=1 read a resource, and whether it belongs to the shop whose data is stored here.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "stripe/client.h"
#include "stripe/connection.h"
#include "stripe/mirror_read.h"

namespace daybook::stripe {

struct ResourceProbe {
    Kind kind = Kind::kUnknown;
    Grant grant = Grant::kMissing;
    std::optional<Problem> problem;      // permission_missing, in Stripe's own names
};

struct Probed {
    std::vector<ResourceProbe> resources;      // in the order of kResources
    std::optional<Grant> events;               // of /v1/events; nothing where that could not be asked
    std::optional<Failure> refused;            // Stripe does not accept the key at all
    std::optional<Failure> unreachable;        // some read got no answer: it counts as granted until it is read
    bool answered = false;                     // some read got one
    bool other_account = false;                // a stored object is unknown to this key
    std::optional<Failure> unverified;         // whether it is could not be asked: the key must not be trusted yet
};

// `stored`: an object that is stored here. `done` is called once, on a thread of the client's.
void Probe(const std::shared_ptr<Client>& client, std::string_view api_version,
           const std::optional<ObjectName>& stored, std::function<void(Probed)> done);

// The same, waiting; after 25 s unreachable, for the reason of the last attempt that failed. Observes the client.
Probed ProbeAndWait(const std::shared_ptr<Client>& client, std::string_view api_version,
                    const std::optional<ObjectName>& stored);

// Before basil there are no /v1/invoice_payments.
bool HasResource(const Resource& resource, std::string_view api_version);

}  // namespace daybook::stripe

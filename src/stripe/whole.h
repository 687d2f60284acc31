// Whole objects: Stripe embeds only the first ten lines of an invoice and the first items of a subscription. These read
// the rest through the same limits and decode the object again.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "stripe/client.h"
#include "stripe/decode.h"

namespace daybook::stripe {

// Replaces `object` by its whole form, then calls `done` on the worker pool, with the failure if there is one. An object
// that Stripe no longer knows meanwhile (a deleted draft) stays as it came: its next event or fetch says that it is gone.
// Precondition: object.more_lines. `object` lives until then.
void MakeWhole(const std::shared_ptr<Client>& client, Haste haste, Decoded& object,
               std::function<void(std::optional<Failure>)> done);

}  // namespace daybook::stripe

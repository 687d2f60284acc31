// A believable past: customers with their orders, subscriptions, carts and refunds, up to the shop's birth.
#pragma once

#include <cstdint>

#include "sandbox/store.h"

namespace daybook::sandbox {

struct Population {
    uint32_t customers = 0;
    uint32_t whale_invoices = 0;  // customer 0's
};

// Fills an empty store and arranges it. The same store seed, birth and population give the same rows.
void Populate(Store& store, const Population& population);

}  // namespace daybook::sandbox

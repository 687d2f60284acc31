// Which seeds a run of the simulator tries. To see one again: DAYBOOK_SEED=<seed> DAYBOOK_SIM_SEEDS=1 sim_test; with
// DAYBOOK_SIM_LOG=1 the log is shown.
#pragma once

#include <cstdint>

namespace daybook::sim {

// DAYBOOK_SEED, else 1.
uint64_t FirstSeed();
// DAYBOOK_SIM_SEEDS, else 20.
int SeedCount();

}  // namespace daybook::sim

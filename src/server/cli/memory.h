// The process holds Stripe's key in the clear while it works: no copy of its memory may be left behind.
#pragma once

namespace daybook::server {

// No core file after a crash, and no other process of the same user reads this one's memory. Children inherit the
// first and call this themselves. Builds with sanitizers only write no core file: the leak check traces the process.
void HideMemory();

}  // namespace daybook::server

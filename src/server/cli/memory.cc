#include "server/cli/memory.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include "base/log.h"

namespace daybook::server {

void HideMemory() {
    const rlimit none{0, 0};
    bool hidden = setrlimit(RLIMIT_CORE, &none) == 0;
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    // Where core_pattern is a pipe the limit does not count; this does.
    hidden = prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && hidden;
#endif
    if (!hidden) Log(Level::kWarn, "memory.not_hidden");
}

}  // namespace daybook::server

#include "base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace daybook {

void AssertFailed(const char* condition, const char* file, int line) {
    (void)std::fprintf(stderr,
                       "{\"level\":\"fatal\",\"msg\":\"assertion failed: %s\",\"at\":\"%s:%d\"}\n",
                       condition, file, line);
    (void)std::fflush(stderr);
    std::abort();
}

}  // namespace daybook

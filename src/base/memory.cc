#include "base/memory.h"

#include <malloc.h>

namespace daybook {

void GiveBackFreed() { (void)malloc_trim(0); }

}  // namespace daybook

// For tests and benchmarks: a full newsletter of blocks, every type among them.
#pragma once

#include <string>

namespace daybook::templates {

std::string Newsletter();

}  // namespace daybook::templates

// For tests and benchmarks: drafts of 512 KB that nobody means well, each of another shape.
#pragma once

#include <string>
#include <vector>

#include "templates/content.h"

namespace daybook::templates {

struct BadInput {
    std::string name;
    Kind kind = Kind::kEmail;
    std::string content;  // JSON
};
std::vector<BadInput> BadInputs();

// A preview of it: read, checked, made, rendered for nobody. What came of it: "refused", or the names of the message's fate.
std::string_view PreviewOf(const BadInput& input);

}  // namespace daybook::templates

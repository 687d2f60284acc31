// What mail programs will not show, or show badly, in the HTML of an e-mail: warnings.
#pragma once

#include <string_view>
#include <vector>

#include "templates/check.h"

namespace daybook::templates {

// Gmail shows no more than this of a message (liquid.md §1.5).
inline constexpr size_t kShownBytesMax = 102 << 10;
inline constexpr size_t kShownBytesNear = 90 << 10;

// `html` in the template language.
void CheckHtml(std::string_view html, std::string_view part, std::vector<Finding>& findings);
// Appends a warning where so many bytes are too many.
void CheckSize(size_t bytes, std::string_view part, std::vector<Finding>& findings);

}  // namespace daybook::templates

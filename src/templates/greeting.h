// Whether what stands in front of a printed value is a greeting: "Hi {{ … }}", or a line that begins with the name and a
// comma. There a missing name shows at once.
#pragma once

#include <string_view>

namespace daybook::templates {

// `before`: the text of the part up to the output, `after`: what follows it.
bool IsGreeting(std::string_view before, std::string_view after);

}  // namespace daybook::templates

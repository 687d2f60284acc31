// Templates of other products that were pasted: recognised by what only they write, and told what to write instead. Nothing
// of them is ever half understood.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace daybook::templates {

struct Foreign {
    std::string language;    // "Mailchimp"
    std::string written;     // "*|FNAME|*"
    std::string instead;     // "{{ profile.first_name }}"; empty: there is nothing like it
    std::string advice;      // a sentence, where instead says too little
    size_t at = 0;           // in the text
};

// At most 20, in the order of the text. Nothing within {% raw %} and {% comment %}.
std::vector<Foreign> FindForeign(std::string_view text);

}  // namespace daybook::templates

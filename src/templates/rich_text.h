// Rich text of an editor as HTML that mail programs show alike: few tags, with their styles inlined.
#pragma once

#include <string>
#include <string_view>

#include "templates/brand.h"

namespace daybook::templates {

// p br strong b em i u s a ul ol li span sub sup stay, other tags go and leave their text; of attributes only a link's href
// stays. `html` may hold the language, which is left as it is. Ends soon after `out` has more than `bytes_max`: what is made may be
// forty times what is written.
void AppendRichText(std::string& out, std::string_view html, const Brand& brand, size_t bytes_max);

// Plain words in the language, the words between its outputs escaped. Ends likewise.
void AppendWords(std::string& out, std::string_view words, size_t bytes_max);

}  // namespace daybook::templates

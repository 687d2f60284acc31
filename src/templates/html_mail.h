// Finished HTML made fit for a mail: what must not be sent is taken out, the preview text put in, a plain text made of it.
#pragma once

#include <string>
#include <string_view>

namespace daybook::templates {

// Without scripts, frames and embedded objects, without attributes that run some, and with "#" in place of links that are no
// http, https, mailto, tel or sms; links to images that are kept (kept_images.h) begin with `address`. All else byte for byte.
std::string CleanHtml(std::string_view html, std::string_view address);

// A fragment becomes a whole document; `preview_text`, which is plain, comes first in the body, hidden.
std::string WholeDocument(std::string_view html, std::string_view preview_text, std::string_view title);

// The plain text: blocks on lines of their own, lists with dashes, links as [1] with their addresses at the end, images as
// their alt text. What is hidden, and the head, are left out.
std::string TextOfHtml(std::string_view html);

}  // namespace daybook::templates

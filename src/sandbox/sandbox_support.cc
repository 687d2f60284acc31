#include "sandbox/sandbox_support.h"

#include "base/text.h"

namespace daybook::sandbox {

std::string Escape(std::string_view text) { return UrlEncode(text); }

http::Request GetRequest(std::string_view target, std::string_view key, std::string_view version) {
    http::Request request;
    size_t mark = target.find('?');
    request.path = UrlDecode(target.substr(0, mark)).value_or("");
    if (mark != std::string_view::npos) {
        for (std::string_view pair : Split(target.substr(mark + 1), '&')) {
            size_t equals = pair.find('=');
            request.query.push_back({UrlDecode(pair.substr(0, equals)).value_or(""),
                                     UrlDecode(pair.substr(equals + 1), /*plus_is_space=*/true).value_or("")});
        }
    }
    if (!key.empty()) request.headers.Set("Authorization", "Bearer " + std::string(key));
    if (!version.empty()) request.headers.Set("Stripe-Version", version);
    return request;
}

}  // namespace daybook::sandbox

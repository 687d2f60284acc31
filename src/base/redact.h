// Takes secrets out of text before it is logged, shown or stored.
#pragma once

#include <string>
#include <string_view>

namespace daybook {

// Every Stripe key or webhook secret ((rk|sk|pk)_(live|test|org)_…, whsec_…), every key of ours (dbk_…), the
// password of a URL and each value after "Bearer " becomes its prefix and "…" ("rk_live_…"). Masked echoes
// ("rk_live_****wxyz") too.
std::string Redact(std::string_view text);

// "rk_live_…wxyz": what of a key may be shown.
std::string KeyHint(std::string_view key);

}  // namespace daybook

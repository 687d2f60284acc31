// The status line and headers of an answer. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "http/message.h"

namespace daybook::http {

enum class Framing { kLength, kChunked, kUntilClose };

struct HeadOptions {
    Framing framing = Framing::kLength;
    bool http_1_0 = false;
    bool keep_alive = true;
    std::string_view request_id;
    std::string_view date;  // HttpDate
};

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 §5.6.7).
std::string HttpDate(Micros now);
// The moment such a date names; nothing where it is none.
std::optional<Micros> ParseHttpDate(std::string_view date);

// Framing, Connection, Date and Request-Id are ours whatever the handler set; line ends inside
// values become blanks.
std::string ResponseHead(const Response& response, const HeadOptions& options);

// Whether an answer of this status has a body at all (RFC 9110 §6.4.1).
bool StatusHasBody(int status);

}  // namespace daybook::http

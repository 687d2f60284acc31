#include "http/response_head.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "base/text.h"

namespace daybook::http {
namespace {

std::string_view Reason(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 307:
            return "Temporary Redirect";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 402:
            return "Payment Required";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 413:
            return "Content Too Large";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "Status";
    }
}

bool IsOurs(std::string_view name) {
    for (std::string_view ours :
         {"content-length", "transfer-encoding", "connection", "date", "request-id"}) {
        if (name.size() == ours.size() && StartsWithNoCase(name, ours)) return true;
    }
    return false;
}

void AppendHeader(std::string& head, std::string_view name, std::string_view value) {
    head.append(name).append(": ");
    size_t start = head.size();
    head.append(value);
    std::replace_if(
        head.begin() + static_cast<std::ptrdiff_t>(start), head.end(),
        [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
    head += "\r\n";
}

}  // namespace

std::string HttpDate(Micros now) {
    static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t seconds = static_cast<time_t>(now / kSecond);
    tm t{};
    gmtime_r(&seconds, &t);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[t.tm_wday], t.tm_mday,
                       kMonths[t.tm_mon], t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
}

std::optional<Micros> ParseHttpDate(std::string_view date) {
    tm t{};
    const std::string text(date);
    const char* end = strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &t);
    if (end == nullptr || *end != '\0') return std::nullopt;
    return static_cast<Micros>(timegm(&t)) * kSecond;
}

bool StatusHasBody(int status) { return status >= 200 && status != 204 && status != 304; }

std::string ResponseHead(const Response& response, const HeadOptions& options) {
    std::string head;
    head.reserve(384);
    fmt::format_to(std::back_inserter(head), "HTTP/1.{} {} {}\r\n", options.http_1_0 ? 0 : 1,
                   response.status, Reason(response.status));
    AppendHeader(head, "Date", options.date);
    AppendHeader(head, "Request-Id", options.request_id);
    bool cache = false;
    bool sniff = false;
    for (const auto& [name, value] : response.headers.all()) {
        if (name.empty() || IsOurs(name) || name.find_first_of("\r\n: ") != std::string::npos)
            continue;
        cache |= name.size() == 13 && StartsWithNoCase(name, "cache-control");
        sniff |= name.size() == 22 && StartsWithNoCase(name, "x-content-type-options");
        AppendHeader(head, name, value);
    }
    if (!cache) head += "Cache-Control: no-store\r\n";
    if (!sniff) head += "X-Content-Type-Options: nosniff\r\n";
    if (options.framing == Framing::kChunked) {
        head += "Transfer-Encoding: chunked\r\n";
    } else if (options.framing == Framing::kLength && StatusHasBody(response.status)) {
        fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n", response.body.size());
    }
    if (!options.keep_alive)
        head += "Connection: close\r\n";
    else if (options.http_1_0)
        head += "Connection: keep-alive\r\n";
    head += "\r\n";
    return head;
}

}  // namespace daybook::http

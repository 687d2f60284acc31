// The admin application as the browser loads it: files of web/ that the build made, embedded in the program.
//
// Names under /assets/ hold a digest of their content and may be kept for ever; the rest is asked for again each time
// (ETag). Every path that is neither a file nor the API's answers index.html to who wants HTML: the application's own
// router reads the path.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "http/message.h"

namespace daybook::server {

struct Asset {
    std::string_view path;      // "/index.html", "/assets/index-3f2a.js"
    std::string_view type;      // of the content
    std::string_view tag;       // the ETag, with its quotes
    std::string_view plain;
    std::string_view gzip;      // empty: not worth it
    std::string_view brotli;    // the same
};

// What tools/build_web.mjs embedded. Never empty.
std::span<const Asset> WebAssets();

// The answer to a request that the route table does not know; nothing where it is the API's to refuse.
std::optional<http::Response> AnswerApplication(std::span<const Asset> assets, const http::Request& request);

// What every answer carries for browsers: pages one strict Content-Security-Policy, all else one that allows nothing.
// `https`: whether people reach this server by https.
void AddSecurityHeaders(http::Response& response, bool https);

}  // namespace daybook::server

#include "server/application.h"

#include <algorithm>

#include "base/text.h"

namespace daybook::server {
namespace {

constexpr std::string_view kIndex = "/index.html";
constexpr std::string_view kAssets = "/assets/";
constexpr std::string_view kApi[] = {"/v1", "/webhooks", "/openapi.json", "/healthz", "/readyz", "/metrics", "/images"};
constexpr std::string_view kForEver = "public, max-age=31536000, immutable";
// docs/decisions/0007: Mantine sets style attributes, scripts are only ever files of ours.
constexpr std::string_view kPagePolicy =
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
// The empty page that a message is shown in: its pictures may come from anywhere, and nothing in it runs.
constexpr std::string_view kMessage = "/message.html";
constexpr std::string_view kMessagePolicy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src https: http: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin";
constexpr std::string_view kDataPolicy = "default-src 'none'; frame-ancestors 'none'";

bool IsUnder(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

// Whether a list such as "gzip, br;q=0.5" or "text/html,*/*;q=0.8" names it, and not with q=0 (RFC 9110 §12.4.2).
bool Accepts(std::string_view list, std::string_view name) {
    for (std::string_view element : Split(list, ',')) {
        size_t semicolon = element.find(';');
        if (AsciiLower(Trim(element.substr(0, semicolon))) != name) continue;
        if (semicolon == std::string_view::npos) return true;
        std::string_view weight = Trim(element.substr(semicolon + 1));
        return !StartsWithNoCase(weight, "q=0") || weight.find_first_of("123456789") != std::string_view::npos;
    }
    return false;
}

const Asset* Find(std::span<const Asset> assets, std::string_view path) {
    auto found = std::ranges::find(assets, path, &Asset::path);
    return found == assets.end() ? nullptr : &*found;
}

// A GET for a page of the application: what a browser asks for when one opens or reloads it.
const Asset* PageFor(std::span<const Asset> assets, const http::Request& request) {
    if (request.path == "/") return Find(assets, kIndex);
    if (request.path.starts_with(kAssets) || !Accepts(request.headers.Get("Accept"), "text/html")) return nullptr;
    return Find(assets, kIndex);
}

http::Response Serve(const Asset& asset, const http::Request& request) {
    http::Response response;
    response.route = asset.path.starts_with(kAssets) ? "/assets/{file}" : "/{page}";
    response.headers.Set("Cache-Control", asset.path.starts_with(kAssets) ? kForEver : "no-cache");
    response.headers.Set("ETag", asset.tag);
    response.headers.Set("Vary", "Accept, Accept-Encoding");
    response.headers.Set("Content-Type", asset.type);  // with 304 too: the policy follows it
    if (asset.path == kMessage) response.headers.Set("Content-Security-Policy", kMessagePolicy);
    if (request.headers.Get("If-None-Match") == asset.tag) {
        response.status = 304;
        return response;
    }
    std::string_view encodings = request.headers.Get("Accept-Encoding");
    if (!asset.brotli.empty() && Accepts(encodings, "br")) {
        response.headers.Set("Content-Encoding", "br");
        response.body = asset.brotli;
    } else if (!asset.gzip.empty() && Accepts(encodings, "gzip")) {
        response.headers.Set("Content-Encoding", "gzip");
        response.body = asset.gzip;
    } else {
        response.body = asset.plain;
    }
    return response;
}

}  // namespace

std::optional<http::Response> AnswerApplication(std::span<const Asset> assets, const http::Request& request) {
    if (request.method != http::Method::kGet && request.method != http::Method::kHead) return std::nullopt;
    for (std::string_view folder : kApi) {
        if (IsUnder(request.path, folder)) return std::nullopt;
    }
    const Asset* asset = Find(assets, request.path);
    if (asset == nullptr) asset = PageFor(assets, request);
    if (asset == nullptr) return std::nullopt;
    return Serve(*asset, request);
}

void AddSecurityHeaders(http::Response& response, bool https) {
    bool page = response.headers.Get("Content-Type").starts_with("text/html");
    if (!response.headers.Has("Content-Security-Policy")) {
        response.headers.Set("Content-Security-Policy", page ? kPagePolicy : kDataPolicy);
    }
    response.headers.Set("Referrer-Policy", "same-origin");
    response.headers.Set("Cross-Origin-Opener-Policy", "same-origin");
    if (!response.headers.Has("Cross-Origin-Resource-Policy")) response.headers.Set("Cross-Origin-Resource-Policy", "same-origin");
    if (https) response.headers.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

}  // namespace daybook::server

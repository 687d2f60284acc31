#include "http/router.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "base/text.h"

namespace daybook::http {
namespace {

using Segments = std::vector<std::string_view>;

bool IsName(std::string_view segment) { return segment.starts_with('{'); }

Segments SegmentsOf(std::string_view path) {
    return path.empty() ? Segments() : Split(path.substr(1), '/');
}

bool Fits(const Segments& pattern, const Segments& path) {
    if (pattern.size() != path.size()) return false;
    for (size_t i = 0; i < path.size(); ++i) {
        if (IsName(pattern[i]) ? path[i].empty() : pattern[i] != path[i]) return false;
    }
    return true;
}

// Whether `a` is literal where they first differ in kind.
bool MoreSpecial(const Segments& a, const Segments& b) {
    for (size_t i = 0; i < a.size(); ++i) {
        if (IsName(a[i]) != IsName(b[i])) return IsName(b[i]);
    }
    return false;
}

bool SameShape(const Segments& a, const Segments& b) {
    if (a.size() != b.size()) return false;
    for (size_t i = 0; i < a.size(); ++i) {
        if (IsName(a[i]) != IsName(b[i]) || (!IsName(a[i]) && a[i] != b[i])) return false;
    }
    return true;
}

}  // namespace

Router::Router(const std::vector<RoutePattern>& patterns) {
    for (const RoutePattern& pattern : patterns) {
        ASSERT(pattern.pattern.starts_with('/'));
        Compiled route{pattern.method, SegmentsOf(pattern.pattern)};
        for (std::string_view segment : route.segments) {
            ASSERT(IsName(segment) == segment.ends_with('}') && segment != "{}");
        }
        for (const Compiled& other : routes_) {
            ASSERT(other.method != route.method || !SameShape(other.segments, route.segments));
        }
        routes_.push_back(std::move(route));
    }
}

const Router::Compiled* Router::Best(Method method, const Segments& segments) const {
    const Compiled* best = nullptr;
    for (const Compiled& route : routes_) {
        if (route.method != method || !Fits(route.segments, segments)) continue;
        if (best == nullptr || MoreSpecial(route.segments, best->segments)) best = &route;
    }
    return best;
}

std::string Router::Allowed(const Segments& segments) const {
    std::string allow;
    auto add = [&allow](std::string_view name) {
        if (!allow.empty()) allow += ", ";
        allow += name;
    };
    for (Method method : {Method::kGet, Method::kPost, Method::kPut, Method::kPatch,
                          Method::kDelete, Method::kOptions}) {
        if (Best(method, segments) == nullptr) continue;
        add(MethodName(method));
        if (method == Method::kGet) add("HEAD");
    }
    return allow;
}

RouteMatch Router::Match(Method method, std::string_view path) const {
    Segments segments = SegmentsOf(path);
    const Compiled* route = Best(method, segments);
    if (route == nullptr && method == Method::kHead) route = Best(Method::kGet, segments);
    RouteMatch match;
    if (route == nullptr) {
        match.allow = Allowed(segments);
        if (!match.allow.empty()) match.kind = RouteMatch::Kind::kOtherMethod;
        return match;
    }
    match.kind = RouteMatch::Kind::kFound;
    match.index = static_cast<size_t>(route - routes_.data());
    for (size_t i = 0; i < segments.size(); ++i) {
        std::string_view name = route->segments[i];
        if (!IsName(name)) continue;
        match.parameters.push_back(
            {std::string(name.substr(1, name.size() - 2)), std::string(segments[i])});
    }
    return match;
}

Response NoRouteResponse(const RouteMatch& match, const Request& request) {
    ASSERT(match.kind != RouteMatch::Kind::kFound);
    std::string what =
        fmt::format("{} {}", MethodName(request.method), request.path.substr(0, 200));
    if (match.kind == RouteMatch::Kind::kUnknownPath) {
        return ErrorResponse(
            NotFound(
                fmt::format("There is nothing at {}. See /openapi.json for what there is.", what)),
            request.request_id);
    }
    // As Stripe has it, a path is missing for a method that it does not take.
    Response response = ErrorResponse(
        NotFound(fmt::format("There is no {}; this path takes {}.", what, match.allow)),
        request.request_id);
    response.headers.Add("Allow", match.allow);
    return response;
}

}  // namespace daybook::http

// From method and path to a row of the route table. Pure; fuzzed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace daybook::http {

struct RoutePattern {
    Method method = Method::kGet;
    std::string_view pattern;  // "/v1/profiles/{id}/activities"; literal segments win over {names};
                               // outlives the router
};

struct RouteMatch {
    enum class Kind { kFound, kUnknownPath, kOtherMethod };
    Kind kind = Kind::kUnknownPath;
    size_t index = 0;                   // of the pattern, where found
    std::vector<Parameter> parameters;  // where found
    std::string allow;  // "GET, HEAD, POST", where the path is known but not with this method
};

class Router {
  public:
    // Patterns begin with '/'; two of the same method and shape, or a malformed one, are a defect
    // of the table (ASSERT).
    explicit Router(const std::vector<RoutePattern>& patterns);
    // `path` as in Request. HEAD finds GET's route where it has none of its own. An empty {name}
    // matches nothing.
    RouteMatch Match(Method method, std::string_view path) const;

  private:
    struct Compiled {
        Method method;
        std::vector<std::string_view> segments;
    };
    const Compiled* Best(Method method, const std::vector<std::string_view>& segments) const;
    std::string Allowed(const std::vector<std::string_view>& segments) const;

    std::vector<Compiled> routes_;
};

// The API's answer to a request without a route: 404, or 405 with Allow.
Response NoRouteResponse(const RouteMatch& match, const Request& request);

}  // namespace daybook::http

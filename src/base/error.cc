#include "base/error.h"

#include <utility>

namespace daybook {

std::string_view CodeName(Code code) {
    switch (code) {
        case Code::kInvalid:
            return "invalid";
        case Code::kNotFound:
            return "not_found";
        case Code::kConflict:
            return "conflict";
        case Code::kUnauthenticated:
            return "unauthenticated";
        case Code::kForbidden:
            return "forbidden";
        case Code::kLimited:
            return "limited";
        case Code::kUnavailable:
            return "unavailable";
        case Code::kTimeout:
            return "timeout";
        case Code::kCorrupt:
            return "corrupt";
        case Code::kInternal:
            return "internal";
    }
    return "internal";
}

Error Invalid(std::string message, std::string param, std::string reason) {
    return {Code::kInvalid, std::move(message), std::move(reason), std::move(param)};
}
Error NotFound(std::string message, std::string reason) {
    return {Code::kNotFound, std::move(message), std::move(reason), {}};
}
Error Conflict(std::string message, std::string reason) {
    return {Code::kConflict, std::move(message), std::move(reason), {}};
}
Error Unavailable(std::string message, std::string reason) {
    return {Code::kUnavailable, std::move(message), std::move(reason), {}};
}
Error Timeout(std::string message, std::string reason) {
    return {Code::kTimeout, std::move(message), std::move(reason), {}};
}
Error Corrupt(std::string message, std::string reason) {
    return {Code::kCorrupt, std::move(message), std::move(reason), {}};
}
Error Internal(std::string message, std::string reason) {
    return {Code::kInternal, std::move(message), std::move(reason), {}};
}

}  // namespace daybook

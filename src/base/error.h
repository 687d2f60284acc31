// What may go wrong in operation, as a value.
#pragma once

#include <string>
#include <string_view>

namespace daybook {

// A code tells the caller what to do. http/ maps it to a status in one table (http/errors.h).
enum class Code {
    kInvalid,          // the input is wrong: change it
    kNotFound,         // there is no such thing
    kConflict,         // it collides with what is stored: read again and decide
    kUnauthenticated,  // say who you are
    kForbidden,        // not allowed with these rights
    kLimited,          // too much or too often: later
    kUnavailable,      // a peer or a resource is not there: later
    kTimeout,          // no answer in time: later
    kCorrupt,          // stored or received data cannot be understood
    kInternal,         // a defect of ours
};

// "invalid", "not_found", ….
std::string_view CodeName(Code code);

struct Error {
    Code code = Code::kInternal;
    std::string message;  // What happened, to what, and what the reader can do now. No secrets.
    std::string reason;   // The API's `code`, such as "stripe_key_invalid"; empty: made from `code`.
    std::string param;    // The input's name, where one is to blame.
};

// Short makers: return Invalid("limit must be 1 to 100", "limit");
Error Invalid(std::string message, std::string param = {}, std::string reason = {});
Error NotFound(std::string message, std::string reason = {});
Error Conflict(std::string message, std::string reason = {});
Error Unavailable(std::string message, std::string reason = {});
Error Timeout(std::string message, std::string reason = {});
Error Corrupt(std::string message, std::string reason = {});
Error Internal(std::string message, std::string reason = {});

}  // namespace daybook

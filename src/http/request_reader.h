// Bytes of a connection to Requests: HTTP/1.0 and 1.1, strict about everything two readers could
// understand differently (RFC 9112 §11.2). No sockets in here; fuzzed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/message.h"

namespace daybook::http {

inline constexpr size_t kHeaderBytesMax = 32 << 10;
inline constexpr size_t kHeaderCountMax = 100;

class RequestReader {
  public:
    enum class State {
        kHeaders,  // wants (more of) the request line and headers
        kBody,     // headers are whole: request() is filled but for its body
        kDone,     // the whole request is there
        kBad,      // bad() tells why
    };
    // How many bytes of body this request may have; asked once its headers are whole.
    using BodyLimit = std::function<size_t(const Request&)>;

    explicit RequestReader(BodyLimit body_limit);
    ~RequestReader();
    RequestReader(RequestReader&&) noexcept;
    RequestReader& operator=(RequestReader&&) noexcept;

    // Reads from the front of `bytes`; returns how many are done with. The rest must come again,
    // with more behind it, unless the state is kDone (then it belongs to the next request). Goes on
    // to kBody and returns, even if there is more to read: call again. Once it was called in kBody
    // at most kHeaderBytesMax are left.
    size_t Feed(std::string_view bytes);
    State state() const;
    // Whether anything of a request was seen.
    bool begun() const;
    // As many bytes as the body is known to have: announced, or read. Once the headers are whole.
    uint64_t body_known() const;

    Request& request();
    bool keep_alive() const;
    bool http_1_0() const;
    // The client waits for "100 Continue" before it sends the body.
    bool expects_continue() const;
    // kInvalid, or kNotFound for a method that is not known. The connection ends after this answer.
    const Error& bad() const;

    // Ready for the next request of the connection.
    void Reset();

  private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace daybook::http

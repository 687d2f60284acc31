// Requests and responses as plain values: the seam between business code and sockets.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace daybook::http {

enum class Method { kGet, kHead, kPost, kPut, kPatch, kDelete, kOptions };
std::string_view MethodName(Method method);

// Few, in order of arrival; names compare without case.
class Headers {
  public:
    void Add(std::string_view name, std::string_view value);
    void Set(std::string_view name, std::string_view value);
    // The first of that name; empty if absent.
    std::string_view Get(std::string_view name) const;
    bool Has(std::string_view name) const;
    const std::vector<std::pair<std::string, std::string>>& all() const { return all_; }

  private:
    std::vector<std::pair<std::string, std::string>> all_;
};

struct Parameter {
    std::string name;  // percent-decoded; "created[gte]" and "expand[]" as they are
    std::string value;
};

// How the request came in.
enum class Origin {
    kNetwork,
    kLoopback,   // from 127.0.0.0/8 or ::1 and without a forwarding header
    kSocket,     // over DIR/daybook.sock: authorised by the file's mode
};

struct Request {
    Method method = Method::kGet;
    std::string path;                // percent-decoded, begins with '/', no "." or ".." segments
    std::vector<Parameter> query;    // decoded, in order
    Headers headers;
    std::string body;
    std::string remote;              // "203.0.113.9", for logs
    Origin origin = Origin::kNetwork;
    std::string request_id;          // "req_…", made by the server
    // Filled by the router from {names} of the pattern, percent-decoded.
    std::vector<Parameter> path_parameters;

    // The first parameter of that name; nothing if absent.
    std::optional<std::string_view> Query(std::string_view name) const;
    std::string_view Path(std::string_view name) const;
};

// A long body, made piece by piece on the worker pool: appends to `chunk` and returns true, or false at the end.
using BodySource = std::function<Result<bool>(std::string& chunk)>;

// A connection that stays open for server-sent events: see http/sse.h.
class EventStream;

struct Response;
// Where an answer that was not ready when the handler returned goes; to be called once, on any thread.
using Answered = std::function<void(Response)>;

struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    BodySource source;                          // if set, sent chunked after `body`
    // If set, the rest counts only where `later` gives no route: called once, on the I/O thread, so it must only note
    // whom to call. No thread waits meanwhile.
    std::function<void(Answered)> later;
    std::shared_ptr<EventStream> events;        // if set, the connection becomes a stream of events (shared with the publisher)
    std::string_view route;                     // the pattern that answered, for metrics and logs; outlives the server
};

Response JsonResponse(int status, std::string json);
// The API's error object of api.md §2, with the status of http/errors.h.
Response ErrorResponse(const Error& error, std::string_view request_id);

// Plain and synchronous: called on the worker pool, may block on the database, never on the network.
using Handler = std::function<Response(const Request&)>;

// ---- outgoing ----

struct Outgoing {
    Method method = Method::kGet;
    std::string url;
    Headers headers;
    std::string body;
    Micros connect_timeout = 10 * kSecond;
    Micros timeout = 80 * kSecond;
    size_t answer_bytes_max = 64u << 20;
    std::string unix_socket;         // if set, connects there instead of to the URL's host (the guard does not apply)
    // If set, gets the pieces of a 2xx body as they come, on a thread of the client's; Answer.body stays empty and
    // answer_bytes_max does not apply. An error ends the request with that error.
    std::function<Status(std::string_view piece)> on_body;
};

struct Answer {
    int status = 0;
    Headers headers;
    std::string body;
    Micros took = 0;
};

// Outgoing HTTP. One interface so that the simulator can stand in.
class Client {
  public:
    using Done = std::function<void(Result<Answer>)>;
    virtual ~Client() = default;
    // Calls `done` once, on a thread of the client's; kUnavailable (no connection, TLS, cut off), kTimeout,
    // kForbidden (address not allowed by the guard), kInvalid (URL, answer too large). Redirects are not followed.
    virtual void Send(Outgoing request, Done done) = 0;
    // The same, waiting. Not on the I/O thread.
    Result<Answer> Call(Outgoing request);
};

}  // namespace daybook::http

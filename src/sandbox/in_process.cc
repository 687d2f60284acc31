#include "sandbox/in_process.h"

#include "http/target.h"
#include "sandbox/control.h"

namespace daybook::sandbox {
namespace {

Result<http::Answer> AnswerOf(Served served, const http::Outgoing& request, Micros took) {
    if (took > request.timeout) return Timeout("no answer within the time-out");
    if (served.dropped) return Unavailable("the connection was closed before the answer was complete");
    if (served.response.body.size() > request.answer_bytes_max) return Invalid("the answer is too large");
    http::Answer answer;
    answer.status = served.response.status;
    answer.headers = std::move(served.response.headers);
    answer.took = took;
    bool streams = request.on_body && answer.status >= 200 && answer.status < 300;
    if (streams) TRY(request.on_body(served.response.body));
    else answer.body = std::move(served.response.body);
    return answer;
}

}  // namespace

Result<http::Request> Incoming(const http::Outgoing& outgoing) {
    size_t scheme = outgoing.url.find("://");
    if (scheme == std::string::npos) return Invalid("not a URL: " + outgoing.url);
    size_t path = outgoing.url.find_first_of("/?", scheme + 3);
    std::string text = path == std::string::npos ? "/" : outgoing.url.substr(path);
    http::Target target = TRY(http::ParseTarget(text));
    http::Request request;
    request.method = outgoing.method;
    request.path = std::move(target.path);
    request.query = std::move(target.query);
    request.headers = outgoing.headers;
    request.body = outgoing.body;
    request.remote = "127.0.0.1";
    request.origin = http::Origin::kLoopback;
    request.request_id = "req_inprocess";
    return request;
}

void InProcessClient::Send(http::Outgoing request, Done done) {
    Result<http::Request> incoming = Incoming(request);
    if (!incoming.ok()) return done(incoming.TakeError());
    Served served;
    if (IsControl(incoming->path)) served.response = Control(shop_, nullptr, *incoming);
    else served = shop_.Serve(*incoming);
    Micros took = served.delay;
    Micros wait = std::min(took, request.timeout);
    if (!later_) return done(AnswerOf(std::move(served), request, took));
    auto kept = std::make_shared<Served>(std::move(served));  // a task must be copyable
    later_(wait, [kept, took, request = std::move(request), done = std::move(done)] {
        done(AnswerOf(std::move(*kept), request, took));
    });
}

}  // namespace daybook::sandbox

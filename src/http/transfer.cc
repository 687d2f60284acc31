#include "http/transfer.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/assert.h"
#include "base/text.h"

namespace daybook::http {
namespace {

constexpr size_t kAnswerHeaderBytesMax = 256 << 10;

// At least 1: curl takes 0 for "no limit".
long Milliseconds(Micros time) {
    return static_cast<long>(std::max<Micros>(1, time / kMillisecond));
}

// "80 s", "250 ms".
std::string Duration(Micros time) {
    if (time % kSecond == 0) return fmt::format("{} s", time / kSecond);
    return fmt::format("{} ms", time / kMillisecond);
}

bool HasBody(Method method) {
    return method == Method::kPost || method == Method::kPut || method == Method::kPatch;
}

}  // namespace

Transfer::Transfer(Outgoing request, GuardedUrl url, Client::Done done)
    : request_(std::move(request)), url_(std::move(url)), done_(std::move(done)) {}

void Transfer::Prepare(CURL* easy, const std::string& user_agent) {
    easy_ = easy;
    curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
    curl_easy_setopt(easy, CURLOPT_URL, request_.url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    curl_easy_setopt(easy, CURLOPT_USERAGENT, user_agent.c_str());
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, Milliseconds(request_.connect_timeout));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, Milliseconds(request_.timeout));
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Transfer::OnHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Transfer::OnBody);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &Transfer::OnOpen);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
    if (url_.secure) {
        curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
        curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 1L);
    } else {
        curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    }
    if (!request_.unix_socket.empty()) {
        curl_easy_setopt(easy, CURLOPT_UNIX_SOCKET_PATH, request_.unix_socket.c_str());
    }
    PrepareBody();
    PrepareHeaders();
}

void Transfer::PrepareBody() {
    if (request_.method == Method::kHead) curl_easy_setopt(easy_, CURLOPT_NOBODY, 1L);
    if (HasBody(request_.method) || !request_.body.empty()) {
        curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, request_.body.data());
        curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE,
                         static_cast<curl_off_t>(request_.body.size()));
    }
    if (request_.method != Method::kGet && request_.method != Method::kHead &&
        request_.method != Method::kPost) {
        curl_easy_setopt(easy_, CURLOPT_CUSTOMREQUEST, MethodName(request_.method).data());
    }
}

void Transfer::PrepareHeaders() {
    auto add = [this](const std::string& line) {
        curl_slist* longer = curl_slist_append(headers_.get(), line.c_str());
        ASSERT(longer != nullptr);
        (void)headers_.release();  // `longer` begins with it
        headers_.reset(longer);
    };
    for (const auto& [name, value] : request_.headers.all()) {
        // "Name;" is how curl is told of an empty value.
        add(value.empty() ? fmt::format("{};", name) : fmt::format("{}: {}", name, value));
    }
    bool body = HasBody(request_.method) || !request_.body.empty();
    if (body) add("Expect:");
    if (body && !request_.headers.Has("Content-Type")) add("Content-Type:");
    if (headers_) curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, headers_.get());
}

// Called for each address curl tries, after resolution: what is refused here is never connected to.
curl_socket_t Transfer::OnOpen(void* data, curlsocktype, curl_sockaddr* address) {
    auto* self = static_cast<Transfer*>(data);
    bool allowed =
        self->url_.listed || address->family == AF_UNIX || Guard::IsPublic(address->addr);
    if (!allowed) {
        self->refused_address_ = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

size_t Transfer::OnHeader(char* data, size_t size, size_t count, void* self) {
    return static_cast<Transfer*>(self)->TakeHeader({data, size * count});
}

size_t Transfer::OnBody(char* data, size_t size, size_t count, void* self) {
    return static_cast<Transfer*>(self)->TakeBody({data, size * count});
}

size_t Transfer::TakeHeader(std::string_view line) {
    size_t size = line.size();
    header_bytes_ += size;
    if (header_bytes_ > kAnswerHeaderBytesMax) {
        failed_ = TooManyHeaders();
        return 0;
    }
    if (line.starts_with("HTTP/")) {  // a new answer: after "100 Continue" comes the real one
        answer_.headers = {};
        answer_.status = 0;
        headers_whole_ = false;
        size_t blank = line.find(' ');
        if (blank != std::string_view::npos) {
            std::from_chars(line.data() + blank + 1, line.data() + line.size(), answer_.status);
        }
        return size;
    }
    if (line == "\r\n" || line == "\n") headers_whole_ = true;
    size_t colon = line.find(':');
    if (colon != std::string_view::npos)
        answer_.headers.Add(line.substr(0, colon), Trim(line.substr(colon + 1)));
    return size;
}

size_t Transfer::TakeBody(std::string_view piece) {
    if (request_.on_body && answer_.status >= 200 && answer_.status < 300) {
        Status taken = request_.on_body(piece);
        if (taken.ok()) return piece.size();
        failed_ = taken.TakeError();
        return 0;
    }
    size_t limit = request_.on_body ? (1u << 20) : request_.answer_bytes_max;
    if (answer_.body.size() + piece.size() > limit) {
        failed_ = Invalid(fmt::format("{} answered with more than {} bytes.", Peer(), limit), {},
                          "answer_too_large");
        return 0;
    }
    answer_.body.append(piece);
    return piece.size();
}

Result<Answer> Transfer::Finish(CURLcode code) {
    if (failed_) return std::move(*failed_);
    if (code != CURLE_OK) return Explain(code);
    if (!headers_whole_) return CutOff();
    curl_off_t took = 0;
    curl_easy_getinfo(easy_, CURLINFO_TOTAL_TIME_T, &took);
    answer_.took = took;
    return std::move(answer_);
}

std::string Transfer::Peer() const {
    return request_.unix_socket.empty() ? url_.host : request_.unix_socket;
}

Error Transfer::TooManyHeaders() const {
    return Invalid(fmt::format("{} answered with too many or too long headers.", Peer()), {},
                   "answer_too_large");
}

Error Transfer::CutOff() const {
    return Unavailable(
        fmt::format("{} closed the connection before its answer was complete.", Peer()),
        "answer_cut_off");
}

Error Transfer::TimedOut() const {
    curl_off_t connected = 0;
    curl_off_t took = 0;
    curl_easy_getinfo(easy_, CURLINFO_PRETRANSFER_TIME_T, &connected);
    curl_easy_getinfo(easy_, CURLINFO_TOTAL_TIME_T, &took);
    Micros limit = std::min(request_.connect_timeout, request_.timeout);
    if (connected == 0 && took + kMillisecond < request_.timeout) {
        return Timeout(fmt::format("{} could not be reached within {}.", Peer(), Duration(limit)),
                       "connect_timeout");
    }
    return Timeout(fmt::format("{} did not answer within {}.", Peer(), Duration(request_.timeout)),
                   "answer_timeout");
}

Error Transfer::Explain(CURLcode code) const {
    std::string peer = Peer();
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT:
            return TimedOut();
        case CURLE_COULDNT_RESOLVE_HOST:
            return Unavailable(
                fmt::format("{} could not be found. Check the name and this machine's network.",
                            peer),
                "host_not_found");
        case CURLE_COULDNT_CONNECT:
            if (refused_address_) {
                return {Code::kForbidden,
                        fmt::format("{} leads to an address that is not public. If you want this, "
                                    "allow it with --allow-address {}:{}.",
                                    peer, peer, url_.port),
                        "address_forbidden",
                        {}};
            }
            return Unavailable(request_.unix_socket.empty()
                                   ? fmt::format("{} refused the connection on port {}.", peer, url_.port)
                                   : fmt::format("{} refused the connection.", peer),
                               "connection_refused");
        case CURLE_PEER_FAILED_VERIFICATION:
            return Unavailable(
                fmt::format(
                    "The certificate of {} is not valid or not for this name; nothing was sent.",
                    peer),
                "certificate_invalid");
        case CURLE_SSL_CONNECT_ERROR:
            return Unavailable(fmt::format("{} and this machine could not agree on TLS.", peer),
                               "tls_failed");
        case CURLE_URL_MALFORMAT:
            return Invalid(
                "The address is not a valid URL; it should look like https://example.com/path.", {},
                "url_invalid");
        case CURLE_BAD_CONTENT_ENCODING:
            return Unavailable(fmt::format("{} sent an answer that cannot be unpacked.", peer),
                               "answer_broken");
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_UNSUPPORTED_PROTOCOL:  // HTTP/0.9: an answer without a status line
            return Unavailable(fmt::format("{} sent something that is not HTTP.", peer),
                               "answer_broken");
        case CURLE_OUT_OF_MEMORY:  // how curl says that a single header passed its limit of 100 kB
            return TooManyHeaders();
        default:
            return CutOff();
    }
}

}  // namespace daybook::http

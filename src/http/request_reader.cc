#include "http/request_reader.h"

#include "runtime/asio.h"

#include <fmt/format.h>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "base/text.h"
#include "http/target.h"

namespace daybook::http {
namespace {

namespace beast = boost::beast;
using ErrorCode = boost::system::error_code;

constexpr std::pair<std::string_view, Method> kMethods[] = {
    {"GET", Method::kGet},         {"HEAD", Method::kHead},   {"POST", Method::kPost},
    {"PUT", Method::kPut},         {"PATCH", Method::kPatch}, {"DELETE", Method::kDelete},
    {"OPTIONS", Method::kOptions},
};

// Any error that makes Beast stop; the reason is in Parser::bad.
ErrorCode Refusal() { return beast::http::error::bad_value; }

// The headers count as a part of what is sent too much of.
Error HeadTooLarge(std::string sentence) { return Invalid(std::move(sentence), {}, "body_too_large"); }

Error FromBeast(ErrorCode ec) {
    using E = beast::http::error;
    if (ec == E::header_limit) {
        return HeadTooLarge(fmt::format("The request's headers are larger than {} kB.", kHeaderBytesMax >> 10));
    }
    if (ec == E::bad_version) return Invalid("This server speaks HTTP/1.1.");
    if (ec == E::bad_method) return Invalid("The request's method cannot be read.");
    if (ec == E::bad_target) return Invalid("The request's target cannot be read.");
    return Invalid(fmt::format("This is not a valid HTTP request ({}).", ec.message()));
}

}  // namespace

struct RequestReader::Parser : beast::http::basic_parser<true> {
    using Base = beast::http::basic_parser<true>;
    explicit Parser(BodyLimit limit) : limit_of(std::move(limit)) {
        header_limit(kHeaderBytesMax);
        body_limit(boost::none);
        eager(false);
    }

    BodyLimit limit_of;
    State state = State::kHeaders;
    Request request;
    Error bad;
    bool begun = false;
    bool expects = false;
    bool http_1_0 = false;
    size_t body_max = 0;
    int hosts = 0;

    void Refuse(Error error, ErrorCode& ec) {
        bad = std::move(error);
        ec = Refusal();
    }
    void Refuse(std::string sentence, ErrorCode& ec) { Refuse(Invalid(std::move(sentence)), ec); }

    void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target,
                         int version, ErrorCode& ec) override {
        if (version != 10 && version != 11) return Refuse("This server speaks HTTP/1.1.", ec);
        http_1_0 = version == 10;
        std::string_view name(method.data(), method.size());
        auto known = std::find_if(std::begin(kMethods), std::end(kMethods),
                                  [&](auto& m) { return m.first == name; });
        if (known == std::end(kMethods))
            return Refuse(NotFound("This server knows GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS, and not the request's method."), ec);
        request.method = known->second;
        auto parsed = ParseTarget({target.data(), target.size()});
        if (!parsed.ok()) return Refuse(parsed.error().message, ec);
        request.path = std::move(parsed->path);
        request.query = std::move(parsed->query);
    }

    void on_field_impl(beast::http::field field, beast::string_view name, beast::string_view value,
                       ErrorCode& ec) override {
        if (state != State::kHeaders) return;  // trailers are dropped
        if (request.headers.all().size() == kHeaderCountMax) {
            return Refuse(HeadTooLarge(fmt::format("The request has more than {} headers.", kHeaderCountMax)), ec);
        }
        std::string_view text(value.data(), value.size());
        if (field == beast::http::field::host) ++hosts;
        if (field == beast::http::field::expect) expects = AsciiLower(text) == "100-continue";
        if (field == beast::http::field::transfer_encoding && AsciiLower(text) != "chunked") {
            return Refuse("The only Transfer-Encoding this server takes is chunked.", ec);
        }
        request.headers.Add({name.data(), name.size()}, text);
    }

    void on_header_impl(ErrorCode& ec) override {
        if (hosts > 1 || (hosts == 0 && !http_1_0)) {
            return Refuse("The request needs exactly one Host header.", ec);
        }
        if (http_1_0 && request.headers.Has("Transfer-Encoding")) {
            return Refuse("HTTP/1.0 has no Transfer-Encoding.", ec);
        }
    }

    void on_body_init_impl(boost::optional<uint64_t> const&, ErrorCode&) override {}

    size_t on_body_impl(beast::string_view piece, ErrorCode& ec) override {
        return AddBody(piece, ec);
    }
    size_t on_chunk_body_impl(uint64_t, beast::string_view piece, ErrorCode& ec) override {
        return AddBody(piece, ec);
    }
    size_t AddBody(beast::string_view piece, ErrorCode& ec) {
        if (request.body.size() + piece.size() > body_max) {
            RefuseBody(ec);
            return 0;
        }
        request.body.append(piece.data(), piece.size());
        return piece.size();
    }
    void RefuseBody(ErrorCode& ec) {
        Refuse(Invalid(fmt::format("The body is larger than {} bytes, which is the most this path takes.", body_max),
                       {}, "body_too_large"), ec);
    }

    void on_chunk_header_impl(uint64_t, beast::string_view, ErrorCode&) override {}
    void on_finish_impl(ErrorCode&) override {}
    void on_response_impl(int, beast::string_view, int, ErrorCode&) override { ASSERT(false); }

    void Fail(ErrorCode ec) {
        state = State::kBad;
        if (ec != Refusal() || bad.message.empty()) bad = FromBeast(ec);
    }

    // Headers are whole: how much body may come?
    void BeginBody() {
        state = State::kBody;
        body_max = limit_of ? limit_of(request) : size_t{1} << 20;
        auto length = content_length();
        if (!length) return;
        ErrorCode ec;
        if (*length > body_max) {
            RefuseBody(ec);
            return Fail(ec);
        }
        request.body.reserve(static_cast<size_t>(std::min<uint64_t>(*length, 64 << 10)));
    }
};

RequestReader::RequestReader(BodyLimit limit)
    : parser_(std::make_unique<Parser>(std::move(limit))) {}
RequestReader::~RequestReader() = default;
RequestReader::RequestReader(RequestReader&&) noexcept = default;
RequestReader& RequestReader::operator=(RequestReader&&) noexcept = default;

size_t RequestReader::Feed(std::string_view bytes) {
    Parser& p = *parser_;
    ASSERT(p.state == State::kHeaders || p.state == State::kBody);
    size_t used = 0;
    while (p.state == State::kHeaders || p.state == State::kBody) {
        State before = p.state;
        ErrorCode ec;
        size_t n = 0;
        if (used < bytes.size()) {
            p.begun = true;
            n = p.put(boost::asio::const_buffer(bytes.data() + used, bytes.size() - used), ec);
            used += n;
        } else if (!p.is_done()) {
            return used;
        }
        if (ec && ec != beast::http::error::need_more) {
            p.Fail(ec);
            return used;
        }
        if (before == State::kHeaders && p.is_header_done()) p.BeginBody();
        if (p.state == State::kBad) return used;
        if (p.is_done())
            p.state = State::kDone;
        else if (before != p.state)
            return used;
        if (ec || n == 0) {
            // What lies between a body's chunks, or behind them, is taken in one piece.
            if (p.state == State::kBody && bytes.size() - used > kHeaderBytesMax) {
                p.bad = HeadTooLarge(fmt::format("What is between the body's chunks, or behind them, is larger than {} kB.", kHeaderBytesMax >> 10));
                p.state = State::kBad;
            }
            return used;
        }
    }
    return used;
}

RequestReader::State RequestReader::state() const { return parser_->state; }
bool RequestReader::begun() const { return parser_->begun; }
uint64_t RequestReader::body_known() const { return parser_->content_length().value_or(parser_->request.body.size()); }
Request& RequestReader::request() { return parser_->request; }
bool RequestReader::keep_alive() const { return parser_->keep_alive(); }
bool RequestReader::http_1_0() const { return parser_->http_1_0; }
bool RequestReader::expects_continue() const { return parser_->expects && !parser_->http_1_0; }
const Error& RequestReader::bad() const { return parser_->bad; }

void RequestReader::Reset() {
    BodyLimit limit = std::move(parser_->limit_of);
    parser_ = std::make_unique<Parser>(std::move(limit));
}

}  // namespace daybook::http

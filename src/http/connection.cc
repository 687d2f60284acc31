#include "http/connection.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/assert.h"
#include "base/ids.h"
#include "base/log.h"
#include "base/random.h"
#include "http/response_head.h"

namespace daybook::http {

using runtime::ErrorCode;
namespace asio = boost::asio;

namespace {

constexpr size_t kReadBytes = 8 << 10;
constexpr size_t kReadBytesBody = 64 << 10;
constexpr size_t kJoinBytes = 16 << 10;  // bodies up to this are copied behind the head
constexpr size_t kLingerBytesMax = 16 << 20;  // more than the largest body that any route takes
constexpr Micros kLingerTime = 2 * kSecond;
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

// The sockets' own time: real, whatever clock the handlers see.
Micros SteadyNow() {
    auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

std::chrono::steady_clock::time_point SteadyPoint(Micros at) {
    return std::chrono::steady_clock::time_point(std::chrono::microseconds(at));
}

bool WasForwarded(const Headers& headers) {
    for (const char* name : {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host",
                             "X-Forwarded-Proto", "X-Real-IP", "Via"}) {
        if (headers.Has(name)) return true;
    }
    return false;
}

// The answer to what `work` throws.
template <typename Work>
std::optional<Response> Guarded(const Request& request, Meter& meter, Work work) {
    std::string what = "not a std::exception";
    try {
        work();
        return std::nullopt;
    } catch (const std::exception& e) {
        what = e.what();
    } catch (...) {
    }
    meter.Update([](ServerMetrics& m) { ++m.exceptions; });
    Log(Level::kError, "http.handler_failed", {{"request", request.request_id}, {"what", what}});
    return ErrorResponse(Internal("a handler threw"), request.request_id);
}

}  // namespace

std::string_view ServerShared::Date() {
    Micros second = options.clock->Now() / kSecond;
    if (second != date_second) {
        date_second = second;
        date = HttpDate(second * kSecond);
    }
    return date;
}

std::string ServerShared::NextRequestId() {
    return EncodeId("req", static_cast<int64_t>(Mix(id_seed, id_next++) >> 1));
}

Connection::Connection(std::shared_ptr<ServerShared> shared, runtime::StreamSocket socket,
                       std::string remote, Origin origin, Admission admission)
    : shared_(std::move(shared)),
      socket_(std::move(socket)),
      deadline_timer_(socket_.get_executor()),
      event_timer_(socket_.get_executor()),
      remote_(std::move(remote)),
      origin_(origin),
      admission_(admission),
      reader_(shared_->options.body_limit ? RequestReader::BodyLimit(shared_->options.body_limit)
                                          : [](const Request&) { return kBodyBytesMax; }),
      uploader_(Nobody()) {}

Connection::~Connection() { Held() -= held_; }

void Connection::Start() {
    shared_->connections.emplace(this, weak_from_this());
    if (origin_ == Origin::kSocket) ++shared_->of_socket;
    shared_->meter.Update([this](ServerMetrics& m) {
        ++m.connections_open;
        ++m.connections_accepted;
        if (admission_ == Admission::kRefuse) ++m.connections_refused;
    });
    in_.resize(kReadBytes);
    // A client that says nothing at all is as slow as one that dribbles.
    SetDeadline(shared_->options.header_timeout);
    Read();
}

void Connection::Drain() {
    last_ = true;
    keep_alive_ = false;
    if (phase_ == Phase::kReading && !reader_.begun() && in_begin_ == in_end_) return Cut();
    if (phase_ == Phase::kLingering) return Cut();
    if (phase_ == Phase::kStreaming) response_.events->Close();
}

void Connection::Cut() {
    if (phase_ == Phase::kEnded) return;
    bool streamed = phase_ == Phase::kStreaming;
    phase_ = Phase::kEnded;
    ErrorCode ignored;
    socket_.close(ignored);
    deadline_timer_.cancel();
    event_timer_.cancel();
    shared_->meter.Update([streamed](ServerMetrics& m) {
        --m.connections_open;
        if (streamed) --m.streams_open;
    });
    if (response_.events) response_.events->Gone();
    shared_->connections.erase(this);
    if (origin_ == Origin::kSocket) --shared_->of_socket;
    if (shared_->stopping && shared_->connections.empty() && shared_->on_empty) shared_->on_empty();
}

// ---- reading ----

void Connection::Read() {
    if (in_begin_ > 0) {
        std::copy(in_.begin() + static_cast<std::ptrdiff_t>(in_begin_),
                  in_.begin() + static_cast<std::ptrdiff_t>(in_end_), in_.begin());
        in_end_ -= in_begin_;
        in_begin_ = 0;
    }
    bool body = reader_.state() == RequestReader::State::kBody;
    size_t wanted = body ? kReadBytesBody : std::max(kReadBytes, in_end_ + kReadBytes / 2);
    if (in_.size() < wanted) in_.resize(wanted);
    ASSERT(in_end_ < in_.size());  // a read of nothing ends at once, for ever
    socket_.async_read_some(
        asio::buffer(in_.data() + in_end_, in_.size() - in_end_),
        [self = shared_from_this()](ErrorCode ec, size_t count) { self->OnRead(ec, count); });
}

void Connection::OnRead(ErrorCode ec, size_t count) {
    // A read that was cancelled, or overtaken, by the deadline's answer.
    if (ec == asio::error::operation_aborted) return;
    if (phase_ != Phase::kReading && phase_ != Phase::kLingering) return;
    if (phase_ == Phase::kLingering) {
        lingered_ += count;
        if (ec || lingered_ > kLingerBytesMax) return Cut();
        in_begin_ = in_end_ = 0;
        return Read();
    }
    if (ec) {
        if (reader_.begun()) shared_->meter.Update([](ServerMetrics& m) { ++m.requests_bad; });
        return Cut();
    }
    in_end_ += count;
    Advance();
}

void Connection::Advance() {
    using State = RequestReader::State;
    ASSERT(phase_ == Phase::kReading);
    bool had_begun = reader_.begun();
    while (true) {
        State before = reader_.state();
        in_begin_ += reader_.Feed({in_.data() + in_begin_, in_end_ - in_begin_});
        State state = reader_.state();
        if (state == State::kBad) return OnBad();
        if (!HoldBody()) return OnCrowded();
        if (state == State::kDone) return Dispatch();
        if (MustAsk()) return Ask();
        if (before == State::kHeaders && state == State::kBody) {
            SetDeadline(shared_->options.body_timeout);
            had_begun = true;
            continue;
        }
        break;
    }
    if (!had_begun && reader_.begun()) SetDeadline(shared_->options.header_timeout);
    AwaitMore();
}

// The body is wanted: a client that asked first is told so, once.
void Connection::AwaitMore() {
    bool ask = reader_.state() == RequestReader::State::kBody && reader_.expects_continue() &&
               !continued_ && in_begin_ == in_end_;
    if (!ask) return Read();
    continued_ = true;
    head_ = kContinue;
    body_.clear();
    written_ = 0;
    Write();
}

void Connection::OnBad() {
    shared_->meter.Update([](ServerMetrics& m) { ++m.requests_bad; });
    Request& request = reader_.request();
    if (request.request_id.empty()) request.request_id = shared_->NextRequestId();
    response_ = ErrorResponse(reader_.bad(), request.request_id);
    begun_at_ = SteadyNow();
    last_ = true;
    BeginAnswer();
}

Uploader Connection::Nobody() const { return {.known = !shared_->options.admit, .refusal = {}}; }

size_t& Connection::Held() { return uploader_.known ? shared_->held_of_known : shared_->held_of_anybody; }

bool Connection::HoldBody() {
    const size_t size = reader_.request().body.capacity();
    const size_t held = size > kBodyBytesSmall ? size : 0;
    Held() += held - held_;
    held_ = held;
    const ServerOptions& options = shared_->options;
    return held == 0 || Held() <= (uploader_.known ? options.bodies_max : options.bodies_max_of_anybody);
}

// Not while the pool has the request.
void Connection::ReleaseBody() {
    std::string().swap(reader_.request().body);  // an assignment would keep its memory
    HoldBody();
    asked_ = false;
    uploader_ = Nobody();
}

void Connection::OnCrowded() {
    begun_at_ = SteadyNow();
    shared_->meter.Update([](ServerMetrics& m) { ++m.requests_refused; });
    PrepareRequest();
    ReleaseBody();
    last_ = true;
    response_ = ErrorResponse(Unavailable("Too much is being uploaded at once. Try again in a moment."), reader_.request().request_id);
    BeginAnswer();
}

// ---- whose body it is ----

bool Connection::MustAsk() const {
    return shared_->options.admit && !asked_ && reader_.state() == RequestReader::State::kBody &&
           reader_.body_known() > kBodyBytesSmall;
}

void Connection::Ask() {
    asked_ = true;
    begun_at_ = SteadyNow();
    ClearDeadline();
    PrepareRequest();
    phase_ = Phase::kAsking;
    Held() -= std::exchange(held_, 0);  // counted again once it is known whose it is
    RunOnPool(Task(&Connection::Admit, &Connection::OnAdmitted));
}

void Connection::Admit() {
    const Request& request = reader_.request();
    auto failed = Guarded(request, shared_->meter, [&] { uploader_ = shared_->options.admit(request); });
    if (failed) uploader_.refusal = std::move(failed);
}

void Connection::OnAdmitted() {
    if (phase_ == Phase::kEnded) return;
    if (uploader_.refusal) {
        response_ = *std::exchange(uploader_.refusal, std::nullopt);
        return BeginAnswer();
    }
    phase_ = Phase::kReading;
    SetDeadline(shared_->options.body_timeout);
    Advance();
}

// ---- handling ----

template <typename Step, typename Next>
std::function<void()> Connection::Task(Step step, Next next) {
    return [self = shared_from_this(), step, next]() mutable {
        ((*self).*step)();
        auto executor = self->socket_.get_executor();
        // The I/O thread takes the reference over: a connection ends there.
        asio::post(executor, [self = std::move(self), next] { ((*self).*next)(); });
    };
}

void Connection::PrepareRequest() {
    Request& request = reader_.request();
    request.remote = remote_;
    if (request.request_id.empty()) request.request_id = shared_->NextRequestId();
    request.origin = origin_;
    if (origin_ == Origin::kLoopback && WasForwarded(request.headers))
        request.origin = Origin::kNetwork;
}

void Connection::Dispatch() {
    begun_at_ = SteadyNow();
    ClearDeadline();
    PrepareRequest();
    phase_ = Phase::kHandling;
    const std::string& id = reader_.request().request_id;
    if (admission_ == Admission::kRefuse) {
        last_ = true;
        response_ =
            ErrorResponse(Unavailable("Too many connections are open. Try again in a moment."), id);
        return BeginAnswer();
    }
    RunOnPool(Task(&Connection::Handle, &Connection::OnHandled));
}

void Connection::RunOnPool(std::function<void()> task) {
    const Status queued = shared_->options.pool->Submit(std::move(task));
    if (queued.ok()) return;
    shared_->meter.Update([](ServerMetrics& m) { ++m.requests_refused; });
    // A full queue is the server's state, not the caller's doing: 503, whatever the pool's code.
    response_ = ErrorResponse(Unavailable(queued.error().message), reader_.request().request_id);
    BeginAnswer();
}

void Connection::Handle() {
    const Request& request = reader_.request();
    auto failed = Guarded(request, shared_->meter, [&] { response_ = shared_->handler(request); });
    if (failed) response_ = std::move(*failed);
}

void Connection::OnHandled() {
    if (phase_ == Phase::kEnded) {
        if (response_.events) response_.events->Gone();
        return;
    }
    if (response_.later) return AwaitAnswer();
    BeginAnswer();
}

// The connection stays in its handling phase, as if a thread still worked on it.
void Connection::AwaitAnswer() {
    const auto later = std::move(response_.later);
    const std::string_view route = response_.route;
    // Shared, so that the one call takes the reference over: a connection ends on the I/O thread.
    auto held = std::make_shared<std::shared_ptr<Connection>>(shared_from_this());
    later([held, route](Response response) {
        if (response.route.empty()) response.route = route;
        auto self = std::move(*held);
        auto executor = self->socket_.get_executor();
        asio::post(executor, [self = std::move(self), response = std::move(response)]() mutable {
            self->response_ = std::move(response);
            self->OnHandled();
        });
    });
}

// ---- writing ----

void Connection::BeginAnswer() {
    bool body = reader_.request().method != Method::kHead && StatusHasBody(response_.status);
    bool stream = response_.events && body;
    keep_alive_ = !last_ && !shared_->stopping && !stream &&
                  reader_.state() == RequestReader::State::kDone && reader_.keep_alive() &&
                  !(response_.source && reader_.http_1_0());
    HeadOptions options{.http_1_0 = reader_.http_1_0(),
                        .keep_alive = keep_alive_,
                        .request_id = reader_.request().request_id,
                        .date = shared_->Date()};
    if (response_.source)
        options.framing = reader_.http_1_0() ? Framing::kUntilClose : Framing::kChunked;
    if (response_.events) {
        options.framing = Framing::kUntilClose;
        if (!response_.headers.Has("Content-Type"))
            response_.headers.Add("Content-Type", "text/event-stream");
        response_.headers.Set("X-Accel-Buffering", "no");
    }
    head_ = ResponseHead(response_, options);
    chunked_ = options.framing == Framing::kChunked;
    if (!body) {
        response_.source = nullptr;
        response_.body.clear();
    }
    body_ = std::move(response_.body);
    if (chunked_ && !body_.empty()) {
        head_ += fmt::format("{:x}\r\n", body_.size());
        body_ += "\r\n";
    }
    if (body_.size() <= kJoinBytes) {
        head_ += body_;
        body_.clear();
    }
    written_ = 0;
    phase_ = Phase::kWriting;
    if (stream) return StartStream();
    Write();
}

void Connection::Write() {
    SetDeadline(shared_->options.write_timeout);
    writing_ = true;
    size_t of_head = std::min(written_, head_.size());
    size_t of_body = written_ - of_head;
    std::array<asio::const_buffer, 2> rest = {
        asio::const_buffer(head_.data() + of_head, head_.size() - of_head),
        asio::const_buffer(body_.data() + of_body, body_.size() - of_body)};
    socket_.async_write_some(rest, [self = shared_from_this()](ErrorCode ec, size_t count) {
        self->OnWritten(ec, count);
    });
}

void Connection::OnWritten(ErrorCode ec, size_t count) {
    writing_ = false;
    if (phase_ == Phase::kEnded) return;
    if (ec) return Cut();
    written_ += count;
    if (written_ < head_.size() + body_.size()) return Write();
    AfterWrite();
}

void Connection::AfterWrite() {
    head_.clear();
    body_.clear();
    written_ = 0;
    if (phase_ == Phase::kReading) {  // "100 Continue" is out
        SetDeadline(shared_->options.body_timeout);
        return Read();
    }
    if (phase_ == Phase::kStreaming) return Tick();
    if (!response_.source) return FinishAnswer();
    ClearDeadline();
    if (!shared_->options.pool->Continue(Task(&Connection::MakeChunk, &Connection::OnChunk))) Cut();
}

void Connection::MakeChunk() {
    chunk_.clear();
    try {
        do {
            more_.emplace(response_.source(chunk_));
        } while (more_->ok() && **more_ && chunk_.empty());
    } catch (const std::exception& e) {
        more_.emplace(Internal(e.what()));
    } catch (...) {
        more_.emplace(Internal("not a std::exception"));
    }
}

// An answer that fails half way is cut off, so that nobody takes it for whole.
void Connection::OnChunk() {
    if (phase_ == Phase::kEnded) return;
    if (!more_->ok()) {
        Log(Level::kError, "http.body_failed",
            {{"request", reader_.request().request_id}, {"what", more_->error().message}});
        shared_->meter.Update([](ServerMetrics& m) { ++m.exceptions; });
        return Cut();
    }
    body_ = std::move(chunk_);
    chunk_ = {};
    if (chunked_ && !body_.empty()) {
        head_ = fmt::format("{:x}\r\n", body_.size());
        body_ += "\r\n";
    }
    if (!**more_) {
        response_.source = nullptr;
        if (chunked_) body_ += "0\r\n\r\n";
        if (body_.empty()) return FinishAnswer();
    }
    Write();
}

void Connection::FinishAnswer() {
    Micros took = SteadyNow() - begun_at_;
    shared_->meter.Count(response_.route, response_.status, took);
    Log(Level::kDebug, "http.request",
        {{"method", MethodName(reader_.request().method)},
         {"route", response_.route},
         {"status", response_.status},
         {"us", took},
         {"request", reader_.request().request_id}});
    bool again = keep_alive_ && !last_;
    if (response_.events) response_.events->Gone();
    response_ = {};
    ReleaseBody();
    if (!again) return Linger();
    reader_.Reset();
    continued_ = false;
    phase_ = Phase::kReading;
    SetDeadline(shared_->options.idle_timeout);
    if (in_begin_ < in_end_) return Advance();
    in_begin_ = in_end_ = 0;
    Read();
}

// Closing with unread input would reset the connection and could take the answer with it (RFC 9112
// §9.6).
void Connection::Linger() {
    ErrorCode ec;
    socket_.shutdown(asio::socket_base::shutdown_send, ec);
    if (ec || shared_->stopping) return Cut();
    phase_ = Phase::kLingering;
    SetDeadline(kLingerTime);
    in_begin_ = in_end_ = 0;
    Read();
}

// ---- events ----

void Connection::StartStream() {
    phase_ = Phase::kStreaming;
    shared_->meter.Update([](ServerMetrics& m) { ++m.streams_open; });
    shared_->meter.Count(response_.route, response_.status, SteadyNow() - begun_at_);
    if (shared_->stopping) response_.events->Close();
    Write();
    WatchStream();
    response_.events->Attach([weak = weak_from_this(), executor = socket_.get_executor()] {
        asio::post(executor, [weak] {
            if (auto self = weak.lock()) self->Tick();
        });
    });
}

// Nothing is expected from the client any more but its end.
void Connection::WatchStream() {
    socket_.async_read_some(asio::buffer(in_), [self = shared_from_this()](ErrorCode ec, size_t) {
        if (self->phase_ == Phase::kEnded) return;
        if (ec) return self->Cut();
        self->WatchStream();
    });
}

void Connection::Tick() {
    if (phase_ != Phase::kStreaming || writing_) return;
    Micros now = SteadyNow();
    head_ = response_.events->Take(now);
    if (!head_.empty()) return Write();
    ClearDeadline();
    if (response_.events->closed() && response_.events->pending() == 0) return Cut();
    event_timer_.expires_at(SteadyPoint(response_.events->NextAt()));
    event_timer_.async_wait([self = shared_from_this()](ErrorCode ec) {
        if (!ec) self->Tick();
    });
}

// ---- deadlines: one timer, set again only where the new moment is earlier than the one it waits
// for ----

void Connection::SetDeadline(Micros after) {
    deadline_ = SteadyNow() + after;
    if (armed_for_ == 0 || deadline_ < armed_for_) Arm();
}

void Connection::ClearDeadline() { deadline_ = 0; }

void Connection::Arm() {
    armed_for_ = deadline_;
    deadline_timer_.expires_at(SteadyPoint(deadline_));
    deadline_timer_.async_wait([weak = weak_from_this()](ErrorCode ec) {
        auto self = weak.lock();
        if (ec || !self || self->phase_ == Phase::kEnded) return;
        self->armed_for_ = 0;
        if (self->deadline_ == 0) return;
        if (SteadyNow() < self->deadline_) return self->Arm();
        self->OnDeadline();
    });
}

void Connection::OnDeadline() {
    deadline_ = 0;
    bool half = phase_ == Phase::kReading && reader_.begun() && !writing_;
    if (!half) return Cut();
    shared_->meter.Update([](ServerMetrics& m) { ++m.requests_bad; });
    // The pending read ends with the connection: nothing more is read.
    ErrorCode ignored;
    socket_.cancel(ignored);
    Request& request = reader_.request();
    request.request_id = shared_->NextRequestId();
    response_ = ErrorResponse(Timeout("The request did not arrive in time."), request.request_id);
    response_.status = 408;
    begun_at_ = SteadyNow();
    last_ = true;
    BeginAnswer();
}

}  // namespace daybook::http

// One connection of the server (private: only server.cc and connection.cc include this; it speaks
// Asio).
//
//   reading ⇄ asking (pool) → handling (pool) → writing → reading …          any → lingering → ended
//                                            → streaming (events)
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "http/request_reader.h"
#include "http/server.h"
#include "http/sse.h"
#include "runtime/asio.h"

namespace daybook::http {

class Connection;

// What the connections of a server share. Everything but `meter` belongs to the I/O thread.
struct ServerShared {
    ServerOptions options;
    Handler handler;
    Meter meter;
    std::unordered_map<Connection*, std::weak_ptr<Connection>> connections;
    size_t of_socket = 0;  // of them, those of the Unix socket
    size_t held_of_known = 0, held_of_anybody = 0;  // bytes of large bodies
    bool stopping = false;
    std::function<void()> on_empty;  // called when stopping and the last connection has ended
    uint64_t id_seed = 0;
    uint64_t id_next = 0;
    Micros date_second = -1;
    std::string date;

    std::string_view Date();
    std::string NextRequestId();
};

enum class Admission { kServe, kRefuse };  // kRefuse: over the limit; answers 503 and ends

// Kept alive by its pending operations and by its task on the pool. Used on the I/O thread, but for
// Admit, Handle and MakeChunk, which the pool runs while nothing else touches the request.
class Connection : public std::enable_shared_from_this<Connection> {
  public:
    Connection(std::shared_ptr<ServerShared> shared, runtime::StreamSocket socket,
               std::string remote, Origin origin, Admission admission);
    ~Connection();

    void Start();
    // The server stops: ends as soon as what is in flight has been answered.
    void Drain();
    // Ends at once.
    void Cut();

  private:
    enum class Phase { kReading, kAsking, kHandling, kWriting, kLingering, kStreaming, kEnded };

    void Read();
    void OnRead(runtime::ErrorCode ec, size_t count);
    void Advance();
    void OnBad();
    // Whose a body is before it was asked.
    Uploader Nobody() const;
    // What large bodies hold that are this one's uploader's.
    size_t& Held();
    // Counts what the body holds; false where all bodies together hold too much.
    bool HoldBody();
    void ReleaseBody();
    void OnCrowded();
    // A large body is coming, and it was not asked yet whose it is.
    bool MustAsk() const;
    void Ask();
    void Admit();
    void OnAdmitted();
    void AwaitMore();
    void Dispatch();
    void PrepareRequest();
    // Where the pool has no room that is answered.
    void RunOnPool(std::function<void()> task);
    void Handle();
    void OnHandled();
    void AwaitAnswer();
    void BeginAnswer();
    void Write();
    void OnWritten(runtime::ErrorCode ec, size_t count);
    void AfterWrite();
    void MakeChunk();
    void OnChunk();
    void FinishAnswer();
    void Linger();

    void StartStream();
    void WatchStream();
    void Tick();

    void SetDeadline(Micros after);
    void ClearDeadline();
    void Arm();
    void OnDeadline();

    // Runs `step` on the pool and then `next` on the I/O thread.
    template <typename Step, typename Next>
    std::function<void()> Task(Step step, Next next);

    std::shared_ptr<ServerShared> shared_;
    runtime::StreamSocket socket_;
    runtime::SteadyTimer deadline_timer_;
    runtime::SteadyTimer event_timer_;
    std::string remote_;
    Origin origin_;
    Admission admission_;
    Phase phase_ = Phase::kReading;

    RequestReader reader_;
    size_t held_ = 0;  // of what bodies hold together
    bool asked_ = false;
    Uploader uploader_;
    std::string in_;
    size_t in_begin_ = 0;
    size_t in_end_ = 0;
    bool continued_ = false;  // "100 Continue" was sent for this request
    bool last_ = false;       // no further request on this connection

    Response response_;
    Micros begun_at_ = 0;
    bool keep_alive_ = false;
    bool chunked_ = false;
    std::optional<Result<bool>> more_;  // what the source answered last
    std::string chunk_;

    std::string head_;  // written before body_
    std::string body_;
    size_t written_ = 0;  // of both
    bool writing_ = false;
    size_t lingered_ = 0;

    Micros deadline_ = 0;   // 0: none
    Micros armed_for_ = 0;  // 0: the timer does not run
};

}  // namespace daybook::http

#include "http/server.h"

#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "base/log.h"
#include "base/random.h"
#include "http/connection.h"
#include "http/listen.h"
#include "runtime/asio.h"

namespace daybook::http {

namespace asio = boost::asio;
using runtime::ErrorCode;

namespace {

using Acceptor = asio::basic_socket_acceptor<asio::generic::stream_protocol, runtime::Executor>;

// So many above the limit are answered 503; further ones are closed unheard.
constexpr size_t kRefusedMax = 64;
constexpr size_t kSocketMax = 64;  // connections of the Unix socket
constexpr Micros kAcceptPause = kSecond / 10;

// Takes connections of one listening socket. Lives on the I/O thread.
class Listener : public std::enable_shared_from_this<Listener> {
  public:
    Listener(std::shared_ptr<ServerShared> shared, asio::io_context& context,
             const Listening& socket)
        : shared_(std::move(shared)),
          acceptor_(context, asio::generic::stream_protocol(socket.family, 0), socket.fd),
          pause_(context),
          is_socket_(socket.port == 0) {}

    void Accept() {
        acceptor_.async_accept(
            [self = shared_from_this()](ErrorCode ec, runtime::StreamSocket socket) {
                self->OnAccept(ec, std::move(socket));
            });
    }

    void Close() {
        ErrorCode ignored;
        acceptor_.close(ignored);
        pause_.cancel();
    }

  private:
    void OnAccept(ErrorCode ec, runtime::StreamSocket socket) {
        if (!acceptor_.is_open() || ec == asio::error::operation_aborted) return;
        if (ec) return Pause(ec);
        // Those of the network never keep the operator from the socket.
        const size_t of_socket = shared_->of_socket;
        const size_t open = is_socket_ ? of_socket : shared_->connections.size() - of_socket;
        const size_t most = is_socket_ ? kSocketMax : shared_->options.connections_max;
        if (open < most + kRefusedMax) {
            const auto admission = open < most ? Admission::kServe : Admission::kRefuse;
            Begin(std::move(socket), admission);
        }
        Accept();
    }

    void Begin(runtime::StreamSocket socket, Admission admission) {
        std::string remote;
        Origin origin = Origin::kSocket;
        if (!is_socket_) {
            ErrorCode ignored;
            socket.set_option(asio::ip::tcp::no_delay(true), ignored);
            remote = PeerOf(socket.native_handle());
            origin = IsLoopback(remote) ? Origin::kLoopback : Origin::kNetwork;
        }
        std::make_shared<Connection>(shared_, std::move(socket), std::move(remote), origin,
                                     admission)
            ->Start();
    }

    // Out of file descriptors, or the like: breathe, then go on.
    void Pause(ErrorCode ec) {
        Log(Level::kWarn, "http.accept_failed", {{"what", ec.message()}});
        pause_.expires_after(std::chrono::microseconds(kAcceptPause));
        pause_.async_wait([self = shared_from_this()](ErrorCode wait) {
            if (!wait && self->acceptor_.is_open()) self->Accept();
        });
    }

    std::shared_ptr<ServerShared> shared_;
    Acceptor acceptor_;
    runtime::SteadyTimer pause_;
    bool is_socket_;
};

uint64_t RandomSeed() {
    uint64_t seed = 0;
    for (char c : SecureBytes(8)) seed = seed << 8 | static_cast<unsigned char>(c);
    return seed;
}

}  // namespace

struct Server::Core {
    std::shared_ptr<ServerShared> shared = std::make_shared<ServerShared>();
    std::vector<std::shared_ptr<Listener>> listeners;
    std::string address;
    int port = 0;

    std::mutex mutex;
    std::condition_variable changed;
    bool empty = false;  // no connection is left, and none will come
    bool stopped = false;

    void Listen(const Listening& socket) {
        auto listener =
            std::make_shared<Listener>(shared, runtime::ContextOf(*shared->options.io), socket);
        listeners.push_back(listener);
        shared->options.io->Post([listener] { listener->Accept(); });
    }

    void Emptied() {
        std::lock_guard lock(mutex);
        empty = true;
        changed.notify_all();
    }

    // On the I/O thread.
    void BeginStop() {
        for (auto& listener : listeners) listener->Close();
        shared->stopping = true;
        ForEach([](Connection& connection) { connection.Drain(); });
        if (shared->connections.empty()) Emptied();
    }

    template <typename Act>
    void ForEach(Act act) {
        std::vector<std::shared_ptr<Connection>> all;
        for (auto& [key, weak] : shared->connections) {
            if (auto connection = weak.lock()) all.push_back(std::move(connection));
        }
        for (auto& connection : all) act(*connection);
    }

    bool WaitEmpty(Micros time) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, std::chrono::microseconds(time), [this] { return empty; });
    }
};

Server::Server(std::shared_ptr<Core> core) : core_(std::move(core)) {}

Result<std::unique_ptr<Server>> Server::Start(ServerOptions options, Handler handler) {
    ASSERT(options.clock != nullptr && options.pool != nullptr && options.io != nullptr &&
           handler != nullptr);
    auto core = std::make_shared<Core>();
    core->shared->handler = std::move(handler);
    core->shared->id_seed = RandomSeed();
    // Raw pointer: the last connection ends before the core does (Stop waits for it).
    core->shared->on_empty = [core = core.get()] { core->Emptied(); };
    core->shared->options = std::move(options);
    std::unique_ptr<Server> server(new Server(core));
    const ServerOptions& kept = core->shared->options;
    if (!kept.listen.empty()) {
        Listening tcp = TRY(ListenTcp(kept.listen));
        core->port = tcp.port;
        core->address = tcp.address;
        core->Listen(tcp);
    }
    if (!kept.unix_socket.empty()) core->Listen(TRY(ListenUnix(kept.unix_socket)));
    return server;
}

Server::~Server() { Stop(); }

int Server::port() const { return core_->port; }
const std::string& Server::address() const { return core_->address; }
ServerMetrics Server::metrics() const { return core_->shared->meter.Read(); }

void Server::Stop() {
    runtime::IoThread& io = *core_->shared->options.io;
    ASSERT(!io.OnThread());
    {
        std::lock_guard lock(core_->mutex);
        if (std::exchange(core_->stopped, true)) return;
    }
    io.Post([core = core_] { core->BeginStop(); });
    const ServerOptions& options = core_->shared->options;
    if (!core_->WaitEmpty(options.stop_timeout)) {
        Log(Level::kWarn, "http.stop_cut",
            {{"open", core_->shared->meter.Read().connections_open}});
        io.Post(
            [core = core_] { core->ForEach([](Connection& connection) { connection.Cut(); }); });
        core_->WaitEmpty(kMinute);
    }
    if (core_->listeners.size() > (options.listen.empty() ? 0u : 1u))
        unlink(options.unix_socket.c_str());
}

}  // namespace daybook::http

// For tests of this and later modules: a server on a free port of 127.0.0.1 and raw connections to
// it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "http/client.h"
#include "http/server.h"
#include "runtime/io.h"
#include "runtime/pool.h"

namespace daybook::http {

// I/O thread, pool and server in their order of life.
class TestServer {
  public:
    explicit TestServer(Handler handler, ServerOptions options = {},
                        runtime::PoolOptions pool = {});
    ~TestServer();

    Server& server() { return *server_; }
    runtime::Pool& pool() { return pool_; }
    runtime::IoThread& io() { return io_; }
    std::string Url(std::string_view path) const;
    std::string HostPort() const;

  private:
    SystemClock clock_;
    runtime::IoThread io_;
    runtime::Pool pool_;
    std::unique_ptr<Server> server_;
};

// A blocking connection; every wait ends after 20 s, then the read text says so.
class RawConnection {
  public:
    explicit RawConnection(int port);
    explicit RawConnection(const std::string& unix_socket);
    ~RawConnection();
    RawConnection(const RawConnection&) = delete;
    RawConnection& operator=(const RawConnection&) = delete;

    void Write(std::string_view text);
    void EndWriting();
    // Reads until `text` was seen, and returns all up to its end; what came is returned where the
    // peer ends first.
    std::string ReadUntil(std::string_view text);
    std::string ReadBytes(size_t count);
    std::string ReadToEnd();
    // Headers and a body of Content-Length.
    std::string ReadAnswer();

  private:
    bool Fill();
    int fd_ = -1;
    std::string rest_;
};

// A client that may reach this server; Done on its own thread.
std::unique_ptr<Client> ClientFor(const TestServer& server);

}  // namespace daybook::http

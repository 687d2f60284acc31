#include "http/server_support.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <utility>

#include "base/assert.h"

namespace daybook::http {
namespace {

void SetWait(int fd) {
    timeval wait{.tv_sec = 20, .tv_usec = 0};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
}

}  // namespace

TestServer::TestServer(Handler handler, ServerOptions options, runtime::PoolOptions pool)
    : pool_(pool) {
    if (options.listen.empty() && options.unix_socket.empty()) options.listen = "127.0.0.1:0";
    if (options.clock == nullptr) options.clock = &clock_;
    options.pool = &pool_;
    options.io = &io_;
    auto started = Server::Start(std::move(options), std::move(handler));
    ASSERT(started.ok());
    server_ = std::move(*started);
}

TestServer::~TestServer() {
    server_.reset();
    pool_.Stop();
}

std::string TestServer::HostPort() const { return fmt::format("127.0.0.1:{}", server_->port()); }
std::string TestServer::Url(std::string_view path) const {
    return fmt::format("http://{}{}", HostPort(), path);
}

RawConnection::RawConnection(int port) : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    SetWait(fd_);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ASSERT(connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
}

RawConnection::RawConnection(const std::string& path)
    : fd_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    SetWait(fd_);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    ASSERT(path.size() < sizeof address.sun_path);
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    ASSERT(connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
}

RawConnection::~RawConnection() { close(fd_); }

void RawConnection::Write(std::string_view text) {
    while (!text.empty()) {
        ssize_t sent = send(fd_, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;  // the peer has closed: what it answered is what the test looks at
        text.remove_prefix(static_cast<size_t>(sent));
    }
}

void RawConnection::EndWriting() { shutdown(fd_, SHUT_WR); }

bool RawConnection::Fill() {
    std::array<char, 64 << 10> buffer;
    ssize_t got = recv(fd_, buffer.data(), buffer.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) rest_ += "<nothing came for 20 s>";
    if (got <= 0) return false;
    rest_.append(buffer.data(), static_cast<size_t>(got));
    return true;
}

std::string RawConnection::ReadUntil(std::string_view text) {
    size_t at = rest_.find(text);
    while (at == std::string::npos) {
        if (!Fill()) return std::exchange(rest_, {});
        at = rest_.find(text);
    }
    std::string read = rest_.substr(0, at + text.size());
    rest_.erase(0, at + text.size());
    return read;
}

std::string RawConnection::ReadBytes(size_t count) {
    while (rest_.size() < count && Fill()) {
    }
    std::string read = rest_.substr(0, count);
    rest_.erase(0, std::min(count, rest_.size()));
    return read;
}

std::string RawConnection::ReadToEnd() {
    while (Fill()) {
    }
    return std::exchange(rest_, {});
}

std::string RawConnection::ReadAnswer() {
    std::string head = ReadUntil("\r\n\r\n");
    constexpr std::string_view kLength = "Content-Length: ";
    size_t at = head.find(kLength);
    if (at == std::string::npos) return head;
    size_t length = 0;
    std::from_chars(head.data() + at + kLength.size(), head.data() + head.size(), length);
    return head + ReadBytes(length);
}

std::unique_ptr<Client> ClientFor(const TestServer& server) {
    auto guard = Guard::Create({server.HostPort()});
    ASSERT(guard.ok());
    return MakeCurlClient({.guard = std::move(*guard)});
}

}  // namespace daybook::http

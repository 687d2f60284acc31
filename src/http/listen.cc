#include "http/listen.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <fmt/format.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>
#include <utility>

#include "base/io.h"

namespace daybook::http {
namespace {

constexpr int kBacklog = 1024;

class Fd {
  public:
    explicit Fd(int fd) : fd_(fd) {}
    ~Fd() {
        if (fd_ >= 0) close(fd_);
    }
    Fd(const Fd&) = delete;
    Fd& operator=(const Fd&) = delete;
    int get() const { return fd_; }
    int Release() { return std::exchange(fd_, -1); }

  private:
    int fd_;
};

using AddressList = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

Result<AddressList> Resolve(const HostPort& where) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    std::string port = std::to_string(where.port);
    if (getaddrinfo(where.host.c_str(), port.c_str(), &hints, &found) != 0 || found == nullptr) {
        return Invalid(
            fmt::format(
                "\"{}\" is not an address of this machine. Choose one with --listen HOST:PORT.",
                where.host),
            "listen");
    }
    return AddressList(found, &freeaddrinfo);
}

Error ListenError(const HostPort& where, int number) {
    if (number == EADDRINUSE) {
        return Conflict(
            fmt::format(
                "Port {} on {} is in use by another program. Stop it, or choose another with "
                "--listen.",
                where.port, where.host),
            "port_in_use");
    }
    if (number == EACCES) {
        return {Code::kForbidden,
                fmt::format("Port {} on {} may not be opened by this user. Choose one above 1023 "
                            "with --listen.",
                            where.port, where.host),
                {},
                "listen"};
    }
    if (number == EADDRNOTAVAIL) {
        return Invalid(
            fmt::format("{} is not an address of this machine. Choose another with --listen.",
                        where.host),
            "listen");
    }
    return Unavailable(fmt::format("Port {} on {} cannot be opened: {}.", where.port, where.host,
                                   SystemMessage(number)));
}

int PortOf(const sockaddr_storage& address) {
    if (address.ss_family == AF_INET6)
        return ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port);
    if (address.ss_family == AF_INET)
        return ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
    return 0;
}

}  // namespace

Result<HostPort> ParseHostPort(std::string_view text) {
    auto wrong = [text] {
        return Invalid(fmt::format("\"{}\" is not HOST:PORT, such as 127.0.0.1:8484.", text),
                       "listen");
    };
    size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return wrong();
    std::string_view host = text.substr(0, colon);
    std::string_view digits = text.substr(colon + 1);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    else if (host.find(':') != std::string_view::npos)
        return wrong();
    int port = -1;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc() || end != digits.data() + digits.size() || port < 0 || port > 65535)
        return wrong();
    if (host.empty() || host.find('\0') != std::string_view::npos) return wrong();
    return HostPort{std::string(host), port};
}

Result<Listening> ListenTcp(std::string_view text) {
    HostPort where = TRY(ParseHostPort(text));
    AddressList list = TRY(Resolve(where));
    Fd fd(socket(list->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (fd.get() < 0) return ListenError(where, errno);
    int on = 1;
    setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd.get(), list->ai_addr, list->ai_addrlen) != 0) return ListenError(where, errno);
    if (listen(fd.get(), kBacklog) != 0) return ListenError(where, errno);
    sockaddr_storage bound{};
    socklen_t size = sizeof bound;
    if (getsockname(fd.get(), reinterpret_cast<sockaddr*>(&bound), &size) != 0)
        return ListenError(where, errno);
    Listening listening{-1, list->ai_family, PortOf(bound), {}};
    bool brackets = where.host.find(':') != std::string::npos;
    listening.address =
        fmt::format(fmt::runtime(brackets ? "[{}]:{}" : "{}:{}"), where.host, listening.port);
    listening.fd = fd.Release();
    return listening;
}

// Bound under another name and renamed when its mode is right: nobody meets it half made.
Result<Listening> ListenUnix(const std::string& path) {
    std::string fresh = path + ".new";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (fresh.size() >= sizeof address.sun_path) {
        return Invalid(
            fmt::format(
                "The path {} is too long for a socket (at most {} bytes). Choose a shorter --data "
                "folder.",
                path, sizeof address.sun_path - 5),
            "data", "configuration");
    }
    std::memcpy(address.sun_path, fresh.c_str(), fresh.size() + 1);
    auto failed = [&path](int number) {
        return Unavailable(
            fmt::format("The socket {} cannot be made: {}. Check the folder's rights and space.",
                        path, SystemMessage(number)));
    };
    Fd fd(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (fd.get() < 0) return failed(errno);
    struct stat there {};
    if (lstat(path.c_str(), &there) == 0 && !S_ISSOCK(there.st_mode)) {
        return Conflict(
            fmt::format("{} is in the way: it is not a socket. Move it elsewhere.", path));
    }
    unlink(fresh.c_str());
    if (bind(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        return failed(errno);
    if (chmod(fresh.c_str(), 0600) != 0 || listen(fd.get(), kBacklog) != 0 ||
        rename(fresh.c_str(), path.c_str()) != 0) {
        int number = errno;
        unlink(fresh.c_str());
        return failed(number);
    }
    return Listening{fd.Release(), AF_UNIX, 0, path};
}

std::string PeerOf(int fd) {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    if (getpeername(fd, reinterpret_cast<sockaddr*>(&peer), &size) != 0) return {};
    char text[INET6_ADDRSTRLEN] = {};
    if (peer.ss_family == AF_INET) {
        inet_ntop(AF_INET, &reinterpret_cast<sockaddr_in&>(peer).sin_addr, text, sizeof text);
    } else if (peer.ss_family == AF_INET6) {
        inet_ntop(AF_INET6, &reinterpret_cast<sockaddr_in6&>(peer).sin6_addr, text, sizeof text);
    }
    std::string_view address(text);
    constexpr std::string_view kMapped = "::ffff:";
    if (address.starts_with(kMapped) && address.find('.') != std::string_view::npos)
        address.remove_prefix(kMapped.size());
    return std::string(address);
}

bool IsLoopback(std::string_view address) {
    return address == "::1" || address.starts_with("127.");
}

}  // namespace daybook::http

#include "base/io.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>

namespace daybook {
namespace {

class File {
  public:
    explicit File(int fd) : fd_(fd) {}
    ~File() {
        if (fd_ >= 0) close(fd_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int fd() const { return fd_; }

  private:
    int fd_;
};

Error FromErrno(const std::string& path, int number) {
    std::string message = fmt::format("{}: {}", path, SystemMessage(number));
    if (number == ENOENT || number == ENOTDIR) return NotFound(std::move(message));
    if (number == EACCES || number == EPERM || number == EROFS)
        return Error{Code::kForbidden, std::move(message), {}, {}};
    return Unavailable(std::move(message));
}

std::string FolderOf(const std::string& path) {
    size_t slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

Status WriteAll(int fd, std::string_view bytes, const std::string& path) {
    while (!bytes.empty()) {
        ssize_t written = write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return FromErrno(path, errno);
        bytes.remove_prefix(static_cast<size_t>(written));
    }
    if (fsync(fd) != 0) return FromErrno(path, errno);
    return {};
}

}  // namespace

Result<std::string> ReadFile(const std::string& path, size_t limit) {
    File file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.fd() < 0) return FromErrno(path, errno);
    std::string bytes;
    char piece[65536];
    for (;;) {
        ssize_t got = read(file.fd(), piece, sizeof piece);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return FromErrno(path, errno);
        if (got == 0) return bytes;
        if (bytes.size() + static_cast<size_t>(got) > limit) {
            return Invalid(fmt::format("{} is larger than {} bytes.", path, limit));
        }
        bytes.append(piece, static_cast<size_t>(got));
    }
}

Status WriteFileDurably(const std::string& path, std::string_view bytes, unsigned mode) {
    std::string beside = fmt::format("{}.{}.new", path, getpid());
    {
        File file(open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
        if (file.fd() < 0) return FromErrno(beside, errno);
        if (fchmod(file.fd(), mode) != 0) return FromErrno(beside, errno);
        Status written = WriteAll(file.fd(), bytes, beside);
        if (!written.ok()) {
            unlink(beside.c_str());
            return written;
        }
    }
    if (rename(beside.c_str(), path.c_str()) != 0) return FromErrno(path, errno);
    File folder(open(FolderOf(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.fd() < 0) return FromErrno(path, errno);
    if (fsync(folder.fd()) != 0) return FromErrno(path, errno);
    return {};
}

std::string_view SystemMessage(int number) {
    return std::strerror(number);  // NOLINT(concurrency-mt-unsafe): safe in glibc since 2.32
}

}  // namespace daybook

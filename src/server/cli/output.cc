#include "server/cli/output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>

#include "server/cli/options.h"

namespace daybook::server {
namespace {

bool WriteLine(std::string_view line, std::FILE* stream) {
    const std::string whole = std::string(line) + '\n';
    return std::fwrite(whole.data(), 1, whole.size(), stream) == whole.size();
}

}  // namespace

void HoldStandardStreams() {
    for (int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (fcntl(stream, F_GETFD) >= 0 || errno != EBADF) continue;
        // The least free number is this one.
        static_cast<void>(open("/dev/null", stream == STDOUT_FILENO ? O_RDONLY : O_WRONLY));
    }
}

bool Printed() { return std::fflush(stdout) == 0 && std::ferror(stdout) == 0; }

void Say(std::string_view line) { static_cast<void>(WriteLine(line, stderr)); }

bool Hand(std::string_view line) { return WriteLine(line, stdout) && Printed(); }

int SayLost(std::string_view sentence) {
    Say(sentence);
    return kUnavailableExit;
}

}  // namespace daybook::server

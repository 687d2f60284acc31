#include "server/cli/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <sstream>

#include <fmt/format.h>

#include "base/io.h"
#include "base/text.h"
#include "server/cli/options.h"

namespace daybook::server {
namespace {

constexpr const char* kSelf = "/proc/self/exe";

// A child does what its arguments say: the settings of another store are not its own.
void ForgetSettings() {
    std::vector<std::string> names;
    for (char** one = environ; *one != nullptr; ++one) {
        const std::string_view entry = *one;
        if (entry.starts_with("DAYBOOK_")) names.emplace_back(entry.substr(0, entry.find('=')));
    }
    for (const std::string& name : names) unsetenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): the child has one thread
    setenv("DAYBOOK_CONFIG", "/dev/null", 1);                      // NOLINT(concurrency-mt-unsafe)
}

[[noreturn]] void RunChild(const std::vector<std::string>& arguments, const std::string& log_path, int out) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    ForgetSettings();
    int log = open(log_path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(out, STDOUT_FILENO);
    if (log >= 0) dup2(log, STDERR_FILENO);
    std::vector<char*> argv;
    std::string name = "daybook";
    argv.push_back(name.data());
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    execv(kSelf, argv.data());
    _exit(127);
}

}  // namespace

Result<std::unique_ptr<Process>> Process::Start(const std::vector<std::string>& arguments, const std::string& log_path) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return Unavailable(fmt::format("A pipe cannot be made: {}", SystemMessage(errno)));
    pid_t pid = fork();
    if (pid < 0) return Unavailable(fmt::format("A process cannot be started: {}", SystemMessage(errno)));
    if (pid == 0) RunChild(arguments, log_path, ends[1]);
    close(ends[1]);
    return std::unique_ptr<Process>(new Process(pid, ends[0], log_path));
}

Process::~Process() {
    Stop(2 * kSecond);
    close(out_);
}

Result<std::string> Process::Listening() {
    constexpr std::string_view kListening = "listening on ";
    constexpr Micros kPatience = 60 * kSecond;
    const auto line = ReadLine(kPatience);
    if (line.ok() && line->starts_with(kListening)) return line->substr(kListening.size());
    const int code = Stop(kPatience);
    const std::string log = TRY(ReadFile(log_path_));
    const std::string_view said = Trim(log);
    std::string sentence(said.substr(said.rfind('\n') + 1));
    if (sentence.empty()) return Unavailable("A server of the benchmark ended before it listened.");
    if (code == kConfiguration) return Invalid(std::move(sentence), {}, "configuration");
    return code == kUnavailableExit ? Unavailable(std::move(sentence)) : Internal(std::move(sentence));
}

Result<std::string> Process::ReadLine(Micros timeout) {
    SystemClock clock;
    Micros until = clock.Monotonic() + timeout;
    for (;;) {
        size_t end = pending_.find('\n');
        if (end != std::string::npos) {
            std::string line = pending_.substr(0, end);
            pending_.erase(0, end + 1);
            return line;
        }
        Micros left = until - clock.Monotonic();
        if (left <= 0) return Timeout("The process printed nothing in time.");
        pollfd ready{out_, POLLIN, 0};
        if (poll(&ready, 1, static_cast<int>(left / kMillisecond) + 1) <= 0) continue;
        char piece[4096];
        ssize_t got = read(out_, piece, sizeof piece);
        if (got == 0) return Unavailable("The process ended.");
        if (got > 0) pending_.append(piece, static_cast<size_t>(got));
    }
}

Result<Usage> Process::Measure() const {
    Usage usage;
    std::string stat = TRY(ReadFile(fmt::format("/proc/{}/stat", pid_), 1 << 16));
    std::istringstream fields(stat.substr(stat.rfind(')') + 2));
    std::string skipped;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    int64_t user = 0;
    int64_t system = 0;
    fields >> user >> system;
    usage.cpu = (user + system) * kSecond / sysconf(_SC_CLK_TCK);
    std::string status = TRY(ReadFile(fmt::format("/proc/{}/status", pid_), 1 << 16));
    for (std::string_view line : Split(status, '\n')) {
        if (line.starts_with("VmHWM:")) usage.peak_bytes = std::stoll(std::string(Trim(line.substr(6)))) * 1024;
    }
    return usage;
}

int Process::Stop(Micros patience) {
    if (pid_ <= 0) return 0;
    kill(pid_, SIGTERM);
    SystemClock clock;
    Micros until = clock.Monotonic() + patience;
    int state = 0;
    while (waitpid(pid_, &state, WNOHANG) == 0) {
        if (clock.Monotonic() > until) {
            kill(pid_, SIGKILL);
            waitpid(pid_, &state, 0);
            break;
        }
        usleep(5000);
    }
    pid_ = 0;
    return WIFEXITED(state) ? WEXITSTATUS(state) : -WTERMSIG(state);
}

}  // namespace daybook::server

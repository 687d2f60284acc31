// A child process of the benchmarks and what it cost: this same program with other arguments.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace daybook::server {

// What the kernel says of a running process.
struct Usage {
    Micros cpu = 0;            // user and system
    int64_t peak_bytes = 0;    // most memory resident at once
};

class Process {
  public:
    // Starts this program with these arguments; its standard error goes to `log_path`.
    static Result<std::unique_ptr<Process>> Start(const std::vector<std::string>& arguments, const std::string& log_path);
    // Kill().
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    // The address that a server or sandbox prints when it listens. Where it ends before, what it said last, with the error's kind
    // by its exit code.
    Result<std::string> Listening();
    // The next line of its standard output; kUnavailable when it ended, kTimeout.
    Result<std::string> ReadLine(Micros timeout);
    Result<Usage> Measure() const;
    // SIGTERM, then SIGKILL after `patience`; returns the exit code (negative: the signal). Idempotent.
    int Stop(Micros patience);

  private:
    Process(pid_t pid, int out, std::string log_path) : pid_(pid), out_(out), log_path_(std::move(log_path)) {}
    pid_t pid_;
    int out_;
    std::string log_path_, pending_;
};

}  // namespace daybook::server

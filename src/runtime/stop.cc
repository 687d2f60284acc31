#include "runtime/stop.h"

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <utility>

#include "base/log.h"
#include "runtime/asio.h"

namespace daybook::runtime {

void Stop::Request() {
    {
        std::lock_guard lock(mutex_);
        requested_ = true;
    }
    changed_.notify_all();
}

bool Stop::requested() const {
    std::lock_guard lock(mutex_);
    return requested_;
}

bool Stop::WaitFor(Micros time) const {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::microseconds(time), [this] { return requested_; });
}

void Stop::Wait() const {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return requested_; });
}

struct SignalWatcher::Impl : std::enable_shared_from_this<SignalWatcher::Impl> {
    Impl(IoThread& io, Stop& stop, std::function<void()> hangup)
        : io(io),
          stop(stop),
          on_hangup(std::move(hangup)),
          signals(ContextOf(io), SIGTERM, SIGINT) {
        if (on_hangup) signals.add(SIGHUP);
    }

    void Listen() {
        signals.async_wait([self = shared_from_this()](ErrorCode ec, int signal) {
            if (ec) return;
            if (signal == SIGHUP) {
                self->on_hangup();
                return self->Listen();
            }
            if (self->stop.requested()) _exit(130);
            Log(Level::kInfo, "stop.signal", {{"signal", signal}});
            self->stop.Request();
            self->Listen();
        });
    }

    IoThread& io;
    Stop& stop;
    std::function<void()> on_hangup;
    asio::basic_signal_set<Executor> signals;
};

SignalWatcher::SignalWatcher(IoThread& io, Stop& stop, std::function<void()> on_hangup)
    : impl_(std::make_shared<Impl>(io, stop, std::move(on_hangup))) {
    (void)std::signal(SIGPIPE, SIG_IGN);  // fails only for a signal that does not exist
    io.Post([impl = impl_] { impl->Listen(); });
}

SignalWatcher::~SignalWatcher() {
    impl_->io.Post([impl = impl_] {
        ErrorCode ignored;
        impl->signals.cancel(ignored);
        impl->signals.clear(ignored);
    });
}

}  // namespace daybook::runtime

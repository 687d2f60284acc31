// The one I/O thread: sockets and timers of the whole program live on it. Nothing on it may block
// or compute long.
#pragma once

#include <functional>
#include <memory>

namespace daybook::runtime {

class IoThread {
  public:
    // Starts the thread.
    IoThread();
    // Stops and joins. What was posted and has not run is destroyed without running. Whoever holds
    // sockets or timers on it must be gone by then.
    ~IoThread();
    IoThread(const IoThread&) = delete;
    IoThread& operator=(const IoThread&) = delete;

    // Runs `task` on the thread, in order of posting. Thread safe.
    void Post(std::function<void()> task);
    bool OnThread() const;

    // Opaque: runtime/asio.h opens it for the few files that speak Asio.
    struct Impl;
    Impl& impl() { return *impl_; }

  private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace daybook::runtime

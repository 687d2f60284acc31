#include "runtime/io.h"

#include <pthread.h>

#include <exception>
#include <string>
#include <thread>
#include <utility>

#include "base/assert.h"
#include "base/log.h"
#include "runtime/asio.h"

namespace daybook::runtime {

struct IoThread::Impl {
    asio::io_context context{1};
    asio::executor_work_guard<Executor> work{context.get_executor()};
    std::thread thread;
};

namespace {

// A handler that throws is a defect; the other connections live on.
void Run(asio::io_context& context) {
    pthread_setname_np(pthread_self(), "io");
    while (!context.stopped()) {
        try {
            context.run();
        } catch (const std::exception& e) {
            Log(Level::kError, "io.handler_failed", {{"what", e.what()}});
        }
    }
}

}  // namespace

IoThread::IoThread() : impl_(std::make_unique<Impl>()) {
    impl_->thread = std::thread([context = &impl_->context] { Run(*context); });
}

IoThread::~IoThread() {
    ASSERT(!OnThread());
    impl_->context.stop();
    impl_->thread.join();
}

void IoThread::Post(std::function<void()> task) { asio::post(impl_->context, std::move(task)); }

bool IoThread::OnThread() const { return std::this_thread::get_id() == impl_->thread.get_id(); }

asio::io_context& ContextOf(IoThread& io) { return io.impl().context; }

}  // namespace daybook::runtime

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <future>
#include <latch>
#include <stdexcept>
#include <thread>
#include <vector>

#include "runtime/bus.h"
#include "runtime/io.h"
#include "runtime/pool.h"
#include "runtime/stop.h"
#include "runtime/timer.h"

namespace daybook::runtime {
namespace {

TEST(IoThread, RunsInOrderOnItsThread) {
    IoThread io;
    EXPECT_FALSE(io.OnThread());
    std::vector<int> seen;
    std::promise<bool> last;
    for (int i = 0; i < 100; ++i) io.Post([&seen, i] { seen.push_back(i); });
    io.Post([] { throw std::runtime_error("a defect"); });
    io.Post([&] { last.set_value(io.OnThread()); });
    EXPECT_TRUE(last.get_future().get());
    for (int i = 0; i < 100; ++i) EXPECT_EQ(seen[static_cast<size_t>(i)], i);
}

TEST(Pool, RefusesWhenFullButContinuesWhatWasAdmitted) {
    std::promise<void> go;
    std::latch begun(1);
    std::vector<int> order;
    Pool pool({.threads = 1, .queue_max = 2});
    ASSERT_TRUE(pool.Submit([&] {
                        begun.count_down();
                        go.get_future().wait();
                    })
                    .ok());
    begun.wait();
    EXPECT_TRUE(pool.Submit([&] { order.push_back(2); }).ok());
    EXPECT_TRUE(pool.Submit([&] { order.push_back(3); }).ok());
    Status full = pool.Submit([] {});
    ASSERT_FALSE(full.ok());
    EXPECT_EQ(full.error().code, Code::kLimited);
    EXPECT_TRUE(pool.Continue([&] { order.push_back(1); }));
    EXPECT_EQ(pool.metrics().queued, 3u);
    EXPECT_EQ(pool.metrics().running, 1u);
    go.set_value();
    pool.Stop();
    EXPECT_EQ(order, (std::vector<int>{1, 2, 3}));
    EXPECT_EQ(pool.metrics().done, 4u);
    EXPECT_EQ(pool.metrics().refused, 1u);
    EXPECT_EQ(pool.Submit([] {}).error().code, Code::kUnavailable);
    EXPECT_FALSE(pool.Continue([] {}));
}

TEST(Pool, ATaskThatThrowsHarmsNobody) {
    Pool pool({.threads = 1});
    EXPECT_TRUE(pool.Submit([] { throw std::runtime_error("a defect"); }).ok());
    EXPECT_TRUE(pool.Submit([] { throw 1; }).ok());
    std::promise<void> ran;
    EXPECT_TRUE(pool.Submit([&] { ran.set_value(); }).ok());
    ran.get_future().wait();
    pool.Stop();
    EXPECT_EQ(pool.metrics().failed, 2u);
}

TEST(Pool, RunsEverythingOnceFromManyThreads) {
    std::atomic<int> ran = 0;
    {
        Pool pool({.threads = 3, .queue_max = 100'000});
        std::vector<std::thread> senders;
        for (int t = 0; t < 4; ++t) {
            senders.emplace_back([&] {
                for (int i = 0; i < 2000; ++i) EXPECT_TRUE(pool.Submit([&ran] { ++ran; }).ok());
            });
        }
        for (auto& sender : senders) sender.join();
    }
    EXPECT_EQ(ran, 8000);
}

struct TimerRig {
    ManualClock clock{1'000'000};
    IoThread io;
    Pool pool{{.threads = 2}};
    Timers timers{io, pool, clock};

    // Everything the I/O thread and then the pool had to do is done.
    void Settle() {
        timers.Poke();
        std::promise<void> io_done;
        io.Post([&] { io_done.set_value(); });
        io_done.get_future().wait();
        while (pool.metrics().queued + pool.metrics().running > 0) std::this_thread::yield();
    }
};

TEST(Timers, RunWhenTheMomentHasComeAndNotBefore) {
    TimerRig rig;
    std::atomic<int> ran = 0;
    Timer one = rig.timers.After(10 * kSecond, [&] { ran += 1; });
    Timer two = rig.timers.After(5 * kSecond, [&] { ran += 10; });
    Timer past = rig.timers.At(0, [&] { ran += 100; });
    rig.Settle();
    EXPECT_EQ(ran, 100);
    EXPECT_FALSE(past.pending());
    rig.clock.Advance(5 * kSecond - 1);
    rig.Settle();
    EXPECT_EQ(ran, 100);
    rig.clock.Advance(1);
    rig.Settle();
    EXPECT_EQ(ran, 110);
    EXPECT_TRUE(one.pending());
    one.Cancel();
    rig.clock.Advance(kHour);
    rig.Settle();
    EXPECT_EQ(ran, 110);
}

TEST(Timers, CancelWaitsForARunningTask) {
    TimerRig rig;
    std::promise<void> begun;
    std::promise<void> go;
    std::atomic<bool> ended = false;
    Timer timer = rig.timers.At(0, [&] {
        begun.set_value();
        go.get_future().wait();
        ended = true;
    });
    begun.get_future().wait();
    std::thread releaser([&] { go.set_value(); });
    timer.Cancel();
    EXPECT_TRUE(ended);
    releaser.join();
}

TEST(Timers, ATaskMayCancelItselfAndSetAnother) {
    TimerRig rig;
    std::promise<void> second;
    std::promise<void> ready;
    Timer first;
    Timer next;
    first = rig.timers.At(2'000'000, [&] {
        first.Cancel();
        next = rig.timers.At(0, [&] { second.set_value(); });
        ready.set_value();
    });
    rig.clock.Advance(kSecond);
    rig.timers.Poke();
    ready.get_future().wait();
    second.get_future().wait();
}

TEST(Timers, RealTimePassesByItself) {
    SystemClock clock;
    IoThread io;
    Pool pool({.threads = 1});
    Timers timers(io, pool, clock);
    std::promise<Micros> ran;
    Micros due = clock.Monotonic() + 3 * kMillisecond;
    Timer timer = timers.At(due, [&] { ran.set_value(clock.Monotonic()); });
    EXPECT_GE(ran.get_future().get(), due);
}

TEST(Stop, WakesWhoWaits) {
    Stop stop;
    EXPECT_FALSE(stop.WaitFor(0));
    std::thread waiter([&] { stop.Wait(); });
    stop.Request();
    waiter.join();
    EXPECT_TRUE(stop.requested());
    EXPECT_TRUE(stop.WaitFor(kHour));
}

TEST(SignalWatcher, ASignalRequestsTheStop) {
    IoThread io;
    for (int signal : {SIGTERM, SIGINT}) {
        Stop stop;
        {
            SignalWatcher watcher(io, stop);
            std::promise<void> listening;
            io.Post([&] { listening.set_value(); });
            listening.get_future().wait();
            kill(getpid(), signal);
            EXPECT_TRUE(stop.WaitFor(20 * kSecond));
        }
        std::promise<void> gone;
        io.Post([&] { gone.set_value(); });
        gone.get_future().wait();
    }
}

TEST(SignalWatcher, AHangupIsNoStop) {
    IoThread io;
    Stop stop;
    std::promise<void> told;
    SignalWatcher watcher(io, stop, [&] { told.set_value(); });
    std::promise<void> listening;
    io.Post([&] { listening.set_value(); });
    listening.get_future().wait();
    kill(getpid(), SIGHUP);
    EXPECT_EQ(told.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
    EXPECT_FALSE(stop.requested());
}

TEST(SignalWatcher, WritingToNobodyEndsNothing) {
    IoThread io;
    Stop stop;
    SignalWatcher watcher(io, stop);
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    close(ends[0]);
    EXPECT_EQ(write(ends[1], "x", 1), -1);
    EXPECT_EQ(errno, EPIPE);
    close(ends[1]);
}

TEST(Bus, TellsEverybodyWhoWatches) {
    Bus bus;
    EXPECT_FALSE(bus.watched());
    std::string seen;
    Subscription a = bus.Subscribe([&](const Change& c) { seen += "a" + c.key; });
    {
        Subscription b = bus.Subscribe([&](const Change& c) { seen += "b" + c.key; });
        bus.Publish({.topic = "profile", .key = "1"});
        Subscription moved = std::move(b);
        bus.Publish({.topic = "profile", .key = "2"});
    }
    bus.Publish({.topic = "profile", .key = "3"});
    a.End();
    bus.Publish({.topic = "profile", .key = "4"});
    EXPECT_EQ(seen, "a1b1a2b2a3");
}

TEST(ChangeQueue, LastValueOfAKeyWinsAndLengthIsBounded) {
    Bus bus;
    ChangeQueue queue(bus, 3);
    bus.Publish({.topic = "profile", .key = "1", .json = "old"});
    bus.Publish({.topic = "profile", .key = "2", .json = "x"});
    bus.Publish({.topic = "profile", .key = "1", .json = "new"});
    bus.Publish({.account = AccountId{7}, .topic = "profile", .key = "1", .json = "other shop"});
    auto taken = queue.Take(0);
    ASSERT_EQ(taken.size(), 3u);
    EXPECT_EQ(taken[0].json, "new");
    EXPECT_EQ(taken[2].json, "other shop");
    for (int i = 0; i < 5; ++i) bus.Publish({.topic = "activity", .json = std::to_string(i)});
    taken = queue.Take(0);
    ASSERT_EQ(taken.size(), 3u);
    EXPECT_EQ(taken[0].json, "2");
    EXPECT_EQ(queue.lost(), 2u);
    EXPECT_TRUE(queue.Take(0).empty());
}

TEST(ChangeQueue, WakesOnAChangeAndOnClose) {
    Bus bus;
    ChangeQueue queue(bus);
    std::thread publisher([&] { bus.Publish({.topic = "t", .json = "1"}); });
    EXPECT_EQ(queue.Take(kHour).size(), 1u);
    publisher.join();
    std::thread closer([&] { queue.Close(); });
    EXPECT_TRUE(queue.Take(kHour).empty());
    closer.join();
}

}  // namespace
}  // namespace daybook::runtime

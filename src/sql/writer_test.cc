#include "sql/writer.h"

#include <atomic>
#include <future>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sql/test_support.h"

namespace daybook::sql {
namespace {

constexpr std::string_view kStatements = R"(
-- name: put
INSERT INTO setting (account, name, value) VALUES (1, $1, $2)
-- name: bump
UPDATE counter SET next = next + 1 WHERE name = $1
-- name: new_counter
INSERT INTO counter (name, next) VALUES ($1, 0)
)";

// Holds the writer until released, so that jobs gather behind it.
class Gate {
  public:
    explicit Gate(Database& db) {
        std::promise<void> inside;
        auto entered = inside.get_future();
        db.Submit(
            [this, &inside](Tx&) -> Status {
                inside.set_value();
                open_.get_future().wait();
                return {};
            },
            Durability::kBulk, Priority::kLive, {});
        entered.wait();
    }
    void Open() { open_.set_value(); }

  private:
    std::promise<void> open_;
};

class WriterTest : public ::testing::TestWithParam<std::string> {
  protected:
    WriterTest() {
        Options options{.statements_of = {kStatements}, .names = {"t"}};
        options.before_statement = [this](std::string_view statement) {
            std::lock_guard lock(mutex_);
            seen_.emplace_back(statement);
            return hook_ ? hook_(statement) : Status();
        };
        store_ = TestDatabase::MakeWith(GetParam(), std::move(options));
    }

    static Job Put(std::string name) {
        return [name](Tx& tx) { return tx.Run("t.put", name, "x"); };
    }
    // Submits; the end is noted under `name`, with "!" where it failed.
    void Send(std::string name, Job job, Priority priority,
              Durability durability = Durability::kBulk) {
        store_->db().Submit(std::move(job), durability, priority, [this, name](Status status) {
            std::lock_guard lock(mutex_);
            ended_.push_back(name + (status.ok() ? "" : "!"));
        });
    }
    // When all that was submitted so far has ended.
    void Wait() {
        for (Priority priority : {Priority::kLive, Priority::kBulk})
            (void)store_->db().Write([](Tx&) { return Status(); }, Durability::kBulk, priority);
    }
    std::string Ended() {
        std::lock_guard lock(mutex_);
        std::string out;
        for (const std::string& name : ended_) out += name + " ";
        return out;
    }
    std::string Stored() { return Dump(store_->url(), "SELECT name FROM setting ORDER BY name"); }

    std::mutex mutex_;
    std::vector<std::string> seen_, ended_;  // guarded by mutex_
    std::function<Status(std::string_view)> hook_;
    std::unique_ptr<TestDatabase> store_;
};
INSTANTIATE_BOTH_ENGINES(WriterTest);

TEST_P(WriterTest, LiveGoesBeforeBulkAndEachInOrder) {
    Gate gate(store_->db());
    Send("b1", Put("b1"), Priority::kBulk);
    Send("b2", Put("b2"), Priority::kBulk);
    Send("l1", Put("l1"), Priority::kLive);
    Send("l2", Put("l2"), Priority::kLive);
    gate.Open();
    Wait();
    // After the gate, itself live, comes the turn of bulk; a waiting live job ends that group after
    // one job.
    EXPECT_EQ(Ended(), "b1 l1 l2 b2 ");
}

TEST_P(WriterTest, ACrowdThatComesBackGoesThriceBeforeBulk) {
    constexpr size_t kCrowd = Writer::Limits().crowd;
    constexpr int kRounds = 5;
    std::promise<void> over;
    // Everybody comes back as soon as they are answered.
    std::function<void(size_t, int)> come = [&](size_t who, int round) {
        auto answered = [&, who, round](Status) {
            if (who == 0) ended_.push_back(fmt::format("round{}", round));
            if (round < kRounds) come(who, round + 1);
            else if (who == kCrowd - 1) over.set_value();
        };
        store_->db().Submit(Put(fmt::format("{}-{}", who, round)), Durability::kFull, Priority::kLive, answered);
    };
    Gate gate(store_->db());
    Send("b1", Put("b1"), Priority::kBulk);
    Send("b2", Put("b2"), Priority::kBulk);
    for (size_t who = 0; who < kCrowd; ++who) come(who, 1);
    gate.Open();
    over.get_future().wait();
    // The gate was no crowd: after it comes one bulk job.
    EXPECT_EQ(Ended(), "b1 round1 round2 round3 b2 round4 round5 ");
}

TEST_P(WriterTest, WhatWaitsIsCommittedTogether) {
    Gate gate(store_->db());
    const int64_t before = store_->db().stats().commits;
    for (int i = 0; i < 20; ++i)
        Send("n", Put(fmt::format("{:02}", i)), Priority::kLive, Durability::kFull);
    gate.Open();
    Wait();
    EXPECT_LE(store_->db().stats().commits - before, 4);
    EXPECT_EQ(store_->db().stats().jobs, 23);
    EXPECT_EQ(store_->db().stats().queue, 0);
}

TEST_P(WriterTest, AFailingJobIsRolledBackAlone) {
    Gate gate(store_->db());
    Send("a", Put("a"), Priority::kLive);
    Send(
        "doubled",
        [](Tx& tx) -> Status {
            TRY(tx.Run("t.put", "b", "x"));
            return tx.Run("t.put", "b", "x");
        },
        Priority::kLive);
    Send(
        "refused",
        [](Tx& tx) -> Status {
            TRY(tx.Run("t.put", "c", "x"));
            return Invalid("no");
        },
        Priority::kLive);
    Send(
        "nothing", [](Tx&) -> Status { return Invalid("no"); }, Priority::kLive);
    Send("d", Put("d"), Priority::kLive);
    gate.Open();
    Wait();
    EXPECT_EQ(Ended(), "a doubled! refused! nothing! d ");
    EXPECT_EQ(Stored(), "a\nd\n");
}

TEST_P(WriterTest, DoneIsToldAfterTheCommit) {
    std::promise<std::string> seen;
    store_->db().Submit(Put("a"), Durability::kFull, Priority::kLive, [&](Status status) {
        EXPECT_TRUE(status.ok());
        EXPECT_TRUE(Writer::OnWriterThread());
        seen.set_value(Stored());
    });
    EXPECT_EQ(seen.get_future().get(), "a\n");
}

TEST_P(WriterTest, DoneMaySubmitMore) {
    std::promise<void> second;
    store_->db().Submit(Put("a"), Durability::kBulk, Priority::kBulk, [&](Status) {
        store_->db().Submit(Put("b"), Durability::kBulk, Priority::kBulk,
                            [&](Status) { second.set_value(); });
    });
    second.get_future().wait();
    EXPECT_EQ(Stored(), "a\nb\n");
}

TEST_P(WriterTest, WhatIsQueuedIsRunBeforeClosing) {
    {
        Gate gate(store_->db());
        for (int i = 0; i < 5; ++i) Send("n", Put(std::to_string(i)), Priority::kBulk);
        gate.Open();
        store_->Close();
    }
    EXPECT_EQ(Ended(), "n n n n n ");
    EXPECT_EQ(Stored(), "0\n1\n2\n3\n4\n");
}

TEST_P(WriterTest, DrainingAnswersAllAndLaterJobsFail) {
    store_->db().Submit(Put("a"), Durability::kBulk, Priority::kBulk, [&](Status) { Send("next", Put("b"), Priority::kBulk); });
    store_->db().Drain();
    EXPECT_EQ(Ended(), "next ");
    Send("late", Put("c"), Priority::kBulk);
    EXPECT_EQ(Ended(), "next late! ");
    EXPECT_EQ(store_->db().Write(Put("d")).error().code, Code::kUnavailable);
    EXPECT_EQ(Stored(), "a\nb\n");
}

TEST_P(WriterTest, ASerialisationFailureRepeatsTheJob) {
    std::atomic<int> left = 2, runs = 0;
    hook_ = [&](std::string_view statement) -> Status {
        if (statement == "commit" && left-- > 0)
            return Unavailable("made up", std::string(kRepeat));
        return {};
    };
    Status done = store_->db().Write([&](Tx& tx) {
        ++runs;
        return tx.Run("t.put", "a", "x");
    });
    EXPECT_TRUE(done.ok());
    EXPECT_EQ(runs, 3);
    EXPECT_EQ(Stored(), "a\n");
}

TEST_P(WriterTest, ACommitThatFailsForAGroupIsTriedJobByJob) {
    Gate gate(store_->db());
    std::atomic<int> left = 1;
    Send("a", Put("a"), Priority::kLive);
    Send("b", Put("b"), Priority::kLive);
    hook_ = [&](std::string_view statement) -> Status {
        std::string last = seen_.size() > 1 ? seen_[seen_.size() - 2] : "";
        if (statement == "commit" && last == "t.put" && left-- > 0) return Internal("made up");
        return {};
    };
    gate.Open();
    Wait();
    EXPECT_EQ(Ended(), "a b ");
    EXPECT_EQ(Stored(), "a\nb\n");
}

TEST_P(WriterTest, ManyThreadsLoseNothing) {
    ASSERT_TRUE(store_->db().Write([](Tx& tx) { return tx.Run("t.new_counter", "n"); }).ok());
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 50; ++i) {
                Status done = store_->db().Write([](Tx& tx) { return tx.Run("t.bump", "n"); },
                                                 i % 2 ? Durability::kFull : Durability::kBulk,
                                                 t % 2 ? Priority::kLive : Priority::kBulk);
                EXPECT_TRUE(done.ok());
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(Dump(store_->url(), "SELECT next FROM counter"), "200\n");
}

}  // namespace
}  // namespace daybook::sql

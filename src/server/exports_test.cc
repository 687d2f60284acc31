// Exports in the background: what stops one, and that none is lost; on both engines, then over the API.
#include "server/exports.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "profiles/profile_store.h"
#include "server/house_support.h"
#include "sql/test_support.h"

namespace daybook::sql::embedded {
extern const std::string_view profiles;
}

namespace daybook::server {
namespace {

using profiles::ExportRow;
using profiles::ExportState;
using ::testing::ElementsAre;

constexpr AccountId kShop{1};
constexpr Micros kNow = 1'767'225'600 * kSecond;
constexpr std::string_view kGone = "The database does not answer.";

// Runs what is waiting when told to.
class Queue : public stripe::Tasks {
  public:
    void Run(std::function<void()> task) override { waiting_.push_back(std::move(task)); }
    void After(Micros, std::function<void()> task) override { waiting_.push_back(std::move(task)); }
    void RunAll() {
        while (!waiting_.empty()) {
            const auto task = std::move(waiting_.front());
            waiting_.pop_front();
            task();
        }
    }

  private:
    std::deque<std::function<void()>> waiting_;
};

std::string ContentOf(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

class ExportsTest : public ::testing::TestWithParam<std::string> {
  protected:
    enum class Gone { kNothing, kPeople, kEverythingFromThePeopleOn };

    void SetUp() override {
        sql::Options options;
        options.statements_of = {sql::embedded::profiles};
        options.names = {"profiles"};
        options.before_statement = [this](std::string_view statement) { return Reach(statement); };
        store_ = sql::TestDatabase::MakeWith(GetParam(), std::move(options));
        AddPerson(MakeProfileId(1, 1));
        Open();
    }
    void AddPerson(ProfileId id) {
        const Status done = store_->db().Write([&](sql::Tx& tx) -> Status {
            TRY(tx.Query("profiles.use_block", BlockOf(id), Number(kShop), 1));
            const std::vector<ProfileId> ids = {id};
            const auto heads = TRY(profiles::LoadHeads(tx, ids));
            profiles::Profile person{.id = id, .account = kShop, .shown = true};
            person.created = kNow / kSecond;
            person.version = 1;
            person.fields.email = "ada@example.com";
            const std::vector<profiles::Update> updates = {{heads[0], person}};
            return profiles::Store(tx, updates, kNow).ok() ? Status() : Internal("not stored");
        });
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
    Status Reach(std::string_view statement) {
        const bool people = statement.find("export") == std::string_view::npos && statement.starts_with("profiles.");
        if (gone_ == Gone::kPeople && people) return Unavailable(std::string(kGone));
        if (gone_ == Gone::kEverythingFromThePeopleOn && (people || went_)) {
            went_ = true;
            return Unavailable(std::string(kGone));
        }
        return {};
    }
    // As a program that begins.
    void Open() {
        exports_ = std::make_unique<Exports>(store_->db(), queue_, clock_, folder(),
                                             Exports::Events{.changed = [this](const ExportRow& row) { Heard(row); },
                                                             .pending = [](AccountId) { return std::vector<std::string>(); },
                                                             .memberships = {.show = [](sql::Tx&, AccountId, std::span<profiles::Profile>) { return Status(); },
                                                                             .people = {}}});
    }
    void Heard(const ExportRow& row) {
        heard_.emplace_back(profiles::ExportStateName(row.state));
        if (stop_at_ == row.state) exports_->Stop();
        if (row.state == ExportState::kRemoved) return;
        for (const int64_t id : std::exchange(take_away_, {})) EXPECT_TRUE(exports_->Remove(kShop, id, Exports::Filter::kKept).ok());
    }
    std::string folder() { return store_->folder() + "/exports"; }

    static ExportRow RowOf(ExportState state, int64_t id = 0) {
        ExportRow row;
        row.id = id;
        row.account = kShop;
        row.filter = "{}";
        row.fields = "email";
        row.state = state;
        row.created = kNow;
        row.expires = kNow + profiles::kExportKept;
        return row;
    }
    void Save(const ExportRow& row) {
        ASSERT_TRUE(store_->db().Write([&](sql::Tx& tx) { return profiles::SaveExport(tx, row); }).ok());
    }
    ExportRow Find(int64_t id) {
        std::optional<ExportRow> row;
        EXPECT_TRUE(store_->db().Read([&](sql::Tx& tx) -> Status {
            row = TRY(profiles::FindExport(tx, kShop, id));
            return {};
        }).ok());
        EXPECT_TRUE(row.has_value());
        return row.value_or(ExportRow());
    }
    int64_t Ask() {
        const auto row = exports_->Create(RowOf(ExportState::kWaiting));
        EXPECT_TRUE(row.ok()) << row.error().message;
        return row.ok() ? row->id : 0;
    }
    void ExpectWhole(int64_t id) {
        const ExportRow row = Find(id);
        EXPECT_EQ(row.state, ExportState::kDone) << row.error.value_or("");
        EXPECT_EQ(row.rows, 1);
        const std::string text = ContentOf(exports_->PathOf(row));
        EXPECT_EQ(std::ranges::count(text, '\n'), 2) << text;
        EXPECT_NE(text.find("ada@example.com"), std::string::npos) << text;
        EXPECT_FALSE(std::filesystem::exists(exports_->PathOf(row) + ".part"));
    }

    Gone gone_ = Gone::kNothing;
    bool went_ = false;
    std::optional<ExportState> stop_at_;
    std::vector<std::string> heard_;
    std::vector<int64_t> take_away_;   // as soon as anything is heard of the first
    ManualClock clock_{kNow};
    Queue queue_;
    std::unique_ptr<sql::TestDatabase> store_;
    std::unique_ptr<Exports> exports_;
};
INSTANTIATE_BOTH_ENGINES(ExportsTest);

TEST_P(ExportsTest, OneThatFailsSaysWhyAndTheNextIsMade) {
    gone_ = Gone::kPeople;
    const int64_t failed = Ask();
    queue_.RunAll();
    EXPECT_EQ(Find(failed).state, ExportState::kFailed);
    EXPECT_EQ(Find(failed).error, kGone);
    EXPECT_THAT(heard_, ElementsAre("running", "failed"));
    EXPECT_TRUE(std::filesystem::is_empty(folder())) << "nothing is left of it";
    gone_ = Gone::kNothing;
    const int64_t next = Ask();
    queue_.RunAll();
    ExpectWhole(next);
}

TEST_P(ExportsTest, AFullDiskIsTold) {
    const int64_t id = Ask();
    std::filesystem::create_directories(folder());
    std::filesystem::create_symlink("/dev/full", exports_->PathOf(Find(id)) + ".part");
    queue_.RunAll();
    EXPECT_EQ(Find(id).state, ExportState::kFailed);
    EXPECT_EQ(Find(id).error, "The export cannot be written: No space left on device. Make room and ask for it again.");
    EXPECT_TRUE(std::filesystem::is_empty(folder()));
}

TEST_P(ExportsTest, AFolderThatCannotBeMadeIsTold) {
    std::ofstream(folder()) << "a file";
    const int64_t id = Ask();
    queue_.RunAll();
    EXPECT_EQ(Find(id).error, "The export cannot be written to " + folder() + ": Not a directory.");
}

TEST_P(ExportsTest, OneWhoseDatabaseWentAwayIsBegunAgainByTheNextStart) {
    const int64_t id = Ask();
    gone_ = Gone::kEverythingFromThePeopleOn;
    queue_.RunAll();
    gone_ = Gone::kNothing;
    EXPECT_EQ(Find(id).state, ExportState::kRunning) << "nobody could note that it failed";
    Open();
    exports_->Start();
    queue_.RunAll();
    ExpectWhole(id);
}

TEST_P(ExportsTest, OneThatTheStoppingInterruptedIsBegunAgainByTheNextStart) {
    stop_at_ = ExportState::kRunning;
    const int64_t id = Ask();
    queue_.RunAll();
    EXPECT_EQ(Find(id).state, ExportState::kRunning);
    stop_at_.reset();
    Open();
    exports_->Start();
    queue_.RunAll();
    ExpectWhole(id);
}

TEST_P(ExportsTest, WhatAKilledProgramLeftIsMadeAnewInOrder) {
    Save(RowOf(ExportState::kRunning, 7));
    Save(RowOf(ExportState::kWaiting, 8));
    std::filesystem::create_directories(folder());
    std::ofstream(exports_->PathOf(RowOf(ExportState::kRunning, 7)) + ".part") << "half of it, and much longer than what comes instead of it\n\n\n\n";
    exports_->Start();
    queue_.RunAll();
    ExpectWhole(7);
    ExpectWhole(8);
    EXPECT_THAT(heard_, ElementsAre("running", "done", "running", "done"));
}

TEST_P(ExportsTest, ThereIsRoomForAHundred) {
    for (int64_t id = 1; id <= 100; ++id) Save(RowOf(ExportState::kDone, id));
    const auto refused = exports_->Create(RowOf(ExportState::kWaiting));
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, Code::kLimited);
    EXPECT_EQ(refused.error().reason, "too_many_exports");
    EXPECT_EQ(refused.error().message, "There are 100 exports already. Delete some first.");
    ASSERT_TRUE(exports_->Drop(kShop, 1).ok());
    const int64_t id = Ask();
    queue_.RunAll();
    ExpectWhole(id);
}

TEST_P(ExportsTest, OneThatHoldsSomebodyErasedIsTakenAwayAndSaysSo) {
    const int64_t made = Ask(), waiting = Ask();
    queue_.RunAll();
    const int64_t kept = Ask();
    ASSERT_TRUE(exports_->Remove(kShop, made, Exports::Filter::kForgotten).ok());
    EXPECT_EQ(Find(made).state, ExportState::kRemoved);
    EXPECT_THAT(Find(made).error.value_or(""), testing::HasSubstr("Somebody in this export was erased"));
    EXPECT_FALSE(std::filesystem::exists(exports_->PathOf(Find(made))));
    ExpectWhole(waiting);
    queue_.RunAll();
    ExpectWhole(kept);
    EXPECT_EQ(Find(made).state, ExportState::kRemoved);
    clock_.Advance(8 * kDay);
    exports_->Start();
    queue_.RunAll();
    ASSERT_TRUE(store_->db().Read([&](sql::Tx& tx) -> Status {
        EXPECT_TRUE(TRY(profiles::AllExports(tx)).empty());
        return {};
    }).ok());
}

// Whatever is removed or deleted while it is written: nothing of it is there afterwards, however many are.
TEST_P(ExportsTest, WhatIsTakenAwayWhileItIsWrittenStaysAway) {
    const int64_t removed = Ask(), other = Ask();
    take_away_ = {removed, other};
    queue_.RunAll();
    EXPECT_EQ(Find(removed).state, ExportState::kRemoved);
    EXPECT_EQ(Find(other).state, ExportState::kRemoved);
    EXPECT_TRUE(std::filesystem::is_empty(folder()));
}

// ---- over the API ----

class ExportFilesTest : public HouseTest {
  protected:
    void Prepare() override {
        sql::Options options;
        options.url = "sqlite:" + (folder_ / "daybook.db").string();
        options.names = {"profiles"};
        options.statements_of = {sql::embedded::profiles};
        auto store = sql::Database::Open(std::move(options));
        ASSERT_TRUE(store.ok()) << store.error().message;
        for (const ExportState state : {ExportState::kWaiting, ExportState::kRunning, ExportState::kDone, ExportState::kFailed, ExportState::kRemoved}) {
            ExportRow row;
            row.id = 1 + static_cast<int64_t>(state);
            row.account = kShop;
            row.filter = "{}";
            row.state = state;
            row.created = kStart;
            row.expires = kStart + profiles::kExportKept;
            if (state == ExportState::kFailed) row.error = kGone;
            if (state == ExportState::kRemoved) row.error = "Somebody in it was erased.";
            ASSERT_TRUE((*store)->Write([&](sql::Tx& tx) { return profiles::SaveExport(tx, row); }).ok());
        }
    }
};

TEST_F(ExportFilesTest, AFileIsThereOnceItIsDone) {
    struct Row {
        int64_t id;
        int status;
        std::string_view code, message;
    };
    const Row rows[] = {
        {1, 409, "export_not_done", "The export is waiting; its file is there once it is done."},
        {2, 409, "export_not_done", "The export is running; its file is there once it is done."},
        {3, 404, "resource_missing", "The file of this export is gone. Ask for it again."},
        {4, 409, "export_not_done", "The export failed, so there is no file: The database does not answer."},
        {5, 409, "export_removed", "Somebody in it was erased."},
        {6, 404, "resource_missing", "There is no export exp_0000000000006: perhaps it is older than seven days."},
    };
    for (const Row& row : rows) {
        const http::Response response = AskSocket(http::Method::kGet, "/v1/exports/" + EncodeId("exp", row.id) + "/file");
        EXPECT_EQ(response.status, row.status) << response.body;
        EXPECT_EQ(CodeOf(response), row.code);
        EXPECT_EQ(Json(response).at("error").at("message").as_string(), row.message);
    }
}

}  // namespace
}  // namespace daybook::server

#include "runner.h"

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/json_write.h"
#include "base/money.h"
#include "base/random.h"
#include "base/text.h"
#include "profiles/fields.h"
#include "profiles/profile_store.h"
#include "profiles/search.h"
#include "settle/settle.h"
#include "stripe/connection.h"
#include "stripe/decode.h"
#include "stripe/mirror_read.h"
#include "stripe/mirror_support.h"
#include "stripe/timeline.h"
#include "worlds.h"

namespace daybook::scenarios {
namespace {

namespace json = boost::json;

std::string ReadText(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void Check(const Status& status, const std::string& what) {
    if (!status.ok()) throw std::runtime_error(what + ": " + status.error().message);
}

template <typename T>
T Checked(Result<T> result, const std::string& what) {
    if (!result.ok()) throw std::runtime_error(what + ": " + result.error().message);
    return std::move(*result);
}

// What waits for the next settle: an object as Stripe has it, or that it is gone.
struct Arrival {
    stripe::Kind kind;
    std::string id;
    std::string body;   // empty: gone
    int64_t fetch_no;
};

class Runner {
  public:
    explicit Runner(const Run& run) : run_(run), store_(run.engine), clock_(stripe::test::kStart * kSecond), random_(run.seed) {
        Check(store_.db().Write([&](sql::Tx& tx) { return Connect(tx); }), "connect");
    }

    void Do(const Line& line) {
        const std::string& verb = line.words[0];
        line_ = &line;
        if (verb == "at") clock_.Set(ParseMoment(line.words.at(1)) * kSecond);
        else if (verb == "stripe") Arrive(KindOf(line.words.at(1)), line.words.at(2), ObjectJson(line, run_.shape, Now()));
        else if (verb == "gone") Arrive(KindOf(line.words.at(1)), line.words.at(2), "");
        else if (verb == "permissions") permissions_ = std::set<std::string>(line.words.begin() + 1, line.words.end());
        else if (verb == "world") LoadWorld(line.words.at(1));
        else if (verb == "settle") Settle();
        else if (verb == "profile") ExpectProfile(line.words.at(1), line.settings);
        else if (verb == "no") ExpectNobody(line.words.at(2));
        else if (verb == "activities") ExpectActivities(line.words.at(1), {line.words.begin() + 2, line.words.end()});
        else if (verb == "expected") ExpectWorld();
        else throw std::runtime_error(fmt::format("line {}: unknown verb {}", line.number, verb));
    }

    std::vector<std::string> failures;

  private:
    int64_t Now() const { return clock_.Now() / kSecond; }

    // Every resource was read once: unknown is not zero, and ties are known.
    Status Connect(sql::Tx& tx) {
        stripe::Connection connection;
        connection.account = stripe::test::kShop;
        connection.state = stripe::State::kConnected;
        connection.created = connection.history_before = clock_.Now();
        TRY(stripe::SaveConnection(tx, connection));
        for (const stripe::Resource& resource : stripe::kResources) {
            stripe::ResourceRow row;
            row.kind = resource.kind;
            row.granted = stripe::Grant::kGranted;
            row.state = stripe::Progress::kDone;
            row.complete_at = clock_.Now();
            TRY(stripe::SaveResource(tx, connection.id, row));
        }
        return {};
    }

    void Arrive(stripe::Kind kind, const std::string& id, std::string body) {
        if (!permissions_.empty() && !permissions_.contains(std::string(stripe::ResourceOf(kind).name))) return;
        arrivals_.push_back({kind, id, std::move(body), store_.mirror().NextFetchNumber()});
    }

    void LoadWorld(const std::string& name) {
        world_ = ReadWorld(name, run_.shape);
        for (WorldObject& object : world_->objects) Arrive(object.kind, object.id, std::move(object.body));
    }

    void Arrange() {
        if (run_.order == Order::kReversed) std::reverse(arrivals_.begin(), arrivals_.end());
        if (run_.order == Order::kDoubled) {
            size_t count = arrivals_.size();
            for (size_t i = 0; i < count; ++i) arrivals_.push_back(arrivals_[i]);
        }
        if (run_.order == Order::kReversed || run_.order == Order::kAsWritten) return;
        for (size_t i = arrivals_.size(); i > 1; --i) std::swap(arrivals_[i - 1], arrivals_[random_.Below(i)]);
    }

    void Store(const Arrival& arrival) {
        if (arrival.body.empty()) {
            Check(store_.db().Write([&](sql::Tx& tx) {
                return store_.mirror().Gone(tx, stripe::test::kConnection, stripe::test::kShop, arrival.kind, arrival.id, arrival.fetch_no, clock_.Now());
            }), "gone " + arrival.id);
            return;
        }
        stripe::Decoded decoded = Checked(stripe::DecodeObject(arrival.kind, arrival.body), "decode " + arrival.id);
        stripe::Batch batch = store_.BatchOf({decoded}, clock_.Now());
        batch.fetch_no = arrival.fetch_no;
        Checked(store_.Store(batch), "store " + arrival.id);
    }

    void Settle() {
        Arrange();
        for (const Arrival& arrival : arrivals_) Store(arrival);
        arrivals_.clear();
        Check(settle::SettleAll({store_.db(), store_.mirror(), clock_}, {}, clock_.Now()), "settle");
        people_.clear();
        for (profiles::Profile& profile : ReadPeople()) people_[KeyOf(profile)] = std::move(profile);
    }

    static std::string KeyOf(const profiles::Profile& profile) {
        const auto& fields = profile.fields;
        if (fields.email) return *NormaliseEmail(*fields.email);
        return "id:" + fields.stripe_customer_id.value_or("?");
    }

    std::vector<profiles::Profile> ReadPeople() {
        std::vector<profiles::Profile> people;
        Check(store_.db().Read([&](sql::Tx& tx) -> Status {
            profiles::ListPage page = TRY(profiles::ListFiltered(tx, stripe::test::kShop, {}, {}, {.limit = 100'000}));
            std::sort(page.ids.begin(), page.ids.end());
            people = TRY(profiles::Load(tx, page.ids));
            return {};
        }), "list");
        return people;
    }

    void Fail(const std::string& what) {
        failures.push_back(fmt::format("{}:{}: {} ({})", run_.path, line_->number, what, line_->text));
    }

    // A field as scenario lines write it: money in major units, moments as seconds.
    static std::map<std::string, std::string> Shown(const profiles::Profile& profile) {
        std::string text;
        JsonWriter out(text);
        profiles::WriteFields(out, profile.fields);
        std::map<std::string, std::string> shown;
        json::value parsed = json::parse(text);
        for (const auto& member : parsed.as_object()) {
            const json::value& v = member.value();
            shown[std::string(member.key())] = v.is_null() ? "null" : v.is_string() ? std::string(v.as_string()) : json::serialize(v);
        }
        const auto& f = profile.fields;
        if (f.stripe_currency) shown["stripe_total_sales"] = FormatMajor(f.stripe_total_sales, *f.stripe_currency);
        if (f.stripe_order_last_value) shown["stripe_order_last_value"] = FormatMajor(*f.stripe_order_last_value, *f.stripe_order_last_currency);
        shown["distinct_products"] = std::to_string(f.distinct_products);
        shown["deleted"] = f.deleted ? "true" : "false";
        shown["customers"] = fmt::format("{}", fmt::join(f.customer_ids, ","));
        return shown;
    }

    void ExpectProfile(const std::string& key, const std::map<std::string, std::string>& wanted) {
        auto found = people_.find(key);
        if (found == people_.end()) return Fail("there is no such profile");
        std::map<std::string, std::string> shown = Shown(found->second);
        for (const auto& [name, value] : wanted) {
            if (!shown.contains(name)) throw std::runtime_error("unknown field " + name);
            if (shown[name] != value) Fail(fmt::format("{} is {}", name, shown[name]));
        }
    }

    void ExpectNobody(const std::string& key) {
        if (people_.contains(key)) Fail("there is such a profile");
    }

    void ExpectActivities(const std::string& key, const std::vector<std::string>& wanted) {
        auto found = people_.find(key);
        if (found == people_.end()) return Fail("there is no such profile");
        std::vector<profiles::Activity> activities;
        Check(store_.db().Read([&](sql::Tx& tx) -> Status {
            activities = TRY(stripe::LoadTimeline(tx, stripe::test::kShop, found->second.id, clock_.Now()));
            return {};
        }), "activities");
        std::vector<std::string> names;
        for (const profiles::Activity& activity : activities) names.emplace_back(profiles::ActivityKindName(activity.kind));
        if (names != wanted) Fail(fmt::format("they are {}", fmt::join(names, " ")));
    }

    void ExpectWorld() {
        if (!world_) throw std::runtime_error("expected needs a world");
        const json::array& contacts = permissions_.empty() || permissions_.contains("charges") ? world_->expected_with_all : world_->expected;
        std::set<std::string> keys;
        for (const json::value& contact : contacts) {
            std::string key(contact.at("key").as_string());
            keys.insert(key);
            auto found = people_.find(key);
            if (found == people_.end()) Fail(key + " is missing");
            else for (const std::string& difference : Differences(contact.as_object(), found->second)) Fail(key + ": " + difference);
        }
        for (const auto& [key, profile] : people_) {
            if (!keys.contains(key)) Fail(key + " should not be there");
        }
    }

    const Run& run_;
    stripe::test::MirrorStore store_;
    ManualClock clock_;
    Random random_;
    const Line* line_ = nullptr;
    std::set<std::string> permissions_;
    std::optional<World> world_;
    std::vector<Arrival> arrivals_;
    std::map<std::string, profiles::Profile> people_;
};

}  // namespace

std::string_view OrderName(Order order) {
    switch (order) {
        case Order::kAsWritten: return "as written";
        case Order::kReversed: return "reversed";
        case Order::kShuffled: return "shuffled";
        case Order::kDoubled: return "doubled";
    }
    return "";
}

std::vector<std::string> Execute(const Run& run) {
    std::vector<Line> lines = ParseScript(ReadText(run.path));
    Runner runner(run);
    for (const Line& line : lines) runner.Do(line);
    return runner.failures;
}

}  // namespace daybook::scenarios

#include "segments/compiled.h"

#include <algorithm>

#include "accounts/accounts.h"
#include "base/assert.h"
#include "base/log.h"
#include "segments/segments_store.h"
#include "segments/shop.h"

namespace daybook::segments {
namespace {

using conditions::Program;

// Walks what each segment asks for, depth first.
class Ordering {
  public:
    Ordering(const std::vector<Segment>& segments, const std::vector<std::optional<Program>>& programs)
        : segments_(segments), programs_(programs), state_(segments.size(), State::kNew) {}

    Result<std::vector<uint16_t>> Run() {
        for (uint16_t slot = 0; slot < segments_.size(); ++slot) TRY(Visit(slot));
        return std::move(order_);
    }

  private:
    enum class State { kNew, kOpen, kDone };

    Status Visit(uint16_t slot) {
        if (state_[slot] == State::kDone) return {};
        path_.push_back(slot);
        if (state_[slot] == State::kOpen) return Circle(slot);
        state_[slot] = State::kOpen;
        if (programs_[slot]) {
            for (const uint16_t asked : programs_[slot]->reads.segments) TRY(Visit(asked));
        }
        state_[slot] = State::kDone;
        path_.pop_back();
        order_.push_back(slot);
        return {};
    }

    Error Circle(uint16_t slot) const {
        std::string names;
        for (auto at = std::find(path_.begin(), path_.end(), slot); at != path_.end(); ++at)
            names += (names.empty() ? "" : " → ") + segments_[*at].name;
        return Invalid("These segments ask for each other in a circle: " + names + ". One of them must do without.",
                       "condition");
    }

    const std::vector<Segment>& segments_;
    const std::vector<std::optional<Program>>& programs_;
    std::vector<State> state_;
    std::vector<uint16_t> path_, order_;
};

Result<std::shared_ptr<const Compiled>> Compile(sql::Tx& tx, AccountId account, int64_t version) {
    auto compiled = std::make_shared<Compiled>();
    compiled->account = account;
    compiled->version = version;
    compiled->segments = TRY(ListSegments(tx, account));
    std::reverse(compiled->segments.begin(), compiled->segments.end());
    compiled->schema = TRY(SchemaOf(tx, account));
    for (const Segment& segment : compiled->segments) compiled->schema.segments.push_back({IdText(segment.id), segment.name});
    for (const Segment& segment : compiled->segments) {
        conditions::Schema schema = compiled->schema;
        schema.currency = segment.currency;
        Result<Program> program = conditions::Parse(segment.condition, schema);
        if (!program.ok()) {
            Log(Level::kError, "segments.condition_unreadable", {{"segment", IdText(segment.id)}, {"reason", program.error().message}});
            compiled->programs.emplace_back();
            continue;
        }
        compiled->reads_activities = compiled->reads_activities || !program->reads.activities.empty();
        compiled->reads_objects = compiled->reads_objects || !program->reads.objects.empty();
        compiled->programs.emplace_back(std::move(*program));
    }
    compiled->order = TRY(OrderOf(compiled->segments, compiled->programs));
    return std::shared_ptr<const Compiled>(compiled);
}

}  // namespace

const Segment* Compiled::Find(SegmentId id) const {
    const auto found = std::find_if(segments.begin(), segments.end(), [&](const Segment& one) { return one.id == id; });
    return found == segments.end() ? nullptr : &*found;
}

Result<conditions::Schema> SchemaOf(sql::Tx& tx, AccountId account) {
    const accounts::Account settings = TRY(accounts::Load(tx, account));
    conditions::Schema schema = BaseSchema();
    AddCustomFields(schema, *TRY(profiles::LoadCustomFields(tx, account)));
    schema.currency = settings.currency;
    schema.calendar = conditions::Calendar::Load(settings.time_zone);
    if (schema.calendar == nullptr) return Corrupt("The account's time zone " + settings.time_zone + " is unknown. Set another one.");
    return schema;
}

Result<std::vector<uint16_t>> OrderOf(const std::vector<Segment>& segments,
                                      const std::vector<std::optional<Program>>& programs) {
    return Ordering(segments, programs).Run();
}

Result<std::shared_ptr<const Compiled>> Catalogue::At(sql::Tx& tx, AccountId account) {
    const int64_t version = TRY(VersionOf(tx, account));
    if (version == 0) return std::shared_ptr<const Compiled>();
    {
        std::lock_guard lock(mutex_);
        const auto found = compiled_.find(account);
        if (found != compiled_.end() && found->second->version == version) return found->second;
    }
    std::shared_ptr<const Compiled> made = TRY(Compile(tx, account, version));
    std::lock_guard lock(mutex_);
    std::shared_ptr<const Compiled>& kept = compiled_[account];
    if (kept == nullptr || kept->version < version) kept = made;
    return made;
}

Standing JudgePerson(conditions::Judge& judge, std::shared_ptr<const Compiled> compiled, conditions::Person& person,
                     bool shown, int64_t now) {
    Standing standing{.compiled = std::move(compiled)};
    standing.member.assign(standing.compiled->segments.size(), false);
    if (!shown) return standing;
    for (const uint16_t slot : standing.compiled->order) {
        const std::optional<Program>& program = standing.compiled->programs[slot];
        if (!program) continue;
        const conditions::Verdict verdict = judge.Decide(*program, person, now);
        person.segments[slot] = {verdict.holds, verdict.next};
        standing.member[slot] = verdict.holds;
        standing.next = std::min(standing.next, verdict.next);
    }
    return standing;
}

}  // namespace daybook::segments

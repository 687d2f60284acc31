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
    Ordering(const std::vector<Segment>& segments, const std::vector<std::vector<uint16_t>>& asks)
        : segments_(segments), asks_(asks), state_(segments.size(), State::kNew) {}

    Result<std::vector<uint16_t>> Run() {
        for (size_t slot = 0; slot < segments_.size(); ++slot) TRY(Visit(static_cast<uint16_t>(slot)));
        return std::move(order_);
    }

  private:
    enum class State { kNew, kOpen, kDone };

    Status Visit(uint16_t slot) {
        if (state_[slot] == State::kDone) return {};
        path_.push_back(slot);
        if (state_[slot] == State::kOpen) return Circle(slot);
        state_[slot] = State::kOpen;
        for (const uint16_t asked : asks_[slot]) TRY(Visit(asked));
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
    const std::vector<std::vector<uint16_t>>& asks_;
    std::vector<State> state_;
    std::vector<uint16_t> path_, order_;
};

std::vector<std::vector<uint16_t>> AsksOf(const std::vector<std::optional<Program>>& programs) {
    std::vector<std::vector<uint16_t>> asks;
    asks.reserve(programs.size());
    for (const auto& program : programs) asks.push_back(program ? program->reads.segments : std::vector<uint16_t>());
    return asks;
}

Result<std::shared_ptr<const Compiled>> Compile(sql::Tx& tx, AccountId account, int64_t version) {
    auto compiled = std::make_shared<Compiled>();
    compiled->account = account;
    compiled->version = version;
    compiled->segments = TRY(ListVersions(tx, account));
    std::reverse(compiled->segments.begin(), compiled->segments.end());
    compiled->schema = TRY(SchemaOf(tx, account));
    for (const Segment& segment : compiled->segments) {
        const bool asked_for = segment.edits == SegmentId{};
        compiled->schema.segments.push_back({asked_for ? IdText(segment.id) : std::string(), segment.name});
    }
    for (const Segment& segment : compiled->segments) {
        if (segment.kind == SegmentKind::kStatic) {
            compiled->has_static = true;
            compiled->programs.emplace_back();
            continue;
        }
        conditions::Schema schema = compiled->schema;
        schema.currency = segment.currency;
        Result<Program> program = conditions::Parse(segment.condition, schema);
        if (!program.ok()) {
            Log(Level::kError, "segments.condition_unreadable", {{"segment", IdText(segment.id)}, {"reason", program.error().message}});
            compiled->programs.emplace_back();
            continue;
        }
        compiled->reads |= program->reads;
        compiled->programs.emplace_back(std::move(*program));
    }
    compiled->order = TRY(OrderOf(compiled->segments, AsksOf(compiled->programs)));
    return std::shared_ptr<const Compiled>(compiled);
}

}  // namespace

std::optional<size_t> Compiled::SlotOf(SegmentId id) const {
    const auto found = std::find_if(segments.begin(), segments.end(), [&](const Segment& one) { return one.id == id; });
    if (found == segments.end()) return std::nullopt;
    return static_cast<size_t>(found - segments.begin());
}

std::optional<size_t> Compiled::NextOf(SegmentId id) const {
    const auto found = std::find_if(segments.begin(), segments.end(), [&](const Segment& one) { return one.edits == id; });
    if (id == SegmentId{} || found == segments.end()) return std::nullopt;
    return static_cast<size_t>(found - segments.begin());
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

Result<std::vector<uint16_t>> OrderOf(const std::vector<Segment>& segments, const std::vector<std::vector<uint16_t>>& asks) {
    return Ordering(segments, asks).Run();
}

Status CheckCircle(const Compiled& compiled, size_t slot, const Program& program) {
    std::vector<std::vector<uint16_t>> asks = AsksOf(compiled.programs);
    // Each as it is and as it will be, so that no order in which edits end makes a circle.
    for (size_t i = 0; i < compiled.segments.size(); ++i) {
        const auto edited = compiled.SlotOf(compiled.segments[i].edits);
        if (edited) asks[*edited].insert(asks[*edited].end(), asks[i].begin(), asks[i].end());
    }
    asks[slot].insert(asks[slot].end(), program.reads.segments.begin(), program.reads.segments.end());
    TRY(OrderOf(compiled.segments, asks));
    return {};
}

std::vector<size_t> UsersOf(const Compiled& compiled, size_t slot) {
    const std::vector<std::vector<uint16_t>> asks = AsksOf(compiled.programs);
    std::vector<bool> uses(asks.size(), false);
    std::vector<size_t> users;
    for (const uint16_t one : compiled.order) {
        uses[one] = std::any_of(asks[one].begin(), asks[one].end(), [&](uint16_t asked) { return asked == slot || uses[asked]; });
        if (uses[one]) users.push_back(one);
    }
    return users;
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

Result<Statics> Statics::Load(sql::Tx& tx, const Compiled& compiled, const std::vector<int64_t>& blocks) {
    Statics statics;
    if (!compiled.has_static) return statics;
    for (HeldBits& one : TRY(LoadBlocks(tx, blocks))) {
        const auto slot = compiled.SlotOf(one.segment);
        if (slot && compiled.segments[*slot].kind == SegmentKind::kStatic) statics.of_[{one.block, one.segment}] = std::move(one.bits);
    }
    return statics;
}

bool Statics::Has(SegmentId segment, ProfileId profile) const {
    const auto found = of_.find({BlockOf(profile), segment});
    return found != of_.end() && found->second.Has(profile);
}

Asked AskedBy(const Program& program, const Compiled* compiled) {
    Asked asked{.reads = program.reads};
    if (program.reads.segments.empty()) return asked;
    ASSERT(compiled != nullptr);
    std::vector<bool> needed(compiled->segments.size(), false);
    for (const uint16_t slot : program.reads.segments) needed[slot] = true;
    // From those that ask to those that they ask for.
    for (auto slot = compiled->order.rbegin(); slot != compiled->order.rend(); ++slot) {
        if (!needed[*slot]) continue;
        asked.order.push_back(*slot);
        asked.any_static = asked.any_static || compiled->segments[*slot].kind == SegmentKind::kStatic;
        const auto& of = compiled->programs[*slot];
        if (!of) continue;
        asked.reads |= of->reads;
        for (const uint16_t more : of->reads.segments) needed[more] = true;
    }
    std::reverse(asked.order.begin(), asked.order.end());
    return asked;
}

conditions::Verdict JudgeOne(conditions::Judge& judge, const Compiled& compiled, uint16_t slot, conditions::Person& person, const Subject& subject, int64_t now) {
    const Segment& segment = compiled.segments[slot];
    const std::optional<Program>& program = compiled.programs[slot];
    conditions::Verdict verdict{.holds = false, .next = conditions::kNever};
    if (program) verdict = judge.Decide(*program, person, now);
    else if (segment.kind == SegmentKind::kStatic) verdict.holds = subject.statics.Has(segment.id, subject.id);
    person.segments[slot] = {verdict.holds, verdict.next};
    return verdict;
}

Standing JudgePerson(conditions::Judge& judge, std::shared_ptr<const Compiled> compiled, conditions::Person& person,
                     const Subject& subject, int64_t now) {
    Standing standing{.compiled = std::move(compiled), .shown = subject.shown};
    standing.member.assign(standing.compiled->segments.size(), false);
    if (!subject.shown) return standing;
    for (const uint16_t slot : standing.compiled->order) {
        const conditions::Verdict verdict = JudgeOne(judge, *standing.compiled, slot, person, subject, now);
        standing.member[slot] = verdict.holds;
        standing.next = std::min(standing.next, verdict.next);
    }
    return standing;
}

}  // namespace daybook::segments

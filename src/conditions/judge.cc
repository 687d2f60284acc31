#include "conditions/judge.h"

#include <algorithm>
#include <limits>

#include "base/assert.h"
#include "base/money.h"
#include "conditions/compare.h"

namespace daybook::conditions {
namespace {

bool Later(const std::pair<int64_t, uint32_t>& a, const std::pair<int64_t, uint32_t>& b) {
    return a.first > b.first;
}

int64_t Saturated(__int128 sum) {
    constexpr int64_t kMost = std::numeric_limits<int64_t>::max(),
                      kLeast = std::numeric_limits<int64_t>::min();
    return sum > kMost ? kMost : sum < kLeast ? kLeast : static_cast<int64_t>(sum);
}

}  // namespace

Verdict Judge::Decide(const Program& program, const Person& person, int64_t now) {
    return DecideNode(program, person, 0, now);
}

bool Judge::HoldsNow(const Program& program, const Person& person, int64_t now) {
    program_ = &program;
    person_ = &person;
    horizon_ = now;  // whatever comes later is not looked for
    jumps_ = kJumpsMax;
    return At(0, now).holds;
}

Verdict Judge::DecideNode(const Program& program, const Person& person, uint16_t node,
                          int64_t now) {
    program_ = &program;
    person_ = &person;
    horizon_ = now + kHorizon;
    jumps_ = kJumpsMax;
    const Verdict verdict = At(node, now);
    ASSERT(verdict.next > now);
    return verdict;
}

Verdict Judge::At(uint16_t number, int64_t t) {
    const Node& node = program_->nodes[number];
    switch (node.kind) {
        case NodeKind::kAll:
            return Group(node, t, true, false);
        case NodeKind::kAny:
            return Group(node, t, false, false);
        case NodeKind::kNone:
            return Group(node, t, false, true);
        case NodeKind::kField:
            return Values(
                node, row_.data() != nullptr ? row_ : std::span<const Value>(person_->fields), t);
        case NodeKind::kActivity:
        case NodeKind::kObject:
            return Aggregates(node, t);
        case NodeKind::kSegment:
            break;
    }
    const Membership& membership = person_->segments[node.slot];
    if (t < membership.next) return {membership.member, membership.next};
    return {!membership.member, kNever};  // what it does after its next change is not known yet
}

// A group holds like `all` while every child does, like `any` while one does. Let "quiet" be the
// state that needs every child: all of them hold, or (any) none does. Out of it any child's flip
// leads, so the next moment is their earliest; into it leads the first moment at which every child
// is in its quiet state, found by going from flip to flip.
Verdict Judge::Group(const Node& node, int64_t t, bool all, bool negated) {
    const std::span<const uint16_t> children(program_->children.data() + node.first, node.count);
    int64_t at = t, earliest = kNever;
    bool quiet_now = true;
    for (size_t i = 0, settled = 0; settled < children.size(); i = (i + 1) % children.size()) {
        const Verdict child = At(children[i], at);
        if (child.holds == all) {
            ++settled;
            earliest = std::min(earliest, child.next);
            continue;
        }
        quiet_now = false;
        settled = 0;
        at = child.next;
        if (at > horizon_ || --jumps_ <= 0) break;
    }
    const bool holds = (quiet_now == all) != negated;
    return {holds, quiet_now ? earliest : at};
}

Verdict Judge::Values(const Node& node, std::span<const Value> row, int64_t t) {
    return Check(program_->tests[node.test], row[node.slot], *program_->calendar, t);
}

Verdict Judge::Where(uint16_t node, std::span<const Value> row, int64_t t) {
    row_ = row;
    const Verdict verdict = At(node, t);
    row_ = {};
    return verdict;
}

// ---- activities and objects ----

const Records& Judge::RecordsOf(const Node& node) const {
    return node.kind == NodeKind::kActivity ? person_->activities[node.slot]
                                            : person_->objects[node.slot];
}

namespace {

// The activities (their times, the oldest first) that can still be inside of a window at `t`.
std::pair<size_t, size_t> Reach(const std::vector<int64_t>& at, const Window* window, int64_t t) {
    int64_t low = std::numeric_limits<int64_t>::min(), high = kNever;
    if (window != nullptr && window->kind == Window::Kind::kRolling)
        low = t - Longest(window->from);
    if (window != nullptr && window->kind == Window::Kind::kBetween)
        low = window->low, high = window->high;
    const auto first = std::lower_bound(at.begin(), at.end(), low);
    const auto last = std::lower_bound(first, at.end(), high);
    return {static_cast<size_t>(first - at.begin()), static_cast<size_t>(last - at.begin())};
}

}  // namespace

// The records that count now or may count later, each with the time in which it can.
void Judge::Collect(const Node& node, int64_t t) {
    constexpr int64_t kAlways = std::numeric_limits<int64_t>::min();
    const Records& all = RecordsOf(node);
    const Calendar& calendar = *program_->calendar;
    const Window* window = node.window == kNone ? nullptr : &program_->windows[node.window];
    const bool rolling = window != nullptr && window->kind == Window::Kind::kRolling;
    const std::vector<int64_t>* followers =
        node.followed_by == kNone ? nullptr : &person_->activities[node.followed_by].at;
    records_.clear();
    const auto [first, last] = Reach(all.at, window, t);
    for (size_t row = first; row < last; ++row) {
        const int64_t at = all.at[row];
        Record record{.row = static_cast<uint32_t>(row),
                      .begin = node.kind == NodeKind::kActivity ? at : kAlways,
                      .end = kNever};
        if (rolling) {
            record.begin = calendar.Add(at, window->to);
            record.end = calendar.Add(at, window->from);
        }
        if (followers != nullptr) {
            const auto next = std::upper_bound(followers->begin(), followers->end(), at);
            if (next != followers->end()) record.end = std::min(record.end, *next);
        }
        if (record.end <= t || record.begin >= record.end) continue;
        records_.push_back(record);
    }
}

// Whether a record counts at t, and when that may change.
void Judge::Renew(const Node& node, Record& record, int64_t t) {
    record.counts = false;
    record.next = kNever;
    if (t >= record.end) return;
    if (t < record.begin) {
        record.next = record.begin;
        return;
    }
    record.counts = true;
    record.next = record.end;
    if (node.where == kNone) return;
    const Verdict where = Where(node.where, RecordsOf(node).Row(record.row), t);
    record.counts = where.holds;
    record.next = where.holds || where.next != kNever ? std::min(where.next, record.end) : kNever;
}

void Judge::Tally(const Node& node, const Record& record, int sign) {
    count_ += sign;
    const Records& all = RecordsOf(node);
    if (node.aggregate == Aggregate::kFirst || node.aggregate == Aggregate::kLast) {
        const int64_t at = all.at[record.row];
        const auto place = std::lower_bound(times_.begin(), times_.end(), at);
        sign > 0 ? times_.insert(place, at) : times_.erase(place);
    }
    if (node.aggregate != Aggregate::kSum && node.aggregate != Aggregate::kDistinct) return;
    const Value& value = all.Row(record.row)[node.member];
    if (!value.set) return;
    if (node.aggregate == Aggregate::kDistinct) {
        for (const Text& text : value.texts) {
            if ((seen_[text.folded] += sign) == 0) seen_.erase(text.folded);
        }
        return;
    }
    const auto sum = std::find_if(sums_.begin(), sums_.end(),
                                  [&](const auto& one) { return one.first == value.currency; });
    if (sum == sums_.end())
        sums_.emplace_back(value.currency, sign * static_cast<__int128>(value.integer));
    else
        sum->second += sign * static_cast<__int128>(value.integer);
}

// The aggregate's test on what is tallied. A sum holds where it does in any currency that the test
// names.
Verdict Judge::Compare(const Node& node, int64_t t) {
    const Test& test = program_->tests[node.test];
    Value value = Value::Missing(test.type);
    value.set = true;
    switch (node.aggregate) {
        case Aggregate::kCount:
            value.number = static_cast<double>(count_);
            return {Holds(test, value), kNever};
        case Aggregate::kDistinct:
            value.number = static_cast<double>(seen_.size());
            return {Holds(test, value), kNever};
        case Aggregate::kFirst:
        case Aggregate::kLast:
            value.set = !times_.empty();
            if (value.set)
                value.integer =
                    node.aggregate == Aggregate::kFirst ? times_.front() : times_.back();
            return Check(test, value, *program_->calendar, t);
        case Aggregate::kSum:
            break;
    }
    if (test.op == Op::kIsSet || test.op == Op::kIsNotSet)
        return {(test.op == Op::kIsSet) == (count_ > 0), kNever};
    for (const Amounts& amounts : test.amounts) {
        for (const Amount& amount : amounts) {
            value.currency = amount.currency;
            const auto sum = std::find_if(sums_.begin(), sums_.end(), [&](const auto& one) {
                return one.first == amount.currency;
            });
            value.integer = sum == sums_.end() ? 0 : Saturated(sum->second);
            if (Holds(test, value)) return {true, kNever};
        }
    }
    return {false, kNever};
}

Verdict Judge::Aggregates(const Node& node, int64_t t) {
    Collect(node, t);
    count_ = 0;
    sums_.clear();
    seen_.clear();
    times_.clear();
    queue_.clear();
    for (uint32_t i = 0; i < records_.size(); ++i) {
        Record& record = records_[i];
        Renew(node, record, t);
        if (record.counts) Tally(node, record, 1);
        if (record.next != kNever) queue_.emplace_back(record.next, i);
    }
    const Verdict now = Compare(node, t);
    return queue_.empty() ? now : Sweep(node, now, t);
}

// Goes from one moment at which something changes to the next until the answer does.
Verdict Judge::Sweep(const Node& node, Verdict now, int64_t t) {
    std::make_heap(queue_.begin(), queue_.end(), Later);
    int64_t next = now.next;
    for (;;) {
        if (!queue_.empty()) next = std::min(next, queue_.front().first);
        if (next == kNever) return {now.holds, kNever};
        ASSERT(next > t);
        while (!queue_.empty() && queue_.front().first == next) {
            std::pop_heap(queue_.begin(), queue_.end(), Later);
            const uint32_t index = queue_.back().second;
            queue_.pop_back();
            Record& record = records_[index];
            const bool counted = record.counts;
            Renew(node, record, next);
            if (record.counts != counted) Tally(node, record, record.counts ? 1 : -1);
            if (record.next == kNever) continue;
            queue_.emplace_back(record.next, index);
            std::push_heap(queue_.begin(), queue_.end(), Later);
        }
        const Verdict then = Compare(node, next);
        if (then.holds != now.holds || next > horizon_) return {now.holds, next};
        next = then.next;
    }
}

Aggregated Judge::Totals(const Program& program, const Person& person, uint16_t number,
                         int64_t now) {
    Aggregated totals;
    program_ = &program;
    person_ = &person;
    horizon_ = now + kHorizon;
    jumps_ = kJumpsMax;
    const Node& node = program.nodes[number];
    Aggregates(node, now);
    // The sweep looked ahead: tally once more what counts now.
    count_ = 0;
    sums_.clear();
    seen_.clear();
    times_.clear();
    for (Record& record : records_) {
        Renew(node, record, now);
        if (record.counts) Tally(node, record, 1);
    }
    totals.count = count_;
    for (const auto& [currency, sum] : sums_) totals.sums.emplace_back(currency, Saturated(sum));
    totals.distinct = static_cast<int64_t>(seen_.size());
    if (!times_.empty()) totals.first = times_.front(), totals.last = times_.back();
    return totals;
}

}  // namespace daybook::conditions

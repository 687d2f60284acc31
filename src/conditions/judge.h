// judge: a program and a person → in or out, and the exact next moment at which that can change by
// time alone.
//
// A person's flips by time are instants: durations are added to the person's values (calendar.h),
// so nothing ever goes back and forth. The next moment is exact: until then nothing changes, and at
// it the answer does. Only a search that might go on for ever (two anniversaries that never meet)
// ends, more than kHorizon ahead or after kJumpsMax flips of its parts, with a moment at which
// nothing may change yet; judging then goes on from there.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "conditions/person.h"
#include "conditions/program.h"

namespace daybook::conditions {

inline constexpr int64_t kHorizon = 30LL * 366 * 86'400;  // seconds
inline constexpr int kJumpsMax = 1000;

struct Verdict {
    bool holds = false;
    int64_t next = kNever;  // unix seconds, later than the moment that was asked about
    friend bool operator==(const Verdict&, const Verdict&) = default;
};

// What an aggregate came to, for explaining.
struct Aggregated {
    int64_t count = 0;
    std::vector<std::pair<Currency, int64_t>> sums;
    int64_t distinct = 0;
    int64_t first = kNever;
    int64_t last = kNever;  // kNever: there is none
};

// Judges one person after another; keeps its scratch memory. One a thread.
class Judge {
  public:
    // The person is made for the schema that the program was made with.
    Verdict Decide(const Program& program, const Person& person, int64_t now);
    // The same without the next moment, which costs most where many activities count.
    bool HoldsNow(const Program& program, const Person& person, int64_t now);
    // One node of the program; not a part of a `where`.
    Verdict DecideNode(const Program& program, const Person& person, uint16_t node, int64_t now);
    // Of a node that is an activity or an object.
    Aggregated Totals(const Program& program, const Person& person, uint16_t node, int64_t now);

  private:
    struct Record {
        uint32_t row = 0;
        bool counts = false;
        int64_t begin = 0, end = 0;  // of its window
        int64_t next = kNever;
    };

    Verdict At(uint16_t node, int64_t t);
    Verdict Group(const Node& node, int64_t t, bool all, bool negated);
    Verdict Values(const Node& node, std::span<const Value> row, int64_t t);
    Verdict Where(uint16_t node, std::span<const Value> row, int64_t t);
    Verdict Aggregates(const Node& node, int64_t t);
    Verdict Sweep(const Node& node, Verdict now, int64_t t);
    const Records& RecordsOf(const Node& node) const;
    void Collect(const Node& node, int64_t t);
    void Renew(const Node& node, Record& record, int64_t t);
    void Tally(const Node& node, const Record& record, int sign);
    Verdict Compare(const Node& node, int64_t t);

    const Program* program_ = nullptr;
    const Person* person_ = nullptr;
    std::span<const Value> row_;  // of the record that a `where` is asked about
    int64_t horizon_ = 0;         // how far is looked ahead
    int jumps_ = 0;               // left for it

    std::vector<Record> records_;
    std::vector<std::pair<int64_t, uint32_t>> queue_;  // heap of (next, index of records_)
    int64_t count_ = 0;
    std::vector<std::pair<Currency, __int128>> sums_;
    std::unordered_map<std::string_view, int32_t> seen_;
    std::vector<int64_t> times_;  // of the records that count, sorted; for first and last
};

}  // namespace daybook::conditions

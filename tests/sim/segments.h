// Segments of a simulated installation: who is kept in them, who a fresh look at everybody finds, and a log of their past
// that knows nothing of how the history is stored.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "segments/build.h"

namespace daybook::sim {

// Conditions of each kind: fields, time, what people have now, one another.
std::vector<std::string> WatchedConditions();

using Members = std::map<int64_t, segments::Bits>;  // by block; none of a block without any

class Segments {
  public:
    Segments(sql::Database& database, const Clock& clock, AccountId account);
    // One of each condition, numbered from 1: those that are not there yet, or not whole.
    Status MakeOnce(const std::vector<std::string>& conditions);
    segments::Catalogue& catalogue() { return catalogue_; }
    size_t count() const { return count_; }

    // Of the n-th condition, from 0.
    Result<Members> Kept(size_t n);
    Result<Members> Found(size_t n);
    Result<Members> Then(size_t n, int64_t second);
    // Each with whom it should have; else what differs.
    Result<std::string> Compare();

  private:
    sql::Database& database_;
    const Clock& clock_;
    const AccountId account_;
    size_t count_ = 0;
    segments::Catalogue catalogue_;
    segments::ColumnCache columns_;
    const segments::BuildParts build_;
};

// Who was in which segment at the end of some seconds.
class SegmentsLog {
  public:
    Status Note(Segments& segments, int64_t second);
    // What is remembered otherwise: empty where all agrees.
    Result<std::string> Compare(Segments& segments) const;
    size_t moved() const;  // seconds at which somebody had moved since the one before

  private:
    std::map<std::pair<int64_t, size_t>, Members> seen_;  // by second and condition
};

}  // namespace daybook::sim

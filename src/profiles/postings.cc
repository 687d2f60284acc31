#include "profiles/postings.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace daybook::profiles {
namespace {

constexpr size_t kSample = 64;
constexpr int64_t kStepFirst = 16, kStepMost = 512;

// Terms that begin with `prefix`, it itself included whether anybody has it or not. False: they are more than fit into `terms`.
Result<bool> AddTerms(sql::Tx& tx, AccountId account, const std::string& prefix, std::vector<std::string>& terms) {
    const std::string end = PrefixEnd(prefix);
    for (std::string term = prefix;;) {
        if (terms.size() == kTermsMerged) return false;
        terms.push_back(term);
        sql::Rows next = TRY(tx.Query("profiles.next_term", Number(account), term, end));
        if (next.empty()) return true;
        term = next.TextAt(0, 0);
    }
}

// Nothing: there are too many.
Result<std::optional<std::vector<std::string>>> TermsOfWord(sql::Tx& tx, AccountId account, const QueryWord& word) {
    std::vector<std::string> terms;
    for (const std::string& prefix : TermPrefixes(word)) {
        if (!TRY(AddTerms(tx, account, prefix, terms))) return std::optional<std::vector<std::string>>();
    }
    std::ranges::sort(terms);
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    return std::optional(std::move(terms));
}

}  // namespace

Postings::Postings(AccountId account, bool backwards, Place start, std::vector<std::string> terms)
    : account_(account), backwards_(backwards), last_(start), step_(kStepFirst) {
    for (std::string& term : terms) streams_.push_back({.term = std::move(term), .read = {}});
}

Result<std::optional<Postings>> Postings::OfRarest(sql::Tx& tx, AccountId account, const SearchQuery& query, const Position& position) {
    std::optional<Postings> rarest;
    uint64_t farthest = 0;
    for (const QueryWord& word : query) {
        std::optional<std::vector<std::string>> terms = TRY(TermsOfWord(tx, account, word));
        if (!terms) continue;
        Postings postings(account, Backwards(position), Start(position), std::move(*terms));
        const uint64_t reach = query.size() == 1 ? 0 : TRY(postings.Reach(tx));
        if (rarest && reach <= farthest) continue;
        farthest = reach;
        rarest = std::move(postings);
    }
    return rarest;
}

Result<uint64_t> Postings::Reach(sql::Tx& tx) {
    const auto start = static_cast<uint64_t>(last_.created);
    ahead_ = TRY(Next(tx, kSample));
    if (ahead_.size() < kSample) return std::numeric_limits<uint64_t>::max();
    const auto end = static_cast<uint64_t>(last_.created);
    return backwards_ ? end - start : start - end;
}

Result<std::vector<ProfileId>> Postings::Next(sql::Tx& tx, size_t most) {
    std::vector<ProfileId> next = std::exchange(ahead_, {});
    while (next.size() < most) {
        const Stream* first = nullptr;
        for (Stream& stream : streams_) {
            while (stream.at < stream.read.size() && !Before(last_, stream.read[stream.at])) ++stream.at;
            if (stream.at == stream.read.size() && !stream.ended) TRY(Fill(tx, stream));
            if (stream.at == stream.read.size()) continue;
            if (first == nullptr || Before(stream.read[stream.at], first->read[first->at])) first = &stream;
        }
        if (first == nullptr) break;
        last_ = first->read[first->at];
        next.push_back(last_.id);
    }
    step_ = std::min(step_ * 4, kStepMost);
    return next;
}

Status Postings::Fill(sql::Tx& tx, Stream& stream) {
    const std::string_view statement = backwards_ ? "profiles.newer_postings" : "profiles.older_postings";
    sql::Rows rows = TRY(tx.Query(statement, Number(account_), stream.term, last_.created, Number(last_.id), step_));
    stream.read.resize(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) stream.read[i] = {rows.Int(i, 1), ProfileId{rows.Int(i, 0)}};
    stream.at = 0;
    stream.ended = static_cast<int64_t>(rows.size()) < step_;
    return {};
}

}  // namespace daybook::profiles

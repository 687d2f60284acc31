// Open event streams, and who opened them. A stream ends when whoever opened it may no longer come in as they did: the
// session ended or expired, the user is gone or has a lesser role, the API key was revoked.
//
// The gate calls Review after each request that may have ended somebody's access; what ends by itself, or at another node, is
// found within kReviewEvery.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "accounts/api_keys.h"
#include "accounts/sessions.h"
#include "http/sse.h"
#include "server/route.h"
#include "sql/database.h"
#include "stripe/tasks.h"

namespace daybook::server {

// Thread safe.
class Watchers {
  public:
    static constexpr Micros kReviewEvery = 15 * kSecond;

    // All must outlive it and its tasks.
    Watchers(sql::Database& database, const accounts::Sessions& sessions, stripe::Tasks& tasks)
        : database_(database), sessions_(sessions), tasks_(tasks) {}

    // Keeps nothing alive; whoever owns the stream calls Remove with the number when it has gone.
    uint64_t Add(const Caller& caller, const std::shared_ptr<http::EventStream>& stream);
    void Remove(uint64_t number);
    // How many streams are open: whether somebody looks at the pages.
    size_t count() const;

    // Ends the streams of those who may no longer watch; each is told why before: the event `ended` {"code":"…"} with
    // session_missing, api_key_invalid or scope_missing. Where the database cannot be read all stay, until the next review.
    void Review();

  private:
    struct Watcher {
        AccountId account{};
        int64_t session = 0, key = 0;         // one of them; neither: the operator, who stays
        accounts::Role role{};                // as it was when the stream opened
        std::weak_ptr<http::EventStream> stream;
    };
    using Numbered = std::map<uint64_t, Watcher>;

    Result<std::string_view> EndOf(sql::Tx& tx, const Watcher& watcher) const;
    Numbered Open() const;
    void ReviewLater();

    sql::Database& database_;
    const accounts::Sessions& sessions_;
    stripe::Tasks& tasks_;
    mutable std::mutex mutex_;
    Numbered watchers_;                       // guarded by mutex_
    uint64_t last_ = 0;                       // guarded by mutex_
    bool waiting_ = false;                    // guarded by mutex_: a review comes by itself
};

}  // namespace daybook::server

// What the working parts of the Stripe sync share; made and owned by Sync (stripe/sync.h).
#pragma once

#include <functional>

#include "base/clock.h"
#include "http/message.h"
#include "sql/database.h"
#include "stripe/mirror.h"
#include "stripe/tasks.h"

namespace daybook::stripe {

struct Parts {
    sql::Database& db;
    http::Client& http;
    Mirror& mirror;
    Tasks& tasks;
    const Clock& clock;
    // After each commit that marked people due. Thread safe, quick.
    std::function<void()> wake_settle;
};

}  // namespace daybook::stripe

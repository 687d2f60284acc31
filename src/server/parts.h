// Everything one App is made of, in the order in which it is made; it goes in the opposite order.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "accounts/api_keys.h"
#include "accounts/idempotency.h"
#include "accounts/passwords.h"
#include "accounts/secrets.h"
#include "accounts/sessions.h"
#include "accounts/throttle.h"
#include "base/clock.h"
#include "base/log_pace.h"
#include "base/random.h"
#include "help/library.h"
#include "http/message.h"
#include "http/router.h"
#include "http/server.h"
#include "images/images.h"
#include "profiles/counter.h"
#include "profiles/erased.h"
#include "profiles/numbers.h"
#include "runtime/bus.h"
#include "runtime/io.h"
#include "runtime/pool.h"
#include "runtime/timer.h"
#include "server/app.h"
#include "server/exports.h"
#include "server/gate.h"
#include "server/pending.h"
#include "server/people_imports.h"
#include "server/route.h"
#include "server/sweeps.h"
#include "server/watchers.h"
#include "segments/build.h"
#include "segments/recipes.h"
#include "segments/values_seen.h"
#include "settle/settle.h"
#include "sql/database.h"
#include "sql/lock.h"
#include "stripe/mirror.h"
#include "stripe/sync.h"
#include "stripe/tasks.h"

namespace daybook::server {

struct App::Parts {
    Parts(AppOptions given, const Clock& time);

    AppOptions options;
    const Clock& clock;
    Micros started = 0;
    AccountId home{};

    sql::FolderLock lock;
    std::unique_ptr<sql::Database> database;
    std::optional<accounts::Secrets> secrets;
    std::unique_ptr<accounts::ApiKeys> keys;
    std::unique_ptr<accounts::Sessions> sessions;
    std::unique_ptr<accounts::Passwords> passwords;
    accounts::SignInThrottle sign_ins;
    LogPace refused_sign_ins;
    const std::string log_key = SecureBytes(16);   // of this process: names in its log cannot be guessed by hashing
    std::optional<accounts::Idempotency> idempotency;
    std::unique_ptr<Gate> gate;

    std::optional<help::Library> help;
    images::Maker images;

    runtime::Bus bus;
    std::unique_ptr<runtime::IoThread> io;
    std::unique_ptr<runtime::Pool> pool;
    std::unique_ptr<runtime::Timers> timers;
    std::unique_ptr<stripe::Tasks> tasks;
    std::unique_ptr<Watchers> watchers;
    std::unique_ptr<http::Client> client;

    std::unique_ptr<profiles::Numbers> numbers;
    std::unique_ptr<profiles::Erasures> erasures;
    std::unique_ptr<stripe::Mirror> mirror;
    segments::Catalogue segment_catalogue;
    std::unique_ptr<segments::ColumnCache> columns;
    std::unique_ptr<segments::BuildParts> segments;
    segments::RecipeBook recipes;
    segments::ValuesBook values_seen;
    std::unique_ptr<profiles::Counter> segment_numbers;
    std::unique_ptr<profiles::Counter> field_numbers;
    std::unique_ptr<Sweeps> decode_sweeps;    // decodes again what is stored where another version of the program decoded it
    std::unique_ptr<Sweeps> recompute_sweeps; // computes everybody again where the computation or the shop's days changed since
    std::unique_ptr<Sweeps> field_sweeps;     // computes everybody's own fields again where the catalogue changed since
    std::unique_ptr<Sweeps> refusal_sweeps;   // asks everybody's stored customers where what means "unsubscribed" changed since
    std::unique_ptr<Pending> pending;
    std::unique_ptr<settle::Service> settle;
    std::unique_ptr<Exports> exports;
    std::unique_ptr<PeopleImports> imports;
    std::shared_ptr<stripe::Sync> sync;   // shared with its callbacks

    std::vector<Route> routes;
    std::unique_ptr<http::Router> router;
    std::unique_ptr<http::Server> server;
    std::atomic<bool> telling_counters{false};   // somebody will be told of them shortly
    bool ready = false;      // false once stopping began: /readyz says so first
};

}  // namespace daybook::server

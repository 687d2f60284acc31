// What people see after a start in the foreground: where things are, the import, and what changes.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "http/message.h"
#include "runtime/stop.h"
#include "server/app.h"

namespace daybook::server {

// A request of our own (path and query) to the running server; what it refuses is an error with its sentence.
Result<std::string> Ask(App& app, http::Method method, std::string_view target, std::string body = {});

// An API key called `name` for the commands that are printed; those of earlier starts are revoked.
Result<std::string> MakeKey(App& app, std::string_view name);

// "Daybook runs with …" (`with`), the link that signs in (empty: none), the address, the key, and three commands to try
// on the store in `data`.
void Greet(const App& app, std::string_view with, const std::string& link, const std::string& key, const std::string& data);

// The import's progress, then one line a changed profile, until stopped.
void WatchShop(App& app, const runtime::Stop& stop, const Clock& clock);

}  // namespace daybook::server

// Commands that ask the API once and print what it answers.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "server/cli/commands.h"
#include "server/cli/remote.h"

namespace boost::json {
class value;
}

namespace daybook::server {

using Printer = std::function<void(const boost::json::value&)>;

// Prints what `call` answers: as it is with --json, else as `print` does. The exit code.
int Tell(const StoreOptions& store, const std::function<Result<std::string>(Remote&)>& call, const Printer& print);
// Tell of one request; `target` may be the error about the id it should name.
int TellOf(const StoreOptions& store, http::Method method, const Result<std::string>& target, const std::string& body, const Printer& print);
// A page of the list at `path`, `print` for each; `none` where it is empty, and how to go on where there is more.
int TellList(const StoreOptions& store, std::string_view path, const ListOptions& options, std::string_view none, const Printer& print);

}  // namespace daybook::server

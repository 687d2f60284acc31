// The command line's shared options, and how flags, environment and daybook.toml come together (api.md §1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace daybook::server {

// Exit codes of every command.
enum Exit : int { kGood = 0, kFailed = 1, kUsage = 2, kConfiguration = 3, kUnavailableExit = 4 };

// Which store, and how to print.
struct StoreOptions {
    std::string data = "./daybook-data";
    std::string database;      // "postgres://…"; empty: DIR/daybook.db
    std::string account;       // an id, where an installation holds several
    bool json = false;
    std::string log_level;     // empty: what suits the command
};

// How the server listens and what it may reach.
struct ServeOptions {
    std::string listen = "127.0.0.1:8484";
    std::string public_url;
    std::string stripe_api_base = "https://api.stripe.com";
    std::string stripe_rate;   // a number, "unlimited", or empty: the default of the key's mode
    std::string stripe_version;
    std::vector<std::string> allow_addresses;
    std::string connect_key_file;
};

void AddStoreOptions(CLI::App& command, StoreOptions& options);
void AddServeOptions(CLI::App& command, ServeOptions& options);

// Reads daybook.toml (--config, DAYBOOK_CONFIG, or the one in the working folder if there is one) and makes each line
// the default of its environment variable, so that file < environment < flag. A line `listen = "…"` belongs to
// every command that has --listen. Returns the sentence about the first unknown line; nothing if all is well.
std::optional<std::string> ApplyConfigFile(const CLI::App& program, int argc, char** argv);
// DAYBOOK_X_FILE=path sets DAYBOOK_X to the file's contents. Returns a sentence about an unreadable file.
std::optional<std::string> ApplySecretFiles();

}  // namespace daybook::server

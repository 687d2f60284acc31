// The command line's shared options, and how flags, environment and daybook.toml come together (api.md §1).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

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

// --config, which every command has.
void AddConfigOption(CLI::App& command);
void AddStoreOptions(CLI::App& command, StoreOptions& options);
void AddServeOptions(CLI::App& command, ServeOptions& options);

// What daybook.toml says: by the name of the environment variable that says the same.
struct FileSetting {
    std::vector<std::string> values;
    std::string where;  // "The settings file daybook.toml, line 3"
};
using FileSettings = std::map<std::string, FileSetting, std::less<>>;

// Gives each flag of each command its environment variable, DAYBOOK_ and its name, where it has none of its own.
void NameEnvironment(CLI::App& program);
// Reads daybook.toml (--config, DAYBOOK_CONFIG, or the one in the working folder if there is one). A line belongs to every
// command that has a flag of its name: `stripe-rate = 5` says what DAYBOOK_STRIPE_RATE=5 says. kInvalid: a sentence with file
// and line about the first one that is no setting.
Result<FileSettings> ReadConfigFile(const CLI::App& program, std::span<char*> words);
// Gives `command` what file and environment say of the flags that `words` leave out, so that file < environment < flag.
// kInvalid: a sentence about a value that the flag would not take either.
Status GiveSettings(CLI::App& command, const FileSettings& file, std::span<char*> words);
// What daybook.toml says now of the log level of a running server: "" where it says nothing; nothing where a flag or the
// environment says it. kInvalid as ReadConfigFile.
Result<std::optional<std::string>> LogLevelNow(const CLI::App& program, std::span<char*> words);
// The command takes nothing from the environment: --help comes whatever that says.
void ForgetVariables(CLI::App& command);
// DAYBOOK_X_FILE=path sets DAYBOOK_X to the file's contents. Returns a sentence about an unreadable file.
std::optional<std::string> ApplySecretFiles();

}  // namespace daybook::server

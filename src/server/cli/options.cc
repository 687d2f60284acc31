#include "server/cli/options.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/io.h"
#include "base/text.h"

namespace daybook::server {
namespace {

constexpr size_t kConfigBytesMax = 1u << 20;

std::string EnvironmentName(std::string_view option) {
    std::string name = "DAYBOOK_";
    for (char c : option) name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return name;
}

void CollectNames(const CLI::App& app, std::set<std::string>& names) {
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) names.insert(name);
    }
    for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) CollectNames(*sub, names);
}

// The file to read, and whether it must exist.
std::pair<std::string, bool> ConfigPath(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        std::string_view arg = argv[i];
        if (arg == "--config" && i + 1 < argc) return {argv[i + 1], true};
        if (arg.starts_with("--config=")) return {std::string(arg.substr(9)), true};
    }
    if (const char* path = std::getenv("DAYBOOK_CONFIG")) return {path, true};  // NOLINT(concurrency-mt-unsafe): no thread has begun
    return {"daybook.toml", false};
}

std::string JoinInputs(const std::vector<std::string>& inputs) {
    std::string all;
    for (const std::string& input : inputs) {
        if (!all.empty()) all += ',';
        all += input;
    }
    return all;
}

template <typename T>
void AddOption(CLI::App& command, const std::string& name, T& value, const std::string& help) {
    CLI::Option* option = command.add_option("--" + name, value, help)->envname(EnvironmentName(name));
    if constexpr (!std::is_same_v<T, std::vector<std::string>>) option->capture_default_str();
}

}  // namespace

void AddStoreOptions(CLI::App& command, StoreOptions& options) {
    AddOption(command, "data", options.data, "Folder of the database, its lock, its socket and master.key");
    AddOption(command, "database", options.database, "postgres://… instead of the database in the data folder");
    AddOption(command, "account", options.account, "Which shop, where an installation holds several");
    AddOption(command, "log-level", options.log_level, "debug, info, warn or error");
    command.add_flag("--json", options.json, "Print data as JSON");
    command.add_option("--config", "Settings file (default: daybook.toml, if there is one)")->envname("DAYBOOK_CONFIG");
}

void AddServeOptions(CLI::App& command, ServeOptions& options) {
    AddOption(command, "listen", options.listen, "Address and port to listen on");
    AddOption(command, "public-url", options.public_url, "The address under which people reach Daybook");
    AddOption(command, "stripe-api-base", options.stripe_api_base, "Stripe's address, without /v1");
    AddOption(command, "stripe-rate", options.stripe_rate, "Requests a second to Stripe (or: unlimited)");
    AddOption(command, "stripe-version", options.stripe_version, "Force a Stripe-Version (for tests of older shapes)");
    command.add_option("--allow-address", options.allow_addresses, "HOST:PORT that outgoing requests may reach though it is private")
        ->envname("DAYBOOK_ALLOW_ADDRESS")
        ->delimiter(',');
    AddOption(command, "connect-key-file", options.connect_key_file, "Connect the Stripe account of the key in this file");
}

std::optional<std::string> ApplyConfigFile(const CLI::App& program, int argc, char** argv) {
    auto [path, required] = ConfigPath(argc, argv);
    if (!required && !std::filesystem::exists(path)) return std::nullopt;
    auto text = ReadFile(path, kConfigBytesMax);
    if (!text.ok()) return fmt::format("The settings file {} cannot be read: {}", path, text.error().message);
    std::set<std::string> known;
    CollectNames(program, known);
    std::istringstream stream(*text);
    std::vector<CLI::ConfigItem> items;
    try {
        items = CLI::ConfigTOML().from_config(stream);
    } catch (const CLI::Error& error) {
        return fmt::format("The settings file {} is not TOML: {}", path, error.what());
    }
    for (const CLI::ConfigItem& item : items) {
        if (item.name == "++" || item.name == "--") continue;
        std::string name = item.name;
        for (char& c : name) c = c == '_' ? '-' : c;
        if (!item.parents.empty() || !known.contains(name)) {
            return fmt::format("The settings file {} has the unknown line \"{}\". Each line is a flag's name without "
                               "dashes, such as listen = \"127.0.0.1:8484\".", path, item.fullname());
        }
        setenv(EnvironmentName(name).c_str(), JoinInputs(item.inputs).c_str(), 0);  // NOLINT(concurrency-mt-unsafe): no thread has begun
    }
    return std::nullopt;
}

std::optional<std::string> ApplySecretFiles() {
    for (std::string_view name : {"DAYBOOK_DATABASE", "DAYBOOK_API_KEY"}) {
        std::string variable = std::string(name) + "_FILE";
        const char* path = std::getenv(variable.c_str());  // NOLINT(concurrency-mt-unsafe): no thread has begun
        if (path == nullptr) continue;
        auto text = ReadFile(path, kConfigBytesMax);
        if (!text.ok()) return fmt::format("{} names {}, which cannot be read: {}", variable, path, text.error().message);
        setenv(std::string(name).c_str(), std::string(Trim(*text)).c_str(), 0);  // NOLINT(concurrency-mt-unsafe): no thread has begun
    }
    return std::nullopt;
}

}  // namespace daybook::server

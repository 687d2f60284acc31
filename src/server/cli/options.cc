#include "server/cli/options.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/io.h"
#include "base/text.h"
#include "server/cli/settings_file.h"

namespace daybook::server {
namespace {

constexpr size_t kConfigBytesMax = 1u << 20;
constexpr const char* kConfigVariable = "DAYBOOK_CONFIG";

std::string EnvironmentName(std::string_view option) {
    std::string name = "DAYBOOK_";
    for (char c : option) name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return name;
}

// Of a command and of its groups of flags, which have no names.
template <typename App, typename Visit>
void VisitOptions(App& command, const Visit& visit) {
    for (auto* option : command.get_options()) visit(*option);
    for (auto* group : command.get_subcommands([](const CLI::App* one) { return one->get_name().empty(); })) VisitOptions(*group, visit);
}

// Of a command and of all below it.
template <typename App, typename Visit>
void VisitAll(App& command, const Visit& visit) {
    VisitOptions(command, visit);
    for (auto* one : command.get_subcommands([](const CLI::App* one) { return !one->get_name().empty(); })) VisitAll(*one, visit);
}

std::optional<std::string> Variable(const std::string& name) {
    const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): no thread has begun
    return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
}

// The file to read, and whether it must exist.
std::pair<std::string, bool> ConfigPath(std::span<char*> words) {
    for (size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (word == "--config" && i + 1 < words.size()) return {words[i + 1], true};
        if (word.starts_with("--config=")) return {std::string(word.substr(9)), true};
    }
    if (auto path = Variable("DAYBOOK_CONFIG")) return {*path, true};
    return {"daybook.toml", false};
}

bool Says(std::span<char*> words, const CLI::Option& option) {
    return std::ranges::any_of(words, [&](std::string_view word) {
        return std::ranges::any_of(option.get_lnames(), [&](const std::string& name) {
            return word == "--" + name || word.starts_with("--" + name + "=");
        });
    });
}

// The variables that there are, and whether any flag of theirs takes several values.
std::map<std::string, bool, std::less<>> KnownVariables(const CLI::App& program) {
    std::map<std::string, bool, std::less<>> known;
    VisitAll(program, [&](const CLI::Option& option) {
        const std::string& name = option.get_envname();
        if (!name.empty() && name != kConfigVariable) known[name] = known[name] || option.get_items_expected_max() > 1;
    });
    return known;
}

// The option takes the values, or says why not.
std::optional<std::string> Give(CLI::Option& option, const std::vector<std::string>& values) {
    try {
        for (const std::string& value : values) option.add_result(value);
        option.run_callback();
        return std::nullopt;
    } catch (const CLI::Error& error) {
        return error.what();
    }
}

template <typename T>
void AddOption(CLI::App& command, const std::string& name, T& value, const std::string& help) {
    CLI::Option* option = command.add_option("--" + name, value, help);
    if constexpr (!std::is_same_v<T, std::vector<std::string>>) option->capture_default_str();
}

}  // namespace

void AddConfigOption(CLI::App& command) {
    command.add_option("--config", "Settings file (default: daybook.toml, if there is one)")->envname(kConfigVariable);
}

void AddStoreOptions(CLI::App& command, StoreOptions& options) {
    AddOption(command, "data", options.data, "Folder of the database, its lock, its socket and master.key");
    AddOption(command, "database", options.database, "postgres://… instead of the database in the data folder");
    AddOption(command, "account", options.account, "Which shop, where an installation holds several");
    AddOption(command, "log-level", options.log_level, "debug, info, warn or error");
    command.add_flag("--json", options.json, "Print data as JSON");
}

void AddServeOptions(CLI::App& command, ServeOptions& options) {
    AddOption(command, "listen", options.listen, "Address and port to listen on");
    AddOption(command, "public-url", options.public_url, "The address under which people reach Daybook");
    AddOption(command, "stripe-api-base", options.stripe_api_base, "Stripe's address, without /v1");
    AddOption(command, "stripe-rate", options.stripe_rate, "Requests a second to Stripe (or: unlimited)");
    AddOption(command, "stripe-version", options.stripe_version, "Force a Stripe-Version (for tests of older shapes)");
    command.add_option("--allow-address", options.allow_addresses, "HOST:PORT that outgoing requests may reach though it is private")->delimiter(',');
    AddOption(command, "connect-key-file", options.connect_key_file, "Connect the Stripe account of the key in this file");
}

void NameEnvironment(CLI::App& program) {
    VisitAll(program, [](CLI::Option& option) {
        if (option.get_lnames().empty() || option.get_lnames().front() == "help" || !option.get_envname().empty()) return;
        option.envname(EnvironmentName(option.get_lnames().front()));
    });
}

Result<FileSettings> ReadConfigFile(const CLI::App& program, std::span<char*> words) {
    auto [path, required] = ConfigPath(words);
    std::error_code failed;
    if (!required && std::filesystem::status(path, failed).type() == std::filesystem::file_type::not_found) return FileSettings();
    auto text = ReadFile(path, kConfigBytesMax);
    if (!text.ok()) return Invalid(fmt::format("The settings file {} cannot be read: {}", path, text.error().message));
    auto settings = ReadSettings(*text);
    if (!settings.ok()) return Invalid(fmt::format("The settings file {}, {}", path, settings.error().message));
    const auto known = KnownVariables(program);
    FileSettings file;
    for (Setting& setting : *settings) {
        const std::string where = fmt::format("The settings file {}, line {}", path, setting.line);
        const std::string name = EnvironmentName(setting.key);
        const auto variable = known.find(name);
        if (variable == known.end()) {
            return Invalid(fmt::format("The settings file {} has the unknown line \"{}\" (line {}). Each line is a flag's name without dashes, such as "
                                       "listen = \"127.0.0.1:8484\".", path, setting.key, setting.line));
        }
        if (setting.list && !variable->second) return Invalid(fmt::format("{}: {} takes one value, not a list.", where, setting.key));
        if (file.contains(name)) return Invalid(fmt::format("{}: {} was said before. Leave one of the two lines out.", where, setting.key));
        file[name] = {std::move(setting.values), where};
    }
    return file;
}

Status GiveSettings(CLI::App& command, const FileSettings& file, std::span<char*> words) {
    Status done;
    VisitOptions(command, [&](CLI::Option& option) {
        const std::string& name = option.get_envname();
        if (!done.ok() || name.empty() || name == kConfigVariable || Says(words, option)) return;
        const auto line = file.find(name);
        std::optional<std::string> wrong;
        std::string where = name;
        if (auto value = Variable(name)) {
            wrong = Give(option, {*value});
        } else if (line != file.end() && !line->second.values.empty()) {
            where = line->second.where;
            wrong = Give(option, line->second.values);
        }
        if (wrong) done = Invalid(fmt::format("{}: {}", where, *wrong));
    });
    return done;
}

Result<std::optional<std::string>> LogLevelNow(const CLI::App& program, std::span<char*> words) {
    const bool said = std::ranges::any_of(words, [](std::string_view word) { return word == "--log-level" || word.starts_with("--log-level="); });
    const std::string name = EnvironmentName("log-level");
    if (said || Variable(name)) return std::optional<std::string>();
    const FileSettings file = TRY(ReadConfigFile(program, words));
    const auto line = file.find(name);
    return std::optional(line == file.end() || line->second.values.empty() ? std::string() : line->second.values.front());
}

void ForgetVariables(CLI::App& command) {
    VisitOptions(command, [](const CLI::Option& option) { unsetenv(option.get_envname().c_str()); });  // NOLINT(concurrency-mt-unsafe): no thread has begun
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

// Log lines: one JSON object a line on standard error. No personal data, no secrets (base/redact.h).
//
//   Log(Level::kWarn, "stripe.rate_limited", {{"endpoint", "/v1/invoices"}, {"wait_ms", 400}});
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace daybook {

enum class Level { kDebug, kInfo, kWarn, kError };

using LogValue = std::variant<int64_t, bool, double, std::string>;

struct LogField {
    LogField(std::string_view key, std::string_view value) : key(key), value(std::string(value)) {}
    LogField(std::string_view key, const char* value) : key(key), value(std::string(value)) {}
    LogField(std::string_view key, const std::string& value) : key(key), value(value) {}
    LogField(std::string_view key, bool value) : key(key), value(value) {}
    LogField(std::string_view key, double value) : key(key), value(value) {}
    template <typename T>
        requires std::is_integral_v<T>
    LogField(std::string_view key, T value) : key(key), value(static_cast<int64_t>(value)) {}

    std::string_view key;
    LogValue value;
};

// `name` is a dotted constant ("module.what_happened") that one can search for. Texts are redacted. Thread safe.
void Log(Level level, std::string_view name, std::initializer_list<LogField> fields = {});

void SetLogLevel(Level level);
// Where finished lines (without line end) go; tests and the command line's progress set it.
void SetLogSink(std::function<void(std::string_view line)> sink);

}  // namespace daybook

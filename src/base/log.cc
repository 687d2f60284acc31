#include "base/log.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <mutex>

#include "base/clock.h"
#include "base/json_write.h"
#include "base/redact.h"

namespace daybook {
namespace {

constexpr size_t kTextBytes = 4096;  // of one field; the rest is cut off

struct Sink {
    std::mutex mutex;
    std::function<void(std::string_view)> write;
};

// Logging must work in destructors of other statics too: never destroyed.
Sink& TheSink() {
    static Sink& sink = *new Sink;  // NOLINT
    return sink;
}

std::atomic<Level> least{Level::kInfo};

std::string_view LevelName(Level level) {
    switch (level) {
        case Level::kDebug:
            return "debug";
        case Level::kInfo:
            return "info";
        case Level::kWarn:
            return "warn";
        case Level::kError:
            return "error";
    }
    return "error";
}

std::string Shorten(const std::string& text) {
    if (text.size() <= kTextBytes) return Redact(text);
    std::string whole = Redact(text);
    size_t end = std::min(whole.size(), kTextBytes);
    while (end > 0 && end < whole.size() && (static_cast<unsigned char>(whole[end]) & 0xC0) == 0x80)
        --end;
    return whole.substr(0, end) + "\u2026";
}

struct WriteValue {
    JsonWriter& json;
    void operator()(int64_t value) const { json.Int(value); }
    void operator()(bool value) const { json.Bool(value); }
    void operator()(double value) const { json.Double(value); }
    void operator()(const std::string& value) const { json.String(Shorten(value)); }
};

// One call of write(2): lines of several processes on one pipe do not mix. Nothing can be done
// where it fails.
void WriteToStandardError(std::string line) {
    line += '\n';
    std::string_view rest = line;
    while (!rest.empty()) {
        ssize_t count = ::write(STDERR_FILENO, rest.data(), rest.size());
        if (count <= 0) return;
        rest.remove_prefix(static_cast<size_t>(count));
    }
}

}  // namespace

void Log(Level level, std::string_view name, std::initializer_list<LogField> fields) {
    if (level < least.load(std::memory_order_relaxed)) return;
    std::string line;
    JsonWriter json(line);
    json.BeginObject()
        .Member("at", FormatUtc(SystemClock().Now()))
        .Member("level", LevelName(level))
        .Member("msg", name);
    for (const LogField& field : fields) {
        json.Key(field.key);
        std::visit(WriteValue{json}, field.value);
    }
    json.EndObject();
    Sink& sink = TheSink();
    std::lock_guard lock(sink.mutex);
    if (sink.write)
        sink.write(line);
    else
        WriteToStandardError(std::move(line));
}

void SetLogLevel(Level level) { least.store(level, std::memory_order_relaxed); }

void SetLogSink(std::function<void(std::string_view line)> sink) {
    std::lock_guard lock(TheSink().mutex);
    TheSink().write = std::move(sink);
}

}  // namespace daybook

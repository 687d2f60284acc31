#include "base/log.h"

#include <atomic>
#include <cstdio>
#include <mutex>

#include "base/clock.h"
#include "base/json_write.h"
#include "base/redact.h"

namespace daybook {
namespace {

std::atomic<Level> least_level{Level::kInfo};

struct Sink {
    std::mutex mutex;
    std::function<void(std::string_view)> write;
};

Sink& TheSink() {
    static Sink* sink = new Sink;  // NOLINT: lives as long as the process, threads may log while it ends.
    return *sink;
}

std::string_view LevelName(Level level) {
    switch (level) {
        case Level::kDebug: return "debug";
        case Level::kInfo: return "info";
        case Level::kWarn: return "warn";
        case Level::kError: return "error";
    }
    return "error";
}

void WriteValue(JsonWriter& out, const LogValue& value) {
    if (auto number = std::get_if<int64_t>(&value)) out.Int(*number);
    else if (auto truth = std::get_if<bool>(&value)) out.Bool(*truth);
    else if (auto real = std::get_if<double>(&value)) out.Double(*real);
    else out.String(Redact(std::get<std::string>(value)));
}

}  // namespace

void SetLogLevel(Level level) { least_level.store(level); }

void SetLogSink(std::function<void(std::string_view)> sink) {
    std::lock_guard lock(TheSink().mutex);
    TheSink().write = std::move(sink);
}

void Log(Level level, std::string_view name, std::initializer_list<LogField> fields) {
    if (level < least_level.load(std::memory_order_relaxed)) return;
    std::string line;
    JsonWriter out(line);
    out.BeginObject().Member("at", FormatUtc(SystemClock().Now())).Member("level", LevelName(level)).Member("msg", name);
    for (const LogField& field : fields) WriteValue(out.Key(field.key), field.value);
    out.EndObject();
    std::lock_guard lock(TheSink().mutex);
    if (TheSink().write) {
        TheSink().write(line);
        return;
    }
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace daybook

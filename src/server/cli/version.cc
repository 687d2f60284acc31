// daybook version
#include "server/version.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/json_write.h"
#include "server/cli/commands.h"

namespace daybook::server {

int Version(const StoreOptions& store) {
    if (!store.json) {
        fmt::print("daybook {}\n", kVersion);
        return kGood;
    }
    std::string text;
    JsonWriter(text).BeginObject().Member("version", kVersion).Member("sqlite", sqlite3_libversion()).EndObject();
    fmt::print("{}\n", text);
    return kGood;
}

}  // namespace daybook::server

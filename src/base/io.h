// Small file helpers.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace daybook {

// The whole file. kNotFound, kForbidden, or kInvalid where it is larger than `limit` bytes.
Result<std::string> ReadFile(const std::string& path, size_t limit = 64u << 20);
// Writes beside it, syncs, renames over it, syncs the folder. `mode` such as 0600.
Status WriteFileDurably(const std::string& path, std::string_view bytes, unsigned mode);

// What the system says of an errno: "No space left on device".
std::string_view SystemMessage(int number);

}  // namespace daybook

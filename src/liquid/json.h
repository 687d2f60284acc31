// JSON in and out of values. Integers and fractions are kept apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "liquid/value.h"

namespace daybook::liquid {

// Nothing with a sentence where `text` is no JSON. Everything is copied into the arena.
std::optional<Value> ParseJson(std::string_view text, Arena& arena, std::string& error);
// Stops soon after `out` has `most` bytes.
void AppendJson(std::string& out, const Value& value, size_t most = SIZE_MAX);

}  // namespace daybook::liquid

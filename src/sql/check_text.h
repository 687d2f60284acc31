// What both engines can store as TEXT: UTF-8 without the character 0 (which PostgreSQL has no room
// for).
#pragma once

#include <string_view>

#include "base/result.h"

namespace daybook::sql {

bool IsStorableText(std::string_view text);
// kInvalid; `index` counts from 1.
Error TextError(std::string_view statement, int index);

}  // namespace daybook::sql

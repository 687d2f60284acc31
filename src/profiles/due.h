// The `due` table: which profiles must be settled, when and why. The only timer (architecture.md §1).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/clock.h"
#include "base/ids.h"
#include "sql/database.h"

namespace daybook::profiles {

enum class Lane : int16_t { kLive = 0, kTimer = 1, kBulk = 2 };

// Why something happened, the strongest first. The numbers are stored.
enum class Cause : int16_t { kLive = 0, kClock = 1, kManual = 2, kImport = 3, kDefinition = 4, kRecompute = 5 };
std::string_view CauseName(Cause cause);

// Raises `rev` of each profile and brings its wake-up forward to `at` (plan.md §4 MarkDue). Every writer of a
// person's rows calls this in the same transaction. `ids` are sorted and unique.
Status MarkDue(sql::Tx& tx, std::span<const ProfileId> ids, Lane lane, Micros at, Cause cause);

}  // namespace daybook::profiles

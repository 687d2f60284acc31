// Days as a shop counts them: in its own time zone.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace date {
class time_zone;
}

namespace daybook::profiles {

class LocalDays {
  public:
    LocalDays() = default;   // UTC
    // UTC where there is no such zone: accounts/ refuses those.
    explicit LocalDays(std::string_view zone);

    // Days since 1970-01-01 of the local day that holds this moment (unix seconds).
    int64_t DayOf(int64_t at) const;
    // When that day begins, unix seconds.
    int64_t StartOf(int64_t day) const;

  private:
    const date::time_zone* zone_ = nullptr;   // of the time zone database, which lives as long as the program; null: UTC
};

}  // namespace daybook::profiles

// How fast an import goes, from what it has counted lately. Pure; not thread safe.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>

#include "base/clock.h"
#include "stripe/resources.h"

namespace daybook::stripe {

class ProgressRate {
  public:
    // `imported` objects of this pass were stored by `now`. A smaller number than before begins anew: another pass.
    void Note(Kind kind, int64_t imported, Micros now);
    // Objects a second over the last ten seconds; nothing before there are two seconds to tell it from.
    std::optional<double> Of(Kind kind) const;

  private:
    struct Sample {
        Micros at = 0;
        int64_t imported = 0;
    };
    std::map<Kind, std::deque<Sample>> samples_;   // at most one each half second
};

}  // namespace daybook::stripe

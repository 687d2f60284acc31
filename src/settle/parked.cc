#include "settle/parked.h"

#include "base/assert.h"

namespace daybook::settle {

bool IsTheirFault(const Error& error) {
    switch (error.code) {
        case Code::kUnavailable:
        case Code::kTimeout:
        case Code::kLimited:
        case Code::kConflict:
            return false;
        default:
            return true;
    }
}

std::pair<std::vector<profiles::Due>, std::vector<profiles::Due>> Halve(
    std::vector<profiles::Due> batch) {
    ASSERT(batch.size() > 1);
    const auto middle = batch.begin() + static_cast<std::ptrdiff_t>(batch.size() / 2);
    std::vector<profiles::Due> second(middle, batch.end());
    batch.erase(middle, batch.end());
    return {std::move(batch), std::move(second)};
}

}  // namespace daybook::settle

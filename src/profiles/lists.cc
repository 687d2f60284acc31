#include "profiles/lists.h"

namespace daybook::profiles {

std::vector<int64_t> NumbersOf(std::span<const ProfileId> ids) {
    std::vector<int64_t> numbers;
    numbers.reserve(ids.size());
    for (ProfileId id : ids) numbers.push_back(Number(id));
    return numbers;
}

std::vector<int64_t> BlocksOf(std::span<const ProfileId> ids) {
    std::vector<int64_t> blocks;
    for (ProfileId id : ids) {
        if (blocks.empty() || blocks.back() != BlockOf(id)) blocks.push_back(BlockOf(id));
    }
    return blocks;
}

}  // namespace daybook::profiles

// Blocks grow with what was used, so that large documents need few of them.
#include "liquid/arena.h"

#include <algorithm>

namespace daybook::liquid {
namespace {

constexpr size_t kFirstBlock = 16 << 10;
constexpr size_t kLargestBlock = 1 << 20;

}  // namespace

void Arena::Grow(size_t bytes) {
    size_t size = std::max(bytes, std::clamp(used_, kFirstBlock, kLargestBlock));
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
    if (blocks_.size() == 1) first_bytes_ = size;
    next_ = blocks_.back().get();
    end_ = next_ + size;
}

void Arena::Reset() {
    used_ = 0;
    if (blocks_.empty()) return;
    blocks_.resize(1);
    next_ = blocks_[0].get();
    end_ = next_ + first_bytes_;
}

}  // namespace daybook::liquid

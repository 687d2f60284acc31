// The names that a template may ask for: what the program around it will give as data.
#pragma once

#include <string>
#include <vector>

#include "liquid/value.h"

namespace daybook::liquid {

enum class Shape : uint8_t {
    kAny,      // its members are not known
    kText,
    kNumber,
    kMoney,
    kDate,
    kBoolean,
    kList,     // its only member is what each element is; none: not known
    kObject,
};

struct Known {
    std::string name;
    Shape shape = Shape::kAny;
    bool may_lack = false;        // may be missing, or empty
    std::vector<Known> members;

    const Known* Find(std::string_view member) const {
        for (const Known& one : members) {
            if (one.name == member) return &one;
        }
        return nullptr;
    }
    // Of a list: what each element is; null where that is not known.
    const Known* element() const { return shape == Shape::kList && !members.empty() ? &members.front() : nullptr; }
};

}  // namespace daybook::liquid

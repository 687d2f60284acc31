// What a field of the shop's own would come to: before it is made, retyped or mapped otherwise.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "profiles/custom_fields.h"
#include "settle/settle.h"

namespace daybook::settle {

struct FieldPreview {
    struct Example {
        std::string from;            // as it stands, or as Stripe has it; empty: not known
        profiles::CustomValue to;    // missing or unfit: nothing would be shown
    };
    int64_t people = 0;  // who are shown
    int64_t looked = 0;  // how many of them were looked at: all, or some thousands
    // Of those that were looked at: who would have a value; who have something that does not convert; who have a value now
    // and would have none.
    int64_t filled = 0, unfit = 0, lost = 0;
    std::vector<Example> examples;  // a few different ones, what does not convert first
};

// `before` null: a new field. Of `after` the number counts where `before` is set by people. Not on the writer's thread.
Result<FieldPreview> PreviewField(const Parts& parts, AccountId account, const profiles::CustomField* before, const profiles::CustomField& after);

}  // namespace daybook::settle

// A person in the words of templates: which names there are, and a profile's values under them (liquid.md §1.1).
#pragma once

#include "liquid/schema.h"
#include "liquid/value.h"
#include "profiles/custom_fields.h"
#include "profiles/profile.h"

namespace daybook::profiles {

// The object `profile`: the field catalogue, the shop's own fields, id, tags and created.
liquid::Known ProfileWords(const CustomFields& fields);

// Its values. Money knows its currency, dates are dates, what is missing is nil. Nothing outlives the arena and the profile.
liquid::Value ProfileValue(liquid::Arena& arena, const Profile& profile);

// A whole number where it is one.
liquid::Value NumberValue(double number);
// The texts stay the caller's.
liquid::Value ListValue(liquid::Arena& arena, const Texts& texts);

}  // namespace daybook::profiles

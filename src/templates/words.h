// The names that templates may use, and the values that are the same for every message.
#pragma once

#include <string>
#include <string_view>

#include "liquid/schema.h"

namespace daybook::templates {

// Other names of profile: they are understood, and not offered.
inline constexpr std::string_view kPersonAliases[] = {"user", "customer", "person"};

// All roots; `profile` as its own module tells it. user, customer and person are other names of profile.
liquid::Known Words(liquid::Known profile);

}  // namespace daybook::templates

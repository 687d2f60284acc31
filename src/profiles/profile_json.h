// A profile as the API shows it (api.md *Profile*). Pure.
#pragma once

#include <span>
#include <string>

#include "base/json_write.h"
#include "profiles/profile.h"

namespace daybook::profiles {

// "prf_…".
std::string ProfileName(ProfileId id);

// `pending`: the Stripe resources that were not imported once, by their names.
void WriteProfile(JsonWriter& json, const Profile& profile, std::span<const std::string> pending,
                  std::string_view sources = {});

}  // namespace daybook::profiles

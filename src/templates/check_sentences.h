// What the language finds, in words that say what to write.
#pragma once

#include "liquid/inspect.h"
#include "templates/check.h"
#include "templates/foreign.h"

namespace daybook::templates {

Finding Told(const liquid::Problem& problem, std::string_view part);
Finding Told(const liquid::Notice& notice, std::string_view part);
// `place`: where it stands in its part.
Finding Told(const Foreign& foreign, const liquid::Place& place, std::string_view part);
Finding ToldGreeting(const liquid::Printed& printed, const liquid::Place& place, std::string_view part);
// A value that is empty for many.
struct Often {
    int64_t per_mille = 0;
    std::string_view of;         // "everybody"
    Missing missing = Missing::kBlank;
};
Finding ToldOften(const liquid::Printed& printed, const liquid::Place& place, std::string_view part, const Often& often);

}  // namespace daybook::templates

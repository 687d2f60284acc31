// What the language finds, in words that say what to write.
#pragma once

#include "liquid/inspect.h"
#include "templates/check.h"
#include "templates/foreign.h"

namespace daybook::templates {

Finding Told(const liquid::Problem& problem, std::string_view part);
Finding Told(const liquid::Notice& notice, std::string_view part);
Finding Told(const Foreign& foreign, std::string_view text, std::string_view part);
Finding ToldGreeting(const liquid::Printed& printed, std::string_view text, std::string_view part);

}  // namespace daybook::templates

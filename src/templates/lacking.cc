#include "templates/lacking.h"

#include <algorithm>
#include <iterator>

#include "templates/words.h"

namespace daybook::templates {

std::optional<int64_t> LackingPerMille(const Lacking& lacking, std::string_view path) {
    const size_t dot = path.find('.');
    const std::string_view root = path.substr(0, dot);
    const bool of_person = root == "profile" || std::find(std::begin(kPersonAliases), std::end(kPersonAliases), root) != std::end(kPersonAliases);
    if (dot == std::string_view::npos || !of_person || lacking.people == 0) return std::nullopt;
    const auto found = lacking.fields.find(path.substr(dot + 1));
    return found == lacking.fields.end() ? std::nullopt : std::optional(found->second * 1000 / lacking.people);
}

}  // namespace daybook::templates

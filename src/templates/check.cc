#include "templates/check.h"

#include <algorithm>

#include "liquid/template.h"
#include "templates/snippets.h"

namespace daybook::templates {

std::vector<Finding> Check(Kind kind, const Content& content, std::span<const Snippet> snippets) {
    const liquid::Partials partials = PartialsOf(snippets);
    std::vector<Finding> findings;
    for (const Part& part : PartsOf(kind)) {
        liquid::ParseOptions options;
        options.partials = &partials;
        liquid::Problem problem;
        if (liquid::Template::Parse(content.*part.text, options, problem) != nullptr) continue;
        Finding finding{.code = "syntax", .part = std::string(part.name), .line = problem.line};
        finding.message = problem.message + (problem.context.empty() ? "" : " " + problem.context);
        findings.push_back(std::move(finding));
    }
    return findings;
}

size_t CountErrors(std::span<const Finding> findings) {
    return static_cast<size_t>(std::count_if(findings.begin(), findings.end(), [](const Finding& one) { return one.severity == Severity::kError; }));
}

}  // namespace daybook::templates

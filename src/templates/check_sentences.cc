#include "templates/check_sentences.h"

#include <fmt/format.h>

#include "base/nearest.h"

namespace daybook::templates {
namespace {

// What stands between the first two quotes of a message.
std::string Quoted(std::string_view message) {
    const size_t open = message.find('\'');
    const size_t close = open == std::string_view::npos ? open : message.find('\'', open + 1);
    return close == std::string_view::npos ? std::string() : std::string(message.substr(open + 1, close - open - 1));
}

std::string Meant(std::string_view nearest) { return nearest.empty() ? std::string() : fmt::format(" Did you mean {}?", nearest); }

void Unclosed(Finding& finding, const liquid::Problem& problem) {
    const std::string tag = Quoted(problem.message);
    finding.code = "unclosed_tag";
    finding.message = fmt::format("{{% {} %}} is never closed: write {{% end{} %}} where it ends.", tag, tag);
    finding.suggestion = fmt::format("{{% end{} %}}", tag);
}

void UnknownTag(Finding& finding, const std::string& tag) {
    finding.code = "unknown_tag";
    if (tag.starts_with("end")) {
        finding.message = fmt::format("{{% {} %}} closes nothing: no {{% {} %}} is open here.", tag, tag.substr(3));
        return;
    }
    const std::string nearest(Nearest(tag, liquid::TagNames()).value_or(""));
    finding.message = fmt::format("There is no tag {}.{}", tag, Meant(nearest));
    finding.suggestion = nearest;
}

}  // namespace

Finding Told(const liquid::Problem& problem, std::string_view part) {
    Finding finding{.code = "syntax", .part = std::string(part)};
    const bool placed = problem.place.line > 0;
    finding.line = placed ? problem.place.line : problem.line;
    finding.column = problem.place.column;
    const std::string_view message = problem.message;
    if (problem.unclosed) Unclosed(finding, problem);
    else if (message.starts_with("Unknown tag '")) UnknownTag(finding, Quoted(message));
    else if (message.starts_with("Unexpected outer 'else'")) finding.message = "{% else %} stands outside of any {% if %}.";
    else if (message.starts_with("Variable '")) finding.message = "An output that begins with {{ is not closed: write }} at its end.";
    else if (message.starts_with("Tag '")) finding.message = "A tag that begins with {% is not closed: write %} at its end.";
    else if (message.find("is not a valid delimiter for") != std::string_view::npos)
        finding.message = fmt::format("{{% {} %}} does not close what is open here: {}.", Quoted(message), message.substr(message.find("is not a valid")));
    else finding.message = fmt::format("This cannot be read: {}{}{}.", message, problem.context.empty() ? "" : " ", problem.context);
    return finding;
}

Finding Told(const liquid::Notice& notice, std::string_view part) {
    using What = liquid::Notice::What;
    Finding finding{.part = std::string(part), .line = notice.place.line, .column = notice.place.column, .suggestion = notice.nearest};
    switch (notice.what) {
        case What::kName:
            finding.code = "unknown_name";
            finding.message = fmt::format("There is no {}.{}", notice.text, Meant(notice.nearest));
            if (notice.nearest.empty()) finding.message += " Names begin with profile, cart, trigger, campaign, message or company.";
            break;
        case What::kMember:
            finding.code = "unknown_name";
            finding.message = fmt::format("{} has no {}.{}", notice.of, notice.text.substr(notice.of.size() + 1), Meant(notice.nearest));
            break;
        case What::kFilter:
            finding.code = "unknown_filter";
            finding.message = fmt::format("There is no filter {}.{}", notice.text, Meant(notice.nearest));
            break;
        case What::kArguments:
            finding.code = "wrong_arguments";
            finding.message = fmt::format("The filter {} takes {}.", notice.text, notice.detail);
            break;
        case What::kPartial:
            finding.code = "unknown_snippet";
            finding.message = fmt::format("There is no snippet {}.{} Make it, or leave it out.", notice.text, Meant(notice.nearest));
            break;
        case What::kBrokenPartial:
            finding.code = "broken_snippet";
            finding.message = fmt::format("The snippet {} cannot be read: {}. Mend it first.", notice.text, notice.detail);
            break;
    }
    if (!notice.unit.empty() && notice.what != What::kBrokenPartial) {
        finding.message = fmt::format("In the snippet {}, line {}: {}", notice.unit, notice.place.line, finding.message);
        finding.line = finding.column = 0;
        finding.suggestion.clear();
    }
    return finding;
}

Finding Told(const Foreign& foreign, const liquid::Place& place, std::string_view part) {
    Finding finding{.code = "foreign_language", .part = std::string(part), .line = place.line, .column = place.column, .suggestion = foreign.instead};
    std::string shown = foreign.written.substr(0, 60) + (foreign.written.size() > 60 ? "…" : "");
    finding.message = fmt::format("{} is written as in {}.", shown, foreign.language);
    if (!foreign.instead.empty()) finding.message += fmt::format(" Write {} instead.", foreign.instead);
    if (!foreign.advice.empty()) finding.message += " " + foreign.advice;
    if (foreign.instead.empty() && foreign.advice.empty()) finding.message += " There is nothing like it here: leave it out.";
    return finding;
}

Finding ToldGreeting(const liquid::Printed& printed, const liquid::Place& place, std::string_view part) {
    Finding finding{.code = "missing_fallback", .part = std::string(part), .line = place.line, .column = place.column};
    finding.suggestion = fmt::format("{} | default: \"there\"", printed.path);
    finding.message = fmt::format("{} greets people, and some have none: say what stands there for them, such as {{{{ {} }}}}.", printed.path, finding.suggestion);
    return finding;
}

Finding ToldOften(const liquid::Printed& printed, const liquid::Place& place, std::string_view part, const Often& often) {
    Finding finding{.severity = Severity::kWarning, .code = "often_empty", .part = std::string(part), .line = place.line, .column = place.column};
    const std::string_view then = often.missing == Missing::kSkip ? "they are all skipped" : "nothing is printed for them";
    finding.message = fmt::format("{} is empty for {}.{} % of {}, and {}: say what stands there instead, as in {{{{ {} | default: \"…\" }}}}.", printed.path, often.per_mille / 10,
                                  often.per_mille % 10, often.of, then, printed.path);
    return finding;
}

}  // namespace daybook::templates

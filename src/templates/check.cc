#include "templates/check.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "liquid/inspect.h"
#include "liquid/program.h"
#include "templates/blocks.h"
#include "templates/check_html.h"
#include "templates/check_sentences.h"
#include "templates/foreign.h"
#include "templates/greeting.h"
#include "templates/snippets.h"

namespace daybook::templates {
namespace {

constexpr size_t kReadBytesMax = 4 << 20;  // of texts, each with its snippets

class Checker {
  public:
    Checker(Kind kind, const Content& content, const CheckContext& context)
        : kind_(kind), content_(content), context_(context) {}

    Checked Run() {
        for (const Part& part : PartsOf(kind_)) CheckPart(part);
        CheckBlockTexts();
        CheckSnippets();
        CheckWhole();
        return {std::move(findings_), std::move(printed_)};
    }

  private:
    void CheckPart(const Part& part) {
        const std::string& text = content_.*part.text;
        if (Trim(text).empty()) return CheckEmpty(part);
        if (part.form == PartForm::kLine && Trim(text).find_first_of("\r\n") != std::string_view::npos)
            Add(Severity::kError, "line_break", part.name, fmt::format("The {} is one line: take the line break out.", part.name));
        if (part.form == PartForm::kLine && text.size() > kLineBytesMax)
            Add(Severity::kError, "too_large", part.name, fmt::format("The {} is one line of at most {} KB: shorten it.", part.name, kLineBytesMax >> 10));
        CheckLanguage(text, part.name);
        if (part.name == "link" && text.find("{{") != 0 && !text.starts_with("https://"))
            Add(Severity::kWarning, "unsafe_link", part.name, "The link of a push begins with https://.");
        if (part.form != PartForm::kHtml) return;
        CheckHtml(text, part.name, findings_);
        if (kind_ == Kind::kEmail) CheckSize(text.size(), part.name, findings_);
    }
    // The language: foreign ones first, since what they write would only be misread.
    void CheckLanguage(const std::string& text, std::string_view part) {
        const std::vector<Foreign> foreign = FindForeign(text);
        liquid::Places places;
        for (const Foreign& one : foreign) findings_.push_back(Told(one, places.At(text, static_cast<uint32_t>(one.at)), part));
        if (!foreign.empty() || read_ > kReadBytesMax) return;
        liquid::ParseOptions options;
        const liquid::Partials partials = PartialsFor(text, context_.snippets);
        options.partials = &partials;
        if (!MayRead(text, partials)) return;
        liquid::Problem problem;
        const auto parsed = liquid::Template::Parse(text, options, problem);
        if (parsed == nullptr) return findings_.push_back(Told(problem, part));
        const liquid::Inspected seen = liquid::Inspect(*parsed, context_.words);
        for (const liquid::Notice& notice : seen.notices) AddNotice(notice, part);
        for (const liquid::Printed& printed : seen.printed) {
            if (printed_.size() < kPrintedMax && std::find(printed_.begin(), printed_.end(), printed.path) == printed_.end()) printed_.push_back(printed.path);
            if (findings_.size() < kFindingsMax) CheckPrinted(printed, text, part, places);
        }
    }
    // Snippets are read again with every text that asks for them: blocks have many. False where that is too much.
    bool MayRead(std::string_view text, const liquid::Partials& partials) {
        read_ += text.size();
        for (const auto& [name, body] : partials) read_ += body.size();
        if (read_ <= kReadBytesMax) return true;
        Add(Severity::kError, "too_large", "blocks", "These blocks use large snippets too often: take some out.");
        return false;
    }
    void CheckPrinted(const liquid::Printed& printed, std::string_view text, std::string_view part, liquid::Places& places) {
        if (printed.guarded || printed.has_fallback) return;
        if (content_.missing != Missing::kSkip && CheckGreeting(printed, text, part, places)) return;
        const auto lacking = context_.lacking == nullptr ? std::nullopt : LackingPerMille(*context_.lacking, printed.path);
        if (lacking && *lacking > kOftenPercent * 10)
            findings_.push_back(ToldOften(printed, places.At(text, static_cast<uint32_t>(printed.at)), part, {*lacking, context_.lacking->of, content_.missing}));
    }
    // A snippet's values are given by who uses it: a name that is none of ours may be one of those.
    void AddNotice(const liquid::Notice& notice, std::string_view part) {
        Finding finding = Told(notice, part);
        if (kind_ == Kind::kSnippet && notice.what == liquid::Notice::What::kName && notice.unit.empty()) {
            finding.severity = Severity::kWarning;
            finding.code = "snippet_value";
            finding.message = fmt::format("{} is no name that all templates have: whoever uses the snippet must give it, as in {{% render 'name', {}: … %}}.", notice.text, notice.text);
        }
        findings_.push_back(std::move(finding));
    }
    // True where it is one that may be empty.
    bool CheckGreeting(const liquid::Printed& printed, std::string_view text, std::string_view part, liquid::Places& places) {
        if (printed.known->shape != liquid::Shape::kText) return false;
        constexpr size_t kNear = 1000;
        const std::string_view output = text.substr(printed.offset, kNear);
        const size_t end = output.find("}}");
        // "Ada, …" at the beginning of a line speaks to somebody; "Linen shirt, …" does not.
        const bool names = printed.path.ends_with("first_name") || printed.path.ends_with("last_name");
        const std::string_view after = end == std::string_view::npos || !names ? std::string_view() : output.substr(end + 2);
        if (!IsGreeting(text.substr(0, printed.offset), after)) return false;
        findings_.push_back(ToldGreeting(printed, places.At(text, static_cast<uint32_t>(printed.at)), part));
        return true;
    }
    void CheckEmpty(const Part& part) {
        if (part.name == "subject") Add(Severity::kError, "empty_part", part.name, "An e-mail needs a subject.");
        if (part.name == "title") Add(Severity::kError, "empty_part", part.name, "A push needs a title.");
        if (part.name == "body" && content_.blocks.empty()) Add(Severity::kError, "empty_part", part.name, "There are no words yet: write the body.");
    }
    void CheckBlockTexts() {
        if (content_.blocks.empty()) return;
        BlocksSeen seen = CheckBlocks(content_.blocks);
        has_footer_ = seen.has_footer;
        std::move(seen.findings.begin(), seen.findings.end(), std::back_inserter(findings_));
        for (const BlockText& one : seen.texts) {
            if (findings_.size() < kFindingsMax) CheckBlockText(one);
        }
        const size_t bytes = BlocksSource(content_.blocks, Brand()).size();
        CheckSize(bytes, "blocks", findings_);
        if (bytes > kPartBytesMax)
            Add(Severity::kError, "too_large", "blocks", fmt::format("These blocks are more than {} KB of HTML: take some out.", kPartBytesMax >> 10));
    }
    // A condition and a name are read where they will stand; columns are counted in what was written.
    void CheckBlockText(const BlockText& one) {
        constexpr std::string_view kIf = "{% if ", kOutput = "{{ ";
        if (one.form == BlockText::Form::kPlain || one.form == BlockText::Form::kHtml) {
            CheckLanguage(one.text, one.part);
            if (one.form == BlockText::Form::kHtml) CheckHtml(one.text, one.part, findings_);
            return;
        }
        const bool condition = one.form == BlockText::Form::kCondition;
        const size_t first = findings_.size(), shift = condition ? kIf.size() : kOutput.size();
        CheckLanguage(condition ? fmt::format("{}{} %}}{{% endif %}}", kIf, one.text) : fmt::format("{}{} }}}}", kOutput, one.text), one.part);
        for (size_t i = first; i < findings_.size(); ++i) findings_[i].column = findings_[i].column > shift ? findings_[i].column - static_cast<uint32_t>(shift) : 1;
    }
    void CheckSnippets() {
        used_ = SnippetsReached(SnippetsIn(kind_, content_), context_.snippets);
        for (const Snippet& snippet : context_.snippets) {
            if (snippet.published || !used_.contains(AsciiLower(snippet.name))) continue;
            Add(Severity::kError, "unpublished_snippet", "body", fmt::format("The snippet {} was never published: publish it first.", snippet.name));
        }
    }
    void CheckWhole() {
        if (kind_ == Kind::kEmail && !has_footer_ && !Unsubscribes())
            Add(Severity::kWarning, "no_unsubscribe_link", "body", "There is no link to unsubscribe: write <a href=\"{{ unsubscribe_url }}\">Unsubscribe</a>, or {% unsubscribe_link \"Unsubscribe\" %}. Marketing must have one.");
    }
    bool Unsubscribes() const {
        const auto says = [](std::string_view text) {
            return text.find("unsubscribe_url") != std::string_view::npos || text.find("unsubscribe_link") != std::string_view::npos;
        };
        const std::vector<std::string> texts = TextsOf(kind_, content_);
        if (std::any_of(texts.begin(), texts.end(), says)) return true;
        return std::any_of(context_.snippets.begin(), context_.snippets.end(),
                           [&](const Snippet& snippet) { return used_.contains(AsciiLower(snippet.name)) && says(snippet.body); });
    }
    void Add(Severity severity, std::string code, std::string_view part, std::string message) {
        findings_.push_back({severity, std::move(code), std::string(part), 0, 0, std::move(message), {}});
    }

    const Kind kind_;
    const Content& content_;
    const CheckContext& context_;
    std::set<std::string> used_;
    size_t read_ = 0;           // bytes of texts and their snippets
    bool has_footer_ = false;   // of blocks: it has a link to unsubscribe
    std::vector<Finding> findings_;
    std::vector<std::string> printed_;
};

}  // namespace

Checked Examine(Kind kind, const Content& content, const CheckContext& context) { return Checker(kind, content, context).Run(); }

std::vector<Finding> Check(Kind kind, const Content& content, const CheckContext& context) { return Examine(kind, content, context).findings; }

size_t CountErrors(std::span<const Finding> findings) {
    return static_cast<size_t>(std::count_if(findings.begin(), findings.end(), [](const Finding& one) { return one.severity == Severity::kError; }));
}

}  // namespace daybook::templates

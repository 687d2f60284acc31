#include "templates/render.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "templates/blocks.h"
#include "templates/html_mail.h"
#include "templates/html_scan.h"
#include "templates/snippets.h"

namespace daybook::templates {
namespace {

// One line without control characters: what stands in a header or a title can add none.
std::string OneLine(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool blank = byte <= 0x20 || byte == 0x7F;
        if (!blank) line += c;
        else if (!line.empty() && line.back() != ' ') line += ' ';
    }
    while (line.ends_with(' ')) line.pop_back();
    return line;
}

void FinishEmail(Message& message, std::string_view address) {
    std::string& body = message.parts["body"];
    body = WholeDocument(CleanHtml(body, address), message.parts["preview_text"], message.parts["subject"]);
    std::string& text = message.parts["text"];
    if (text.empty()) text = TextOfHtml(body);
}

}  // namespace

std::string_view FateName(Fate fate) {
    constexpr std::array<std::string_view, 4> kNames = {"ready", "skipped", "stopped", "failed"};
    return kNames[static_cast<size_t>(fate)];
}

Result<std::shared_ptr<const Compiled>> Compiled::Make(Kind kind, const Content& content, std::span<const Snippet> snippets, const Brand& brand) {
    auto made = std::make_shared<Compiled>();
    made->kind_ = kind;
    made->missing_ = content.missing;
    for (const Part& part : PartsOf(kind)) {
        const bool of_blocks = part.form == PartForm::kHtml && !content.blocks.empty();
        const std::string text = of_blocks ? BlocksSource(content.blocks, brand) : content.*part.text;
        if (text.empty()) continue;
        const liquid::Partials partials = PartialsFor(text, snippets);
        liquid::ParseOptions options;
        options.partials = &partials;
        liquid::Problem problem;
        auto words = liquid::Template::Parse(text, options, problem);
        if (words == nullptr) return Invalid(fmt::format("{}: {}", part.name, problem.Text()), fmt::format("content.{}", part.name), "template_has_errors");
        made->parts_.push_back({part, std::move(words)});
    }
    return std::shared_ptr<const Compiled>(std::move(made));
}

bool MessageRenderer::RenderPart(const Compiled::CompiledPart& one, const liquid::RenderOptions& options, const liquid::Value& data, Message& message) {
    const liquid::Rendered done = renderer_.Render(*one.words, data, options);
    for (const std::string& name : done.missing) {
        if (std::find(message.missing.begin(), message.missing.end(), name) == message.missing.end()) message.missing.push_back(name);
    }
    if (done.outcome == liquid::Outcome::kDone) {
        message.parts[one.part.name] = one.part.form == PartForm::kLine ? OneLine(done.output) : std::string(done.output);
        return true;
    }
    const bool stopped = done.outcome == liquid::Outcome::kStopped;
    message.fate = stopped ? Fate::kStopped : Fate::kFailed;
    message.reason = stopped ? done.error : fmt::format("{}: {}", one.part.name, done.error);
    return false;
}

Message MessageRenderer::Render(const Compiled& what, const liquid::Value& data, const MessageOptions& given) {
    Message message;
    for (const Compiled::CompiledPart& one : what.parts()) {
        liquid::RenderOptions options;
        options.errors = liquid::Errors::kRaise;
        options.filters = liquid::Unknowns::kError;
        options.note_missing = true;
        options.now = given.now;
        options.time_zone = given.time_zone;
        options.globals = data;
        if (one.part.form == PartForm::kLine) options.limits.output_bytes = kLineBytesMax;
        options.escaping = one.part.form == PartForm::kHtml ? liquid::Escaping::kHtml : liquid::Escaping::kNone;
        if (!RenderPart(one, options, data, message)) return message;
    }
    if (what.missing() == Missing::kSkip && !message.missing.empty()) {
        message.fate = Fate::kSkipped;
        message.reason = fmt::format("{} {} missing.", fmt::join(message.missing, ", "), message.missing.size() == 1 ? "is" : "are");
    }
    if (what.kind() == Kind::kEmail) FinishEmail(message, given.address);
    if (what.kind() == Kind::kPush && !IsSafeLink(message.parts["link"])) message.parts["link"].clear();
    if (what.kind() == Kind::kSms) message.segments = CountSegments(message.parts["body"]);
    return message;
}

}  // namespace daybook::templates

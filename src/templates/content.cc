#include "templates/content.h"

#include <algorithm>
#include <array>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/json_write.h"
#include "base/nearest.h"
#include "base/text.h"

namespace daybook::templates {
namespace {

constexpr std::array<std::string_view, 5> kKindNames = {"email", "sms", "push", "webhook", "snippet"};

constexpr Part kParts[] = {
    {Kind::kEmail, "subject", PartForm::kLine, &Content::subject},
    {Kind::kEmail, "preview_text", PartForm::kLine, &Content::preview_text},
    {Kind::kEmail, "body", PartForm::kHtml, &Content::body},
    {Kind::kEmail, "text", PartForm::kText, &Content::text},
    {Kind::kSms, "body", PartForm::kText, &Content::body},
    {Kind::kPush, "title", PartForm::kLine, &Content::title},
    {Kind::kPush, "body", PartForm::kText, &Content::body},
    {Kind::kPush, "link", PartForm::kLine, &Content::link},
    {Kind::kWebhook, "body", PartForm::kJson, &Content::body},
    {Kind::kSnippet, "body", PartForm::kHtml, &Content::body},
};

std::string ParamOf(std::string_view name) { return fmt::format("content.{}", ToUtf8(name.substr(0, 60))); }

Error NoSuchPart(Kind kind, std::string_view name) {
    std::vector<std::string_view> known;
    for (const Part& part : PartsOf(kind)) known.push_back(part.name);
    if (kind == Kind::kEmail) known.push_back("blocks");
    if (kind != Kind::kSnippet) known.push_back("missing");
    std::string message = fmt::format("A template of kind {} has no {}; it has {}.", KindName(kind), ToUtf8(name.substr(0, 60)), fmt::join(known, ", "));
    if (const auto meant = Nearest(name, known)) message += fmt::format(" Did you mean {}?", *meant);
    return Invalid(std::move(message), ParamOf(name), "parameter_unknown");
}

Status SetMissing(Content& content, const boost::json::value& value) {
    const auto* word = value.if_string();
    if (value.is_null() || (word != nullptr && *word == "blank")) {
        content.missing = Missing::kBlank;
    } else if (word != nullptr && *word == "skip") {
        content.missing = Missing::kSkip;
    } else {
        return Invalid("missing must be \"blank\" or \"skip\": what becomes of a message where a value is missing.", "content.missing");
    }
    return {};
}

Status SetBlocks(Content& content, const boost::json::value& value) {
    if (value.is_null()) {
        content.blocks.clear();
        return {};
    }
    if (!value.is_array()) return Invalid("blocks must be a list of blocks, such as [{\"type\":\"text\",\"html\":\"Hello\"}].", "content.blocks");
    content.blocks = boost::json::serialize(value);
    if (content.blocks.size() > kPartBytesMax) return Invalid(fmt::format("blocks is larger than {} bytes: shorten it.", kPartBytesMax), "content.blocks");
    content.body.clear();
    return {};
}

Status SetPart(Content& content, const Part& part, const boost::json::value& value) {
    std::string& text = content.*part.text;
    if (value.is_null()) {
        text.clear();
        return {};
    }
    const auto* given = value.if_string();
    if (given == nullptr) return Invalid(fmt::format("{} must be a text.", part.name), ParamOf(part.name));
    if (given->size() > kPartBytesMax) return Invalid(fmt::format("{} is larger than {} bytes: shorten it.", part.name, kPartBytesMax), ParamOf(part.name));
    text.assign(given->data(), given->size());
    if (part.name == "body") content.blocks.clear();
    return {};
}

Status SetMember(Kind kind, Content& content, std::string_view name, const boost::json::value& value) {
    if (name == "missing" && kind != Kind::kSnippet) return SetMissing(content, value);
    if (name == "blocks" && kind == Kind::kEmail) return SetBlocks(content, value);
    for (const Part& part : PartsOf(kind)) {
        if (part.name == name) return SetPart(content, part, value);
    }
    return NoSuchPart(kind, name);
}

void AddTexts(const boost::json::value& value, std::vector<std::string>& texts) {
    if (const auto* text = value.if_string()) texts.emplace_back(text->data(), text->size());
    if (const auto* list = value.if_array()) {
        for (const auto& each : *list) AddTexts(each, texts);
    }
    if (const auto* object = value.if_object()) {
        for (const auto& member : *object) AddTexts(member.value(), texts);
    }
}

// At least as many values as JSON has, found without reading it: what is made of each is many times what is written.
size_t CountValues(std::string_view json) {
    size_t count = 0;
    bool within = false;
    for (size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (c == '"') within = !within;
        else if (within) i += c == '\\' ? 1 : 0;
        else if (c == ',' || c == '[' || c == '{') ++count;
    }
    return count;
}

}  // namespace

std::string_view KindName(Kind kind) { return kKindNames[static_cast<size_t>(kind) - 1]; }

std::optional<Kind> FindKind(std::string_view name) {
    const auto* place = std::find(kKindNames.begin(), kKindNames.end(), name);
    if (place == kKindNames.end()) return std::nullopt;
    return static_cast<Kind>(place - kKindNames.begin() + 1);
}

std::span<const Part> PartsOf(Kind kind) {
    const auto* first = std::find_if(std::begin(kParts), std::end(kParts), [&](const Part& part) { return part.kind == kind; });
    const auto* last = std::find_if(first, std::end(kParts), [&](const Part& part) { return part.kind != kind; });
    return {first, last};
}

std::vector<std::string> TextsOf(Kind kind, const Content& content) {
    std::vector<std::string> texts;
    for (const Part& part : PartsOf(kind)) {
        if (!(content.*part.text).empty()) texts.push_back(content.*part.text);
    }
    boost::system::error_code failed;
    if (!content.blocks.empty()) AddTexts(boost::json::parse(content.blocks, failed), texts);
    return texts;
}

Result<Content> Changed(Kind kind, Content content, std::string_view json) {
    if (CountValues(json) > kValuesMax) return Invalid(fmt::format("content has more than {} values: take some blocks out.", kValuesMax), "content");
    boost::system::error_code failed;
    const boost::json::value given = boost::json::parse(json, failed);
    if (failed || !given.is_object()) return Invalid("content must be an object of texts, such as {\"body\":\"Hello\"}.", "content");
    const boost::json::object& members = given.as_object();
    if (const auto* body = members.if_contains("body"); body != nullptr && !body->is_null()) {
        if (const auto* blocks = members.if_contains("blocks"); blocks != nullptr && !blocks->is_null())
            return Invalid("An e-mail has a body or blocks, not both: leave one out.", "content.blocks");
    }
    for (const auto& member : members) TRY(SetMember(kind, content, member.key(), member.value()));
    return content;
}

Result<Content> ReadContent(Kind kind, std::string_view json) {
    Result<Content> content = Changed(kind, {}, json);
    if (!content.ok()) return Corrupt("A stored template cannot be read: " + content.error().message, "template_unreadable");
    return content;
}

std::string ContentJson(Kind kind, const Content& content) {
    std::string json;
    JsonWriter out(json);
    out.BeginObject();
    for (const Part& part : PartsOf(kind)) {
        const std::string& text = content.*part.text;
        if (!text.empty()) out.Member(part.name, text);
    }
    if (!content.blocks.empty()) out.Key("blocks").Raw(content.blocks);
    if (kind != Kind::kSnippet) out.Member("missing", content.missing == Missing::kSkip ? "skip" : "blank");
    out.EndObject();
    return json;
}

}  // namespace daybook::templates

#include "http/body.h"

#include <algorithm>

#include <fmt/format.h>
#include <simdjson.h>

#include "http/parameters.h"

namespace daybook::http {
namespace {

constexpr size_t kDepthMax = 32;

Error NotOfType(std::string_view name, std::string_view type) {
    return Invalid(fmt::format("{} must be {}.", name, type), std::string(name));
}

Error NotAnObject(std::string_view why) {
    return Invalid(fmt::format("The body must be a JSON object: {}.", why));
}

std::string_view WhyUnreadable(std::string_view body, simdjson::error_code error) {
    if (body.starts_with("\xEF\xBB\xBF")) return "it begins with a byte order mark; send it without";
    switch (error) {
        case simdjson::UTF8_ERROR: return "it is not UTF-8";
        case simdjson::DEPTH_ERROR: return "it is nested too deeply";
        case simdjson::NUMBER_ERROR: return "a number in it is malformed or too large";
        case simdjson::UNCLOSED_STRING: return "a quotation mark in it is not closed";
        default: return "it is not JSON, or a part of it is missing";
    }
}

}  // namespace

struct Body::Filler {
    using Element = simdjson::dom::element;
    using Type = simdjson::dom::element_type;

    static Member Fill(Element value) {
        Member member;
        member.json = simdjson::minify(value);
        switch (value.type()) {
            case Type::NULL_VALUE: member.kind = Kind::kNull; break;
            case Type::BOOL:
                member.kind = Kind::kFlag;
                member.integer = bool(value) ? 1 : 0;
                break;
            case Type::INT64:
                member.kind = Kind::kInteger;
                member.integer = int64_t(value);
                break;
            case Type::STRING:
                member.kind = Kind::kText;
                member.text = std::string_view(value);
                break;
            case Type::ARRAY: FillTexts(value, member); break;
            default: break;
        }
        return member;
    }

  private:
    static void FillTexts(Element value, Member& member) {
        member.kind = Kind::kTexts;
        for (Element one : simdjson::dom::array(value)) {
            if (one.type() == Type::STRING) member.texts.emplace_back(std::string_view(one));
            else member.kind = Kind::kOther;
        }
    }
};

Result<Body> Body::Read(const Request& request, std::initializer_list<std::string_view> known) {
    Body body;
    if (request.body.find_first_not_of(" \t\r\n") == std::string::npos) return body;
    simdjson::dom::parser parser;
    if (parser.allocate(request.body.size(), kDepthMax) != simdjson::SUCCESS) return NotAnObject("it is too large");
    simdjson::dom::element document;
    simdjson::error_code error = parser.parse(request.body).get(document);
    if (error != simdjson::SUCCESS) return NotAnObject(WhyUnreadable(request.body, error));
    simdjson::dom::object object;
    if (document.get(object) != simdjson::SUCCESS) return NotAnObject("it is something else");
    for (auto [name, value] : object) {
        if (std::ranges::find(known, name) == known.end()) {
            return UnknownParameter(name, std::span(known.begin(), known.size()));
        }
        if (!body.members_.emplace(name, Filler::Fill(value)).second) {
            return Invalid(fmt::format("{} is given twice.", name), std::string(name));
        }
    }
    return body;
}

const Body::Member* Body::Find(std::string_view name) const {
    auto found = members_.find(name);
    return found == members_.end() ? nullptr : &found->second;
}

bool Body::Null(std::string_view name) const {
    const Member* member = Find(name);
    return member != nullptr && member->kind == Kind::kNull;
}

Result<std::optional<std::string>> Body::Text(std::string_view name) const {
    const Member* member = Find(name);
    if (member == nullptr) return std::optional<std::string>();
    if (member->kind != Kind::kText) return NotOfType(name, "a string");
    if (member->text.find('\0') != std::string::npos) return NotOfType(name, "text without the character U+0000");
    return std::optional(member->text);
}

Result<std::optional<int64_t>> Body::Integer(std::string_view name) const {
    const Member* member = Find(name);
    if (member == nullptr) return std::optional<int64_t>();
    if (member->kind != Kind::kInteger) return NotOfType(name, "a whole number");
    return std::optional(member->integer);
}

Result<std::optional<bool>> Body::Flag(std::string_view name) const {
    const Member* member = Find(name);
    if (member == nullptr) return std::optional<bool>();
    if (member->kind != Kind::kFlag) return NotOfType(name, "true or false");
    return std::optional(member->integer != 0);
}

Result<std::optional<std::vector<std::string>>> Body::Texts(std::string_view name) const {
    const Member* member = Find(name);
    if (member == nullptr) return std::optional<std::vector<std::string>>();
    if (member->kind != Kind::kTexts) return NotOfType(name, "a list of strings");
    for (const std::string& text : member->texts) {
        if (text.find('\0') != std::string::npos) return NotOfType(name, "texts without the character U+0000");
    }
    return std::optional(member->texts);
}

Result<std::string> Body::RequiredText(std::string_view name) const {
    std::optional<std::string> text = TRY(Text(name));
    if (!text) return MissingParameter(name);
    return std::move(*text);
}

std::optional<std::string> Body::Json(std::string_view name) const {
    const Member* member = Find(name);
    if (member == nullptr) return std::nullopt;
    return member->json;
}

}  // namespace daybook::http

// Bodies: text, {{ … }} and tags up to the tag that ends them; white space as its dashes ask.
#include "liquid/compile.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "base/text.h"
#include "liquid/convert.h"

namespace daybook::liquid {
namespace {

constexpr int kDepthMax = 100;
constexpr size_t kMarkupBytesMax = 64 << 10;  // of one output or tag
constexpr size_t kLookBytes = 16 << 10;       // how large the program is, is asked after so much of the text

template <typename T>
int64_t BytesOf(const std::vector<T>& many) {
    return static_cast<int64_t>(many.size() * sizeof(T));
}

bool IsBlankText(std::string_view text) { return std::all_of(text.begin(), text.end(), IsSpace); }

bool IsTrimmed(char c) { return IsSpace(c) || c == '\0'; }

}  // namespace

Place PlaceAt(std::string_view text, Id at) {
    return Places().At(text, at);
}

Place Places::At(std::string_view text, Id at) {
    if (at == kNone || at > text.size()) return {};
    if (text.data() != text_ || at < at_) *this = {}, text_ = text.data();
    const std::string_view between = text.substr(at_, at - at_);
    const size_t line = between.rfind('\n');
    if (line != std::string_view::npos) place_ = {place_.line + static_cast<uint32_t>(std::count(between.begin(), between.end(), '\n')), 1};
    const std::string_view head = line == std::string_view::npos ? between : between.substr(line + 1);
    const auto characters = std::count_if(head.begin(), head.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    place_.column += static_cast<uint32_t>(characters);
    at_ = at;
    return place_;
}

std::string NormalPartialName(std::string_view name) {
    std::string normal = AsciiLower(name);
    if (normal.ends_with(".liquid")) normal.resize(normal.size() - 7);
    return normal;
}

bool Compiler::Fail(std::string message) {
    if (failed_) return false;
    failed_ = true;
    problem_ = {};
    problem_.syntax = message != "Nesting too deep";
    problem_.message = std::move(message);
    problem_.line = line_;
    failed_at_ = token_;
    return false;
}

Id Compiler::PlaceOf(std::string_view part) const {
    const std::less_equal<const char*> reaches;
    const bool within = reaches(text_.data(), part.data()) && reaches(part.data() + part.size(), text_.data() + text_.size());
    return within ? static_cast<Id>(part.data() - text_.data()) : kNone;
}

Problem Compiler::problem() const {
    Problem told = problem_;
    told.place = PlaceAt(text_, failed_at_);
    return told;
}

bool Compiler::FailIn(std::string_view markup) {
    if (problem_.context.empty() && problem_.syntax) problem_.context = fmt::format("in \"{}\"", Trim(markup));
    return false;
}

bool Compiler::CompileUnit(std::string_view text, const std::string& name) {
    failed_ = false;
    problem_ = {};
    line_ = 1;
    depth_ = 0;
    trim_ = false;
    text_ = {};
    token_ = failed_at_ = kNone;
    unclosed_told_ = false;
    Id unit = static_cast<Id>(program_.units.size());
    program_.units.emplace_back().name = name;
    if (text.size() > options_.source_bytes_max) {
        return Fail(fmt::format("The template is larger than {} bytes: shorten it", options_.source_bytes_max));
    }
    if (!IsUtf8(text)) return Fail("Invalid template encoding");
    text_ = Keep(text);
    program_.units[unit].text = text_;
    Source source(text_, 1, SourceKind::kDocument);
    Body body;
    End end;
    if (!ParseBody(source, body, end)) return false;
    if (!end.at_end) {
        if (end.tag == "else" || end.tag == "end") return Fail(fmt::format("Unexpected outer '{}' tag", end.tag));
        return Fail(fmt::format("Unknown tag '{}'", end.tag));
    }
    program_.units[unit].root = Store(body);
    return true;
}

bool Compiler::ParseBody(Source& source, Body& body, End& end) {
    if (depth_ >= kDepthMax) return Fail("Nesting too deep");
    ++depth_;
    line_ = source.line();
    bool parsed = source.is_liquid_tag() ? ParseLines(source, body, end) : ParseDocument(source, body, end);
    --depth_;
    return parsed;
}

int64_t Compiler::ProgramBytes() const {
    // Long lists are there twice while they grow; filters may be most of a program.
    constexpr int64_t kSymbolBytes = 96;  // with its places in the tables by name
    const Program& p = program_;
    constexpr int64_t kArgumentBytes = sizeof(Id) + sizeof(Value);  // with what it is worked out to be
    return BytesOf(p.exprs) + BytesOf(p.keys) + static_cast<int64_t>(p.arguments.size()) * kArgumentBytes + BytesOf(p.keywords) + BytesOf(p.calls) * 3 / 2 + BytesOf(p.piped) + BytesOf(p.conditions) + BytesOf(p.branches) +
           BytesOf(p.loops) + BytesOf(p.cycles) + BytesOf(p.partials) + static_cast<int64_t>(p.symbols.size()) * kSymbolBytes + tokens_ * static_cast<int64_t>(2 * sizeof(Node));
}

bool Compiler::HasRoom(std::string_view token) {
    ++tokens_;
    unseen_ += token.size();
    if (unseen_ < kLookBytes) return true;
    unseen_ = 0;
    return ProgramBytes() <= options_.program_bytes_max || Fail("The template has too many outputs, tags and filters: shorten it");
}

bool Compiler::ParseDocument(Source& source, Body& body, End& end) {
    while (auto token = source.Next()) {
        bool ended = false;
        token_ = PlaceOf(*token);
        if (!HasRoom(*token) || !ParseToken(*token, source, body, end, ended)) return false;
        if (ended) return true;
        line_ = source.line();
    }
    end = {};
    return true;
}

bool Compiler::ParseToken(std::string_view token, Source& source, Body& body, End& end, bool& ended) {
    if (token.starts_with("{{")) {
        if (token.size() > kMarkupBytesMax) return TooLong();
        TrimBefore(token, body);
        return ParseVariable(token, body);
    }
    if (!token.starts_with("{%")) {
        AddText(token, body);
        return true;
    }
    TrimBefore(token, body);
    std::optional<TagParts> parts = SplitTag(token);
    if (!parts) {
        if (!token.ends_with("%}")) {
            return Fail(fmt::format("Tag '{}' was not properly terminated with regexp: /\\%\\}}/", token));
        }
        end = {false, token, token};
        ended = true;
        return true;
    }
    line_ += static_cast<uint32_t>(std::count(parts->before.begin(), parts->before.end(), '\n') +
                                   std::count(parts->between.begin(), parts->between.end(), '\n'));
    if (parts->name == "liquid") return ParseLiquidTag(parts->markup, body);
    if (token.size() > kMarkupBytesMax) return TooLong();
    if (FindTag(parts->name) == nullptr) {
        end = {false, parts->name, parts->markup};
        ended = true;
        return true;
    }
    return ParseTag(*parts, source, body);
}

bool Compiler::ParseLines(Source& source, Body& body, End& end) {
    while (auto line = source.Next()) {
        if (!HasRoom(*line)) return false;
        if (!IsBlankText(*line)) {
            if (line->size() > kMarkupBytesMax) return TooLong();
            std::optional<TagParts> parts = SplitLine(*line);
            if (!parts || (parts->name != "liquid" && FindTag(parts->name) == nullptr)) {
                end = {false, parts ? parts->name : *line, parts ? parts->markup : *line};
                return true;
            }
            bool parsed = parts->name == "liquid" ? ParseLiquidTag(parts->markup, body) : ParseTag(*parts, source, body);
            if (!parsed) return false;
        }
        line_ = source.line();
    }
    end = {};
    return true;
}

bool Compiler::ParseTag(const TagParts& parts, Source& source, Body& body) {
    Node node;
    node.line = line_;
    const Id begins = token_;
    if (!(this->*FindTag(parts.name)->make)(parts.markup, source, node)) {
        if (problem_.unclosed && !unclosed_told_) failed_at_ = begins;
        unclosed_told_ = unclosed_told_ || problem_.unclosed;
        return false;
    }
    // A block whose arms are all blank hides its errors; not so in strict2.
    bool block = node.kind == NodeKind::kIf || node.kind == NodeKind::kCase || node.kind == NodeKind::kFor || node.kind == NodeKind::kTableRow;
    node.silent = node.blank && !(block && options_.mode == Mode::kStrict2);
    body.blank = body.blank && node.blank;
    body.nodes.push_back(node);
    return true;
}

// Its tags stand in the body around it.
bool Compiler::ParseLiquidTag(std::string_view markup, Body& body) {
    Source lines(markup, line_, SourceKind::kLiquidTag);
    End end;
    if (!ParseBody(lines, body, end)) return false;
    return end.at_end || UnknownTag(end.tag, "liquid", "%}");
}

bool Compiler::TooLong() { return Fail(fmt::format("An output or tag is longer than {} bytes: shorten it", kMarkupBytesMax)); }

bool Compiler::ParseVariable(std::string_view token, Body& body) {
    if (token.size() < 4 || !token.ends_with("}}")) {
        // {{-}} and the like are complete; {{ a } is not.
        return Fail(fmt::format("Variable '{}' was not properly terminated with regexp: /\\}}\\}}/", token));
    }
    std::string_view markup = token.substr(2, token.size() - 4);
    if (markup.starts_with('-')) markup.remove_prefix(1);
    if (markup.ends_with('-')) markup.remove_suffix(1);
    Node node;
    node.kind = NodeKind::kOutput;
    node.line = line_;
    node.index = ParsePiped(markup);
    if (failed_) {
        if (problem_.syntax) problem_.context = fmt::format("in \"{{{{{}}}}}\"", markup);
        return false;
    }
    body.blank = false;
    body.nodes.push_back(node);
    return true;
}

void Compiler::TrimBefore(std::string_view token, Body& body) {
    if (token.size() > 2 && token[2] == '-' && !body.nodes.empty() && body.nodes.back().kind == NodeKind::kText) {
        std::string_view& text = body.nodes.back().text;
        while (!text.empty() && IsTrimmed(text.back())) text.remove_suffix(1);
    }
    trim_ = token.size() > 2 && token[token.size() - 3] == '-';
}

void Compiler::AddText(std::string_view token, Body& body) {
    if (trim_) {
        while (!token.empty() && IsTrimmed(token.front())) token.remove_prefix(1);
    }
    trim_ = false;
    Node node;
    node.kind = NodeKind::kText;
    node.text = token;
    node.blank = true;
    body.blank = body.blank && IsBlankText(token);
    body.nodes.push_back(node);
}

void Compiler::RemoveBlankText(Body& body) {
    std::erase_if(body.nodes, [](const Node& node) { return node.kind == NodeKind::kText; });
}

Block Compiler::Store(Body& body) {
    Block block{static_cast<Id>(program_.nodes.size()), static_cast<uint32_t>(body.nodes.size())};
    if (!options_.line_numbers) {
        for (Node& node : body.nodes) node.line = 0;
    }
    program_.nodes.insert(program_.nodes.end(), body.nodes.begin(), body.nodes.end());
    return block;
}

bool Compiler::UnknownTag(std::string_view tag, std::string_view block, std::string_view delimiter) {
    if (tag == "else") return Fail(fmt::format("{} tag does not expect 'else' tag", block));
    if (tag.starts_with("end")) {
        return Fail(fmt::format("'{}' is not a valid delimiter for {} tags. use {}", tag, block, delimiter));
    }
    return Fail(fmt::format("Unknown tag '{}'", tag));
}

bool Compiler::NeverClosed(std::string_view block) {
    Fail(fmt::format("'{}' tag was never closed", block));
    problem_.unclosed = true;
    return false;
}

bool Compiler::ParseSimpleBlock(std::string_view block, Source& source, Body& body) {
    End end;
    if (!ParseBody(source, body, end)) return false;
    if (end.at_end) return NeverClosed(block);
    std::string delimiter = fmt::format("end{}", block);
    return end.tag == delimiter || UnknownTag(end.tag, block, delimiter);
}

}  // namespace daybook::liquid

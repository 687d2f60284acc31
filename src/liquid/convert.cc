// Text of values, equality, order: one place for what every tag and filter must agree on.
#include "liquid/convert.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstring>

#include "base/money.h"
#include "base/text.h"
#include "liquid/moment.h"
#include "liquid/number.h"

namespace daybook::liquid {
namespace {

constexpr int kShownDepth = 100;  // deeper values are shown as …

void AppendInspectText(std::string& out, std::string_view text) {
    out.push_back('"');
    for (size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        char next = i + 1 < text.size() ? text[i + 1] : '\0';
        if (c == '"' || c == '\\' || (c == '#' && (next == '{' || next == '$' || next == '@'))) out.push_back('\\');
        constexpr std::string_view kSpecial = "\a\b\t\n\v\f\r\x1b";
        if (size_t at = kSpecial.find(c); at != std::string_view::npos) {
            out.push_back('\\');
            out.push_back("abtnvfre"[at]);
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            char code[12];
            static_cast<void>(std::snprintf(code, sizeof code, "\\u%04X", static_cast<unsigned>(c)));
            out += code;
        } else {
            out.push_back(c);
        }
    }
    out.push_back('"');
}

void Inspect(std::string& out, const Value& value, size_t most, int depth);

void InspectItems(std::string& out, const Value& value, size_t most, int depth) {
    out.push_back('[');
    for (uint32_t i = 0; i < value.size && out.size() <= most; ++i) {
        if (i > 0) out += ", ";
        Inspect(out, value.items[i], most, depth + 1);
    }
    out.push_back(']');
}

void InspectObject(std::string& out, const Value& value, size_t most, int depth) {
    out.push_back('{');
    bool first = true;
    for (const Member& member : value.object->list()) {
        if (out.size() > most) break;
        if (!first) out += ", ";
        first = false;
        AppendInspectText(out, member.key());
        out += "=>";
        Inspect(out, member.value, most, depth + 1);
    }
    out.push_back('}');
}

void Inspect(std::string& out, const Value& value, size_t most, int depth) {
    if (depth > kShownDepth) {
        out += "...";
        return;
    }
    switch (value.type) {
        case Type::kNil: out += "nil"; return;
        case Type::kString: AppendInspectText(out, value.text()); return;
        case Type::kArray: InspectItems(out, value, most, depth); return;
        case Type::kObject: InspectObject(out, value, most, depth); return;
        default: AppendText(out, value);
    }
}

void Append(std::string& out, const Value& value, size_t most, int depth) {
    if (!value.is_array()) return AppendText(out, value, most);
    if (depth > kShownDepth) return;
    for (const Value& item : value.array()) {
        if (out.size() > most) return;
        Append(out, item, most, depth + 1);
    }
}

// Money counts as its major units.
bool IsNumber(const Value& value) {
    return value.is_integer() || value.type == Type::kFloat || value.type == Type::kMoney;
}

bool EqualObjects(const Value& a, const Value& b, bool exact, int64_t& work) {
    if (a.object == b.object) return true;
    if (a.object->count != b.object->count) return false;
    work += sizeof(Member);
    for (const Member& member : a.object->list()) {
        const Value* other = b.object->Find({member.key(), member.hash});
        work += sizeof(Member);
        if (other == nullptr || !(exact ? Same(member.value, *other, work) : Equal(member.value, *other, work))) return false;
    }
    return true;
}

bool EqualValues(const Value& a, const Value& b, bool exact, int64_t& work) {
    if (IsNumber(a) && IsNumber(b)) {
        if (a.type == Type::kInt && b.type == Type::kInt) return a.integer == b.integer;
        if (exact && a.type != b.type) return false;
        return Compare(ToNumber(a), ToNumber(b)) == 0;
    }
    if (a.type != b.type) return false;
    switch (a.type) {
        case Type::kString:
            if (a.size == b.size) work += a.size;
            return a.text() == b.text();
        case Type::kArray:
            return std::equal(a.array().begin(), a.array().end(), b.array().begin(), b.array().end(), [&](const Value& x, const Value& y) {
                work += sizeof(Value);
                return EqualValues(x, y, exact, work);
            });
        case Type::kObject: return EqualObjects(a, b, exact, work);
        case Type::kRange: return a.range->first == b.range->first && a.range->last == b.range->last;
        case Type::kTime: return a.integer == b.integer;
        case Type::kLoop: return a.loop == b.loop;
        case Type::kTableLoop: return a.table_loop == b.table_loop;
        default: return true;
    }
}

int Sign(int order) { return order < 0 ? -1 : order > 0 ? 1 : 0; }

std::optional<int> OrderItems(const Value& a, const Value& b, int64_t& work) {
    for (uint32_t i = 0; i < std::min(a.size, b.size); ++i) {
        work += sizeof(Value);
        std::optional<int> order = Order(a.items[i], b.items[i], work);
        if (!order || *order != 0) return order;
    }
    return a.size < b.size ? -1 : a.size > b.size ? 1 : 0;
}

constexpr std::array<uint8_t, 256> kMarkup = [] {
    std::array<uint8_t, 256> table{};
    table['&'] = 1;
    table['<'] = 2;
    table['>'] = 3;
    table['"'] = 4;
    table['\''] = 5;
    return table;
}();
constexpr std::string_view kEntities[] = {"", "&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};

}  // namespace

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

void AppendValue(std::string& out, const Value& value, size_t most) {
    switch (value.type) {
        case Type::kNil: return;
        case Type::kString: out.append(value.chars, value.size); return;
        case Type::kInt: AppendInteger(out, value.integer); return;
        case Type::kArray: Append(out, value, most, 0); return;
        default: AppendText(out, value, most);
    }
}

void AppendText(std::string& out, const Value& value, size_t most) {
    switch (value.type) {
        case Type::kNil:
        case Type::kEmpty:
        case Type::kBlank: return;
        case Type::kFalse: out += "false"; return;
        case Type::kTrue: out += "true"; return;
        case Type::kInt: AppendInteger(out, value.integer); return;
        case Type::kBig: AppendWide(out, *value.big); return;
        case Type::kFloat: AppendFloat(out, value.number); return;
        case Type::kString: out += value.text(); return;
        case Type::kArray: InspectItems(out, value, most, 0); return;
        case Type::kObject: InspectObject(out, value, most, 0); return;
        case Type::kRange:
            AppendInteger(out, value.range->first);
            out += "..";
            AppendInteger(out, value.range->last);
            return;
        case Type::kLoop: out += "Liquid::ForloopDrop"; return;
        case Type::kTableLoop: out += "Liquid::TablerowloopDrop"; return;
        case Type::kSelf: out += "Liquid::SelfDrop"; return;
        case Type::kTime: AppendMoment(out, value); return;
        case Type::kMoney: out += FormatMajor(value.money->minor, value.money->currency); return;
    }
}

void AppendInspect(std::string& out, const Value& value, size_t most) { Inspect(out, value, most, 0); }

bool Equal(const Value& a, const Value& b, int64_t& work) { return EqualValues(a, b, false, work); }
bool Same(const Value& a, const Value& b, int64_t& work) { return EqualValues(a, b, true, work); }

bool IsEmpty(const Value& value) {
    switch (value.type) {
        case Type::kString:
        case Type::kArray: return value.size == 0;
        case Type::kObject: return value.object->count == 0;
        default: return false;
    }
}

bool IsBlank(const Value& value) {
    if (!value.truthy()) return true;
    if (value.is_string()) return std::all_of(value.text().begin(), value.text().end(), IsSpace);
    return IsEmpty(value);
}

std::optional<int> Order(const Value& a, const Value& b, int64_t& work) {
    if (IsNumber(a) && IsNumber(b)) return Compare(ToNumber(a), ToNumber(b));
    if (a.type != b.type) return std::nullopt;
    switch (a.type) {
        case Type::kNil:
        case Type::kTrue:
        case Type::kFalse: return 0;
        case Type::kString:
            work += std::min(a.size, b.size);
            return Sign(a.text().compare(b.text()));
        case Type::kArray: return OrderItems(a, b, work);
        case Type::kTime: return a.integer < b.integer ? -1 : a.integer > b.integer ? 1 : 0;
        default: return EqualValues(a, b, false, work) ? std::optional<int>(0) : std::nullopt;
    }
}

std::string_view KindName(const Value& value) {
    switch (value.type) {
        case Type::kNil: return "nil";
        case Type::kFalse: return "false";
        case Type::kTrue: return "true";
        case Type::kBig:
        case Type::kInt: return "Integer";
        case Type::kFloat: return "Float";
        case Type::kString: return "String";
        case Type::kArray: return "Array";
        case Type::kObject: return "Hash";
        case Type::kRange: return "Range";
        case Type::kTime: return "Time";
        case Type::kMoney: return "Money";
        default: return "Object";
    }
}

std::optional<int64_t> StrictInteger(const Value& value) {
    if (value.type == Type::kInt) return value.integer;
    if (value.type == Type::kBig) return *value.big < 0 ? INT64_MIN : INT64_MAX;
    if (!value.is_string()) return std::nullopt;
    std::string_view text = Trim(value.text());
    std::string digits;
    for (size_t i = 0; i < text.size(); ++i) {
        bool between = i > 0 && i + 1 < text.size() && text[i - 1] != '_';
        if (text[i] == '_' && between) continue;
        digits.push_back(text[i]);
    }
    if (!digits.empty() && digits[0] == '+') digits.erase(0, 1);
    int64_t integer = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), integer);
    if (end != digits.data() + digits.size() || digits.empty()) return std::nullopt;
    if (error == std::errc::result_out_of_range) return digits[0] == '-' ? INT64_MIN : INT64_MAX;
    return error == std::errc() ? std::optional(integer) : std::nullopt;
}

// True where none of the eight bytes is part of a longer character.
bool IsAscii8(const char* bytes) {
    uint64_t eight = 0;
    std::memcpy(&eight, bytes, 8);
    return (eight & 0x8080808080808080u) == 0;
}

size_t CountCharacters(std::string_view text) {
    size_t count = 0, i = 0;
    for (; i + 8 <= text.size() && IsAscii8(text.data() + i); i += 8) count += 8;
    for (; i < text.size(); ++i) count += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    return count;
}

size_t PrefixBytes(std::string_view text, size_t count) {
    size_t i = 0;
    for (; count >= 8 && i + 8 <= text.size() && IsAscii8(text.data() + i); i += 8) count -= 8;
    for (; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
        if (count-- == 0) break;
    }
    return i;
}

size_t FindFirst(std::string_view text, std::string_view part, size_t from) {
    if (from > text.size() || part.size() > text.size() - from) return std::string_view::npos;
    if (part.empty()) return from;
    const void* found = memmem(text.data() + from, text.size() - from, part.data(), part.size());
    return found == nullptr ? std::string_view::npos : static_cast<size_t>(static_cast<const char*>(found) - text.data());
}

size_t FindLast(std::string_view text, std::string_view part) {
    const std::string backwards(text.rbegin(), text.rend()), wanted(part.rbegin(), part.rend());
    const size_t found = FindFirst(backwards, wanted);
    return found == std::string_view::npos ? found : text.size() - part.size() - found;
}

void AppendEscaped(std::string& out, std::string_view text) {
    size_t plain = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        uint8_t kind = kMarkup[static_cast<unsigned char>(text[i])];
        if (kind == 0) continue;
        out.append(text.data() + plain, i - plain);
        out += kEntities[kind];
        plain = i + 1;
    }
    out.append(text.data() + plain, text.size() - plain);
}

}  // namespace daybook::liquid

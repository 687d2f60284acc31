// Filters of plain text.
#include <algorithm>

#include <utf8proc.h>

#include "liquid/convert.h"
#include "liquid/filters.h"
#include "liquid/number.h"

namespace daybook::liquid {
namespace {

bool IsStripped(char c) { return IsSpace(c) || c == '\0'; }

Value Made(State& state, std::string_view text) {
    if (!state.Allow(text.size())) return Value::Nil();
    return Value::String(state.arena().Copy(text));
}

// An integer argument, or an error.
bool IntegerOf(State& state, const Value& value, int64_t& out) {
    if (value.type == Type::kInt) {
        out = value.integer;
        return true;
    }
    if (auto integer = StrictInteger(value)) {
        out = *integer;
        return true;
    }
    state.Fail("invalid integer");
    return false;
}

enum class Case { kUpper, kLower };

void AppendCased(std::string& out, std::string_view text, Case to) {
    for (size_t i = 0; i < text.size();) {
        unsigned char c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {
            bool change = to == Case::kUpper ? c >= 'a' && c <= 'z' : c >= 'A' && c <= 'Z';
            out.push_back(static_cast<char>(change ? c ^ 0x20 : c));
            ++i;
            continue;
        }
        utf8proc_int32_t point = 0;
        auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + i),
                                       static_cast<utf8proc_ssize_t>(text.size() - i), &point);
        if (length <= 0) {
            out.push_back(text[i++]);
            continue;
        }
        i += static_cast<size_t>(length);
        if (point == 0xDF && to == Case::kUpper) {
            out += "SS";
            continue;
        }
        utf8proc_uint8_t bytes[4];
        auto size = utf8proc_encode_char(to == Case::kUpper ? utf8proc_toupper(point) : utf8proc_tolower(point), bytes);
        out.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(size));
    }
}

Value Upcase(State& state, const Value& input, Arguments) {
    std::string& out = state.scratch();
    AppendCased(out, state.Text(input), Case::kUpper);
    return Made(state, out);
}

Value Downcase(State& state, const Value& input, Arguments) {
    std::string& out = state.scratch();
    AppendCased(out, state.Text(input), Case::kLower);
    return Made(state, out);
}

Value Capitalize(State& state, const Value& input, Arguments) {
    std::string_view text = state.Text(input);
    size_t first = PrefixBytes(text, 1);
    std::string& out = state.scratch();
    AppendCased(out, text.substr(0, first), Case::kUpper);
    AppendCased(out, text.substr(first), Case::kLower);
    return Made(state, out);
}

Value TitleCase(State& state, const Value& input, Arguments) {
    std::string_view text = state.Text(input);
    std::string& out = state.scratch();
    for (size_t i = 0; i < text.size();) {
        size_t end = i;
        while (end < text.size() && !IsSpace(text[end])) ++end;
        std::string_view word = text.substr(i, end - i);
        AppendCased(out, word.substr(0, PrefixBytes(word, 1)), Case::kUpper);
        AppendCased(out, word.substr(PrefixBytes(word, 1)), Case::kLower);
        while (end < text.size() && IsSpace(text[end])) out.push_back(text[end++]);
        i = end;
    }
    return Made(state, out);
}

std::string_view StripLeft(std::string_view text) {
    while (!text.empty() && IsStripped(text.front())) text.remove_prefix(1);
    return text;
}

std::string_view StripRight(std::string_view text) {
    while (!text.empty() && IsStripped(text.back())) text.remove_suffix(1);
    return text;
}

Value Strip(State& state, const Value& input, Arguments) { return Value::String(StripLeft(StripRight(state.Text(input)))); }
Value LStrip(State& state, const Value& input, Arguments) { return Value::String(StripLeft(state.Text(input))); }
Value RStrip(State& state, const Value& input, Arguments) { return Value::String(StripRight(state.Text(input))); }

Value Squish(State& state, const Value& input, Arguments) {
    if (input.is_nil()) return input;
    std::string& out = state.scratch();
    for (char c : StripLeft(StripRight(state.Text(input)))) {
        if (!IsSpace(c)) out.push_back(c);
        else if (out.back() != ' ') out.push_back(' ');
    }
    return Made(state, out);
}

Value StripNewlines(State& state, const Value& input, Arguments) {
    std::string_view text = state.Text(input);
    std::string& out = state.scratch();
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' || (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n')) continue;
        out.push_back(text[i]);
    }
    return Made(state, out);
}

Value Joined(State& state, std::string_view a, std::string_view b) {
    if (!state.Allow(a.size() + b.size())) return Value::Nil();
    char* place = static_cast<char*>(state.arena().Allocate(a.size() + b.size()));
    std::copy(a.begin(), a.end(), place);
    std::copy(b.begin(), b.end(), place + a.size());
    return Value::String({place, a.size() + b.size()});
}

Value Append(State& state, const Value& input, Arguments arguments) {
    return Joined(state, state.Text(input), state.Text(arguments[0]));
}

Value Prepend(State& state, const Value& input, Arguments arguments) {
    Value first[] = {input};
    return Append(state, arguments[0], first);
}

// A replacement as Ruby reads it: \0 and \& are what was found, \\ is one backslash.
std::string Replacement(std::string_view replacement, std::string_view found) {
    std::string out;
    for (size_t i = 0; i < replacement.size(); ++i) {
        char next = i + 1 < replacement.size() ? replacement[i + 1] : '\0';
        if (replacement[i] != '\\' || next == '\0') {
            out.push_back(replacement[i]);
        } else if (next == '0' || next == '&') {
            out += found;
            ++i;
        } else if (next == '\\') {
            out.push_back('\\');
            ++i;
        } else if (next >= '1' && next <= '9') {
            ++i;
        } else {
            out.push_back('\\');
        }
    }
    return out;
}

Value ReplaceAll(State& state, std::string_view text, std::string_view what, std::string_view with) {
    std::string& out = state.scratch();
    size_t from = 0;
    while (from <= text.size() && !state.failed()) {
        size_t at = FindFirst(text, what, from);
        if (at == std::string_view::npos) break;
        out += text.substr(from, at - from);
        out += with;
        from = at + what.size();
        if (what.empty()) {
            size_t step = PrefixBytes(text.substr(at), 1);
            out += text.substr(at, step);
            from = at + std::max<size_t>(step, 1);
        }
        state.FitsText(out.size());
    }
    if (state.failed()) return Value::Nil();
    if (from < text.size()) out += text.substr(from);
    return Made(state, out);
}

Value Replace(State& state, const Value& input, Arguments arguments) {
    std::string_view what = state.Text(arguments[0]);
    std::string_view with = arguments.size() > 1 ? state.Text(arguments[1]) : std::string_view();
    return ReplaceAll(state, state.Text(input), what, Replacement(with, what));
}

Value Spliced(State& state, std::string_view text, size_t at, size_t length, std::string_view with) {
    std::string& out = state.scratch();
    out.append(text.substr(0, at)).append(with).append(text.substr(at + length));
    return Made(state, out);
}

Value ReplaceFirst(State& state, const Value& input, Arguments arguments) {
    std::string_view text = state.Text(input), what = state.Text(arguments[0]);
    std::string_view with = arguments.size() > 1 ? state.Text(arguments[1]) : std::string_view();
    size_t at = FindFirst(text, what);
    if (at == std::string_view::npos) return Value::String(text);
    return Spliced(state, text, at, what.size(), Replacement(with, what));
}

Value ReplaceLast(State& state, const Value& input, Arguments arguments) {
    std::string_view text = state.Text(input), what = state.Text(arguments[0]);
    size_t at = FindLast(text, what);
    if (at == std::string_view::npos) return Value::String(text);
    return Spliced(state, text, at, what.size(), state.Text(arguments[1]));
}

Value Remove(State& state, const Value& input, Arguments arguments) {
    std::string_view what = state.Text(arguments[0]);
    if (what.empty()) return Value::String(state.Text(input));
    return ReplaceAll(state, state.Text(input), what, "");
}

Value RemoveFirst(State& state, const Value& input, Arguments arguments) {
    Value with_nothing[] = {arguments[0], Value::String("")};
    return ReplaceFirst(state, input, with_nothing);
}

Value RemoveLast(State& state, const Value& input, Arguments arguments) {
    Value with_nothing[] = {arguments[0], Value::String("")};
    return ReplaceLast(state, input, with_nothing);
}

// Ruby's slice: nothing where the offset lies outside.
bool SliceBounds(int64_t offset, int64_t length, int64_t size, int64_t& from, int64_t& count) {
    from = offset < 0 ? offset + size : offset;
    if (from < 0 || from > size || length < 0) return false;
    count = std::min(length, size - from);
    return true;
}

Value Slice(State& state, const Value& input, Arguments arguments) {
    int64_t offset = 0, length = 1, from = 0, count = 0;
    if (!IntegerOf(state, arguments[0], offset)) return Value::Nil();
    if (arguments.size() > 1 && arguments[1].truthy() && !IntegerOf(state, arguments[1], length)) return Value::Nil();
    if (input.is_array()) {
        if (!SliceBounds(offset, length, input.size, from, count)) return Value::Array({});
        return Value::Array(input.array().subspan(static_cast<size_t>(from), static_cast<size_t>(count)));
    }
    std::string_view text = state.Text(input);
    if (!SliceBounds(offset, length, static_cast<int64_t>(CountCharacters(text)), from, count)) return Value::String("");
    text.remove_prefix(PrefixBytes(text, static_cast<size_t>(from)));
    return Value::String(text.substr(0, PrefixBytes(text, static_cast<size_t>(count))));
}

Value Truncate(State& state, const Value& input, Arguments arguments) {
    if (input.is_nil()) return input;
    int64_t length = 50;
    if (!arguments.empty() && !IntegerOf(state, arguments[0], length)) return Value::Nil();
    std::string_view text = state.Text(input);
    if (length >= 0 && text.size() <= static_cast<size_t>(length)) return Value::String(text);
    std::string_view end = arguments.size() > 1 ? state.Text(arguments[1]) : "...";
    if (length < 0 && text.empty()) length = 0;
    auto kept = static_cast<size_t>(std::max<int64_t>(length - static_cast<int64_t>(CountCharacters(end)), 0));
    size_t bytes = PrefixBytes(text, kept);
    // Short enough after all: characters are fewer than bytes.
    if (length >= 0) {
        size_t rest = static_cast<size_t>(length) - std::min(kept, static_cast<size_t>(length));
        std::string_view behind = text.substr(bytes);
        if (PrefixBytes(behind, rest) == behind.size()) return Value::String(text);
    }
    return Joined(state, text.substr(0, bytes), end);
}

Value TruncateWords(State& state, const Value& input, Arguments arguments) {
    if (input.is_nil()) return input;
    int64_t words = 15;
    if (!arguments.empty() && !IntegerOf(state, arguments[0], words)) return Value::Nil();
    words = std::max<int64_t>(words, 1);
    std::string_view text = state.Text(input);
    std::string_view end = arguments.size() > 1 ? state.Text(arguments[1]) : "...";
    std::string& out = state.scratch();
    size_t i = 0;
    for (int64_t word = 0; word <= words; ++word) {
        size_t before = i;
        while (i < text.size() && IsStripped(text[i])) ++i;
        // White space behind the last word that is kept counts as another.
        if (i == text.size() && (word < words || i == before)) return Value::String(text);
        if (word == words) break;
        size_t start = i;
        while (i < text.size() && !IsStripped(text[i])) ++i;
        if (word > 0) out.push_back(' ');
        out.append(text.substr(start, i - start));
    }
    out.append(end);
    return Made(state, out);
}

// Calls `each` with the parts of a text; those at the end that are empty are among them.
template <typename Each>
void EachPart(std::string_view text, std::string_view pattern, Each each) {
    if (pattern == " ") {
        for (size_t i = 0; i < text.size();) {
            while (i < text.size() && IsStripped(text[i])) ++i;
            size_t start = i;
            while (i < text.size() && !IsStripped(text[i])) ++i;
            if (i > start) each(text.substr(start, i - start));
        }
        return;
    }
    while (!text.empty() && pattern.empty()) {
        size_t length = PrefixBytes(text, 1);
        each(text.substr(0, length));
        text.remove_prefix(length);
    }
    if (pattern.empty()) return;
    for (size_t at = 0; (at = FindFirst(text, pattern)) != std::string_view::npos; text.remove_prefix(at + pattern.size())) {
        each(text.substr(0, at));
    }
    each(text);
}

// Counted first, so that the list is made once.
Value Split(State& state, const Value& input, Arguments arguments) {
    const std::string_view text = state.Text(input), pattern = state.Text(arguments[0]);
    size_t parts = 0, kept = 0;
    EachPart(text, pattern, [&](std::string_view part) {
        ++parts;
        if (!part.empty()) kept = parts;
    });
    if (!state.ChargeBytes(static_cast<int64_t>(text.size())) || !state.Allow(kept * sizeof(Value))) return Value::Nil();
    std::span<Value> items = NewItems(state.arena(), kept);
    size_t at = 0;
    EachPart(text, pattern, [&](std::string_view part) {
        if (at < kept) items[at++] = Value::String(part);
    });
    return Value::Array(items);
}

constexpr Filter kFilters[] = {
    {"append", Append, 1, 1},
    {"capitalize", Capitalize},
    {"downcase", Downcase},
    {"lstrip", LStrip},
    {"prepend", Prepend, 1, 1},
    {"remove", Remove, 1, 1},
    {"remove_first", RemoveFirst, 1, 1},
    {"remove_last", RemoveLast, 1, 1},
    {"replace", Replace, 1, 2},
    {"replace_first", ReplaceFirst, 1, 2},
    {"replace_last", ReplaceLast, 2, 2},
    {"rstrip", RStrip},
    {"slice", Slice, 1, 2},
    {"split", Split, 1, 1},
    {"squish", Squish},
    {"strip", Strip},
    {"strip_newlines", StripNewlines},
    {"titlecase", TitleCase},
    {"truncate", Truncate, 0, 2},
    {"truncatewords", TruncateWords, 0, 2},
    {"upcase", Upcase},
};

}  // namespace

std::span<const Filter> TextFilters() { return kFilters; }

}  // namespace daybook::liquid

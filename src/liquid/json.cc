// RFC 8259, nested at most a hundred deep.
#include "liquid/json.h"

#include <charconv>
#include <cmath>

#include "base/json_write.h"
#include "base/money.h"
#include "base/text.h"
#include "liquid/convert.h"
#include "liquid/number.h"

namespace daybook::liquid {
namespace {

constexpr int kDepthMax = 100;

class Reader {
  public:
    Reader(std::string_view text, Arena& arena) : text_(text), arena_(arena) {}

    bool Document(Value& out) {
        if (!Any(out, 0)) return false;
        Space();
        return at_ == text_.size();
    }
    size_t at() const { return at_; }

  private:
    void Space() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
    }
    bool Take(char c) {
        Space();
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    bool TakeWord(std::string_view word) {
        if (text_.substr(at_, word.size()) != word) return false;
        at_ += word.size();
        return true;
    }

    bool Any(Value& out, int depth) {
        Space();
        if (depth > kDepthMax || at_ >= text_.size()) return false;
        switch (text_[at_]) {
            case '{': return Members(out, depth);
            case '[': return Items(out, depth);
            case '"': {
                std::string_view text;
                if (!Text(text)) return false;
                out = Value::String(text);
                return true;
            }
            case 't': out = Value::Bool(true); return TakeWord("true");
            case 'f': out = Value::Bool(false); return TakeWord("false");
            case 'n': out = Value::Nil(); return TakeWord("null");
            default: return Digits(out);
        }
    }

    bool Members(Value& out, int depth) {
        ++at_;
        ObjectBuilder object(arena_);
        if (!Take('}')) {
            do {
                std::string_view key;
                Value value;
                Space();
                if (!Text(key, Kind::kKey) || !Take(':') || !Any(value, depth + 1)) return false;
                object.Set(key, value);
            } while (Take(','));
            if (!Take('}')) return false;
        }
        out = object.Build();
        return true;
    }

    bool Items(Value& out, int depth) {
        ++at_;
        std::vector<Value> items;
        if (!Take(']')) {
            do {
                if (!Any(items.emplace_back(), depth + 1)) return false;
            } while (Take(','));
            if (!Take(']')) return false;
        }
        out = CopyItems(arena_, items);
        return true;
    }

    bool Digits(Value& out) {
        size_t end = at_ + (text_[at_] == '-' ? 1 : 0);
        if (end >= text_.size() || text_[end] < '0' || text_[end] > '9') return false;
        bool whole = true;
        while (end < text_.size() && std::string_view("0123456789+-.eE").find(text_[end]) != std::string_view::npos) {
            whole = whole && text_[end] >= '0' && text_[end] <= '9';
            ++end;
        }
        std::string_view digits = text_.substr(at_, end - at_);
        at_ = end;
        if (whole) {
            out = FromNumber(Number::Of(LeadingInteger(digits)), arena_);
            return true;
        }
        double fraction = 0;
        auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), fraction);
        if (rest != digits.data() + digits.size() || error == std::errc::invalid_argument) return false;
        out = Value::Float(fraction);
        return true;
    }

    bool Hex(uint32_t& point) {
        auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + std::min(at_ + 4, text_.size()), point, 16);
        bool good = error == std::errc() && end == text_.data() + at_ + 4;
        at_ += 4;
        return good;
    }

    static void AppendPoint(std::string& out, uint32_t point) {
        if (point < 0x80) {
            out.push_back(static_cast<char>(point));
        } else if (point < 0x800) {
            out.push_back(static_cast<char>(0xC0 | point >> 6));
            out.push_back(static_cast<char>(0x80 | (point & 63)));
        } else if (point < 0x10000) {
            out.push_back(static_cast<char>(0xE0 | point >> 12));
            out.push_back(static_cast<char>(0x80 | (point >> 6 & 63)));
            out.push_back(static_cast<char>(0x80 | (point & 63)));
        } else {
            out.push_back(static_cast<char>(0xF0 | point >> 18));
            out.push_back(static_cast<char>(0x80 | (point >> 12 & 63)));
            out.push_back(static_cast<char>(0x80 | (point >> 6 & 63)));
            out.push_back(static_cast<char>(0x80 | (point & 63)));
        }
    }

    bool Escaped(std::string& out) {
        if (at_ >= text_.size()) return false;
        char c = text_[at_++];
        constexpr std::string_view kFrom = "\"\\/bfnrt", kTo = "\"\\/\b\f\n\r\t";
        if (size_t known = kFrom.find(c); known != std::string_view::npos) {
            out.push_back(kTo[known]);
            return true;
        }
        uint32_t point = 0;
        if (c != 'u' || !Hex(point)) return false;
        if (point >= 0xD800 && point < 0xDC00 && text_.substr(std::min(at_, text_.size()), 2) == "\\u") {
            at_ += 2;
            uint32_t low = 0;
            if (!Hex(low)) return false;
            bool pair = low >= 0xDC00 && low < 0xE000;
            point = pair ? 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
        }
        AppendPoint(out, point >= 0xD800 && point < 0xE000 ? 0xFFFD : point);
        return true;
    }

    enum class Kind { kText, kKey };

    bool Text(std::string_view& out, Kind kind = Kind::kText) {
        if (at_ >= text_.size() || text_[at_] != '"') return false;
        ++at_;
        size_t start = at_;
        while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' && static_cast<unsigned char>(text_[at_]) >= 0x20) ++at_;
        std::string_view plain = text_.substr(start, at_ - start);
        std::string text;
        bool escaped = at_ < text_.size() && text_[at_] != '"';
        if (escaped && !Rest(text, plain)) return false;
        if (at_ >= text_.size()) return false;
        ++at_;
        if (escaped) plain = text;
        std::string valid;
        if (!IsUtf8(plain)) plain = valid = ToUtf8(plain);
        out = kind == Kind::kKey ? Kept(plain) : arena_.Copy(plain);
        return true;
    }

    // What comes from the first escape on.
    bool Rest(std::string& text, std::string_view before) {
        text = before;
        while (at_ < text_.size() && text_[at_] != '"') {
            if (static_cast<unsigned char>(text_[at_]) < 0x20) return false;
            if (text_[at_] != '\\') {
                text.push_back(text_[at_++]);
                continue;
            }
            ++at_;
            if (!Escaped(text)) return false;
        }
        return true;
    }

    // Keys come again and again: one copy of each serves many objects.
    std::string_view Kept(std::string_view key) {
        std::string_view& place = keys_[HashName(key) % std::size(keys_)];
        if (place != key) place = arena_.Copy(key);
        return place;
    }

    std::string_view text_;
    Arena& arena_;
    size_t at_ = 0;
    std::string_view keys_[256];
};

void Write(std::string& out, const Value& value, size_t most, int depth) {
    switch (value.type) {
        case Type::kNil:
        case Type::kEmpty:
        case Type::kBlank: out += "null"; return;
        case Type::kFalse:
        case Type::kTrue:
        case Type::kInt:
        case Type::kBig:
        case Type::kMoney: AppendText(out, value); return;
        case Type::kFloat:
            if (std::isfinite(value.number)) AppendFloat(out, value.number);
            else out += "null";
            return;
        case Type::kArray:
            out.push_back('[');
            for (uint32_t i = 0; i < value.size && depth < kDepthMax && out.size() <= most; ++i) {
                if (i > 0) out.push_back(',');
                Write(out, value.items[i], most, depth + 1);
            }
            out.push_back(']');
            return;
        case Type::kObject: {
            out.push_back('{');
            bool first = true;
            for (const Member& member : value.object->list()) {
                if (depth >= kDepthMax || out.size() > most) break;
                if (!first) out.push_back(',');
                first = false;
                AppendJsonString(out, member.key());
                out.push_back(':');
                Write(out, member.value, most, depth + 1);
            }
            out.push_back('}');
            return;
        }
        default: {
            std::string text;
            AppendText(text, value);
            AppendJsonString(out, text);
        }
    }
}

}  // namespace

std::optional<Value> ParseJson(std::string_view text, Arena& arena, std::string& error) {
    Reader reader(text, arena);
    Value value;
    if (reader.Document(value)) return value;
    error = "not JSON at byte " + std::to_string(reader.at());
    return std::nullopt;
}

void AppendJson(std::string& out, const Value& value, size_t most) { Write(out, value, most, 0); }

}  // namespace daybook::liquid

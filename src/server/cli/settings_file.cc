#include "server/cli/settings_file.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace daybook::server {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";  // a byte order mark

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsKeyCharacter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || IsDigit(c) || c == '-' || c == '_'; }

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text.starts_with(kMark) ? text.substr(kMark.size()) : text) {}

    Result<std::vector<Setting>> Read() {
        std::vector<Setting> settings;
        for (SkipBlank(); at_ < text_.size(); SkipBlank()) {
            settings.push_back(TRY(ReadOne()));
            TRY(EndLine());
        }
        return settings;
    }

  private:
    char Next() const { return at_ < text_.size() ? text_[at_] : '\n'; }

    Error Wrong(std::string_view what) const { return Invalid(fmt::format("line {}: {}", line_, what)); }

    void SkipSpaces() {
        while (at_ < text_.size() && (Next() == ' ' || Next() == '\t' || Next() == '\r')) ++at_;
    }

    void SkipComment() {
        if (Next() == '#') at_ = std::min(text_.find('\n', at_), text_.size());
    }

    // Empty lines and comments.
    void SkipBlank() {
        for (;;) {
            SkipSpaces();
            SkipComment();
            if (at_ >= text_.size() || Next() != '\n') return;
            ++at_;
            ++line_;
        }
    }

    Status EndLine() {
        SkipSpaces();
        SkipComment();
        if (Next() == '\n') return {};
        return Wrong("something stands behind the value. A text stands in quotation marks, each setting on a line of its own.");
    }

    Result<Setting> ReadOne() {
        Setting setting;
        setting.line = line_;
        while (IsKeyCharacter(Next())) setting.key += text_[at_++];
        SkipSpaces();
        if (setting.key.empty() || Next() != '=') {
            return Wrong("this is no setting. Each line is a flag's name without dashes, such as listen = \"127.0.0.1:8484\".");
        }
        ++at_;
        SkipSpaces();
        setting.list = Next() == '[';
        if (setting.list) setting.values = TRY(ReadList());
        else setting.values.push_back(TRY(ReadSingle()));
        return setting;
    }

    Result<std::vector<std::string>> ReadList() {
        const int began = line_;
        std::vector<std::string> values;
        ++at_;
        for (SkipBlank(); Next() != ']'; SkipBlank()) {
            if (at_ < text_.size()) values.push_back(TRY(ReadSingle()));
            SkipBlank();
            if (Next() == ',') ++at_;
            else if (Next() != ']') return Invalid(fmt::format("line {}: the list that begins here has no end: its values stand between [ and ], with a comma between two.", began));
        }
        ++at_;
        return values;
    }

    Result<std::string> ReadSingle() {
        if (Next() == '"' || Next() == '\'') return ReadText();
        const size_t began = at_;
        while (at_ < text_.size() && std::string_view(" \t\r\n,]#").find(Next()) == std::string_view::npos) ++at_;
        std::string word(text_.substr(began, at_ - began));
        if (word == "true" || word == "false" || IsNumber(word)) return word;
        return Wrong(fmt::format("{} must be a text in quotation marks, a number, true, false, or a list of them such as [\"a\", \"b\"].",
                                 word.empty() ? "the value" : "\"" + ToUtf8(word.substr(0, 80)) + "\""));
    }

    static bool IsNumber(std::string_view word) {
        if (word.starts_with('-') || word.starts_with('+')) word.remove_prefix(1);
        return !word.empty() && IsDigit(word.front()) && IsDigit(word.back()) && std::ranges::count(word, '.') <= 1 &&
               std::ranges::all_of(word, [](char c) { return IsDigit(c) || c == '.'; });
    }

    Result<std::string> ReadText() {
        const char mark = text_[at_++];
        std::string text;
        for (; Next() != mark; ++at_) {
            if (Next() == '\n') return Wrong("a quotation mark opens a text and none closes it.");
            if (mark == '"' && Next() == '\\') text += TRY(ReadEscape());
            else text += Next();
        }
        ++at_;
        return text;
    }

    // The character that \x stands for; the place is on x then.
    Result<char> ReadEscape() {
        ++at_;
        switch (Next()) {
            case '"': return '"';
            case '\\': return '\\';
            case 'n': return '\n';
            case 't': return '\t';
            default: return Wrong("a backslash in \"…\" stands before \", \\, n or t only. Write the text between ' and ' to take it as it is.");
        }
    }

    std::string_view text_;
    size_t at_ = 0;
    int line_ = 1;
};

}  // namespace

Result<std::vector<Setting>> ReadSettings(std::string_view text) {
    int line = 0;
    for (std::string_view one : Split(text, '\n')) {
        ++line;
        if (!IsUtf8(one) || one.find('\0') != std::string_view::npos) return Invalid(fmt::format("line {}: this is not UTF-8 text. Save the file as UTF-8.", line));
    }
    return Reader(text).Read();
}

}  // namespace daybook::server

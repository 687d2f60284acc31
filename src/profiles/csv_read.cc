#include "profiles/csv_read.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"

namespace daybook::profiles {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr char kDelimiters[] = {',', ';', '\t', '|'};
constexpr size_t kSamples = 3;
constexpr size_t kNameBytesMax = 100;

void AppendUtf8(std::string& out, uint32_t code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

std::string TextOf(std::string_view cell) { return IsUtf8(cell) ? std::string(cell) : FromWindows1252(cell); }

bool IsUtf16(std::string_view text) {
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
    const auto zeros = std::count(text.begin(), text.end(), '\0');
    return zeros > 0 && static_cast<size_t>(zeros) * 4 > text.size();
}

// The one that splits the row of names into most columns, outside of quotes.
char DelimiterOf(std::string_view text) {
    char best = ',';
    int64_t most = 0;
    for (const char delimiter : kDelimiters) {
        int64_t count = 0;
        bool quoted = false;
        for (const char c : text) {
            if (c == '"') quoted = !quoted;
            else if (!quoted && (c == '\n' || c == '\r')) break;
            else if (!quoted && c == delimiter) ++count;
        }
        if (count > most) {
            most = count;
            best = delimiter;
        }
    }
    return best;
}

std::vector<std::string> NamesOf(const CsvRow& row) {
    std::vector<std::string> names;
    std::set<std::string> taken;
    for (size_t i = 0; i < row.cells.size(); ++i) {
        std::string name = FoldSpace(row.cells[i]);
        if (name.empty()) name = fmt::format("Column {}", i + 1);
        if (name.size() > kNameBytesMax) name = ToUtf8(std::string_view(name).substr(0, kNameBytesMax));
        const std::string plain = name;
        for (int n = 2; !taken.insert(name).second; ++n) name = fmt::format("{} ({})", plain, n);
        names.push_back(std::move(name));
    }
    return names;
}

bool IsEmpty(const CsvRow& row) {
    return row.broken.empty() && std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return Trim(cell).empty(); });
}

}  // namespace

std::string FromWindows1252(std::string_view bytes) {
    constexpr uint16_t kHigh[] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                  0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    std::string out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        AppendUtf8(out, byte >= 0x80 && byte < 0xA0 ? kHigh[byte - 0x80] : byte);
    }
    return out;
}

void CsvReader::Feed(std::string_view bytes) {
    buffer_.erase(0, at_);
    at_ = 0;
    buffer_ += bytes;
}

// Behind the row that begins at at_; npos where it may go on beyond the buffer.
size_t CsvReader::EndOfRow(int64_t& lines, bool& closed) const {
    bool quoted = false, begins = true, was_quoted = false;
    lines = 1;
    for (size_t i = at_; i < buffer_.size(); ++i) {
        const char c = buffer_[i];
        if (quoted) {
            if (c == '"') quoted = false;
            else if (c == '\n') ++lines;
            if (i - at_ > kCsvRowBytesMax) break;
            continue;
        }
        // A quote in the middle of a plain cell is a character like others; two within a quoted one close and open it.
        if (c == '"' && (begins || (was_quoted && buffer_[i - 1] == '"'))) quoted = was_quoted = true;
        begins = c == delimiter_;
        if (begins) was_quoted = false;
        if (c == '\n') return i + 1;
        if (c == '\r' && i + 1 < buffer_.size()) return buffer_[i + 1] == '\n' ? i + 2 : i + 1;
    }
    closed = !quoted;
    return std::string::npos;
}

void CsvReader::Split(std::string_view text, CsvRow& row) const {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
    std::string cell;
    bool quoted = false, was_quoted = false;
    const auto take = [&] {
        row.cells.push_back(TextOf(cell));
        cell.clear();
        was_quoted = false;
    };
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool twice = quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"';
        if (twice) {
            cell += '"';
            ++i;
        } else if (c == '"' && (quoted || (cell.empty() && !was_quoted))) {
            quoted = !quoted;
            was_quoted = true;
        } else if (c == delimiter_ && !quoted) {
            take();
        } else {
            cell += c;
        }
    }
    take();
}

bool CsvReader::Next(CsvRow& row) {
    for (;;) {
        row = CsvRow{.line = line_, .end = 0, .lines = 1, .cells = {}, .broken = {}};
        bool closed = true;
        size_t end = EndOfRow(row.lines, closed);
        const size_t left = buffer_.size() - at_;
        if (end == std::string::npos && !ended_ && left <= kCsvRowBytesMax) return false;
        if (end == std::string::npos && left == 0) return false;
        if (end == std::string::npos && (!closed || left > kCsvRowBytesMax)) {
            // Only its first line is given up, so that what follows is read.
            row.broken = closed ? fmt::format("The row is longer than {} bytes.", kCsvRowBytesMax) : "A quotation mark opens a cell and none closes it.";
            row.lines = 1;
            end = buffer_.find('\n', at_);
            end = end == std::string::npos ? buffer_.size() : end + 1;
        } else if (end == std::string::npos) {
            end = buffer_.size();
        }
        const std::string_view text(buffer_.data() + at_, end - at_);
        if (row.broken.empty() && text.size() > kCsvRowBytesMax) row.broken = fmt::format("The row is longer than {} bytes.", kCsvRowBytesMax);
        if (row.broken.empty()) Split(text, row);
        else row.cells = {TextOf(Trim(text.substr(0, 200)))};
        if (row.broken.empty() && row.cells.size() > kCsvColumnsMax) row.broken = fmt::format("The row has more than {} cells.", kCsvColumnsMax);
        offset_ += static_cast<int64_t>(text.size());
        at_ = end;
        line_ += row.lines;
        row.end = offset_;
        if (!IsEmpty(row)) return true;
    }
}

Result<CsvLook> LookAtCsv(std::string_view beginning, bool whole) {
    if (IsUtf16(beginning)) return Invalid("The file is UTF-16. Save it as UTF-8 (in a spreadsheet: “CSV UTF-8”) and send it again.", "file", "csv_encoding");
    const size_t mark = beginning.starts_with(kMark) ? kMark.size() : 0;
    const std::string_view text = beginning.substr(mark);
    if (text.find('\0') != std::string_view::npos) return Invalid("The file holds bytes that no text has: it is no CSV file.", "file", "csv_unreadable");
    CsvLook look;
    look.delimiter = DelimiterOf(text);
    // The last character may be cut.
    look.encoding = IsUtf8(whole ? text : text.substr(0, text.rfind('\n') == std::string_view::npos ? 0 : text.rfind('\n'))) ? "utf-8" : "windows-1252";
    CsvReader reader(look.delimiter, static_cast<int64_t>(mark), 1);
    reader.Feed(text);
    if (whole) reader.End();
    CsvRow row;
    if (!reader.Next(row)) return Invalid("The file is empty: its first line names the columns.", "file", "csv_unreadable");
    if (!row.broken.empty()) return Invalid(fmt::format("The first line cannot be read: {}", row.broken), "file", "csv_unreadable");
    look.names = NamesOf(row);
    look.begin = row.end;
    look.line = row.line + row.lines;
    while (look.samples.size() < kSamples && reader.Next(row)) look.samples.push_back(row.cells);
    return look;
}

void CheckWidth(const CsvLook& look, CsvRow& row) {
    const size_t columns = look.names.size();
    while (row.cells.size() > columns && Trim(row.cells.back()).empty()) row.cells.pop_back();
    if (!row.broken.empty() || row.cells.size() <= columns) return;
    const std::string delimiter = look.delimiter == '\t' ? "a tab" : fmt::format("“{}”", look.delimiter);
    row.broken = fmt::format("The row has {} cells, the first line names {} columns. A cell that holds {} needs quotation marks around it.", row.cells.size(), columns, delimiter);
}

}  // namespace daybook::profiles

// Reading comma-separated values from anywhere: RFC 4180 and what spreadsheets make of it. Pure.
//
//   file = [UTF-8 mark] row…        row = cell (delimiter cell)… (CRLF | LF | CR | end)
//   cell = plain text | '"' text with '"' doubled '"'          delimiter = , ; tab or |
//
// UTF-8; a cell that is not is taken as Windows-1252, which spreadsheets still write. UTF-16 is refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace daybook::profiles {

inline constexpr size_t kCsvRowBytesMax = 256 << 10;
inline constexpr size_t kCsvColumnsMax = 200;

struct CsvRow {
    int64_t line = 0;     // of its first character; the first line is 1
    int64_t end = 0;      // offset in the file behind it
    int64_t lines = 1;    // how many lines it takes
    std::vector<std::string> cells;  // UTF-8
    std::string broken;   // why it cannot be read; then `cells` has what could
};

// Takes a file a piece at a time and gives its rows; lines without any text are passed over.
class CsvReader {
  public:
    // Begins at `offset` of the file, which is in line `line`.
    CsvReader(char delimiter, int64_t offset, int64_t line) : delimiter_(delimiter), offset_(offset), line_(line) {}
    void Feed(std::string_view bytes);
    void End() { ended_ = true; }
    // False: feed more, or after End there are no more.
    bool Next(CsvRow& row);

  private:
    size_t EndOfRow(int64_t& lines, bool& closed) const;
    void Split(std::string_view text, CsvRow& row) const;

    const char delimiter_;
    std::string buffer_;
    size_t at_ = 0;        // in buffer_
    int64_t offset_ = 0;   // of buffer_[at_] in the file
    int64_t line_ = 1;
    bool ended_ = false;
};

// What the beginning of a file says.
struct CsvLook {
    char delimiter = ',';
    std::string_view encoding;  // "utf-8" or "windows-1252"
    int64_t begin = 0;          // offset of the first row after the one of names
    int64_t line = 1;           // and its line
    std::vector<std::string> names;  // of the columns, each once: "Name", "Name (2)", "Column 3"
    std::vector<std::vector<std::string>> samples;  // a few rows
};
// kInvalid with a sentence where it is no such file. `whole`: `beginning` is all of it.
Result<CsvLook> LookAtCsv(std::string_view beginning, bool whole);

// A row with more in it than the file has columns is broken: probably a cell holds the delimiter and lacks its quotes, and
// what follows stands in the wrong columns. Empty cells behind the last column are none.
void CheckWidth(const CsvLook& look, CsvRow& row);

// Each byte as Windows-1252 has it; those that it does not have become U+FFFD.
std::string FromWindows1252(std::string_view bytes);

}  // namespace daybook::profiles

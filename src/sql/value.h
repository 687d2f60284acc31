// Parameters and rows: the few types that both engines know.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace daybook::sql {

// A parameter that refers to the caller's memory, which must live until the call returns.
//   INT64, INT16 → int64_t     TEXT → Text     BYTES → Bytes     lists for {{list}} (see statement.h)
struct Text { std::string_view value; };
struct Bytes { std::string_view value; };
using Int64List = std::span<const int64_t>;
using TextList = std::span<const std::string>;

class Param {
  public:
    using Value = std::variant<std::monostate, int64_t, Text, Bytes, Int64List, TextList>;

    Param() = default;  // NULL
    Param(std::nullopt_t) {}
    Param(int64_t v) : value_(v) {}
    Param(int v) : value_(static_cast<int64_t>(v)) {}
    Param(bool v) : value_(static_cast<int64_t>(v)) {}
    Param(std::string_view v) : value_(Text{v}) {}
    Param(const std::string& v) : value_(Text{v}) {}
    Param(const char* v) : value_(Text{v}) {}
    Param(Bytes v) : value_(v) {}
    Param(Int64List v) : value_(v) {}
    Param(TextList v) : value_(v) {}
    Param(const std::vector<int64_t>& v) : value_(Int64List(v)) {}
    Param(const std::vector<std::string>& v) : value_(TextList(v)) {}
    template <typename T>
    Param(const std::optional<T>& v) { if (v) *this = Param(*v); }

    const Value& value() const { return value_; }
    bool null() const { return value_.index() == 0; }

  private:
    Value value_;
};

// Rows of parameters for one {{rows}} statement: all have the same number of columns.
// The text and bytes are copied into the table's own arena, so callers may add from temporaries.
class ParamTable {
  public:
    explicit ParamTable(size_t columns) : columns_(columns) {}
    enum class CellKind : uint8_t { kNull, kInt, kText, kBytes };
    // What an engine binds. `bytes` refers to the table's arena.
    struct View {
        CellKind kind;
        int64_t integer;
        std::string_view bytes;
    };

    // Adds one value (no list); `columns` values make a row.
    ParamTable& Add(const Param& value);
    template <typename... Args>
    void Row(const Args&... args) { (Add(Param(args)), ...); }
    size_t rows() const { return columns_ == 0 ? 0 : cells_.size() / columns_; }
    size_t columns() const { return columns_; }
    bool empty() const { return cells_.empty(); }
    Param at(size_t row, size_t column) const;
    View view(size_t row, size_t column) const {
        const Cell& cell = cells_[row * columns_ + column];
        if (cell.kind < CellKind::kText) return {cell.kind, cell.value, {}};
        return {cell.kind, 0, {arena_.data() + cell.value, cell.size}};
    }
    void Clear();

  private:
    struct Cell {
        CellKind kind;
        uint32_t size;
        int64_t value;  // the integer, or the offset in the arena
    };
    size_t columns_;
    std::vector<Cell> cells_;
    std::string arena_;
};

// The rows an executed statement returned, copied out of the engine.
class Rows {
  public:
    size_t size() const { return columns_ == 0 ? 0 : cells_.size() / columns_; }
    bool empty() const { return size() == 0; }
    size_t columns() const { return columns_; }
    // Rows that an INSERT, UPDATE or DELETE without RETURNING touched.
    int64_t affected() const { return affected_; }

    bool Null(size_t row, size_t column) const;
    bool IsInt(size_t row, size_t column) const;
    int64_t Int(size_t row, size_t column) const;                   // NULL reads as 0
    std::string_view TextAt(size_t row, size_t column) const;       // text or bytes; NULL reads as empty
    std::string String(size_t row, size_t column) const { return std::string(TextAt(row, column)); }
    std::optional<int64_t> OptionalInt(size_t row, size_t column) const;
    std::optional<std::string> OptionalString(size_t row, size_t column) const;

    // For engines.
    void SetColumns(size_t columns) { columns_ = columns; }
    void AddNull();
    void AddInt(int64_t value);
    void AddText(std::string_view text);
    void SetAffected(int64_t affected) { affected_ = affected; }

  private:
    struct Cell {
        int64_t value;   // the integer, or the offset in the arena
        int32_t size;    // -1 NULL, -2 integer, else the length of the text
    };
    size_t columns_ = 0;
    int64_t affected_ = 0;
    std::vector<Cell> cells_;
    std::string arena_;
};

}  // namespace daybook::sql

#include "sql/value.h"

#include "base/assert.h"

namespace daybook::sql {

ParamTable& ParamTable::Add(const Param& value) {
    const Param::Value& held = value.value();
    if (const auto* integer = std::get_if<int64_t>(&held)) {
        cells_.push_back({CellKind::kInt, 0, *integer});
        return *this;
    }
    if (value.null()) {
        cells_.push_back({CellKind::kNull, 0, 0});
        return *this;
    }
    std::string_view bytes;
    CellKind kind = CellKind::kText;
    if (const auto* text = std::get_if<Text>(&held)) {
        bytes = text->value;
    } else {
        const auto* blob = std::get_if<Bytes>(&held);
        ASSERT(blob != nullptr);  // A list is no cell.
        bytes = blob->value;
        kind = CellKind::kBytes;
    }
    ASSERT(bytes.size() <= UINT32_MAX);
    cells_.push_back(
        {kind, static_cast<uint32_t>(bytes.size()), static_cast<int64_t>(arena_.size())});
    arena_.append(bytes);
    return *this;
}

Param ParamTable::at(size_t row, size_t column) const {
    ASSERT(row < rows() && column < columns_);
    View cell = view(row, column);
    switch (cell.kind) {
        case CellKind::kNull:
            return Param();
        case CellKind::kInt:
            return Param(cell.integer);
        case CellKind::kText:
            return Param(cell.bytes);
        case CellKind::kBytes:
            return Param(Bytes{cell.bytes});
    }
    return Param();
}

void ParamTable::Clear() {
    cells_.clear();
    arena_.clear();
}

namespace {
constexpr int32_t kNullCell = -1;
constexpr int32_t kIntCell = -2;
}  // namespace

bool Rows::Null(size_t row, size_t column) const {
    ASSERT(row < size() && column < columns_);
    return cells_[row * columns_ + column].size == kNullCell;
}

bool Rows::IsInt(size_t row, size_t column) const {
    ASSERT(row < size() && column < columns_);
    return cells_[row * columns_ + column].size == kIntCell;
}

int64_t Rows::Int(size_t row, size_t column) const {
    ASSERT(row < size() && column < columns_);
    const Cell& cell = cells_[row * columns_ + column];
    ASSERT(cell.size < 0);  // Not a text.
    return cell.value;
}

std::string_view Rows::TextAt(size_t row, size_t column) const {
    ASSERT(row < size() && column < columns_);
    const Cell& cell = cells_[row * columns_ + column];
    ASSERT(cell.size != kIntCell);
    if (cell.size < 0) return {};
    return std::string_view(arena_).substr(static_cast<size_t>(cell.value),
                                           static_cast<size_t>(cell.size));
}

std::optional<int64_t> Rows::OptionalInt(size_t row, size_t column) const {
    if (Null(row, column)) return std::nullopt;
    return Int(row, column);
}

std::optional<std::string> Rows::OptionalString(size_t row, size_t column) const {
    if (Null(row, column)) return std::nullopt;
    return String(row, column);
}

void Rows::AddNull() { cells_.push_back({0, kNullCell}); }
void Rows::AddInt(int64_t value) { cells_.push_back({value, kIntCell}); }

void Rows::AddText(std::string_view text) {
    ASSERT(text.size() <= INT32_MAX);
    cells_.push_back({static_cast<int64_t>(arena_.size()), static_cast<int32_t>(text.size())});
    arena_.append(text);
}

}  // namespace daybook::sql

#include "sql/postgres_codec.h"

#include <bit>
#include <limits>

#include <fmt/format.h>

#include "sql/check_text.h"

namespace daybook::sql {
namespace {

// Network order, `size` bytes of the number's low end.
void AppendNumber(std::string& out, int64_t value, size_t size) {
    const uint64_t big = __builtin_bswap64(static_cast<uint64_t>(value));
    out.append(reinterpret_cast<const char*>(&big) + 8 - size, size);
}

int64_t ReadNumber(std::string_view bytes) {
    int64_t value = 0;
    for (size_t i = 0; i < bytes.size(); ++i) {
        auto byte = static_cast<unsigned char>(bytes[i]);
        value = i == 0 ? static_cast<signed char>(byte)
                       : static_cast<int64_t>(static_cast<uint64_t>(value) << 8 | byte);
    }
    return value;
}

// 0: not a number type.
size_t NumberSize(PgType type) {
    switch (type) {
        case PgType::kInt8:
            return 8;
        case PgType::kInt4:
            return 4;
        case PgType::kInt2:
            return 2;
        case PgType::kBool:
            return 1;
        default:
            return 0;
    }
}

bool Fits(int64_t value, size_t size) {
    if (size == 8) return true;
    if (size == 1) return value == 0 || value == 1;
    const int64_t most = (int64_t{1} << (size * 8 - 1)) - 1;
    return value >= -most - 1 && value <= most;
}

Error WrongKind(std::string_view statement, int index, std::string_view given, PgType type) {
    return Internal(fmt::format("{}: parameter {} is {}, the statement takes type {}.", statement,
                                index, given, static_cast<uint32_t>(type)));
}

PgType ElementOf(PgType array) {
    switch (array) {
        case PgType::kInt8Array:
            return PgType::kInt8;
        case PgType::kInt4Array:
            return PgType::kInt4;
        case PgType::kInt2Array:
            return PgType::kInt2;
        case PgType::kTextArray:
            return PgType::kText;
        case PgType::kByteaArray:
            return PgType::kBytea;
        default:
            return PgType{0};
    }
}

Status EncodeNumber(std::string& out, int64_t value, PgType type, std::string_view statement,
                    int index) {
    size_t size = NumberSize(type);
    if (size == 0) return WrongKind(statement, index, "a number", type);
    if (!Fits(value, size))
        return Invalid(fmt::format("{}: {} is too great for its column.", statement, value));
    AppendNumber(out, value, size);
    return {};
}

Status EncodeText(std::string& out, std::string_view text, PgType type, std::string_view statement,
                  int index) {
    if (type != PgType::kText && type != PgType::kVarchar && type != PgType::kName)
        return WrongKind(statement, index, "a text", type);
    if (!IsStorableText(text)) return TextError(statement, index);
    out.append(text);
    return {};
}

void AppendArrayHeader(std::string& out, PgType element, size_t size, bool nulls) {
    AppendNumber(out, size == 0 ? 0 : 1, 4);  // dimensions
    AppendNumber(out, nulls ? 1 : 0, 4);
    AppendNumber(out, static_cast<int64_t>(element), 4);
    if (size == 0) return;
    AppendNumber(out, static_cast<int64_t>(size), 4);
    AppendNumber(out, 1, 4);  // the first index
}

// Base 10000 digits; only whole numbers of 64 bits (sums of BIGINT).
Result<int64_t> DecodeNumeric(std::string_view bytes, std::string_view statement) {
    const Error wrong =
        Internal(fmt::format("{}: a sum that is no whole 64-bit number.", statement));
    if (bytes.size() < 8) return wrong;
    const int64_t digits = ReadNumber(bytes.substr(0, 2)), weight = ReadNumber(bytes.substr(2, 2));
    const uint64_t sign = static_cast<uint64_t>(ReadNumber(bytes.substr(4, 2))) & 0xffff;
    if ((sign != 0 && sign != 0x4000) || digits > weight + 1 || weight > 4) return wrong;
    __int128 value = 0;
    for (int64_t i = 0; i <= weight; ++i) {
        auto at = static_cast<size_t>(8 + 2 * i);
        value = value * 10000 + (i < digits ? ReadNumber(bytes.substr(at, 2)) : 0);
    }
    if (sign != 0) value = -value;
    if (value > std::numeric_limits<int64_t>::max() || value < std::numeric_limits<int64_t>::min())
        return wrong;
    return static_cast<int64_t>(value);
}

}  // namespace

Status EncodeValue(std::string& out, const Param& param, PgType type, std::string_view statement,
                   int index) {
    const Param::Value& value = param.value();
    if (const auto* number = std::get_if<int64_t>(&value))
        return EncodeNumber(out, *number, type, statement, index);
    if (const auto* text = std::get_if<Text>(&value))
        return EncodeText(out, text->value, type, statement, index);
    if (const auto* bytes = std::get_if<Bytes>(&value)) {
        if (type != PgType::kBytea) return WrongKind(statement, index, "bytes", type);
        out.append(bytes->value);
        return {};
    }
    const PgType element = ElementOf(type);
    if (const auto* numbers = std::get_if<Int64List>(&value)) {
        const size_t size = NumberSize(element);
        if (size == 0) return WrongKind(statement, index, "a list of numbers", type);
        AppendArrayHeader(out, element, numbers->size(), false);
        for (int64_t number : *numbers) {
            AppendNumber(out, static_cast<int64_t>(size), 4);
            TRY(EncodeNumber(out, number, element, statement, index));
        }
        return {};
    }
    const auto* texts = std::get_if<TextList>(&value);
    ASSERT(texts != nullptr);
    if (element != PgType::kText) return WrongKind(statement, index, "a list of texts", type);
    AppendArrayHeader(out, element, texts->size(), false);
    for (const std::string& text : *texts) {
        AppendNumber(out, static_cast<int64_t>(text.size()), 4);
        TRY(EncodeText(out, text, element, statement, index));
    }
    return {};
}

Status EncodeColumn(std::string& out, const ParamTable& table, size_t column, PgType type,
                    std::string_view statement) {
    const PgType element = ElementOf(type);
    const size_t number_size = NumberSize(element);
    const int index = static_cast<int>(column + 1);
    const size_t nulls_at = out.size() + 7;
    AppendArrayHeader(out, element, table.rows(), false);
    for (size_t row = 0; row < table.rows(); ++row) {
        ParamTable::View cell = table.view(row, column);
        switch (cell.kind) {
            case ParamTable::CellKind::kNull:
                AppendNumber(out, -1, 4);
                out[nulls_at] = 1;
                break;
            case ParamTable::CellKind::kInt:
                AppendNumber(out, static_cast<int64_t>(number_size), 4);
                TRY(EncodeNumber(out, cell.integer, element, statement, index));
                break;
            case ParamTable::CellKind::kText:
                AppendNumber(out, static_cast<int64_t>(cell.bytes.size()), 4);
                TRY(EncodeText(out, cell.bytes, element, statement, index));
                break;
            case ParamTable::CellKind::kBytes:
                if (element != PgType::kBytea) return WrongKind(statement, index, "bytes", type);
                AppendNumber(out, static_cast<int64_t>(cell.bytes.size()), 4);
                out.append(cell.bytes);
                break;
        }
    }
    return {};
}

Status DecodeValue(Rows& rows, std::string_view bytes, PgType type, std::string_view statement) {
    switch (type) {
        case PgType::kInt8:
        case PgType::kInt4:
        case PgType::kInt2:
        case PgType::kBool:
            rows.AddInt(ReadNumber(bytes));
            return {};
        case PgType::kOid:
            rows.AddInt(ReadNumber(bytes) & 0xffffffff);
            return {};
        case PgType::kNumeric:
            rows.AddInt(TRY(DecodeNumeric(bytes, statement)));
            return {};
        case PgType::kText:
        case PgType::kVarchar:
        case PgType::kName:
        case PgType::kBytea:
            rows.AddText(bytes);
            return {};
        default:
            break;
    }
    return Internal(
        fmt::format("{}: a column of type {}, which SQLite would give otherwise. Cast it.",
                    statement, static_cast<uint32_t>(type)));
}

}  // namespace daybook::sql

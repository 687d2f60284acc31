// PostgreSQL's binary formats: parameters out, results in. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "sql/value.h"

namespace daybook::sql {

// Types by their fixed numbers (pg_type.dat).
enum class PgType : uint32_t {
    kBool = 16,
    kBytea = 17,
    kName = 19,
    kInt8 = 20,
    kInt2 = 21,
    kInt4 = 23,
    kText = 25,
    kOid = 26,
    kVarchar = 1043,
    kNumeric = 1700,
    kByteaArray = 1001,
    kInt2Array = 1005,
    kInt4Array = 1007,
    kTextArray = 1009,
    kInt8Array = 1016,
};

// Appends a value in the binary form of `type`, without its length. Precondition: not NULL.
// kInvalid: a text that is not UTF-8, a number too great for the column. kInternal: of another kind
// than the column.
Status EncodeValue(std::string& out, const Param& value, PgType type, std::string_view statement,
                   int index);

// Appends one column of the table as an array of `type` (an array type).
Status EncodeColumn(std::string& out, const ParamTable& table, size_t column, PgType type,
                    std::string_view statement);

// Adds a value of a result. kInternal: a type that statements must not return (a fraction, a time).
Status DecodeValue(Rows& rows, std::string_view bytes, PgType type, std::string_view statement);

}  // namespace daybook::sql

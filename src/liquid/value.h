// What a template computes with: 16 bytes, copied freely, pointing into an arena that somebody else keeps.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "liquid/arena.h"

namespace daybook::liquid {

enum class Type : uint8_t {
    kNil,
    kFalse,
    kTrue,
    kInt,
    kFloat,
    kString,
    kArray,
    kObject,
    kRange,      // (a..b), both ends included
    kLoop,       // forloop
    kTableLoop,  // tablerowloop
    kSelf,       // self: the variables in reach
    kTime,       // seconds since 1970, a date or a moment
    kBig,        // an integer beyond 64 bits
    kMoney,      // an amount in the smallest unit, with its currency
    kEmpty,      // the word `empty` in a condition
    kBlank,      // the word `blank` in a condition
};

using Wide = __int128;

struct Object;
struct Range;
struct Loop;
struct TableLoop;
struct MoneyAmount;

// FNV-1a, 32 bits: cheap for the short names of members.
constexpr uint32_t HashName(std::string_view name) {
    uint32_t hash = 2166136261u;
    for (char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return hash;
}

struct Value {
    Type type = Type::kNil;
    bool safe = false;      // a string that is HTML already
    bool date_only = false;  // of a kTime: shown without hours
    uint32_t size = 0;      // bytes of a string, items of an array
    union {
        int64_t integer = 0;  // kInt; seconds of kTime
        double number;
        const char* chars;
        const Value* items;
        const Object* object;
        const Range* range;
        const Loop* loop;
        const TableLoop* table_loop;
        const MoneyAmount* money;
        const Wide* big;
    };

    static Value Nil() { return {}; }
    static Value Bool(bool truth) {
        Value v;
        v.type = truth ? Type::kTrue : Type::kFalse;
        return v;
    }
    static Value Int(int64_t integer) {
        Value v;
        v.type = Type::kInt;
        v.integer = integer;
        return v;
    }
    static Value Float(double number) {
        Value v;
        v.type = Type::kFloat;
        v.number = number;
        return v;
    }
    // The bytes must outlive the value.
    static Value String(std::string_view text) {
        Value v;
        v.type = Type::kString;
        v.chars = text.data();
        v.size = static_cast<uint32_t>(text.size());
        return v;
    }
    static Value Safe(std::string_view text) {
        Value v = String(text);
        v.safe = true;
        return v;
    }
    static Value Array(std::span<const Value> items) {
        Value v;
        v.type = Type::kArray;
        v.items = items.data();
        v.size = static_cast<uint32_t>(items.size());
        return v;
    }
    static Value Of(const Object* object) {
        Value v;
        v.type = Type::kObject;
        v.object = object;
        return v;
    }
    // A moment (UTC); dates are printed in the account's time zone.
    static Value Time(int64_t seconds, bool date_only = false) {
        Value v;
        v.type = Type::kTime;
        v.integer = seconds;
        v.date_only = date_only;
        return v;
    }
    static Value Word(Type type) {
        Value v;
        v.type = type;
        return v;
    }

    // Integers of any size.
    bool is_integer() const { return type == Type::kInt || type == Type::kBig; }
    bool is_nil() const { return type == Type::kNil; }
    bool truthy() const { return type > Type::kFalse; }
    bool is_string() const { return type == Type::kString; }
    bool is_array() const { return type == Type::kArray; }
    bool is_object() const { return type == Type::kObject; }
    // Preconditions: is_string(), is_array().
    std::string_view text() const { return {chars, size}; }
    std::span<const Value> array() const { return {items, size}; }
};
static_assert(sizeof(Value) == 16);

struct Name {
    std::string_view text;
    uint32_t hash = 0;
};
inline Name MakeName(std::string_view text) { return {text, HashName(text)}; }

struct Member {
    const char* chars = nullptr;
    uint32_t size = 0;
    uint32_t hash = 0;
    Value value;

    std::string_view key() const { return {chars, size}; }
};

// Members in the order they were given. Larger ones have a table of places by hash.
struct Object {
    const Member* members = nullptr;
    uint32_t count = 0;
    uint32_t mask = 0;  // 0: no table
    const uint32_t* table = nullptr;

    std::span<const Member> list() const { return {members, count}; }
    // Null where there is none.
    const Member* FindMember(Name name) const;
    const Value* Find(Name name) const {
        const Member* member = FindMember(name);
        return member == nullptr ? nullptr : &member->value;
    }
};

struct Range {
    int64_t first = 0;
    int64_t last = 0;

    int64_t count() const;  // saturating
};

struct Loop {
    std::string_view name;
    int64_t length = 0;
    int64_t index = 0;  // from 0
    const Loop* parent = nullptr;
};

struct TableLoop {
    int64_t length = 0;
    int64_t columns = 0;
    int64_t index = 0;
    int64_t column = 1;
    int64_t row = 1;
};

// 5 USD is {500, "usd"}; digits are the currency's (base/money.h).
struct MoneyAmount {
    int64_t minor = 0;
    std::string_view currency;  // ISO 4217 in lower case
};

// Builds an object in an arena. A key given twice keeps its place and takes the later value.
class ObjectBuilder {
  public:
    explicit ObjectBuilder(Arena& arena) : arena_(arena) {}
    // Key and value must be in the arena, or outlive it.
    ObjectBuilder& Set(std::string_view key, Value value);
    Value Build();

  private:
    Arena& arena_;
    std::vector<Member> members_;
};

Value MakeRange(Arena& arena, int64_t first, int64_t last);
Value MakeMoney(Arena& arena, int64_t minor, std::string_view currency);
Value CopyItems(Arena& arena, std::span<const Value> items);
// Items that later code fills; `size` of them.
std::span<Value> NewItems(Arena& arena, size_t size);

}  // namespace daybook::liquid

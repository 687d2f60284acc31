// What is known of one person, in the shape that conditions are judged on: values by the numbers of
// a Schema's rows.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "conditions/schema.h"

namespace daybook::conditions {

// An ISO 4217 code, packed; at most eight letters count.
enum class Currency : uint64_t { kNone = 0 };
Currency CurrencyOf(std::string_view code);
std::string CurrencyCode(Currency currency);

// A text, or an element of a list: trimmed. `also` is a second name of the same thing (a product's
// beside its id), or empty.
struct Text {
    std::string_view shown;
    std::string_view folded;
    std::string_view also;  // folded
    std::string_view also_shown;
};

// The bytes and texts that values point into.
class Arena {
  public:
    std::string_view Copy(std::string_view text);
    std::span<Text> Texts(size_t count);
    // Everything made so far is gone.
    void Clear();

  private:
    char* Take(size_t bytes, size_t alignment);

    std::vector<std::unique_ptr<char[]>> chunks_;
    size_t chunk_ = 0;  // that is filled now
    size_t used_ = 0;   // of it
    std::vector<size_t> sizes_;
};

// A typed value or a missing one. Its texts belong to an Arena.
struct Value {
    Type type = Type::kText;
    bool set = false;
    Currency currency =
        Currency::kNone;  // of money; without one it must be 0, which is 0 of every currency
    union {
        int64_t integer = 0;  // a date's unix seconds, money's smallest units, 0 or 1
        double number;
    };
    std::span<const Text> texts;  // a text has one, a list any number

    static Value Missing(Type type);
    static Value Number(double number);
    static Value Boolean(bool is);
    static Value Money(int64_t minor, std::string_view currency);
    static Value Date(int64_t at);  // moved into kEarliest … kLatest
    // An empty text (or only white space) is missing, and so is a list without elements.
    static Value String(Arena& arena, std::string_view text);
    static Value List(Arena& arena, std::span<const std::string_view> elements);
    struct Named {
        std::string_view id, name;  // one of them may be empty
    };
    static Value List(Arena& arena, std::span<const Named> elements);
};

// The activities of one kind, the oldest first, or the objects of one kind; each with `width`
// values.
struct Records {
    size_t width = 0;
    std::vector<int64_t> at;    // of activities; those ahead are known to come. 0 for objects
    std::vector<Value> values;  // width * at.size()
    size_t size() const { return at.size(); }
    std::span<const Value> Row(size_t i) const {
        return std::span(values).subspan(i * width, width);
    }
};

struct Membership {
    bool member = false;
    int64_t next = kNever;  // when it will change by time alone, as far as is known
};

struct Person {
    explicit Person(const Schema& schema);
    // Everything is missing again; memory is kept.
    void Clear();
    // Appends a record whose values are missing yet, and answers them. `at` not before the last
    // one's.
    std::span<Value> AddActivity(size_t kind, int64_t at) { return Add(activities[kind], at); }
    std::span<Value> AddObject(size_t kind) { return Add(objects[kind], 0); }

    Arena arena;
    std::vector<Value> fields;
    std::vector<Records> activities;
    std::vector<Records> objects;
    std::vector<Membership> segments;

  private:
    static std::span<Value> Add(Records& records, int64_t at);
};

}  // namespace daybook::conditions

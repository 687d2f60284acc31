#include "conditions/person.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "base/assert.h"
#include "base/text.h"

namespace daybook::conditions {
namespace {

constexpr size_t kChunkBytes = 4096;

bool IsFoldedAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x80 && (c < 'A' || c > 'Z');
    });
}

std::string_view Fold(Arena& arena, std::string_view kept) {
    return IsFoldedAscii(kept) ? kept : arena.Copy(SimpleFold(kept));
}

Text MakeText(Arena& arena, std::string_view trimmed) {
    const std::string_view kept = arena.Copy(trimmed);
    return {kept, Fold(arena, kept), {}, {}};
}

}  // namespace

Currency CurrencyOf(std::string_view code) {
    uint64_t packed = 0;
    for (const char c : code.substr(0, sizeof packed)) {
        const bool upper = c >= 'A' && c <= 'Z';
        packed = packed << 8 | static_cast<unsigned char>(upper ? c + ('a' - 'A') : c);
    }
    return static_cast<Currency>(packed);
}

std::string CurrencyCode(Currency currency) {
    std::string code;
    for (auto packed = static_cast<uint64_t>(currency); packed != 0; packed >>= 8)
        code.insert(code.begin(), static_cast<char>(packed & 0xff));
    return code;
}

char* Arena::Take(size_t bytes, size_t alignment) {
    size_t begin = (used_ + alignment - 1) / alignment * alignment;
    if (chunks_.empty() || begin + bytes > sizes_[chunk_]) {
        if (!chunks_.empty()) ++chunk_;
        // A chunk that was kept and is too small makes place for one that is not.
        const size_t size = std::max(kChunkBytes, bytes);
        if (chunk_ == chunks_.size()) {
            chunks_.push_back(std::make_unique<char[]>(size));
            sizes_.push_back(size);
        } else if (sizes_[chunk_] < bytes) {
            chunks_[chunk_] = std::make_unique<char[]>(size);
            sizes_[chunk_] = size;
        }
        begin = 0;
    }
    used_ = begin + bytes;
    return chunks_[chunk_].get() + begin;
}

std::string_view Arena::Copy(std::string_view text) {
    if (text.empty()) return {};
    char* to = Take(text.size(), 1);
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
}

std::span<Text> Arena::Texts(size_t count) {
    if (count == 0) return {};
    Text* first = reinterpret_cast<Text*>(Take(count * sizeof(Text), alignof(Text)));
    for (size_t i = 0; i < count; ++i) new (first + i) Text();
    return {first, count};
}

void Arena::Clear() {
    chunk_ = 0;
    used_ = 0;
}

Value Value::Missing(Type type) {
    Value value;
    value.type = type;
    return value;
}

Value Value::Number(double number) {
    Value value;
    value.type = Type::kNumber;
    value.set = true;
    value.number = number;
    return value;
}

Value Value::Boolean(bool is) {
    Value value;
    value.type = Type::kBoolean;
    value.set = true;
    value.integer = is ? 1 : 0;
    return value;
}

Value Value::Money(int64_t minor, std::string_view currency) {
    Value value;
    value.type = Type::kMoney;
    value.set = minor == 0 || !currency.empty();
    value.currency = CurrencyOf(currency);
    value.integer = minor;
    return value;
}

Value Value::Date(int64_t at) {
    Value value;
    value.type = Type::kDate;
    value.set = true;
    value.integer = std::clamp(at, kEarliest, kLatest);
    return value;
}

Value Value::String(Arena& arena, std::string_view text) {
    Value value = Missing(Type::kText);
    const std::string_view trimmed = Trim(text);
    if (trimmed.empty()) return value;
    const std::span<Text> texts = arena.Texts(1);
    texts[0] = MakeText(arena, trimmed);
    value.set = true;
    value.texts = texts;
    return value;
}

Value Value::List(Arena& arena, std::span<const std::string_view> elements) {
    std::vector<Named> named;
    named.reserve(elements.size());
    for (const std::string_view element : elements) named.push_back({element, {}});
    return List(arena, named);
}

Value Value::List(Arena& arena, std::span<const Named> elements) {
    Value value = Missing(Type::kList);
    const std::span<Text> texts = arena.Texts(elements.size());
    size_t count = 0;
    for (const Named& element : elements) {
        const std::string_view id = Trim(element.id), name = Trim(element.name);
        if (id.empty() && name.empty()) continue;
        Text& text = texts[count++] = MakeText(arena, id.empty() ? name : id);
        if (id.empty() || name.empty()) continue;
        text.also_shown = arena.Copy(name);
        text.also = Fold(arena, text.also_shown);
    }
    value.set = count > 0;
    value.texts = texts.first(count);
    return value;
}

Person::Person(const Schema& schema)
    : activities(schema.activities.size()),
      objects(schema.objects.size()),
      segments(schema.segments.size()) {
    for (const Member& field : schema.fields) fields.push_back(Value::Missing(field.type));
    for (size_t i = 0; i < activities.size(); ++i)
        activities[i].width = schema.activities[i].members.size();
    for (size_t i = 0; i < objects.size(); ++i) objects[i].width = schema.objects[i].members.size();
}

void Person::Clear() {
    for (Value& field : fields) field = Value::Missing(field.type);
    for (std::vector<Records>* kinds : {&activities, &objects}) {
        for (Records& records : *kinds) {
            records.at.clear();
            records.values.clear();
        }
    }
    std::fill(segments.begin(), segments.end(), Membership{});
    arena.Clear();
}

std::span<Value> Person::Add(Records& records, int64_t at) {
    ASSERT(records.at.empty() || records.at.back() <= at);
    records.at.push_back(at);
    records.values.resize(records.values.size() + records.width);
    return std::span(records.values).last(records.width);
}

}  // namespace daybook::conditions

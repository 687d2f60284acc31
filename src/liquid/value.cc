// Objects with few members are searched one by one, larger ones by an open table of hashes.
#include "liquid/value.h"

#include <algorithm>
#include <bit>

namespace daybook::liquid {
namespace {

constexpr uint32_t kSearchedOneByOne = 8;
constexpr uint32_t kFree = UINT32_MAX;

bool Same(const Member& member, Name name) {
    return member.hash == name.hash && member.size == name.text.size() &&
           (member.size == 0 || std::memcmp(member.chars, name.text.data(), member.size) == 0);
}

void BuildTable(Arena& arena, Object& object) {
    uint32_t size = std::bit_ceil(object.count * 2);
    uint32_t* table = static_cast<uint32_t*>(arena.Allocate(size * sizeof(uint32_t)));
    std::fill(table, table + size, kFree);
    for (uint32_t i = 0; i < object.count; ++i) {
        uint32_t place = object.members[i].hash & (size - 1);
        while (table[place] != kFree) place = (place + 1) & (size - 1);
        table[place] = i;
    }
    object.table = table;
    object.mask = size - 1;
}

}  // namespace

const Member* Object::FindMember(Name name) const {
    if (mask == 0) {
        for (uint32_t i = 0; i < count; ++i) {
            if (Same(members[i], name)) return &members[i];
        }
        return nullptr;
    }
    for (uint32_t place = name.hash & mask; table[place] != kFree; place = (place + 1) & mask) {
        if (Same(members[table[place]], name)) return &members[table[place]];
    }
    return nullptr;
}

int64_t Range::count() const {
    if (last < first) return 0;
    uint64_t distance = static_cast<uint64_t>(last) - static_cast<uint64_t>(first);
    return distance >= static_cast<uint64_t>(INT64_MAX) ? INT64_MAX : static_cast<int64_t>(distance) + 1;
}

ObjectBuilder& ObjectBuilder::Set(std::string_view key, Value value) {
    members_.push_back({key.data(), static_cast<uint32_t>(key.size()), HashName(key), value});
    return *this;
}

Value ObjectBuilder::Build() {
    Object* object = arena_.Make<Object>();
    Member* members = arena_.Make<Member>(members_.size());
    object->members = members;
    Object seen;  // the table of what was given, to find keys that come twice
    seen.members = members_.data();
    seen.count = static_cast<uint32_t>(members_.size());
    Arena scratch;
    if (seen.count > kSearchedOneByOne) BuildTable(scratch, seen);
    std::vector<uint32_t> placed(members_.size());
    for (size_t i = 0; i < members_.size(); ++i) {
        const Member& given = members_[i];
        auto first = static_cast<size_t>(seen.FindMember({given.key(), given.hash}) - seen.members);
        placed[i] = first == i ? object->count++ : placed[first];
        if (first == i) members[placed[i]] = given;
        members[placed[i]].value = given.value;
    }
    if (object->count > kSearchedOneByOne) BuildTable(arena_, *object);
    members_.clear();
    return Value::Of(object);
}

Value MakeRange(Arena& arena, int64_t first, int64_t last) {
    Range* range = arena.Make<Range>();
    *range = {first, last};
    Value v = Value::Word(Type::kRange);
    v.range = range;
    return v;
}

Value MakeMoney(Arena& arena, int64_t minor, std::string_view currency) {
    MoneyAmount* money = arena.Make<MoneyAmount>();
    *money = {minor, arena.Copy(currency)};
    Value v = Value::Word(Type::kMoney);
    v.money = money;
    return v;
}

std::span<Value> NewItems(Arena& arena, size_t size) { return {arena.Make<Value>(size), size}; }

Value CopyItems(Arena& arena, std::span<const Value> items) {
    std::span<Value> copy = NewItems(arena, items.size());
    std::copy(items.begin(), items.end(), copy.begin());
    return Value::Array(copy);
}

}  // namespace daybook::liquid

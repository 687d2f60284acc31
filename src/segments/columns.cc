#include "segments/columns.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "base/assert.h"

namespace daybook::segments {
namespace {

using conditions::Kind;
using conditions::Reads;
using conditions::Records;
using conditions::Text;
using conditions::Type;
using conditions::Value;

constexpr uint32_t kWide = 0x8000'0000;  // the rest is a place in the column's wide numbers

const Kind kSales{"sales", "Sales", {{"net", Type::kMoney, "Net"}}};

bool FitsNarrow(int64_t value) { return value >= 0 && value < static_cast<int64_t>(kWide) - 1; }

// ---- texts: the length of each in groups of seven bits, least first ----

void PutLength(std::string& out, size_t length) {
    for (; length >= 0x80; length >>= 7) out += static_cast<char>(length | 0x80);
    out += static_cast<char>(length);
}

size_t GetLength(const char*& at) {
    size_t length = 0;
    for (int shift = 0;; shift += 7) {
        const auto byte = static_cast<unsigned char>(*at++);
        length |= static_cast<size_t>(byte & 0x7f) << shift;
        if (byte < 0x80) return length;
    }
}

// A text and its folded form, which is left out (0) where it is the same.
void PutPair(std::string& out, std::string_view shown, std::string_view folded) {
    PutLength(out, shown.size());
    PutLength(out, folded == shown ? 0 : folded.size() + 1);
    out += shown;
    if (folded != shown) out += folded;
}

std::pair<std::string_view, std::string_view> GetPair(const char*& at) {
    const size_t length = GetLength(at), folded = GetLength(at);
    const std::string_view shown(at, length);
    at += length;
    if (folded == 0) return {shown, shown};
    const std::string_view other(at, folded - 1);
    at += folded - 1;
    return {shown, other};
}

}  // namespace

// ---- Narrow ----

uint32_t Narrow::Get(size_t row) const {
    const auto read = [&]<typename T>(T value) -> uint32_t {
        if ((row + 1) * sizeof value > bytes_.size()) return 0;
        std::memcpy(&value, bytes_.data() + row * sizeof value, sizeof value);
        return value;
    };
    switch (width_) {
        case 0:
            return 0;
        case 1:
            return read(uint8_t{});
        case 2:
            return read(uint16_t{});
        default:
            return read(uint32_t{});
    }
}

void Narrow::Put(size_t row, uint32_t value) {
    const uint8_t needed = value == 0 ? 0 : value <= UINT8_MAX ? 1 : value <= UINT16_MAX ? 2 : 4;
    if (needed > width_) Widen(needed);
    if (width_ == 0) return;
    const size_t at = row * width_;
    if (at + width_ > bytes_.size()) {
        if (value == 0) return;
        bytes_.resize(at + width_);
    }
    std::memcpy(bytes_.data() + at, &value, width_);
}

void Narrow::Widen(uint8_t width) {
    Narrow wider;
    wider.width_ = width;
    const size_t rows = width_ == 0 ? 0 : bytes_.size() / width_;
    wider.bytes_.resize(rows * width);
    for (size_t row = 0; row < rows; ++row) {
        const uint32_t value = Get(row);
        std::memcpy(wider.bytes_.data() + row * width, &value, width);
    }
    *this = std::move(wider);
}

// ---- Column ----

uint32_t Column::Keep(int64_t wide) {
    wide_.push_back(wide);
    ASSERT(wide_.size() < kWide);
    return kWide | static_cast<uint32_t>(wide_.size() - 1);
}

uint32_t Column::KeepTexts(std::span<const Text> texts) {
    std::string bytes;
    PutLength(bytes, texts.size());
    for (const Text& text : texts) {
        PutPair(bytes, text.shown, text.folded);
        PutPair(bytes, text.also_shown, text.also);
    }
    const auto [known, added] = seen_.try_emplace(std::move(bytes), static_cast<uint32_t>(places_.size() + 1));
    if (added) {
        places_.push_back(static_cast<uint32_t>(texts_.size()));
        texts_ += known->first;
        ASSERT(texts_.size() <= UINT32_MAX);
    }
    return known->second;
}

uint32_t Column::CodeOf(const Value& value) {
    if (!value.set) return 0;
    switch (type_) {
        case Type::kText:
        case Type::kList:
            return KeepTexts(value.texts);
        case Type::kNumber: {
            const bool whole = value.number >= 0 && value.number < kWide - 1 && value.number == static_cast<double>(static_cast<uint32_t>(value.number));
            return whole ? static_cast<uint32_t>(value.number) + 1 : Keep(std::bit_cast<int64_t>(value.number));
        }
        default:
            return FitsNarrow(value.integer) ? static_cast<uint32_t>(value.integer) + 1 : Keep(value.integer);
    }
}

void Column::Put(size_t row, const Value& value) {
    codes_.Put(row, CodeOf(value));
    if (type_ != Type::kMoney) return;
    auto known = std::find(known_.begin(), known_.end(), value.currency);
    if (known == known_.end()) known = known_.insert(known_.end(), value.currency);
    currencies_.Put(row, static_cast<uint32_t>(known - known_.begin()));
}

void Column::GetTexts(uint32_t place, Value& value, conditions::Arena& arena) const {
    const char* at = texts_.data() + place;
    const size_t count = GetLength(at);
    const std::span<Text> texts = arena.Texts(count);
    for (Text& text : texts) {
        std::tie(text.shown, text.folded) = GetPair(at);
        std::tie(text.also_shown, text.also) = GetPair(at);
    }
    value.texts = texts;
}

void Column::Get(size_t row, Value& value, conditions::Arena& arena) const {
    const uint32_t code = codes_.Get(row);
    value = Value::Missing(type_);
    if (code == 0) return;
    value.set = true;
    if (type_ == Type::kText || type_ == Type::kList) return GetTexts(places_[code - 1], value, arena);
    const int64_t number = (code & kWide) != 0 ? wide_[code & ~kWide] : static_cast<int64_t>(code) - 1;
    if (type_ != Type::kNumber)
        value.integer = number;
    else
        value.number = (code & kWide) != 0 ? std::bit_cast<double>(number) : static_cast<double>(number);
    if (type_ == Type::kMoney) value.currency = known_[currencies_.Get(row)];
}

void Column::Seal() {
    seen_ = {};
    codes_.Fit();
    currencies_.Fit();
    wide_.shrink_to_fit();
    texts_.shrink_to_fit();
    places_.shrink_to_fit();
}

Column Column::Moved(std::span<const RowMove> moves) const {
    Column moved(type_);
    conditions::Arena arena;
    Value value;
    for (const RowMove& move : moves) {
        arena.Clear();
        Get(move.from, value, arena);
        moved.Put(move.to, value);
    }
    return moved;
}

size_t Column::bytes() const {
    return codes_.bytes() + currencies_.bytes() + wide_.capacity() * sizeof(int64_t) + texts_.capacity() + places_.capacity() * sizeof(uint32_t);
}

// ---- RecordColumns ----

RecordColumns::RecordColumns(const Kind& kind, const std::vector<uint16_t>& members) : members_(kind.members.size()) {
    for (const uint16_t member : members) members_[member] = std::make_unique<Column>(kind.members[member].type);
}

void RecordColumns::Put(size_t slot, const Records& records) {
    first_.Put(slot, static_cast<uint32_t>(rows_));
    count_.Put(slot, static_cast<uint32_t>(records.size()));
    for (size_t i = 0; i < records.size(); ++i, ++rows_) {
        Value at = Value::Missing(Type::kDate);
        at.set = true;
        at.integer = records.at[i];
        at_.Put(rows_, at);
        for (size_t member = 0; member < members_.size(); ++member) {
            if (members_[member] != nullptr) members_[member]->Put(rows_, records.Row(i)[member]);
        }
    }
}

void RecordColumns::Get(size_t slot, uint16_t kind, const Reads::Members& members, Records& records, conditions::Arena& arena) const {
    const size_t count = count_.Get(slot), first = first_.Get(slot);
    records.at.resize(count);
    if (records.values.size() < count * records.width) records.values.resize(count * records.width);
    Value at;
    for (size_t i = 0; i < count; ++i) {
        at_.Get(first + i, at, arena);
        records.at[i] = at.integer;
    }
    for (const auto& [of, member] : members) {
        if (of != kind) continue;
        for (size_t i = 0; i < count; ++i) members_[member]->Get(first + i, records.values[i * records.width + member], arena);
    }
}

RecordColumns RecordColumns::Of(std::span<const size_t> slots) const {
    RecordColumns only;
    std::vector<RowMove> moves;
    for (const size_t slot : slots) {
        const size_t first = first_.Get(slot), count = count_.Get(slot);
        only.first_.Put(slot, static_cast<uint32_t>(moves.size()));
        only.count_.Put(slot, static_cast<uint32_t>(count));
        for (size_t row = first; row < first + count; ++row) moves.push_back({row, moves.size()});
    }
    only.rows_ = moves.size();
    only.at_ = at_.Moved(moves);
    for (const auto& column : members_) only.members_.push_back(column == nullptr ? nullptr : std::make_unique<Column>(column->Moved(moves)));
    return only;
}

void RecordColumns::Seal() {
    first_.Fit();
    count_.Fit();
    at_.Seal();
    for (const auto& column : members_) {
        if (column != nullptr) column->Seal();
    }
}

size_t RecordColumns::bytes() const {
    size_t sum = first_.bytes() + count_.bytes() + at_.bytes();
    for (const auto& column : members_) sum += column == nullptr ? 0 : column->bytes();
    return sum;
}

// ---- BlockColumns ----

namespace {

std::vector<uint16_t> MembersOf(const Reads::Members& all, uint16_t kind) {
    std::vector<uint16_t> members;
    for (const auto& [of, member] : all) {
        if (of == kind) members.push_back(member);
    }
    return members;
}

std::vector<std::unique_ptr<RecordColumns>> KindsOf(const std::vector<Kind>& kinds, const std::vector<uint16_t>& read, const Reads::Members& members) {
    std::vector<std::unique_ptr<RecordColumns>> all(kinds.size());
    for (const uint16_t kind : read) all[kind] = std::make_unique<RecordColumns>(kinds[kind], MembersOf(members, kind));
    return all;
}

}  // namespace

BlockColumns::BlockColumns(const conditions::Schema& schema, Reads reads)
    : reads_(std::move(reads)),
      fields_(schema.fields.size()),
      activities_(KindsOf(schema.activities, reads_.activities, reads_.activity_members)),
      objects_(KindsOf(schema.objects, reads_.objects, reads_.object_members)),
      sales_(kSales, {0}) {
    for (const uint16_t field : reads_.fields) fields_[field] = std::make_unique<Column>(schema.fields[field].type);
}

BlockColumns::BlockColumns(Reads reads, size_t fields, size_t activities, size_t objects)
    : reads_(std::move(reads)), fields_(fields), activities_(activities), objects_(objects) {}

void BlockColumns::Put(ProfileId id, const conditions::Person& person, const std::vector<profiles::Sales>& sales) {
    const size_t slot = SlotOf(id);
    if (sealed_ && shown_[slot]) ++again_;
    shown_[slot] = true;
    for (const uint16_t field : reads_.fields) fields_[field]->Put(slot, person.fields[field]);
    for (const uint16_t kind : reads_.activities) activities_[kind]->Put(slot, person.activities[kind]);
    for (const uint16_t kind : reads_.objects) objects_[kind]->Put(slot, person.objects[kind]);
    Records net{.width = 1};
    for (const profiles::Sales& one : sales) {
        net.at.push_back(0);
        net.values.push_back(Value::Money(one.gross - one.refunded, one.currency));
    }
    sales_.Put(slot, net);
}

void BlockColumns::Remove(ProfileId id) {
    if (sealed_ && shown_[SlotOf(id)]) ++again_;
    shown_[SlotOf(id)] = false;
}

void BlockColumns::Add(BlockColumns more) {
    for (const uint16_t field : more.reads_.fields) fields_[field] = std::move(more.fields_[field]);
    for (const uint16_t kind : more.reads_.activities) activities_[kind] = std::move(more.activities_[kind]);
    for (const uint16_t kind : more.reads_.objects) objects_[kind] = std::move(more.objects_[kind]);
    reads_ |= more.reads_;
}

BlockColumns BlockColumns::Compacted() const {
    std::vector<size_t> slots;
    EachShown([&](size_t slot) { slots.push_back(slot); });
    BlockColumns compact(reads_, fields_.size(), activities_.size(), objects_.size());
    compact.shown_ = shown_;
    std::vector<RowMove> moves;
    moves.reserve(slots.size());
    for (const size_t slot : slots) moves.push_back({slot, slot});
    for (const uint16_t field : reads_.fields) compact.fields_[field] = std::make_unique<Column>(fields_[field]->Moved(moves));
    for (const uint16_t kind : reads_.activities) compact.activities_[kind] = std::make_unique<RecordColumns>(activities_[kind]->Of(slots));
    for (const uint16_t kind : reads_.objects) compact.objects_[kind] = std::make_unique<RecordColumns>(objects_[kind]->Of(slots));
    compact.sales_ = sales_.Of(slots);
    compact.Seal();
    return compact;
}

void BlockColumns::Seal() {
    if (std::exchange(sealed_, true)) return;
    for (const uint16_t field : reads_.fields) fields_[field]->Seal();
    for (const uint16_t kind : reads_.activities) activities_[kind]->Seal();
    for (const uint16_t kind : reads_.objects) objects_[kind]->Seal();
    sales_.Seal();
}

void BlockColumns::Fill(size_t slot, const Reads& reads, conditions::Person& person) const {
    person.arena.Clear();
    for (const uint16_t field : reads.fields) fields_[field]->Get(slot, person.fields[field], person.arena);
    for (const uint16_t kind : reads.activities) activities_[kind]->Get(slot, kind, reads.activity_members, person.activities[kind], person.arena);
    for (const uint16_t kind : reads.objects) objects_[kind]->Get(slot, kind, reads.object_members, person.objects[kind], person.arena);
}

void BlockColumns::FillSales(size_t slot, Records& sales) const {
    static const Reads::Members kNet = {{0, 0}};
    conditions::Arena none;
    sales_.Get(slot, 0, kNet, sales, none);
}

size_t BlockColumns::bytes() const {
    size_t sum = sizeof(*this) + sales_.bytes();
    for (const uint16_t field : reads_.fields) sum += fields_[field]->bytes();
    for (const uint16_t kind : reads_.activities) sum += activities_[kind]->bytes();
    for (const uint16_t kind : reads_.objects) sum += objects_[kind]->bytes();
    return sum;
}

}  // namespace daybook::segments

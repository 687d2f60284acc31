// The people of one block in columns: what conditions read of them, in few bytes a value. A person who is put in comes out
// equal, but for what was not asked for.
#pragma once

#include <bitset>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/bytes.h"
#include "base/ids.h"
#include "conditions/program.h"
#include "conditions/schema.h"
#include "profiles/profile.h"

namespace daybook::segments {

// Unsigned numbers, each in as many bytes as the greatest needs: none (all are 0), one, two, or four.
class Narrow {
  public:
    uint32_t Get(size_t row) const;
    // Rows up to this one are 0 where none was put.
    void Put(size_t row, uint32_t value);
    // Gives back room for more rows.
    void Fit() { bytes_.shrink_to_fit(); }
    size_t bytes() const { return bytes_.capacity(); }
    void Write(ByteWriter& out) const;
    void Read(ByteReader& in);

  private:
    void Widen(uint8_t width);

    uint8_t width_ = 0;
    std::vector<uint8_t> bytes_;
};

// From one row to another.
struct RowMove {
    size_t from = 0, to = 0;
};

// Values of one type by row.
class Column {
  public:
    explicit Column(conditions::Type type) : type_(type) {}
    void Put(size_t row, const conditions::Value& value);
    // Its texts refer to the column and to the arena.
    void Get(size_t row, conditions::Value& value, conditions::Arena& arena) const;
    // Its values at other rows, and nothing else.
    Column Moved(std::span<const RowMove> moves) const;
    // Gives back room for more, and forgets what it needs to keep equal texts once: later ones are kept again.
    void Seal();
    size_t bytes() const;
    void Write(ByteWriter& out) const;
    void Read(ByteReader& in);

  private:
    uint32_t CodeOf(const conditions::Value& value);
    uint32_t Keep(int64_t wide);
    uint32_t KeepTexts(std::span<const conditions::Text> texts);
    void GetTexts(uint32_t place, conditions::Value& value, conditions::Arena& arena) const;

    conditions::Type type_;
    Narrow codes_;       // 0: missing
    Narrow currencies_;  // of money: places in known_
    std::vector<conditions::Currency> known_;
    std::vector<int64_t> wide_;    // what a code has no room for
    std::string texts_;            // count, then each text
    std::vector<uint32_t> places_;  // in texts_, by code - 1
    std::unordered_map<std::string, uint32_t> seen_;
};

// The activities or objects of one kind, by slot.
class RecordColumns {
  public:
    // Of `members` (numbers of the kind's members) only.
    RecordColumns(const conditions::Kind& kind, const std::vector<uint16_t>& members);
    void Put(size_t slot, const conditions::Records& records);
    RecordColumns() = default;  // of nobody
    // Those of these slots, and nothing else.
    RecordColumns Of(std::span<const size_t> slots) const;
    // With those of the pairs (kind, member) that are of `kind`; other values stay as they are.
    void Get(size_t slot, uint16_t kind, const conditions::Reads::Members& members, conditions::Records& records, conditions::Arena& arena) const;
    void Seal();
    size_t bytes() const;
    void Write(ByteWriter& out) const;
    void Read(ByteReader& in);

  private:
    Narrow first_, count_;
    Column at_{conditions::Type::kDate};
    std::vector<std::unique_ptr<Column>> members_;  // by number; null: not kept
    size_t rows_ = 0;
};

class BlockColumns {
  public:
    // `reads`: what is kept; its segments are not looked at.
    BlockColumns(const conditions::Schema& schema, conditions::Reads reads);
    const conditions::Reads& reads() const { return reads_; }

    // Whoever is shown. Again: instead of what was there.
    void Put(ProfileId id, const conditions::Person& person, const std::vector<profiles::Sales>& sales);
    void Remove(ProfileId id);
    // Everybody was put: puts are rarer from now on.
    void Seal();
    // Takes the fields and kinds of `more`, which has the same people; instead of what it has of these kinds.
    void Add(BlockColumns more);
    // Calls visit(slot) for everybody who is shown, in the order of their numbers.
    template <typename Visit>
    void EachShown(Visit visit) const {
        for (size_t slot = shown_._Find_first(); slot < shown_.size(); slot = shown_._Find_next(slot)) visit(slot);
    }

    // Sets those parts of the person that are in `reads` (which this covers); what else is set in it stays.
    void Fill(size_t slot, const conditions::Reads& reads, conditions::Person& person) const;
    // What they paid for less what was paid back: an amount a currency, in rows of one value.
    void FillSales(size_t slot, conditions::Records& sales) const;

    size_t bytes() const;
    // Without what people had who were put again or removed.
    BlockColumns Compacted() const;
    // What Compacted leaves out: nothing; or so much that it is not worth its room any more.
    bool IsCompact() const { return again_ == 0; }
    bool IsWasteful() const { return again_ > kBlockSize; }

    // Everything (columns_codec.cc). Null where the bytes are not these columns, or of another version; the schema is the one
    // that they were written with.
    void Write(ByteWriter& out) const;
    static std::unique_ptr<BlockColumns> Read(const conditions::Schema& schema, ByteReader& in);

  private:
    static size_t SlotOf(ProfileId id) { return static_cast<size_t>(Number(id) % kBlockSize); }
    BlockColumns(conditions::Reads reads, size_t fields, size_t activities, size_t objects);

    conditions::Reads reads_;
    int64_t again_ = 0;  // puts and removals since Seal
    bool sealed_ = false;
    std::bitset<static_cast<size_t>(kBlockSize)> shown_;
    std::vector<std::unique_ptr<Column>> fields_;              // by number; null: not kept
    std::vector<std::unique_ptr<RecordColumns>> activities_, objects_;  // likewise
    RecordColumns sales_;
};

}  // namespace daybook::segments

// Columns as bytes, to be stored:
//
//   block    = version, reads, shown, sales, field…, activities…, objects…     (those of `reads`, in its order)
//   records  = rows, first, count, at, member…
//   column   = codes, currencies, known, wide, texts, places
//   narrow   = width, its bytes
//
// Numbers as in base/bytes.h; vectors as they lie in memory, least byte first.
#include <bit>
#include <cstring>

#include "segments/columns.h"

namespace daybook::segments {
namespace {

using conditions::Reads;

// Another one is read again from everybody's rows: raised with what is kept of a person, and with how it is found.
constexpr uint64_t kVersion = 1;

static_assert(std::endian::native == std::endian::little);

template <typename T>
void WriteAll(ByteWriter& out, const std::vector<T>& values) {
    out.Text({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)});
}

template <typename T>
void ReadAll(ByteReader& in, std::vector<T>& values) {
    const std::string_view bytes = in.Text();
    values.resize(bytes.size() / sizeof(T));
    if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
}

void WriteReads(ByteWriter& out, const Reads& reads) {
    for (const auto* numbers : {&reads.fields, &reads.activities, &reads.objects}) WriteAll(out, *numbers);
    for (const auto* members : {&reads.activity_members, &reads.object_members}) {
        out.Unsigned(members->size());
        for (const auto& [kind, member] : *members) {
            out.Unsigned(kind);
            out.Unsigned(member);
        }
    }
}

Reads ReadReads(ByteReader& in) {
    Reads reads;
    for (auto* numbers : {&reads.fields, &reads.activities, &reads.objects}) ReadAll(in, *numbers);
    for (auto* members : {&reads.activity_members, &reads.object_members}) {
        for (uint64_t left = in.Unsigned(); left > 0 && in.ok(); --left) {
            const auto kind = static_cast<uint16_t>(in.Unsigned());
            members->emplace_back(kind, static_cast<uint16_t>(in.Unsigned()));
        }
    }
    return reads;
}

}  // namespace

void Narrow::Write(ByteWriter& out) const {
    out.Unsigned(width_);
    WriteAll(out, bytes_);
}

void Narrow::Read(ByteReader& in) {
    width_ = static_cast<uint8_t>(in.Unsigned());
    ReadAll(in, bytes_);
}

void Column::Write(ByteWriter& out) const {
    codes_.Write(out);
    currencies_.Write(out);
    WriteAll(out, known_);
    WriteAll(out, wide_);
    out.Text(texts_);
    WriteAll(out, places_);
}

void Column::Read(ByteReader& in) {
    codes_.Read(in);
    currencies_.Read(in);
    ReadAll(in, known_);
    ReadAll(in, wide_);
    texts_ = in.Text();
    ReadAll(in, places_);
}

void RecordColumns::Write(ByteWriter& out) const {
    out.Unsigned(rows_);
    first_.Write(out);
    count_.Write(out);
    at_.Write(out);
    for (const auto& column : members_) {
        if (column != nullptr) column->Write(out);
    }
}

void RecordColumns::Read(ByteReader& in) {
    rows_ = in.Unsigned();
    first_.Read(in);
    count_.Read(in);
    at_.Read(in);
    for (const auto& column : members_) {
        if (column != nullptr) column->Read(in);
    }
}

void BlockColumns::Write(ByteWriter& out) const {
    out.Unsigned(kVersion);
    WriteReads(out, reads_);
    const auto shown = std::bit_cast<std::array<char, sizeof shown_>>(shown_);
    out.Text({shown.data(), shown.size()});
    sales_.Write(out);
    for (const uint16_t field : reads_.fields) fields_[field]->Write(out);
    for (const uint16_t kind : reads_.activities) activities_[kind]->Write(out);
    for (const uint16_t kind : reads_.objects) objects_[kind]->Write(out);
}

std::unique_ptr<BlockColumns> BlockColumns::Read(const conditions::Schema& schema, ByteReader& in) {
    if (in.Unsigned() != kVersion) return nullptr;
    auto block = std::make_unique<BlockColumns>(schema, ReadReads(in));
    std::array<char, sizeof shown_> shown{};
    const std::string_view bytes = in.Text();
    if (bytes.size() != shown.size()) return nullptr;
    std::memcpy(shown.data(), bytes.data(), shown.size());
    block->shown_ = std::bit_cast<std::bitset<static_cast<size_t>(kBlockSize)>>(shown);
    block->sealed_ = true;
    block->sales_.Read(in);
    for (const uint16_t field : block->reads_.fields) block->fields_[field]->Read(in);
    for (const uint16_t kind : block->reads_.activities) block->activities_[kind]->Read(in);
    for (const uint16_t kind : block->reads_.objects) block->objects_[kind]->Read(in);
    return in.ok() ? std::move(block) : nullptr;
}

}  // namespace daybook::segments

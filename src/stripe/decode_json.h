// simdjson as decode*.cc, mapping.cc and attributes.cc use it: forgiving readers of values, and the slices of a document.
// Not for other files.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "stripe/facts.h"

namespace daybook::stripe::json {

using simdjson::dom::element;

// FNV-1a: members are told apart by `switch (KeyOf(field.key))`, several times faster than a lookup
// a member.
constexpr uint64_t KeyOf(std::string_view key) {
    uint64_t hash = 0xcbf29ce484222325;
    for (char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return hash;
}
inline namespace literals {
constexpr uint64_t operator""_key(const char* text, size_t size) { return KeyOf({text, size}); }
}  // namespace literals

// Calls visit(KeyOf(name), value) for each member of an object; never for anything else.
template <typename Visit>
void EachMember(element value, Visit visit) {
    simdjson::dom::object members;
    if (value.get(members) != simdjson::SUCCESS) return;
    for (const auto& [key, member] : members) visit(KeyOf(key), member);
}
// Calls visit(element) for each of an array; never for anything else.
template <typename Visit>
void EachElement(element value, Visit visit) {
    simdjson::dom::array elements;
    if (value.get(elements) != simdjson::SUCCESS) return;
    for (const element each : elements) visit(each);
}
// Nothing where the value is no object, or has no such member.
std::optional<element> Member(element value, std::string_view key);

// A string without its NULs; empty for anything else.
std::string Text(element value);
// The same without a copy, for ids and enumerations; a text with a NUL reads as empty.
std::string_view View(element value);
// The same for an e-mail address: a NUL, which no column holds, is another control character, so that what is no address does
// not become one.
std::string Email(element value);
// The same for a status that has no number: what Detail.status keeps.
std::string OtherStatus(element value);
// At most `max` bytes, cut between characters.
std::string Cut(std::string text, size_t max);
// An integer; 2^63 and more saturate; a whole number with a fraction part too; a decimal string is
// cut; else nothing.
std::optional<int64_t> Integer(element value);
inline int64_t IntegerOr0(element value) { return Integer(value).value_or(0); }
bool True(element value);
inline bool Set(element value) { return !value.is_null(); }
// An id given as text, as an object or as a stub. Empty: none.
std::string_view Reference(element value);
Address AddressOf(element value);

// A parsed document and the places of its values in the source. One a thread is kept and used
// again.
class Document {
  public:
    // kCorrupt where `json` is not one whole JSON value. Valid until the next call on this thread.
    static Result<Document*> Parse(std::string_view json);

    element root() const { return root_; }
    std::string_view source() const { return {buffer_.data(), size_}; }

    // Half-open ranges of the source.
    struct Range {
        size_t begin = 0, end = 0;
    };
    // The member of the object that begins at `object` (0: the document). The first of that name,
    // as in the DOM.
    std::optional<Range> Find(size_t object, std::string_view key) const;
    // The elements of the array that begins at `array`.
    std::vector<Range> Slices(size_t array) const;
    std::string_view Slice(Range range) const {
        return source().substr(range.begin, range.end - range.begin);
    }

  private:
    Status Load(std::string_view json);
    size_t IndexAt(size_t offset) const;
    size_t After(size_t index) const;
    size_t EndOf(size_t index, size_t next) const;

    simdjson::dom::parser parser_;
    std::string buffer_;
    size_t size_ = 0;
    element root_;
    const uint32_t* places_ = nullptr;  // where each bracket, comma, colon, text and scalar begins
    size_t count_ = 0;
};

}  // namespace daybook::stripe::json

namespace daybook::stripe {

// Fills what its kind needs from an object of that kind; the common members are read already.
void ReadCustomer(json::element object, Decoded& out);
void ReadMetadata(json::element value, Decoded& out);
void ReadInvoice(json::element object, Decoded& out);
void ReadSubscription(json::element object, Decoded& out);
void ReadSession(json::element object, Decoded& out);
void ReadCharge(json::element object, Decoded& out);
void ReadRefund(json::element object, Decoded& out);
void ReadCreditNote(json::element object, Decoded& out);
void ReadInvoicePayment(json::element object, Decoded& out);
void ReadPrice(json::element object, Decoded& out);

// One member that every kind has; for the `default` of a kind's switch.
void ReadCommon(uint64_t key, json::element value, Decoded& out);

// What a line of an invoice or a checkout says of its price: price{…}, plan{…} (before basil), an expanded price, or an id.
void ReadLinePrice(json::element price, Line& line);
// The description names the line: where it has no product, it stands for that.
void NameLine(std::string description, Line& line);

// Names, addresses and numbers of an object, and the flags and hash of what it has to offer.
Contact ContactOfInvoice(json::element object);
Contact ContactOfSession(json::element object);
Contact ContactOfCharge(json::element object);
void OfferContact(const Contact& contact, Fact& fact, Detail& detail);

}  // namespace daybook::stripe

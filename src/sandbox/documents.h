// Objects kept as text: worlds that were loaded, and made-up objects that somebody changed by hand.
//
// A document stands beside the rows in the same lists; one with the id of a row stands for that row. Not thread safe.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "sandbox/objects.h"

namespace daybook::sandbox {

struct SubDocument {
    std::string id;
    std::array<std::string, 2> text;  // by Era
};

struct Document {
    Kind kind = Kind::kCustomer;
    std::string id;
    uint32_t created = 0;
    std::array<std::string, 2> text;  // by Era, compact, livemode true; empty: not in this shape
    bool deleted = false;             // GET gives the text (a stub), lists nothing
    bool gone = false;                // 404
    bool on_clock = false;
    // What lists filter by and events differ by: "customer", "status", "email", …
    std::map<std::string, std::string, std::less<>> fields;
    std::vector<SubDocument> lines;   // more than are embedded
};

class Documents {
  public:
    using Order = std::map<std::pair<uint32_t, std::string>, uint32_t>;  // (created, id) to the number

    // Inserts, or replaces what has the same kind and id; lines that are given replace, none keep. Returns the number.
    uint32_t Put(Document document);
    const Document* Find(Kind kind, std::string_view id) const;
    const Document& At(uint32_t number) const { return all_[number]; }
    const Order& order(Kind kind) const { return orders_[static_cast<int>(kind)]; }
    size_t size() const { return all_.size(); }

  private:
    std::vector<Document> all_;
    std::array<std::map<std::string, uint32_t, std::less<>>, kKinds> by_id_;
    std::array<Order, kKinds> orders_;
};

// An object in one shape's JSON. kInvalid where it is no object of a listed kind with id and created.
Result<Document> ParseDocument(std::string_view json, Era era);
// Reads into `document` the other shape's text of the same object.
Status AddShape(Document& document, std::string_view json, Era era);

// RFC 7396: `patch` laid over `target`, compact. kInvalid where one is no JSON.
Result<std::string> MergePatch(std::string_view target, std::string_view patch);

// `text` with livemode as the key's mode has it.
void AppendWithMode(std::string& out, std::string_view text, Mode mode);

}  // namespace daybook::sandbox

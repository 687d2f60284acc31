#include "stripe/decode_json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <memory>

#include <fmt/format.h>

namespace daybook::stripe::json {
namespace {

// A larger document gets a parser of its own, so that one huge page does not hold memory for ever.
constexpr size_t kKeptBytesMax = 8u << 20;
constexpr size_t kStatusBytesMax = 80;
constexpr char kNoNul = '\x01';

std::optional<int64_t> FromDouble(double number) {
    if (!std::isfinite(number)) return std::nullopt;
    if (number >= 9.2233720368547758e18) return std::numeric_limits<int64_t>::max();
    if (number <= -9.2233720368547758e18) return std::numeric_limits<int64_t>::min();
    return static_cast<int64_t>(number);
}

std::optional<int64_t> FromText(std::string_view text) {
    int64_t number = 0;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, number);
    if (error == std::errc::result_out_of_range) {
        return text.front() == '-' ? std::numeric_limits<int64_t>::min()
                                   : std::numeric_limits<int64_t>::max();
    }
    const bool whole = error == std::errc{} && (end == last || *end == '.');
    return whole ? std::optional(number) : std::nullopt;
}

}  // namespace

std::optional<element> Member(element value, std::string_view key) {
    element found;
    if (value.get_object().at_key(key).get(found) != simdjson::SUCCESS) return std::nullopt;
    return found;
}

std::string Text(element value) {
    std::string_view view;
    if (value.get(view) != simdjson::SUCCESS) return {};
    std::string text(view);
    if (text.find('\0') != std::string::npos) std::erase(text, '\0');
    return text;
}

std::string_view View(element value) {
    std::string_view view;
    if (value.get(view) != simdjson::SUCCESS || view.find('\0') != std::string_view::npos)
        return {};
    return view;
}

std::string Email(element value) {
    std::string_view view;
    if (value.get(view) != simdjson::SUCCESS) return {};
    std::string text(view);
    std::replace(text.begin(), text.end(), '\0', kNoNul);
    return text;
}

std::string OtherStatus(element value) { return Cut(std::string(View(value)), kStatusBytesMax); }

std::string Cut(std::string text, size_t max) {
    if (text.size() <= max) return text;
    size_t end = max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    text.resize(end);
    return text;
}

std::optional<int64_t> Integer(element value) {
    switch (value.type()) {
        case simdjson::dom::element_type::INT64:
            return int64_t{value};
        case simdjson::dom::element_type::UINT64:
            return std::numeric_limits<int64_t>::max();
        case simdjson::dom::element_type::DOUBLE:
            return FromDouble(double{value});
        case simdjson::dom::element_type::STRING:
            return FromText(View(value));
        default:
            return std::nullopt;
    }
}

bool True(element value) {
    bool is = false;
    return value.get(is) == simdjson::SUCCESS && is;
}

std::string_view Reference(element value) {
    if (value.is_string()) return View(value);
    const auto id = Member(value, "id");
    return id ? View(*id) : std::string_view{};
}

Address AddressOf(element value) {
    Address address;
    EachMember(value, [&](uint64_t key, element part) {
        switch (key) {
            case "line1"_key:
                address.line1 = Text(part);
                break;
            case "line2"_key:
                address.line2 = Text(part);
                break;
            case "city"_key:
                address.city = Text(part);
                break;
            case "state"_key:
                address.state = Text(part);
                break;
            case "postal_code"_key:
                address.postal_code = Text(part);
                break;
            case "country"_key:
                address.country = Text(part);
                break;
        }
    });
    return address;
}

Result<Document*> Document::Parse(std::string_view json) {
    thread_local std::unique_ptr<Document> kept;
    if (!kept || kept->buffer_.capacity() > kKeptBytesMax) kept = std::make_unique<Document>();
    TRY(kept->Load(json));
    return kept.get();
}

Status Document::Load(std::string_view json) {
    // The parser reads (never writes) a few bytes beyond the end.
    if (buffer_.size() < json.size() + simdjson::SIMDJSON_PADDING) {
        buffer_.resize(json.size() + simdjson::SIMDJSON_PADDING);
    }
    std::memcpy(buffer_.data(), json.data(), json.size());
    std::memset(buffer_.data() + json.size(), 0, simdjson::SIMDJSON_PADDING);
    size_ = json.size();
    const auto error = parser_.parse(buffer_.data(), size_, false).get(root_);
    if (error != simdjson::SUCCESS) {
        return Corrupt("What came is not JSON, or a part of it is missing.");
    }
    places_ = parser_.implementation->structural_indexes.get();
    count_ = parser_.implementation->n_structural_indexes;
    return {};
}

size_t Document::IndexAt(size_t offset) const {
    const auto* const found = std::lower_bound(places_, places_ + count_, offset);
    ASSERT(found != places_ + count_ && *found == offset);
    return static_cast<size_t>(found - places_);
}

// The index of what follows the value at `index`. The document is valid, so brackets match.
size_t Document::After(size_t index) const {
    int depth = 0;
    do {
        switch (buffer_[places_[index]]) {
            case '{':
            case '[':
                ++depth;
                break;
            case '}':
            case ']':
                --depth;
                break;
        }
        ++index;
    } while (depth > 0 && index < count_);
    return index;
}

// Where the value at `index` ends, when `next` is the index after it: without the white space that
// follows.
size_t Document::EndOf(size_t index, size_t next) const {
    const char first = buffer_[places_[index]];
    if (first == '{' || first == '[') return places_[next - 1] + 1;
    size_t end = next < count_ ? places_[next] : size_;
    while (end > 0 && std::strchr(" \t\r\n", buffer_[end - 1]) != nullptr) --end;
    return end;
}

std::optional<Document::Range> Document::Find(size_t object, std::string_view key) const {
    size_t index = object == 0 ? 0 : IndexAt(object);
    if (index >= count_ || buffer_[places_[index]] != '{') return std::nullopt;
    ++index;
    while (index + 2 < count_ && buffer_[places_[index]] == '"') {
        const std::string_view name = source().substr(places_[index] + 1);
        const bool wanted = name.starts_with(key) && name.substr(key.size()).starts_with('"');
        const size_t value = index + 2;
        const size_t next = After(value);
        if (wanted) return Range{places_[value], EndOf(value, next)};
        index = next + 1;
    }
    return std::nullopt;
}

std::vector<Document::Range> Document::Slices(size_t array) const {
    std::vector<Range> slices;
    size_t index = IndexAt(array);
    ASSERT(buffer_[places_[index]] == '[');
    ++index;
    while (index < count_ && buffer_[places_[index]] != ']') {
        const size_t next = After(index);
        slices.push_back({places_[index], EndOf(index, next)});
        index = next;
        if (index < count_ && buffer_[places_[index]] == ',') ++index;
    }
    return slices;
}

}  // namespace daybook::stripe::json

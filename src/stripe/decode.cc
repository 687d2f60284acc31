#include "stripe/decode.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>

#include "base/text.h"
#include "stripe/decode_json.h"

namespace daybook::stripe {

using json::Document;
using json::element;
using namespace json::literals;

namespace {

constexpr size_t kIdBytesMax = 255;

// Addresses that Stripe signs anew each time it shows an object: another one is no other object.
std::span<const std::string_view> SignedMembers(Kind kind) {
    static constexpr std::array<std::string_view, 2> kInvoice = {"hosted_invoice_url", "invoice_pdf"};
    static constexpr std::array<std::string_view, 1> kCharge = {"receipt_url"}, kCreditNote = {"pdf"};
    if (kind == Kind::kInvoice) return kInvoice;
    if (kind == Kind::kCharge) return kCharge;
    return kind == Kind::kCreditNote ? std::span<const std::string_view>(kCreditNote) : std::span<const std::string_view>();
}

// Of the body without those addresses.
uint64_t DigestOf(Kind kind, element object, std::string_view body) {
    std::vector<std::string_view> cut;  // places in the body
    for (const std::string_view member : SignedMembers(kind)) {
        const auto value = json::Member(object, member);
        const std::string_view address = value ? json::View(*value) : std::string_view();
        const size_t at = address.empty() ? std::string_view::npos : body.find(address);
        if (at != std::string_view::npos) cut.push_back(body.substr(at, address.size()));
    }
    std::ranges::sort(cut, {}, &std::string_view::data);
    uint64_t digest = 0;
    for (const std::string_view address : cut) {
        digest = XXH3_64bits_withSeed(body.data(), static_cast<size_t>(address.data() - body.data()), digest);
        body.remove_prefix(static_cast<size_t>(address.data() + address.size() - body.data()));
    }
    digest = XXH3_64bits_withSeed(body.data(), body.size(), digest);
    return digest == 0 ? 1 : digest;
}

void ReadKind(element object, Decoded& out) {
    switch (out.kind) {
        case Kind::kCustomer:
            return ReadCustomer(object, out);
        case Kind::kInvoice:
            return ReadInvoice(object, out);
        case Kind::kSubscription:
            return ReadSubscription(object, out);
        case Kind::kSession:
            return ReadSession(object, out);
        case Kind::kCharge:
            return ReadCharge(object, out);
        case Kind::kRefund:
            return ReadRefund(object, out);
        case Kind::kCreditNote:
            return ReadCreditNote(object, out);
        case Kind::kInvoicePayment:
            return ReadInvoicePayment(object, out);
        case Kind::kPrice:
            return ReadPrice(object, out);
        case Kind::kCoupon:
        case Kind::kProduct:
            return json::EachMember(
                object, [&](uint64_t key, element value) { ReadCommon(key, value, out); });
        case Kind::kUnknown:
            break;
    }
}

bool IsKind(Kind kind, element object) {
    const auto name = json::Member(object, "object");
    return name && json::View(*name) == ResourceOf(kind).object;
}

// Nothing where the element is no object of this kind, or has no id that could be one.
std::optional<Decoded> Read(Kind kind, element object, std::string_view slice) {
    if (!object.is_object() || !IsKind(kind, object)) return std::nullopt;
    Decoded out;
    out.kind = out.fact.kind = kind;
    ReadKind(object, out);
    if (out.id.empty() || out.id.size() > kIdBytesMax) return std::nullopt;
    out.fact.at = out.created;
    out.body = slice;
    out.digest = DigestOf(kind, object, slice);
    return out;
}

Error NotAList() {
    return Corrupt("Stripe's answer is JSON, but not a list ({\"object\":\"list\",\"data\":[…]}).");
}

struct List {
    element data;
    std::vector<Document::Range> slices;
    bool has_more = false;
};

Result<List> ReadList(const Document& document) {
    const element root = document.root();
    const auto object = json::Member(root, "object");
    const auto data = json::Member(root, "data");
    if (!object || json::View(*object) != "list" || !data || !data->is_array()) return NotAList();
    const auto place = document.Find(0, "data");
    if (!place) return NotAList();
    List list{*data, document.Slices(place->begin), false};
    if (list.slices.size() != data->get_array().size())
        return NotAList();  // a member written twice
    const auto more = json::Member(root, "has_more");
    list.has_more = more && json::True(*more);
    return list;
}

// The member that embeds a list of parts.
std::string_view PartsMember(Kind kind) {
    if (kind == Kind::kInvoice) return "lines";
    return kind == Kind::kSession ? "line_items" : "items";
}

std::string IdOf(element object) {
    const auto id = json::Member(object, "id");
    return id ? std::string(json::View(*id)) : std::string();
}

}  // namespace

void ReadCommon(uint64_t key, element value, Decoded& out) {
    switch (key) {
        case "id"_key:
            out.id = json::View(value);
            break;
        case "created"_key:
            out.created = json::IntegerOr0(value);
            break;
        case "livemode"_key:
            out.livemode = json::True(value);
            break;
        case "deleted"_key:
            out.deleted = json::True(value);
            break;
        case "test_clock"_key:
            out.test_clock = !json::Reference(value).empty();
            break;
        case "customer"_key:
            out.customer_id = json::Reference(value);
            break;
        case "currency"_key:
            out.fact.currency = AsciiLower(json::View(value));
            break;
    }
}

Result<Page> DecodePage(Kind kind, std::string_view text) {
    const Document& document = *TRY(Document::Parse(text));
    const List list = TRY(ReadList(document));
    Page page;
    page.has_more = list.has_more;
    page.objects.reserve(list.slices.size());
    size_t index = 0;
    json::EachElement(list.data, [&](element object) {
        auto decoded = Read(kind, object, document.Slice(list.slices[index++]));
        page.last_id = decoded ? decoded->id : IdOf(object);
        const auto created = json::Member(object, "created");
        page.last_created = decoded ? decoded->created : created ? json::IntegerOr0(*created) : 0;
        if (decoded)
            page.objects.push_back(std::move(*decoded));
        else
            ++page.unknown;
    });
    return page;
}

Result<Decoded> DecodeObject(Kind kind, std::string_view text) {
    const Document& document = *TRY(Document::Parse(text));
    auto decoded = Read(kind, document.root(), Trim(document.source()));
    if (!decoded) {
        return Corrupt(
            fmt::format("Stripe's answer is JSON, but not an object of the kind \"{}\" with an id.",
                        ResourceOf(kind).object));
    }
    return std::move(*decoded);
}

Result<Contact> DecodeContactOf(Kind kind, std::string_view text) {
    const Document& document = *TRY(Document::Parse(text));
    switch (kind) {
        case Kind::kInvoice:
            return ContactOfInvoice(document.root());
        case Kind::kSession:
            return ContactOfSession(document.root());
        case Kind::kCharge:
            return ContactOfCharge(document.root());
        default:
            break;
    }
    Decoded decoded;
    if (kind == Kind::kCustomer) ReadCustomer(document.root(), decoded);
    return std::move(decoded.contact);
}

Result<std::vector<std::pair<std::string, std::string>>> DecodeMetadata(std::string_view text) {
    Decoded decoded;
    if (const auto metadata = json::Member((*TRY(Document::Parse(text))).root(), "metadata")) ReadMetadata(*metadata, decoded);
    return std::move(decoded.metadata);
}

Result<std::string> WithWholeList(Kind kind, std::string_view text,
                                  const std::vector<std::string>& elements) {
    const Document& document = *TRY(Document::Parse(text));
    const auto list = document.Find(0, PartsMember(kind));
    if (!list || document.source()[list->begin] != '{')
        return Corrupt("The object has no list to complete.");
    const auto data = document.Find(list->begin, "data");
    const auto more = document.Find(list->begin, "has_more");
    if (!data) return Corrupt("The object's list has no data to complete.");
    std::string joined = "[";
    for (const std::string& each : elements)
        joined.append(joined.size() > 1 ? "," : "").append(each);
    joined += ']';
    std::string out(document.source());
    const auto replace = [&](Document::Range range, std::string_view by) {
        out.replace(range.begin, range.end - range.begin, by);
    };
    // From the back, so that the first replacement moves nothing of the second.
    if (more && more->begin > data->begin) replace(*more, "false");
    replace(*data, joined);
    if (more && more->begin < data->begin) replace(*more, "false");
    return out;
}

Result<RawList> DecodeRawList(std::string_view text) {
    const Document& document = *TRY(Document::Parse(text));
    const List list = TRY(ReadList(document));
    RawList raw;
    raw.has_more = list.has_more;
    raw.elements.reserve(list.slices.size());
    for (const Document::Range slice : list.slices)
        raw.elements.emplace_back(document.Slice(slice));
    json::EachElement(list.data, [&](element object) { raw.last_id = IdOf(object); });
    return raw;
}

}  // namespace daybook::stripe

#include "sandbox/documents.h"

#include <simdjson.h>

#include "base/json_write.h"
#include "sandbox/endpoints.h"

namespace daybook::sandbox {
namespace {

namespace dom = simdjson::dom;

constexpr std::string_view kLiveTrue = "\"livemode\":true";
constexpr std::string_view kLiveFalse = "\"livemode\":false";

std::string AsLive(std::string text) {
    for (size_t at = 0; (at = text.find(kLiveFalse, at)) != std::string::npos;) text.replace(at, kLiveFalse.size(), kLiveTrue);
    return text;
}

std::optional<Kind> KindOf(std::string_view object) {
    for (const Endpoint& endpoint : Endpoints())
        if (endpoint.noun == object) return endpoint.kind;
    return std::nullopt;
}

// A member that is an id, or the object it expands to.
std::string IdAt(dom::element object, std::string_view pointer) {
    dom::element found;
    if (object.at_pointer(pointer).get(found)) return {};
    std::string_view text;
    if (!found.get(text)) return std::string(text);
    if (!found["id"].get(text)) return std::string(text);
    return {};
}

void ReadFields(Document& document, dom::element object) {
    auto take = [&](std::string_view name, std::string_view pointer) {
        std::string value = IdAt(object, pointer);
        if (!value.empty()) document.fields[std::string(name)] = std::move(value);
    };
    for (std::string_view name : {"customer", "status", "email", "subscription", "invoice", "charge", "payment_intent", "product",
                                  "code", "type", "currency", "collection_method", "test_clock"})
        take(name, std::string("/").append(name));
    take("subscription", "/parent/subscription_details/subscription");
    take("details_email", "/customer_details/email");
    take("payment_intent", "/payment/payment_intent");
    take("type", "/payment/type");
    for (std::string_view name : {"active", "captured"}) {
        bool value = false;
        if (!object[name].get(value)) document.fields[std::string(name)] = value ? "true" : "false";
    }
    int64_t refunded = 0;
    if (!object["amount_refunded"].get(refunded)) document.fields["amount_refunded"] = std::to_string(refunded);
    document.on_clock = document.fields.contains("test_clock");
}

void AppendMerged(std::string& out, const dom::element* target, dom::element patch);

void AppendMember(std::string& out, std::string_view key) {
    if (out.back() != '{') out += ',';
    AppendJsonString(out, key);
    out += ':';
}

void AppendMergedObject(std::string& out, const dom::element* target, dom::object patch) {
    out += '{';
    dom::object base;
    bool has_base = target != nullptr && !target->get(base);
    if (has_base) {
        for (auto [key, value] : base) {
            dom::element change;
            if (patch.at_key(key).get(change)) {
                AppendMember(out, key);
                out += simdjson::minify(value);
            } else if (!change.is_null()) {
                AppendMember(out, key);
                AppendMerged(out, &value, change);
            } else {
                // Stripe's objects keep their members: null stays as null.
                AppendMember(out, key);
                out += "null";
            }
        }
    }
    for (auto [key, change] : patch) {
        dom::element known;
        if (has_base && !base.at_key(key).get(known)) continue;
        AppendMember(out, key);
        AppendMerged(out, nullptr, change);
    }
    out += '}';
}

void AppendMerged(std::string& out, const dom::element* target, dom::element patch) {
    dom::object object;
    if (!patch.get(object)) AppendMergedObject(out, target, object);
    else out += simdjson::minify(patch);
}

}  // namespace

Result<Document> ParseDocument(std::string_view json, Era era) {
    dom::parser parser;
    dom::element object;
    if (parser.parse(json.data(), json.size()).get(object)) return Invalid("the object is not valid JSON");
    std::string_view id;
    std::string_view name;
    if (object["id"].get(id) || object["object"].get(name)) return Invalid("the object needs `id` and `object`");
    auto kind = KindOf(name);
    if (!kind) return Invalid("the sandbox has no objects of type " + std::string(name), "object");
    Document document;
    document.kind = *kind;
    document.id = id;
    if (object["deleted"].get(document.deleted)) document.deleted = false;
    uint64_t created = 0;
    if (object["created"].get(created) && !document.deleted) return Invalid("the object needs `created`", "created");
    document.created = static_cast<uint32_t>(created);
    ReadFields(document, object);
    document.text[static_cast<int>(era)] = AsLive(simdjson::minify(object));
    return document;
}

Status AddShape(Document& document, std::string_view json, Era era) {
    Document other = TRY(ParseDocument(json, era));
    if (other.id != document.id || other.kind != document.kind) return Invalid("the two shapes are of different objects");
    document.text[static_cast<int>(era)] = std::move(other.text[static_cast<int>(era)]);
    document.fields.merge(other.fields);
    return {};
}

uint32_t Documents::Put(Document document) {
    auto& ids = by_id_[static_cast<int>(document.kind)];
    auto& order = orders_[static_cast<int>(document.kind)];
    auto [at, fresh] = ids.try_emplace(document.id, static_cast<uint32_t>(all_.size()));
    uint32_t number = at->second;
    if (fresh) all_.emplace_back();
    else order.erase({all_[number].created, document.id});
    if (!document.deleted && !document.gone) order[{document.created, document.id}] = number;
    if (document.lines.empty()) document.lines = std::move(all_[number].lines);
    all_[number] = std::move(document);
    return number;
}

const Document* Documents::Find(Kind kind, std::string_view id) const {
    const auto& ids = by_id_[static_cast<int>(kind)];
    auto found = ids.find(id);
    return found == ids.end() ? nullptr : &all_[found->second];
}

Result<std::string> MergePatch(std::string_view target, std::string_view patch) {
    dom::parser first;
    dom::parser second;
    dom::element base;
    dom::element change;
    if (first.parse(target.data(), target.size()).get(base)) return Invalid("the object is not valid JSON");
    if (second.parse(patch.data(), patch.size()).get(change)) return Invalid("the change is not valid JSON");
    if (!change.is_object()) return Invalid("the change must be a JSON object of members to set");
    std::string out;
    AppendMerged(out, &base, change);
    return out;
}

void AppendWithMode(std::string& out, std::string_view text, Mode mode) {
    if (mode == Mode::kLive) {
        out.append(text);
        return;
    }
    size_t from = 0;
    for (size_t at; (at = text.find(kLiveTrue, from)) != std::string_view::npos; from = at + kLiveTrue.size())
        out.append(text.substr(from, at - from)).append(kLiveFalse);
    out.append(text.substr(from));
}

}  // namespace daybook::sandbox

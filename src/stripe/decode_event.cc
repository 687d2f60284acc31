// Events: only what they point to is believed (stripe.md §5.3).
#include "base/text.h"
#include "stripe/decode.h"
#include "stripe/decode_json.h"

namespace daybook::stripe {

using json::element;
using namespace json::literals;

namespace {

// "customer" of "https://…" or "/v1/customers/cus_1", or the last word of "v2.core.account".
std::string ObjectOfRelated(std::string_view url) {
    for (const Resource& resource : kResources) {
        const size_t at = url.find(resource.path);
        if (at != std::string_view::npos &&
            url.substr(at + resource.path.size()).starts_with('/')) {
            return std::string(resource.object);
        }
    }
    return {};
}

void ReadRelated(element related, EventHint& hint) {
    std::string type;
    std::string by_url;
    json::EachMember(related, [&](uint64_t key, element value) {
        switch (key) {
            case "id"_key:
                hint.object_id = json::View(value);
                break;
            case "type"_key:
                type = json::View(value);
                break;
            case "url"_key:
                by_url = ObjectOfRelated(json::View(value));
                break;
        }
    });
    hint.object = by_url.empty() ? type : by_url;
}

// Unix seconds; thin events write "2026-01-31T14:02:11.000Z", and nothing depends on theirs.
int64_t SecondsOf(element value) { return value.is_string() ? 0 : json::IntegerOr0(value); }

void ReadData(element data, EventHint& hint) {
    const auto object = json::Member(data, "object");
    if (!object) return;
    json::EachMember(*object, [&](uint64_t key, element value) {
        switch (key) {
            case "id"_key:
                hint.object_id = json::View(value);
                break;
            case "object"_key:
                hint.object = json::View(value);
                break;
            case "created"_key:
                hint.object_created = SecondsOf(value);
                break;
        }
    });
}

}  // namespace

Result<EventHint> DecodeEvent(std::string_view text) {
    const json::Document& document = *TRY(json::Document::Parse(text));
    EventHint hint;
    std::string_view object;
    json::EachMember(document.root(), [&](uint64_t key, element value) {
        switch (key) {
            case "object"_key:
                object = json::View(value);
                break;
            case "id"_key:
                hint.event_id = json::View(value);
                break;
            case "type"_key:
                hint.type = json::View(value);
                break;
            case "account"_key:
                hint.account = json::View(value);
                break;
            case "created"_key:
                hint.created = SecondsOf(value);
                break;
            case "livemode"_key:
                hint.livemode = json::True(value);
                break;
            case "data"_key:
                if (hint.object_id.empty()) ReadData(value, hint);
                break;
            case "related_object"_key:
                ReadRelated(value, hint);
                break;
        }
    });
    if ((object != "event" && object != "v2.core.event") || hint.event_id.empty()) {
        return Corrupt("It is JSON of another kind.");
    }
    return hint;
}

}  // namespace daybook::stripe

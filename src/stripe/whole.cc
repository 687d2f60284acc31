#include "stripe/whole.h"

#include <fmt/format.h>

#include "base/text.h"

namespace daybook::stripe {
namespace {

// 100 elements a page: far more than an invoice may have, and an end for a list that has none.
constexpr int kPagesMax = 400;

struct Reading {
    std::shared_ptr<Client> client;
    Haste haste;
    Decoded& object;
    std::function<void(std::optional<Failure>)> done;
    std::vector<std::string> elements;
    std::string cursor;
    bool has_more = false;
    int pages = 0;
};

std::string TargetOf(const Reading& reading) {
    const Decoded& object = reading.object;
    std::string target =
        object.kind == Kind::kSubscription
            ? "/v1/subscription_items?limit=100&subscription=" + UrlEncode(object.id)
            : OnePath(object.kind, object.id) + (object.kind == Kind::kInvoice ? "/lines?limit=100" : "/line_items?limit=100");
    if (!reading.cursor.empty()) target += "&starting_after=" + UrlEncode(reading.cursor);
    return target;
}

// On the pool: takes a page in and, with the last one, makes the object whole.
Status TakePage(Reading& reading, const std::string& body) {
    RawList page = TRY(DecodeRawList(body));
    const bool moves = !page.last_id.empty() && page.last_id != reading.cursor;
    if (page.has_more && (!moves || ++reading.pages >= kPagesMax)) {
        return Corrupt(fmt::format("Stripe's list of the parts of {} does not end.",
                                   reading.object.id),
                       "stripe_page_stuck");
    }
    std::vector<std::string> elements = reading.elements;
    for (std::string& element : page.elements) elements.push_back(std::move(element));
    if (!page.has_more) {
        const Kind kind = reading.object.kind;
        const auto whole = TRY(WithWholeList(kind, reading.object.body, elements));
        reading.object = TRY(DecodeObject(kind, whole));
    }
    reading.elements = std::move(elements);
    reading.cursor = page.last_id;
    reading.has_more = page.has_more;
    return {};
}

void ReadOn(const std::shared_ptr<Reading>& reading) {
    Get get;
    get.endpoint = {reading->object.kind, Form::kSubList};
    get.target = TargetOf(*reading);
    get.haste = reading->haste;
    get.urgency = kPageWaits;
    get.take = [reading](const std::string& body) { return TakePage(*reading, body); };
    reading->client->Send(std::move(get), [reading](Client::Reply reply) {
        if (reply.ok() && reading->has_more) return ReadOn(reading);
        const bool gone = !reply.ok() && reply.failure->kind == Failure::Kind::kNotFound;
        reading->done(gone ? std::nullopt : std::move(reply.failure));
    });
}

}  // namespace

void MakeWhole(const std::shared_ptr<Client>& client, Haste haste, Decoded& object,
               std::function<void(std::optional<Failure>)> done) {
    ASSERT(object.more_lines);
    ReadOn(std::make_shared<Reading>(Reading{client, haste, object, std::move(done), {}, {}, false, 0}));
}

}  // namespace daybook::stripe

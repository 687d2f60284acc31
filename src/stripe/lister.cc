#include "stripe/lister.h"

#include <fmt/format.h>

#include <atomic>
#include <vector>

#include "base/text.h"
#include "profiles/profile.h"
#include "stripe/decode.h"
#include "stripe/whole.h"

namespace daybook::stripe {
namespace {

// Shared by the requests that complete one page; the last one tells.
struct Completing {
    std::atomic<size_t> missing{0};
    std::atomic<bool> failed{false};
};

int64_t CountPaid(const Page& page, int64_t since) {
    int64_t paid = 0;
    for (const Decoded& object : page.objects) {
        const bool counts = object.kind == Kind::kInvoice && object.created >= since &&
                            object.fact.status == static_cast<int16_t>(profiles::OrderStatus::kPaid);
        if (counts) ++paid;
    }
    return paid;
}

Status TakePage(ListPage& page, Kind kind, const std::string& body) {
    Page decoded = TRY(DecodePage(kind, body));
    page.count = decoded.objects.size() + static_cast<size_t>(decoded.unknown);
    page.last_id = decoded.last_id;
    page.last_created = decoded.last_created;
    page.has_more = decoded.has_more;
    page.paid = CountPaid(decoded, page.paid_since);
    page.batch.objects = std::move(decoded.objects);
    return {};
}

void Complete(const std::shared_ptr<Client>& client, Haste haste, Mirror& mirror, const ListPagePtr& page, const ListDone& done) {
    std::vector<Decoded*> partial;
    for (Decoded& object : page->batch.objects) {
        if (object.more_lines) partial.push_back(&object);
    }
    const auto ready = [&mirror, page, done] {
        mirror.Prepare(page->batch);
        done(page, {});
    };
    if (partial.empty()) return ready();
    auto completing = std::make_shared<Completing>();
    completing->missing = partial.size();
    for (Decoded* object : partial) {
        MakeWhole(client, haste, *object, [completing, page, done, ready](const std::optional<Failure>& failure) {
            if (failure && !completing->failed.exchange(true)) done(page, failure);
            if (--completing->missing == 0 && !completing->failed) ready();
        });
    }
}

}  // namespace

void ReadList(const Parts& parts, const Connection& connection, const std::shared_ptr<Client>& client,
              const ListAsk& ask, int64_t paid_since, ListDone done) {
    auto page = std::make_shared<ListPage>();
    page->batch.connection = connection.id;
    page->batch.account = connection.account;
    page->paid_since = paid_since;
    const Resource& resource = ResourceOf(ask.kind);
    Get get;
    get.endpoint = {ask.kind, Form::kList};
    get.target = fmt::format("{}?limit=100", resource.path);
    for (const std::string_view part : {resource.list_query, std::string_view(ask.query)}) {
        if (!part.empty()) get.target += fmt::format("&{}", part);
    }
    if (!ask.cursor.empty()) get.target += "&starting_after=" + UrlEncode(ask.cursor);
    get.haste = ask.haste;
    get.on_begin = [&mirror = parts.mirror, page] { page->batch.fetch_no = mirror.NextFetchNumber(); };
    get.take = [page, kind = ask.kind](const std::string& body) { return TakePage(*page, kind, body); };
    client->Send(std::move(get), [client, page, &parts_mirror = parts.mirror, &clock = parts.clock, haste = ask.haste,
                                  done = std::move(done)](Client::Reply reply) {
        if (!reply.ok()) return done(page, std::move(reply.failure));
        page->batch.now = clock.Now();
        Complete(client, haste, parts_mirror, page, done);
    });
}

}  // namespace daybook::stripe

#include "sandbox/shop.h"

#include <fmt/format.h>

#include "base/assert.h"
#include "sandbox/populate.h"
#include "sandbox/render.h"
#include "sandbox/sublists.h"
#include "sandbox/worlds.h"

namespace daybook::sandbox {
namespace {

// Changes a shop makes up for when it is started again.
constexpr uint64_t kCatchUpMax = 2'000'000;
// Seconds that the list of events reaches back, as Stripe's.
constexpr int64_t kEventsKept = 30 * 86'400;

http::Response Json(std::string body) {
    http::Response response;
    response.headers.Set("Content-Type", "application/json");
    response.body = std::move(body);
    return response;
}

constexpr size_t kForms = 3;

size_t IndexOf(const Route& route) {
    return static_cast<size_t>(route.endpoint - Endpoints().data()) * kForms + static_cast<size_t>(route.form);
}

// An endpoint as Stripe's limits see it: a list, its single objects and their sub-lists are three.
std::string LimitedName(const Endpoint& endpoint, Form form) {
    std::string name(endpoint.path);
    return name += form == Form::kList ? "" : form == Form::kOne ? "/{id}" : "/{id}/…";
}

Status CheckOptions(const Options& options) {
    if (options.rate < 0 || options.rate > 10'000) return Invalid("--rate must be 0 to 10000 changes a second", "rate");
    if (options.speed <= 0 || options.speed > 1e6) return Invalid("--speed must be more than 0, at most 1000000", "speed");
    if (options.latency_ms < 0 || options.latency_ms > 60'000) return Invalid("--latency-ms must be 0 to 60000", "latency_ms");
    for (const std::string& name : options.deny) {
        bool known = false;
        for (const Endpoint& endpoint : Endpoints()) known |= endpoint.name == PathName(name);
        if (!known) return Invalid("--deny names " + name + ", which the sandbox does not serve; it serves customers, "
                                   "invoices, subscriptions, coupons, charges, refunds, credit_notes, checkout/sessions, …", "deny", "configuration");
    }
    return {};
}

http::Response Corrupted(http::Response response, const Fault& fault) {
    switch (fault.kind) {
        case FaultKind::kHalfJson: response.body.resize(response.body.size() / 2); break;
        case FaultKind::kUnknownValues: response.body = WithUnknownValues(response.body); break;
        case FaultKind::kHugeAmounts: response.body = WithHugeAmounts(response.body); break;
        case FaultKind::kEndlessPage: {
            // The list's own, which comes before its data.
            size_t at = response.body.find(R"("has_more":false,"data":)");
            if (at < response.body.find(R"("data":)")) response.body.replace(at, 16, R"("has_more":true)");
            break;
        }
        default: break;
    }
    return response;
}

// The answers of faults that need nothing of the shop.
std::optional<http::Response> Instead(const Fault& fault, std::string_view key, const Endpoint& endpoint) {
    http::Response response;
    switch (fault.kind) {
        case FaultKind::kRateLimit:
            response = Answer(RateLimited());
            response.headers.Set("Stripe-Rate-Limited-Reason", fault.reason);
            response.headers.Set("Stripe-Should-Retry", "false");
            return response;
        case FaultKind::kLockTimeout:
            response = Answer(LockTimeout());
            response.headers.Set("Stripe-Should-Retry", "true");
            return response;
        case FaultKind::kServerError: return Answer(ServerError());
        case FaultKind::kBadGateway:
            response.status = 502;
            response.headers.Set("Content-Type", "text/html");
            response.body = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>\r\n";
            return response;
        case FaultKind::kEmptyPage:
            return Json(fmt::format(R"({{"object":"list","url":"{}","has_more":true,"data":[]}})", endpoint.path));
        case FaultKind::kRevokedKey: return Answer(InvalidKey(key));
        case FaultKind::kLostPermission: return Answer(MissingPermissionNew(key, endpoint.permission, endpoint.label));
        default: return std::nullopt;
    }
}

}  // namespace

Shop::Shop(Options options, const Clock& clock)
    : options_(std::move(options)),
      clock_(clock),
      store_(options_.seed, options_.birth),
      requests_of_(Endpoints().size() * kForms) {}

std::shared_lock<std::shared_mutex> Shop::ReadLock() const {
    std::lock_guard turn(turn_);
    return std::shared_lock(mutex_);
}

std::unique_lock<std::shared_mutex> Shop::WriteLock() const {
    std::lock_guard turn(turn_);
    return std::unique_lock(mutex_);
}

Result<std::unique_ptr<Shop>> Shop::Create(Options options, const Clock& clock) {
    TRY(CheckOptions(options));
    if (options.birth == 0) options.birth = kDefaultBirth;
    std::unique_ptr<Shop> shop(new Shop(std::move(options), clock));
    const Options& chosen = shop->options_;
    Populate(shop->store_, {chosen.customers, chosen.whale_invoices});
    for (const std::string& path : chosen.load) TRY(LoadWorldFile(shop->documents_, path));
    const std::set<std::string, std::less<>> denied(chosen.deny.begin(), chosen.deny.end());
    shop->keys_.Deny("", denied);
    shop->life_.emplace(shop->store_, chosen.rate);
    shop->life_->SkipTo(shop->Now() * kSecond, kCatchUpMax);
    shop->Advance();
    return shop;
}

int64_t Shop::Now() const {
    double passed = static_cast<double>(clock_.Now() - options_.birth * kSecond) * options_.speed / kSecond;
    return options_.birth + static_cast<int64_t>(std::max(0.0, passed));
}

Micros Shop::Advance(size_t steps_max) {
    if (living_.load() == Living::kStopped) return INT64_MAX;
    std::vector<Emitted> emitted;
    Micros next = INT64_MAX;
    {
        auto lock = WriteLock();
        int64_t now = Now() * kSecond + kSecond - 1;
        for (size_t steps = 0; steps < steps_max && life_->NextAt() <= now; ++steps) {
            happened_.clear();
            life_->Step(happened_);
            for (const Happening& h : happened_) {
                Emitted one = Record({.created = h.at, .number = h.number, .kind = h.kind, .type = h.type, .changed = h.changed});
                if (sink_) emitted.push_back(std::move(one));
            }
        }
        if (int64_t at = life_->NextAt(); at != INT64_MAX) {
            double wait = static_cast<double>(at - options_.birth * kSecond) / options_.speed;
            next = options_.birth * kSecond + static_cast<Micros>(wait);
        }
    }
    Send(emitted);
    return next;
}

// Under the lock. The body is made only where somebody listens.
Emitted Shop::Record(const EventRow& row) {
    uint32_t number = store_.Add(row);
    Emitted emitted;
    if (!sink_) return emitted;
    emitted.id = store_.IdOf(Kind::kEvent, number).view();
    emitted.type = EventName(row.type);
    emitted.created = row.created;
    Era era = options_.api_version == Shape::kAcacia ? Era::kAcacia : Era::kEndive;
    AppendEvent(emitted.body, {store_, documents_, mode_, era}, number);
    return emitted;
}

void Shop::Send(const std::vector<Emitted>& emitted) {
    for (const Emitted& one : emitted) sink_(one);
}

void Shop::OnEvent(std::function<void(const Emitted&)> sink) {
    auto lock = WriteLock();
    sink_ = std::move(sink);
}

Era Shop::EraOf(const http::Request& request) const {
    if (options_.api_version != Shape::kByHeader)
        return options_.api_version == Shape::kAcacia ? Era::kAcacia : Era::kEndive;
    std::string_view version = request.headers.Get("Stripe-Version");
    return !version.empty() && version < "2025-03-31" ? Era::kAcacia : Era::kEndive;
}

http::Response Shop::Handle(const http::Request& request) {
    Served served = Serve(request);
    if (served.delay > 0) faults_.Wait(served.delay, served.clearings);
    if (!served.dropped) return std::move(served.response);
    http::Response cut;
    cut.source = [](std::string&) -> Result<bool> { return Unavailable("the sandbox drops this connection on purpose"); };
    return cut;
}

Served Shop::Serve(const http::Request& request) {
    uint64_t number = ++requests_;
    std::optional<Fault> fault = faults_.Take(request.path);
    Served served;
    served.delay = options_.latency_ms * kMillisecond;
    if (fault && fault->kind == FaultKind::kSlow) {
        served.delay += fault->delay;
        served.clearings = fault->clearings;
    }
    served.dropped = fault && fault->kind == FaultKind::kDrop;
    served.response = Answered(request, fault);
    served.response.headers.Set("Request-Id", fmt::format("req_sandbox{:012}", number));
    served.response.headers.Set("Stripe-Version", VersionOf(EraOf(request)));
    return served;
}

http::Response Shop::Answered(const http::Request& request, const std::optional<Fault>& fault) {
    auto checked = keys_.Check(request);
    if (auto* error = std::get_if<StripeError>(&checked)) {
        http::Response response = Answer(*error);
        if (!request.headers.Has("Authorization")) response.headers.Set("WWW-Authenticate", "Basic realm=\"Stripe\"");
        return response;
    }
    const Key& key = std::get<Key>(checked);
    mode_ = key.mode;
    if (request.path == "/v1/account" && key.restricted) return Answer(NotGrantable(key.text));
    auto route = Match(request.path);
    if (!route || request.method != http::Method::kGet)
        return Answer(UnknownUrl(http::MethodName(request.method), request.path));
    Era era = EraOf(request);
    if (era == Era::kAcacia && route->endpoint->kind == Kind::kInvoicePayment)
        return Answer(UnknownUrl("GET", request.path));
    ++requests_of_[IndexOf(*route)];
    if (options_.limit == RateLimits::kStripe) {
        std::string endpoint = LimitedName(*route->endpoint, route->form);
        if (auto reason = limits_.Admit(endpoint, key.mode, clock_.Monotonic())) {
            Fault limited{.kind = FaultKind::kRateLimit, .reason = std::string(*reason)};
            return *Instead(limited, key.text, *route->endpoint);
        }
    }
    if (fault)
        if (auto instead = Instead(*fault, key.text, *route->endpoint)) return *std::move(instead);
    Wording wording = options_.wording;
    if (wording == Wording::kByShape) wording = era == Era::kAcacia ? Wording::kOld : Wording::kNew;
    if (auto error = keys_.Permit(key, *route->endpoint, wording)) return Answer(*error);
    if (fault && fault->kind == FaultKind::kEndlessPage) {
        http::Request first = request;
        std::erase_if(first.query, [](const http::Parameter& p) { return p.name == "starting_after"; });
        return Corrupted(Read(*route, first, key.mode), *fault);
    }
    http::Response response = Read(*route, request, key.mode);
    return fault ? Corrupted(std::move(response), *fault) : response;
}

std::vector<std::pair<std::string, uint64_t>> Shop::RequestsByEndpoint() const {
    std::vector<std::pair<std::string, uint64_t>> counts;
    for (const Endpoint& endpoint : Endpoints()) {
        for (Form form : {Form::kList, Form::kOne, Form::kSublist}) {
            uint64_t count = requests_of_[IndexOf({.endpoint = &endpoint, .form = form})];
            if (count > 0) counts.emplace_back(LimitedName(endpoint, form), count);
        }
    }
    return counts;
}

http::Response Shop::Read(const Route& route, const http::Request& request, Mode mode) const {
    auto lock = ReadLock();
    Shelves shelves{store_, documents_, mode, EraOf(request), requests_.load()};
    switch (route.form) {
        case Form::kOne: return One(shelves, route, request);
        case Form::kSublist: return Sublist(shelves, route, request);
        case Form::kList: break;
    }
    return List(shelves, route, request);
}

http::Response Shop::List(const Shelves& shelves, const Route& route, const http::Request& request) const {
    auto query = ReadQuery(request, route.endpoint->filters, route.endpoint->expands);
    if (auto* error = std::get_if<StripeError>(&query)) return Answer(*error);
    Query& wanted = std::get<Query>(query);
    if (route.endpoint->kind == Kind::kEvent) wanted.created_from = std::max(wanted.created_from, Now() - kEventsKept);
    if (route.endpoint->kind == Kind::kSubscriptionItem) {
        auto items = ItemsBody(shelves, wanted);
        if (auto* error = std::get_if<StripeError>(&items)) return Answer(*error);
        return Json(std::get<std::string>(std::move(items)));
    }
    auto page = Select(shelves, *route.endpoint, wanted);
    if (auto* error = std::get_if<StripeError>(&page)) return Answer(*error);
    return Json(ListBody(shelves, *route.endpoint, request.path, std::get<Page>(page), wanted));
}

http::Response Shop::Sublist(const Shelves& shelves, const Route& route, const http::Request& request) const {
    auto query = ReadSubQuery(request);
    if (auto* error = std::get_if<StripeError>(&query)) return Answer(*error);
    auto body = SublistBody(shelves, route, request.path, std::get<Query>(query));
    if (auto* error = std::get_if<StripeError>(&body)) return Answer(*error);
    return Json(std::get<std::string>(std::move(body)));
}

http::Response Shop::One(const Shelves& shelves, const Route& route, const http::Request& request) const {
    auto query = ReadOneQuery(request, route.endpoint->expands);
    if (auto* error = std::get_if<StripeError>(&query)) return Answer(*error);
    std::string body = route.endpoint->kind == Kind::kSubscriptionItem
                           ? ItemBody(shelves, route.id)
                           : ObjectBody(shelves, route.endpoint->kind, route.id, std::get<Query>(query));
    if (body.empty()) return Answer(NoSuch(route.endpoint->noun, route.id, "id"));
    return Json(std::move(body));
}

std::string Shop::CustomerId(uint32_t number) const {
    auto lock = ReadLock();
    ASSERT(number < store_.customers.rows.size());
    return std::string(store_.IdOf(Kind::kCustomer, number).view());
}

size_t Shop::customers() const {
    auto lock = ReadLock();
    return store_.customers.rows.size();
}

size_t Shop::objects() const {
    auto lock = ReadLock();
    return store_.Objects() + documents_.size();
}

size_t Shop::memory() const {
    auto lock = ReadLock();
    return store_.Memory();
}

}  // namespace daybook::sandbox

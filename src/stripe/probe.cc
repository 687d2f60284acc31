#include "stripe/probe.h"

#include <chrono>
#include <future>
#include <mutex>

#include "stripe/decode.h"

namespace daybook::stripe {
namespace {

constexpr int kAttempts = 2;
constexpr auto kPatience = std::chrono::seconds(25);
constexpr std::string_view kBasil = "2025-03-31";

// Shared by the reads of one probe; the last one tells.
struct Probing {
    std::mutex mutex;
    Probed probed;
    size_t missing = 0;
    std::function<void(Probed)> done;
};

void Note(Probed& probed, ResourceProbe& resource, const Client::Reply& reply) {
    if (reply.ok()) {
        probed.answered = true;
        resource.grant = Grant::kGranted;
        return;
    }
    const Failure& failure = *reply.failure;
    if (failure.kind == Failure::Kind::kPermission) {
        probed.answered = true;
        resource.problem = Problem{"permission_missing", failure.error.message};
    } else if (failure.kind == Failure::Kind::kNoSuchPath) {
        resource.grant = Grant::kAbsent;
    } else if (KeyRefused(failure) || failure.kind == Failure::Kind::kRejected) {
        probed.refused = failure;
    } else {
        probed.unreachable = failure;
        resource.grant = Grant::kGranted;
    }
}

bool IsAnswer(Endpoint endpoint, std::string_view body) {
    if (endpoint.form == Form::kList) return DecodeRawList(body).ok();
    return body.starts_with('{') && body.find("\"id\"") != std::string_view::npos;
}

void Read(const std::shared_ptr<Client>& client, const std::shared_ptr<Probing>& probing,
          Endpoint endpoint, std::string target, std::function<void(const Client::Reply&)> note) {
    Get get;
    get.endpoint = endpoint;
    get.target = std::move(target);
    get.haste = Haste::kLive;
    get.attempts = kAttempts;
    client->Send(std::move(get), [probing, endpoint, note = std::move(note)](Client::Reply reply) {
        // A proxy's page with status 200 is no answer of Stripe's.
        if (reply.ok() && !IsAnswer(endpoint, reply.body)) {
            http::Answer page;
            page.status = 200;
            reply.failure = ClassifyAnswer(page);
        }
        bool last = false;
        {
            std::lock_guard lock(probing->mutex);
            note(reply);
            last = --probing->missing == 0;
        }
        if (last) probing->done(std::move(probing->probed));
    });
}

}  // namespace

bool HasResource(const Resource& resource, std::string_view api_version) {
    return resource.since == Since::kAlways || api_version.substr(0, 10) >= kBasil;
}

void Probe(const std::shared_ptr<Client>& client, std::string_view api_version,
           const std::optional<ObjectName>& stored, std::function<void(Probed)> done) {
    auto probing = std::make_shared<Probing>();
    probing->done = std::move(done);
    std::vector<size_t> asked;
    for (const Resource& resource : kResources) {
        const bool has = HasResource(resource, api_version);
        if (has) asked.push_back(probing->probed.resources.size());
        probing->probed.resources.push_back(
            {resource.kind, has ? Grant::kMissing : Grant::kAbsent, std::nullopt});
    }
    probing->missing = asked.size() + (stored ? 2 : 1);
    Probed& probed = probing->probed;
    for (const size_t at : asked) {
        const Kind kind = kResources[at].kind;
        Read(client, probing, {kind, Form::kList}, ListPath(kind) + "?limit=1",
             [&probed, at](const Client::Reply& reply) {
                 Note(probed, probed.resources[at], reply);
             });
    }
    Read(client, probing, {kEventKind, Form::kList}, "/v1/events?limit=1",
         [&probed](const Client::Reply& reply) {
             if (reply.ok()) probed.events = Grant::kGranted;
             else if (reply.failure->kind == Failure::Kind::kPermission) probed.events = Grant::kMissing;
             else if (reply.failure->kind == Failure::Kind::kNoSuchPath) probed.events = Grant::kAbsent;
         });
    if (!stored) return;
    Read(client, probing, {stored->kind, Form::kOne}, OnePath(stored->kind, stored->id),
         [&probed](const Client::Reply& reply) {
             if (reply.ok()) return;
             probed.other_account = reply.failure->kind == Failure::Kind::kNotFound;
             // Without the permission nothing is imported: it is asked again when the permission comes.
             const bool barred = reply.failure->kind == Failure::Kind::kPermission;
             if (!probed.other_account && !barred) probed.unverified = reply.failure;
         });
}

// What keeps reads from being answered, as far as the attempts tell.
class LastFailure {
  public:
    void Note(const Failure* failure) {
        using enum Failure::Kind;
        if (failure == nullptr || (failure->kind != kRateLimited && failure->kind != kServer && failure->kind != kBadAnswer && failure->kind != kUnreachable)) return;
        std::lock_guard lock(mutex_);
        last_ = *failure;
    }
    // Of a probe that did not end in time.
    Failure Get() {
        std::lock_guard lock(mutex_);
        return last_ ? *last_ : ClassifyError(Timeout("It was waited for 25 seconds."));
    }

  private:
    std::mutex mutex_;
    std::optional<Failure> last_;
};

Probed ProbeAndWait(const std::shared_ptr<Client>& client, std::string_view api_version,
                    const std::optional<ObjectName>& stored) {
    auto promise = std::make_shared<std::promise<Probed>>();  // shared with answers that come too late
    std::future<Probed> future = promise->get_future();
    auto last = std::make_shared<LastFailure>();  // as is this
    client->Observe([last](const Failure* failure) { last->Note(failure); });
    Probe(client, api_version, stored,
          [promise](Probed probed) { promise->set_value(std::move(probed)); });
    if (future.wait_for(kPatience) == std::future_status::ready) return future.get();
    Probed probed;
    probed.unreachable = last->Get();
    return probed;
}

}  // namespace daybook::stripe

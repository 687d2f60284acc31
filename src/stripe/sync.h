// Everything Stripe of an installation: connections, their import, the live lane, their state. Wired by server/.
//
//   auto sync = TRY(Sync::Start(parts, secrets, options));   // takes up where the last run ended
//   sync->Connect(account, "rk_live_…", {});                 // PUT /v1/integrations/stripe
//   sync->Stop();                                            // then the http client, then the database
//
// Thread safe. The verbs block on the database; Connect, Check and the retry after a refused key also on Stripe, at most
// about 25 s: call them on the pool (of at least two threads), never on the I/O or the writer thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "accounts/secrets.h"
#include "stripe/backfill.h"
#include "stripe/decode.h"
#include "stripe/follower.h"
#include "stripe/live.h"
#include "stripe/parts.h"
#include "stripe/probe.h"
#include "stripe/status.h"

namespace daybook::stripe {

struct SyncOptions {
    std::string api_base = std::string(kApiBase);        // without "/v1"
    std::string api_version = std::string(kApiVersion);  // another one only in tests
    RateChoice rate;                                      // --stripe-rate
    uint64_t seed = 1;                                    // of the jitter
    // False: nothing is read before Begin. For commands that open a store only to look at it or to note a choice.
    bool run = true;
    // Whether somebody looks at this account's pages now. Quick.
    std::function<bool(AccountId)> watched;
    // The integration object of an account has changed. At most four times a second for progress. On the pool.
    std::function<void(AccountId, const std::string& json)> on_change;
};

class Sync : public std::enable_shared_from_this<Sync> {
  public:
    // What `parts` and `secrets` name must outlive it and every request in flight.
    static Result<std::shared_ptr<Sync>> Start(Parts parts, accounts::Secrets& secrets,
                                               SyncOptions options);
    ~Sync();
    // Goes on where the last run ended, and with whatever is asked for from now on. Idempotent.
    Status Begin();
    // Begins nothing more. What was given to the writer is stored.
    void Stop();

    // `key` as pasted; empty: keep the present one. `webhook_secrets`: nothing: keep them. Errors as api.md says:
    // stripe_key_invalid (400), stripe_unreachable (503), stripe_mode_mismatch, stripe_account_mismatch (409).
    Result<View> Connect(AccountId account, const std::optional<std::string>& key,
                         const std::optional<std::vector<std::string>>& webhook_secrets);
    // The same for the live key of a shop that was tried out with a test key (product.md decision 15): the test people
    // are erased, then the live key is connected; settings stay. Goes on after a restart. Where nothing of a test key is
    // stored it is Connect. kInvalid for a test key.
    Result<View> GoLive(AccountId account, const std::string& key,
                        const std::optional<std::vector<std::string>>& webhook_secrets);
    Result<View> Look(AccountId account);
    // How far each resource is, in the order of kResources, from memory; empty before the first key.
    std::vector<ResourceRow> Resources(AccountId account);
    // Asks for the permissions again; what was parked for want of one goes on.
    Result<View> Check(AccountId account);
    // Reads everything again.
    Result<View> Resync(AccountId account);
    Result<View> Pause(AccountId account);
    Result<View> Resume(AccountId account);
    enum class Data { kKeep, kErase };
    Result<View> Disconnect(AccountId account, Data data);
    // Reads all of a profile's objects again, through the live lane. How many.
    Result<int64_t> SyncProfile(AccountId account, ProfileId profile);

    // One webhook request. `done` is called once, on any thread: kInvalid where no secret of ours signed it (400),
    // kUnavailable where it cannot be kept (503).
    using Kept = std::function<void(const Status&)>;
    void Webhook(std::string_view signature, std::string_view body, Kept done);

    // Compares everything with Stripe now; the integration's "proof" says how it goes.
    Result<View> Verify(AccountId account);
    // Somebody began to look at this account's pages.
    void Watched(AccountId account);

    // Everything is read and no hint waits: for `stripe sync --wait` and tests.
    bool Idle(AccountId account);

  private:
    struct Link;                                          // a connection at work
    using LinkPtr = std::shared_ptr<Link>;                // shared with callbacks

    Sync(Parts parts, accounts::Secrets& secrets, SyncOptions options);
    // The verbs' helpers (sync.cc).
    Status TakeUp(Connection connection);
    // Nothing where there is none, and where it was sealed with another master key: then `lost` is set.
    Result<std::string> OpenSecret(sql::Tx& tx, AccountId account, std::string_view name, bool& lost);
    // What a connection does once reading may begin, by its state.
    Status GoOn(const LinkPtr& link);
    LinkPtr Find(AccountId account);
    Result<LinkPtr> Required(AccountId account);
    View ViewOf(Link& link);
    std::vector<ResourceRow> RowsOf(Link& link);
    std::shared_ptr<Client> MakeClient(const std::string& key, Mode mode);
    Result<Probed> ProbeKey(const Key& key, const std::optional<ObjectName>& stored);
    Result<std::optional<ObjectName>> KnownObject(const Connection& connection);
    Status StoreKey(Connection& connection, const Key& key, const Probed& probed,
                    const std::optional<std::vector<std::string>>& webhook_secrets);
    Status StoreGrants(sql::Tx& tx, int64_t connection, const Probed& probed);
    void TakeEvent(const LinkPtr& link, const EventHint& event, Kept done);
    void SignatureRefused(std::string_view signature);
    void HintsKept(Link& link, std::vector<Hint> hints);
    bool Readable(Link& link, Kind kind);
    // Once the test data of the account is erased: connects the live key that waits for it.
    void ConnectNext(AccountId account);
    // Disconnects; `also` is stored with it.
    Result<View> Leave(AccountId account, Data data, const std::function<Status(sql::Tx&)>& also);
    Status StoreSecrets(AccountId account, const std::vector<std::string>& secrets);

    // How a connection is followed (sync_follow.cc).
    View FullView(Link& link);
    Ways WaysOf(Link& link);
    std::vector<Kind> CompleteKinds(Link& link);
    Result<std::shared_ptr<Follower>> MakeFollower(const LinkPtr& link, const Connection& connection,
                                                   const std::shared_ptr<Client>& client, const std::shared_ptr<Live>& live);
    Poll::Known KnownOf(const LinkPtr& link);
    Follower::Link HooksOf(const LinkPtr& link, AccountId account);
    std::shared_ptr<Live> MakeLive(const LinkPtr& link, const Connection& connection, const std::shared_ptr<Client>& client);
    void ReadAllAgain(const LinkPtr& link);
    void CheckAgain(const LinkPtr& link);
    void Checked(const LinkPtr& link, const Probed& probed);

    // A connection at work (sync_run.cc).
    Status Run(const LinkPtr& link, Backfill::From from);
    void Halt(Link& link);
    Status SetState(Link& link, State state, std::optional<Problem> error);
    void KeyRefused(const LinkPtr& link, const Failure& failure);
    void TryKeyIn(const LinkPtr& link, Micros wait);
    void TryKey(const LinkPtr& link);
    void KeyTried(const LinkPtr& link, const Probed& probed);
    void NotPermitted(const LinkPtr& link, Kind kind, const Failure& failure);
    void Forbidden(const LinkPtr& link, Kind kind, const Problem& problem);
    void Observe(const LinkPtr& link, const Failure* failure);
    void MarkCharges(const LinkPtr& link);
    void Chores();
    void Erase(const LinkPtr& link);
    void EraseOn(const LinkPtr& link);
    void Changed(const LinkPtr& link);
    void Tell(const LinkPtr& link);
    void Later(std::function<void(Sync&)> task);
    void After(Micros wait, std::function<void(Sync&)> task);

    Parts parts_;
    accounts::Secrets& secrets_;
    const SyncOptions options_;
    std::mutex verbs_;                                    // one change of a connection at a time
    std::mutex mutex_;                                    // guards the rest; never held while anything outside is called
    std::map<int64_t, LinkPtr> links_;                    // by account
    bool chores_run_ = false;
    bool begun_ = false;                                  // otherwise nothing is read
    bool stopped_ = false;
};

}  // namespace daybook::stripe

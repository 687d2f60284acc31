#include "http/client.h"

#include <curl/curl.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "base/clock.h"
#include "base/log.h"
#include "http/transfer.h"

namespace daybook::http {
namespace {

constexpr size_t kSpareHandlesMax = 64;

void GlobalInit() {
    static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
    ASSERT(code == CURLE_OK);
}

bool IsHeaderSafe(const Headers& headers) {
    return std::all_of(headers.all().begin(), headers.all().end(), [](const auto& header) {
        return !header.first.empty() &&
               header.first.find_first_of(std::string_view("\r\n\0:; ", 6)) == std::string::npos &&
               header.second.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos;
    });
}

// curl's sockets are watched with epoll, so that one finished request costs the same however many
// are under way.
class CurlClient : public Client {
  public:
    explicit CurlClient(ClientOptions options);
    ~CurlClient() override;
    void Send(Outgoing request, Done done) override;

  private:
    using Owned = std::unique_ptr<Transfer>;

    Result<Owned> Admit(Outgoing& request, Done& done);
    void Deliver(Done done, Result<Answer> result);
    void Wake();

    // On the client's thread.
    void Run();
    bool TakeNew();
    void Begin(Owned transfer);
    void Poll();
    void Harvest();
    void End(CURL* easy, CURLcode code);
    void AbandonAll();
    CURL* FreshHandle();

    static int OnSocket(CURL* easy, curl_socket_t fd, int what, void* self, void* known);
    static int OnTimer(CURLM* multi, long milliseconds, void* self);

    ClientOptions options_;
    CURLM* multi_ = nullptr;
    int epoll_ = -1;
    int wake_ = -1;

    std::mutex mutex_;
    std::vector<Owned> fresh_;
    size_t open_ = 0;  // admitted, not yet delivered
    bool stopping_ = false;

    // On the client's thread.
    std::unordered_map<CURL*, Owned> running_;
    std::vector<CURL*> spare_;
    SystemClock clock_;
    std::optional<Micros> timer_at_;

    std::thread thread_;  // last: it uses all of the above
};

CurlClient::CurlClient(ClientOptions options) : options_(std::move(options)) {
    GlobalInit();
    multi_ = curl_multi_init();
    epoll_ = epoll_create1(EPOLL_CLOEXEC);
    wake_ = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    ASSERT(multi_ != nullptr && epoll_ >= 0 && wake_ >= 0);
    curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &CurlClient::OnSocket);
    curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &CurlClient::OnTimer);
    curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS,
                      static_cast<long>(options_.idle_connections_max));
    curl_multi_setopt(multi_, CURLMOPT_MAX_HOST_CONNECTIONS,
                      static_cast<long>(options_.host_connections_max));
    epoll_event event{.events = EPOLLIN, .data = {.fd = wake_}};
    ASSERT(epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event) == 0);
    thread_ = std::thread([this] { Run(); });
}

CurlClient::~CurlClient() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    Wake();
    thread_.join();
    for (CURL* easy : spare_) curl_easy_cleanup(easy);
    curl_multi_cleanup(multi_);
    close(epoll_);
    close(wake_);
}

// ---- any thread ----

Result<std::unique_ptr<Transfer>> CurlClient::Admit(Outgoing& request, Done& done) {
    if (!IsHeaderSafe(request.headers))
        return Invalid("A header of the request holds a character that headers cannot.");
    GuardedUrl url;
    if (request.unix_socket.empty()) {
        url = TRY(options_.guard.Check(request.url));
    } else {
        url.host = "localhost";
        url.listed = true;
    }
    return std::make_unique<Transfer>(std::move(request), std::move(url), std::move(done));
}

void CurlClient::Send(Outgoing request, Done done) {
    ASSERT(done != nullptr);
    auto transfer = Admit(request, done);
    std::optional<Error> refused;
    if (!transfer.ok()) refused = transfer.TakeError();
    bool first = false;
    {
        std::lock_guard lock(mutex_);
        if (!refused && stopping_) refused = Unavailable("The program is stopping.");
        if (!refused && open_ >= options_.requests_max) {
            refused = Error{Code::kLimited,
                            "Too many requests are waiting to be sent. Try again in a moment.",
                            {},
                            {}};
        }
        ++open_;
        if (!refused) {
            first = fresh_.empty();
            fresh_.push_back(std::move(*transfer));
        }
    }
    if (refused) {
        if (transfer.ok()) done = (*transfer)->TakeDone();
        return Deliver(std::move(done), std::move(*refused));
    }
    if (first) Wake();
}

void CurlClient::Wake() {
    uint64_t one = 1;
    // A full counter wakes as well.
    [[maybe_unused]] ssize_t written = write(wake_, &one, sizeof one);
}

// `done` may be what destroys things: nothing of ours is touched after it is called, but for the
// count before it.
void CurlClient::Deliver(Done done, Result<Answer> result) {
    {
        std::lock_guard lock(mutex_);
        --open_;
    }
    if (options_.pool != nullptr) {
        struct Delivery {
            Done done;
            Result<Answer> result;
        };
        auto delivery = std::make_shared<Delivery>(
            Delivery{std::move(done), std::move(result)});  // std::function copies
        if (options_.pool->Continue([delivery] { delivery->done(std::move(delivery->result)); }))
            return;
        return delivery->done(std::move(delivery->result));
    }
    done(std::move(result));
}

// ---- the client's thread ----

void CurlClient::Run() {
    pthread_setname_np(pthread_self(), "http-client");
    while (TakeNew()) {
        Poll();
        Harvest();
    }
    AbandonAll();
}

// Begins what was sent; false when stopping.
bool CurlClient::TakeNew() {
    std::vector<Owned> fresh;
    {
        std::lock_guard lock(mutex_);
        if (stopping_) return false;
        fresh.swap(fresh_);
    }
    for (Owned& transfer : fresh) Begin(std::move(transfer));
    return true;
}

CURL* CurlClient::FreshHandle() {
    if (spare_.empty()) return curl_easy_init();
    CURL* easy = spare_.back();
    spare_.pop_back();
    return easy;
}

void CurlClient::Begin(Owned transfer) {
    CURL* easy = FreshHandle();
    ASSERT(easy != nullptr);
    transfer->Prepare(easy, options_.user_agent);
    running_.emplace(easy, std::move(transfer));
    CURLMcode code = curl_multi_add_handle(multi_, easy);
    ASSERT(code == CURLM_OK);
}

void CurlClient::Poll() {
    int timeout = -1;
    if (timer_at_) {
        Micros left = *timer_at_ - clock_.Monotonic();
        timeout = static_cast<int>(
            std::clamp<Micros>((left + kMillisecond - 1) / kMillisecond, 0, 60'000));
    }
    std::array<epoll_event, 64> events{};
    int count = epoll_wait(epoll_, events.data(), events.size(), timeout);
    int running = 0;
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = events[static_cast<size_t>(i)];
        if (event.data.fd == wake_) {
            uint64_t ignored = 0;
            [[maybe_unused]] ssize_t got = read(wake_, &ignored, sizeof ignored);
            continue;
        }
        int what = 0;
        if (event.events & (EPOLLIN | EPOLLHUP)) what |= CURL_CSELECT_IN;
        if (event.events & EPOLLOUT) what |= CURL_CSELECT_OUT;
        if (event.events & EPOLLERR) what |= CURL_CSELECT_ERR;
        curl_multi_socket_action(multi_, event.data.fd, what, &running);
    }
    if (timer_at_ && *timer_at_ <= clock_.Monotonic()) {
        timer_at_.reset();
        curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running);
    }
}

void CurlClient::Harvest() {
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(multi_, &left)) {
        if (message->msg == CURLMSG_DONE) End(message->easy_handle, message->data.result);
    }
}

void CurlClient::End(CURL* easy, CURLcode code) {
    auto place = running_.find(easy);
    ASSERT(place != running_.end());
    Owned transfer = std::move(place->second);
    running_.erase(place);
    Result<Answer> result = transfer->Finish(code);
    Done done = transfer->TakeDone();
    curl_multi_remove_handle(multi_, easy);
    if (spare_.size() < kSpareHandlesMax) {
        curl_easy_reset(easy);
        spare_.push_back(easy);
    } else {
        curl_easy_cleanup(easy);
    }
    transfer.reset();
    Deliver(std::move(done), std::move(result));
}

void CurlClient::AbandonAll() {
    std::vector<Done> left;
    for (auto& [easy, transfer] : running_) {
        left.push_back(transfer->TakeDone());
        curl_multi_remove_handle(multi_, easy);
        curl_easy_cleanup(easy);
    }
    running_.clear();
    {
        std::lock_guard lock(mutex_);
        for (Owned& transfer : fresh_) left.push_back(transfer->TakeDone());
        fresh_.clear();
    }
    for (Done& done : left)
        Deliver(std::move(done), Unavailable("The program is stopping.", "stopping"));
}

int CurlClient::OnSocket(CURL*, curl_socket_t fd, int what, void* data, void*) {
    auto* self = static_cast<CurlClient*>(data);
    if (what == CURL_POLL_REMOVE) {
        // Fails where curl has closed it already; then epoll has forgotten it too.
        epoll_ctl(self->epoll_, EPOLL_CTL_DEL, fd, nullptr);
        return 0;
    }
    epoll_event event{.events = 0, .data = {.fd = fd}};
    if (what & CURL_POLL_IN) event.events |= EPOLLIN;
    if (what & CURL_POLL_OUT) event.events |= EPOLLOUT;
    if (epoll_ctl(self->epoll_, EPOLL_CTL_MOD, fd, &event) != 0)
        epoll_ctl(self->epoll_, EPOLL_CTL_ADD, fd, &event);
    return 0;
}

int CurlClient::OnTimer(CURLM*, long milliseconds, void* data) {
    auto* self = static_cast<CurlClient*>(data);
    self->timer_at_.reset();
    if (milliseconds >= 0) self->timer_at_ = self->clock_.Monotonic() + milliseconds * kMillisecond;
    return 0;
}

}  // namespace

std::unique_ptr<Client> MakeCurlClient(ClientOptions options) {
    return std::make_unique<CurlClient>(std::move(options));
}

}  // namespace daybook::http

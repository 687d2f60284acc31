#include "http/client.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <future>
#include <latch>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "http/listen.h"
#include "http/server_support.h"

namespace daybook::http {
namespace {

Response Echo(const Request& request) {
    Response response;
    response.headers.Add("X-Two", "1");
    response.headers.Add("X-Two", "2");
    response.body = std::string(MethodName(request.method)) + " " + request.path + " " +
                    request.body + " [" + std::string(request.headers.Get("Content-Type")) + "] [" +
                    std::string(request.headers.Get("X-Key")) + "] [" +
                    std::string(request.headers.Get("User-Agent")) + "]";
    return response;
}

// Answers each connection with fixed bytes, once the headers of a request are in; then closes, or
// holds on.
class FixedPeer {
  public:
    enum class After { kClose, kHold };
    FixedPeer(std::string answer, After after) : answer_(std::move(answer)), after_(after) {
        auto listening = ListenTcp("127.0.0.1:0");
        ASSERT(listening.ok());
        socket_ = std::move(*listening);
        thread_ = std::thread([this] { Run(); });
    }
    ~FixedPeer() {
        done_.set_value();
        shutdown(socket_.fd, SHUT_RDWR);
        thread_.join();
        close(socket_.fd);
    }
    std::string Url() const { return "http://" + socket_.address + "/"; }
    std::unique_ptr<Client> ClientOf() const {
        return MakeCurlClient({.guard = *Guard::Create({socket_.address})});
    }

  private:
    void Run() {
        while (true) {
            fd_set ready;
            FD_ZERO(&ready);
            FD_SET(socket_.fd, &ready);
            select(socket_.fd + 1, &ready, nullptr, nullptr, nullptr);
            int fd = accept4(socket_.fd, nullptr, nullptr, SOCK_CLOEXEC);
            if (fd < 0) return;
            std::string got;
            char buffer[4096];
            for (ssize_t n = 1; n > 0 && got.find("\r\n\r\n") == std::string::npos;) {
                n = recv(fd, buffer, sizeof buffer, 0);
                if (n > 0) got.append(buffer, static_cast<size_t>(n));
                if (got.starts_with('\x16')) break;  // TLS
            }
            send(fd, answer_.data(), answer_.size(), MSG_NOSIGNAL);
            if (after_ == After::kHold) done_.get_future().wait();
            close(fd);
            if (after_ == After::kHold) return;
        }
    }

    std::string answer_;
    After after_;
    Listening socket_;
    std::promise<void> done_;
    std::thread thread_;
};

TEST(CurlClient, SendsEachMethod) {
    TestServer server(Echo);
    auto client = ClientFor(server);
    struct Row {
        Method method;
        std::string body, seen;
    };
    const Row rows[] = {
        {Method::kGet, "", "GET /x  [] [v] [Daybook]"},
        {Method::kPost, "a=b", "POST /x a=b [] [v] [Daybook]"},
        {Method::kPost, "", "POST /x  [] [v] [Daybook]"},
        {Method::kPut, "p", "PUT /x p [] [v] [Daybook]"},
        {Method::kPatch, "q", "PATCH /x q [] [v] [Daybook]"},
        {Method::kDelete, "", "DELETE /x  [] [v] [Daybook]"},
        {Method::kDelete, "d", "DELETE /x d [] [v] [Daybook]"},
        {Method::kHead, "", ""},
        {Method::kOptions, "", "OPTIONS /x  [] [v] [Daybook]"},
    };
    for (int round = 0; round < 2; ++round) {  // the second on used handles and connections
        for (const Row& row : rows) {
            Outgoing request{.method = row.method, .url = server.Url("/x"), .body = row.body};
            request.headers.Add("X-Key", "v");
            auto answer = client->Call(std::move(request));
            ASSERT_TRUE(answer.ok()) << answer.error().message;
            EXPECT_EQ(answer->status, 200);
            EXPECT_EQ(answer->body, row.seen);
            EXPECT_EQ(answer->headers.Get("x-two"), "1");
            EXPECT_GT(answer->took, 0);
        }
    }
    EXPECT_EQ(server.server().metrics().connections_accepted, 1u);
}

TEST(CurlClient, SendsALongBody) {
    TestServer server(
        [](const Request& r) { return JsonResponse(200, std::to_string(r.body.size())); },
        {.body_limit = [](const Request&) { return size_t{8} << 20; }});
    Outgoing request{
        .method = Method::kPost, .url = server.Url("/"), .body = std::string(3 << 20, 'x')};
    request.headers.Add("Content-Type", "application/json");
    auto answer = ClientFor(server)->Call(std::move(request));
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    EXPECT_EQ(answer->body, "3145728");
}

TEST(CurlClient, ErrorStatusesAreAnswers) {
    TestServer server([](const Request& r) { return ErrorResponse(NotFound("no"), r.request_id); });
    auto answer = ClientFor(server)->Call({.url = server.Url("/")});
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(answer->status, 404);
}

TEST(CurlClient, DoesNotFollowRedirects) {
    TestServer server([](const Request&) {
        Response response;
        response.status = 302;
        response.headers.Add("Location", "/elsewhere");
        return response;
    });
    auto answer = ClientFor(server)->Call({.url = server.Url("/")});
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(answer->status, 302);
    EXPECT_EQ(answer->headers.Get("Location"), "/elsewhere");
}

TEST(CurlClient, HasManyRequestsUnderWayAtOnce) {
    constexpr int kRequests = 40;
    std::latch together(kRequests);
    TestServer server(
        [&](const Request& request) {
            together.arrive_and_wait();
            return Echo(request);
        },
        {}, {.threads = kRequests});
    auto client = ClientFor(server);
    std::latch done(kRequests);
    std::atomic<int> good = 0;
    for (int i = 0; i < kRequests; ++i) {
        client->Send({.url = server.Url("/" + std::to_string(i))}, [&, i](Result<Answer> answer) {
            if (answer.ok() && answer->body.starts_with("GET /" + std::to_string(i) + " ")) ++good;
            done.count_down();
        });
    }
    done.wait();
    EXPECT_EQ(good, kRequests);
}

TEST(CurlClient, DeliversOnThePool) {
    TestServer server(Echo);
    runtime::Pool pool({.threads = 1});
    std::promise<std::thread::id> pool_thread;
    ASSERT_TRUE(pool.Submit([&] { pool_thread.set_value(std::this_thread::get_id()); }).ok());
    auto client = MakeCurlClient({.guard = *Guard::Create({server.HostPort()}), .pool = &pool});
    std::promise<std::thread::id> done;
    client->Send({.url = server.Url("/")},
                 [&](Result<Answer>) { done.set_value(std::this_thread::get_id()); });
    EXPECT_EQ(done.get_future().get(), pool_thread.get_future().get());
}

TEST(CurlClient, GoesOverAUnixSocket) {
    std::string path = "/tmp/daybook-client-" + std::to_string(getpid()) + ".sock";
    TestServer server(Echo, {.unix_socket = path});
    auto client = MakeCurlClient({});
    auto answer = client->Call({.url = "http://localhost/v1/x", .unix_socket = path});
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    EXPECT_TRUE(answer->body.starts_with("GET /v1/x "));
    auto missing = client->Call({.url = "http://localhost/v1/x", .unix_socket = path + ".none"});
    ASSERT_FALSE(missing.ok());
    EXPECT_EQ(missing.error().code, Code::kUnavailable);
}

TEST(CurlClient, TakesGzip) {
    // printf 'hello hello hello' | gzip -9n
    const unsigned char packed[] = {0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03,
                                    0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x57, 0xc8, 0x40, 0x90, 0x00,
                                    0x80, 0x88, 0xf9, 0xe5, 0x11, 0x00, 0x00, 0x00};
    std::string body(reinterpret_cast<const char*>(packed), sizeof packed);
    std::string asked;
    TestServer server([&](const Request& request) {
        asked = request.headers.Get("Accept-Encoding");
        Response response;
        response.headers.Add("Content-Encoding", "gzip");
        response.body = request.path == "/broken" ? "not gzip at all" : body;
        return response;
    });
    auto client = ClientFor(server);
    auto answer = client->Call({.url = server.Url("/")});
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    EXPECT_EQ(asked, "gzip");
    EXPECT_EQ(answer->body, "hello hello hello");
    auto broken = client->Call({.url = server.Url("/broken")});
    ASSERT_FALSE(broken.ok());
    EXPECT_EQ(broken.error().code, Code::kUnavailable);
    // The limit counts what was unpacked.
    auto limited = client->Call({.url = server.Url("/"), .answer_bytes_max = 16});
    ASSERT_FALSE(limited.ok());
    EXPECT_EQ(limited.error().code, Code::kInvalid);
}

// ---- what goes wrong ----

TEST(CurlClient, ExplainsBadPeers) {
    struct Row {
        std::string answer;
        FixedPeer::After after;
        Code code;
        std::string sentence;
    };
    const Row rows[] = {
        {"", FixedPeer::After::kClose, Code::kUnavailable,
         "127.0.0.1 closed the connection before its answer was complete."},
        {"HTTP/1.1 200 OK\r\nContent-Le", FixedPeer::After::kClose, Code::kUnavailable,
         "127.0.0.1 closed the connection"},
        {"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", FixedPeer::After::kClose,
         Code::kUnavailable, "127.0.0.1 closed the connection before its answer was complete."},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", FixedPeer::After::kClose,
         Code::kUnavailable, "127.0.0.1 closed the connection before its answer was complete."},
        {"rubbish, not http at all\r\n\r\n", FixedPeer::After::kClose, Code::kUnavailable,
         "127.0.0.1 sent something that is not HTTP."},
        {"", FixedPeer::After::kHold, Code::kTimeout, "127.0.0.1 did not answer within 60 ms."},
        {"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", FixedPeer::After::kHold,
         Code::kTimeout, "127.0.0.1 did not answer within 60 ms."},
        {"HTTP/1.1 200 OK\r\n\r\n" + std::string(2000, 'x'), FixedPeer::After::kClose,
         Code::kInvalid, "127.0.0.1 answered with more than 1000 bytes."},
        {"HTTP/1.1 200 OK\r\nX: " + std::string(400'000, 'x') + "\r\n\r\n",
         FixedPeer::After::kClose, Code::kInvalid,
         "127.0.0.1 answered with too many or too long headers."},
    };
    for (const Row& row : rows) {
        FixedPeer peer(row.answer, row.after);
        Micros timeout = row.after == FixedPeer::After::kHold ? 60 * kMillisecond : 20 * kSecond;
        auto answer = peer.ClientOf()->Call(
            {.url = peer.Url(), .timeout = timeout, .answer_bytes_max = 1000});
        ASSERT_FALSE(answer.ok()) << row.answer.substr(0, 60);
        EXPECT_EQ(answer.error().code, row.code) << answer.error().message;
        EXPECT_TRUE(answer.error().message.starts_with(row.sentence)) << answer.error().message;
    }
}

TEST(CurlClient, ExplainsUnreachablePeers) {
    Listening nobody = *ListenTcp("127.0.0.1:0");
    close(nobody.fd);  // now the port is closed
    auto client =
        MakeCurlClient({.guard = *Guard::Create({nobody.address, "no-such-host.invalid:443"})});
    auto refused = client->Call({.url = "http://" + nobody.address});
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, Code::kUnavailable);
    EXPECT_EQ(refused.error().message,
              "127.0.0.1 refused the connection on port " + std::to_string(nobody.port) + ".");
    auto gone = client->Call({.url = "http://localhost/", .unix_socket = "/nowhere.sock"});
    ASSERT_FALSE(gone.ok());
    EXPECT_EQ(gone.error().message, "/nowhere.sock refused the connection.");
    auto unknown = client->Call({.url = "https://no-such-host.invalid/"});
    ASSERT_FALSE(unknown.ok());
    EXPECT_EQ(unknown.error().code, Code::kUnavailable);
    EXPECT_TRUE(unknown.error().message.starts_with("no-such-host.invalid could not be found."))
        << unknown.error().message;
}

TEST(CurlClient, ExplainsATlsFailure) {
    FixedPeer peer("HTTP/1.1 400 Bad Request\r\n\r\n", FixedPeer::After::kClose);
    std::string url = peer.Url();
    auto answer = peer.ClientOf()->Call({.url = "https" + url.substr(4), .timeout = 10 * kSecond});
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().code, Code::kUnavailable);
    EXPECT_EQ(answer.error().message, "127.0.0.1 and this machine could not agree on TLS.");
}

// The name is harmless, the address behind it is not: found out after resolution, before anything
// is sent.
TEST(CurlClient, RefusesNamesThatLeadInside) {
    TestServer server(Echo);
    auto client = MakeCurlClient({});
    auto answer =
        client->Call({.url = "https://localhost:" + std::to_string(server.server().port()) + "/"});
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().code, Code::kForbidden) << answer.error().message;
    EXPECT_EQ(server.server().metrics().connections_accepted, 0u);
    auto plain = client->Call({.url = server.Url("/")});
    ASSERT_FALSE(plain.ok());
    EXPECT_EQ(plain.error().code, Code::kForbidden);
}

TEST(CurlClient, RefusesHeadersThatWouldSmuggle) {
    TestServer server(Echo);
    auto client = ClientFor(server);
    for (auto [name, value] :
         {std::pair{"X", "a\r\nY: b"}, {"X\r\nY", "b"}, {"X: Y", "b"}, {"", "b"}, {"X;", ""}}) {
        Outgoing request{.url = server.Url("/")};
        request.headers.Add(name, value);
        auto answer = client->Call(std::move(request));
        ASSERT_FALSE(answer.ok()) << name;
        EXPECT_EQ(answer.error().code, Code::kInvalid);
    }
}

TEST(CurlClient, AnErrorOfTheReaderEndsTheRequest) {
    TestServer server([](const Request& request) {
        Response response;
        response.status = request.path == "/fail" ? 500 : 200;
        response.body.assign(1 << 20, 'x');
        return response;
    });
    auto client = ClientFor(server);
    auto answer = client->Call({.url = server.Url("/"), .on_body = [](std::string_view) {
                                    return Status(Conflict("enough"));
                                }});
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().message, "enough");
    // What is not 2xx does not go to the reader.
    auto failed = client->Call({.url = server.Url("/fail"), .on_body = [](std::string_view) {
                                    return Status(Conflict("enough"));
                                }});
    ASSERT_TRUE(failed.ok());
    EXPECT_EQ(failed->body.size(), 1u << 20);
}

TEST(CurlClient, EndsWhatIsUnderWayWhenDestroyed) {
    FixedPeer peer("", FixedPeer::After::kHold);
    auto client = peer.ClientOf();
    std::promise<Code> ended;
    client->Send({.url = peer.Url()},
                 [&](Result<Answer> answer) { ended.set_value(answer.error().code); });
    client.reset();
    EXPECT_EQ(ended.get_future().get(), Code::kUnavailable);
}

TEST(CurlClient, BoundsWhatWaits) {
    FixedPeer peer("", FixedPeer::After::kHold);
    auto client = MakeCurlClient({.guard = *Guard::Create({peer.Url()}), .requests_max = 1});
    std::promise<Code> first;
    client->Send({.url = peer.Url()},
                 [&](Result<Answer> answer) { first.set_value(answer.error().code); });
    auto second = client->Call({.url = peer.Url()});
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, Code::kLimited);
    client.reset();
    EXPECT_EQ(first.get_future().get(), Code::kUnavailable);
}

// A connection that the server closed meanwhile is not the request's problem.
TEST(CurlClient, SurvivesClosedIdleConnections) {
    TestServer server(Echo, {.idle_timeout = 2 * kMillisecond});
    auto client = ClientFor(server);
    for (int i = 0; i < 50; ++i) {
        auto answer = client->Call({.url = server.Url("/" + std::to_string(i))});
        ASSERT_TRUE(answer.ok()) << i << ": " << answer.error().message;
    }
}

}  // namespace
}  // namespace daybook::http

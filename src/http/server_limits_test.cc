// What a client may not do to the server: too much, too slowly, too often.
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <future>
#include <stdexcept>
#include <string>

#include "http/server.h"
#include "http/server_support.h"

namespace daybook::http {
namespace {

Response Length(const Request& request) {
    Response response;
    response.body = std::to_string(request.body.size());
    return response;
}

// Answers at once but for paths that end in "/slow": such a request has arrived, and waits until it may go.
class Slow {
  public:
    Response operator()(const Request& request) {
        if (request.path.ends_with("/slow")) {
            arrived_.set_value();
            gone_.wait();
        }
        return Length(request);
    }
    void AwaitArrival() { arrived_.get_future().wait(); }
    void Go() { go_.set_value(); }

  private:
    std::promise<void> arrived_, go_;
    std::shared_future<void> gone_ = go_.get_future();
};

constexpr std::string_view kGet = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";

std::string Post(std::string_view path, size_t size) {
    return "POST " + std::string(path) +
           " HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
           std::string(size, 'x');
}

TEST(ServerLimits, BodiesAreOneMebibyteUnlessThePathTakesMore) {
    TestServer server(Length, {.body_limit = [](const Request& request) {
                          return request.path == "/import" ? size_t{4} << 20 : kBodyBytesMax;
                      }});
    RawConnection connection(server.server().port());
    connection.Write(Post("/a", kBodyBytesMax));
    EXPECT_TRUE(connection.ReadAnswer().ends_with("\r\n\r\n1048576"));
    connection.Write(Post("/import", 3 << 20));
    EXPECT_TRUE(connection.ReadAnswer().ends_with("\r\n\r\n3145728"));
    connection.Write(Post("/a", kBodyBytesMax + 1));
    std::string answer = connection.ReadToEnd();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 413 ")) << answer;
    EXPECT_NE(answer.find("\"code\":\"body_too_large\""), std::string::npos) << answer;
    EXPECT_NE(answer.find("Connection: close"), std::string::npos);
}

TEST(ServerLimits, HeadersAreBounded) {
    TestServer server(Length);
    RawConnection connection(server.server().port());
    connection.Write("GET /a HTTP/1.1\r\nHost: h\r\nX: " + std::string(31 << 10, 'x') + "\r\n\r\n");
    EXPECT_TRUE(connection.ReadAnswer().starts_with("HTTP/1.1 200 "));
    connection.Write("GET /a HTTP/1.1\r\nHost: h\r\nX: " + std::string(40 << 10, 'x') + "\r\n\r\n");
    EXPECT_TRUE(connection.ReadToEnd().starts_with("HTTP/1.1 413 "));
}

TEST(ServerLimits, RubbishGetsAnAnswerAndTheConnectionEnds) {
    TestServer server(Length);
    RawConnection connection(server.server().port());
    connection.Write("nonsense\r\n\r\n" + std::string(kGet));
    std::string answer = connection.ReadToEnd();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 400 ")) << answer;
    EXPECT_NE(answer.find("\"request_id\":\"req_"), std::string::npos) << answer;
    EXPECT_EQ(answer.find("200 OK"), std::string::npos);
    EXPECT_EQ(server.server().metrics().requests_bad, 1u);
}

// Half a request, and then nothing: 408 once the time is over, however the bytes dribble in.
TEST(ServerLimits, SlowRequestsEnd) {
    TestServer server(Length, {.header_timeout = 30 * kMillisecond,
                               .body_timeout = 30 * kMillisecond,
                               .idle_timeout = kMinute});
    for (std::string_view half :
         {"GET /a HT", "GET /a HTTP/1.1\r\nHost: h\r\nX",
          "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc",
          "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"}) {
        RawConnection connection(server.server().port());
        connection.Write(half);
        EXPECT_TRUE(connection.ReadToEnd().starts_with("HTTP/1.1 408 ")) << half;
        RawConnection second(server.server().port());
        second.Write(std::string(kGet) + std::string(half));
        EXPECT_TRUE(second.ReadAnswer().starts_with("HTTP/1.1 200 ")) << half;
        EXPECT_TRUE(second.ReadToEnd().starts_with("HTTP/1.1 408 ")) << half;
    }
}

TEST(ServerLimits, SilentConnectionsEnd) {
    TestServer server(Length,
                      {.header_timeout = 30 * kMillisecond, .idle_timeout = 30 * kMillisecond});
    RawConnection never(server.server().port());
    EXPECT_EQ(never.ReadToEnd(), "");
    RawConnection idle(server.server().port());
    idle.Write(kGet);
    EXPECT_TRUE(idle.ReadAnswer().starts_with("HTTP/1.1 200 "));
    EXPECT_EQ(idle.ReadToEnd(), "");
    EXPECT_EQ(server.server().metrics().requests_bad, 0u);
}

TEST(ServerLimits, AClientThatDoesNotReadIsCut) {
    TestServer server(
        [](const Request&) {
            Response response;
            response.body.assign(64 << 20, 'x');
            return response;
        },
        {.write_timeout = 50 * kMillisecond});
    RawConnection connection(server.server().port());
    connection.Write(kGet);
    // The server sends until the buffers are full, waits, and cuts: seen as a stop with nothing
    // left open.
    RawConnection other(server.server().port());
    other.Write("HEAD /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    other.ReadToEnd();
    server.server().Stop();
    EXPECT_LT(connection.ReadToEnd().size(), size_t{64} << 20);
}

TEST(ServerLimits, HalfClosedClientsStillGetTheirAnswer) {
    TestServer server(Length);
    RawConnection connection(server.server().port());
    connection.Write(kGet);
    connection.EndWriting();
    EXPECT_TRUE(connection.ReadToEnd().starts_with("HTTP/1.1 200 "));
}

TEST(ServerLimits, AFullQueueIs503) {
    std::promise<void> arrived;
    std::promise<void> go;
    std::shared_future<void> gone = go.get_future();
    TestServer server(
        [&, gone](const Request& request) {
            if (request.path == "/slow") arrived.set_value();
            gone.wait();
            return Length(request);
        },
        {}, {.threads = 1, .queue_max = 1});
    RawConnection slow(server.server().port());
    slow.Write("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
    arrived.get_future().wait();                    // the only worker is taken
    ASSERT_TRUE(server.pool().Submit([] {}).ok());  // and the only place in the queue
    RawConnection last(server.server().port());
    last.Write(kGet);
    std::string answer = last.ReadAnswer();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 503 ")) << answer;
    EXPECT_NE(answer.find("Retry-After: 1\r\n"), std::string::npos);
    EXPECT_EQ(server.server().metrics().requests_refused, 1u);
    go.set_value();
    EXPECT_TRUE(slow.ReadAnswer().starts_with("HTTP/1.1 200 "));
}

// Large bodies share what there is until they are answered; small ones are taken besides.
TEST(ServerLimits, BodiesTogetherAreBounded) {
    Slow handler;
    TestServer server(std::ref(handler), {.bodies_max = 3 << 19}, {.threads = 2});
    RawConnection slow(server.server().port());
    slow.Write(Post("/slow", 700'000));
    handler.AwaitArrival();
    RawConnection second(server.server().port());
    second.Write(Post("/a", 700'000));
    const std::string answer = second.ReadToEnd();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 503 ")) << answer;
    EXPECT_NE(answer.find("Retry-After: 1\r\n"), std::string::npos) << answer;
    EXPECT_EQ(server.server().metrics().requests_refused, 1u);
    RawConnection small(server.server().port());
    small.Write(Post("/a", kBodyBytesSmall));
    EXPECT_TRUE(small.ReadAnswer().ends_with("\r\n\r\n65536"));
    handler.Go();
    EXPECT_TRUE(slow.ReadAnswer().ends_with("\r\n\r\n700000"));
    slow.Write(Post("/a", 700'000));
    EXPECT_TRUE(slow.ReadAnswer().ends_with("\r\n\r\n700000")) << "what was answered is let go";
}

// Who is known by its path: "/known…" is, "/open…" may be anybody, all else is refused.
Uploader ByPath(const Request& request) {
    if (request.path == "/throws") throw std::runtime_error("as asked");
    if (request.path.starts_with("/known")) return {.known = true, .refusal = {}};
    if (request.path.starts_with("/open")) return {.known = false, .refusal = {}};
    return {.known = false, .refusal = ErrorResponse(Error{Code::kUnauthenticated, "Who are you?", "api_key_missing", {}}, request.request_id)};
}

TEST(ServerLimits, WhoIsNotKnownSendsNoLargeBody) {
    TestServer server(Length, {.admit = ByPath});
    struct Case {
        std::string name, sent, answer;
    };
    const std::string large = "Content-Length: 700000\r\n\r\n", chunked = "Transfer-Encoding: chunked\r\n\r\n";
    const std::string chunk = "20000\r\n" + std::string(0x20000, 'x') + "\r\n";   // 128 KiB
    const Case cases[] = {
        {"announced, and not sent", "POST /a HTTP/1.1\r\nHost: h\r\n" + large, "HTTP/1.1 401 "},
        {"asked first", "POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n" + large, "HTTP/1.1 401 "},
        {"sent all the same", Post("/a", 700'000), "HTTP/1.1 401 "},
        {"not announced", "POST /a HTTP/1.1\r\nHost: h\r\n" + chunked + chunk + chunk, "HTTP/1.1 401 "},
        {"it cannot be told", Post("/throws", 700'000), "HTTP/1.1 500 "},
    };
    for (const Case& c : cases) {
        RawConnection connection(server.server().port());
        connection.Write(c.sent);
        const std::string answer = connection.ReadToEnd();
        EXPECT_TRUE(answer.starts_with(c.answer)) << c.name << ": " << answer;
        EXPECT_NE(answer.find("\"request_id\":\"req_"), std::string::npos) << c.name;
        EXPECT_EQ(answer.find("100 Continue"), std::string::npos) << c.name;
    }
    RawConnection small(server.server().port());
    small.Write(Post("/a", kBodyBytesSmall));
    EXPECT_TRUE(small.ReadAnswer().ends_with("\r\n\r\n65536")) << "the handler looks who sends it";
}

TEST(ServerLimits, WhoIsKnownIsAskedOnceARequest) {
    std::atomic<int> asked = 0;
    TestServer server(Length, {.admit = [&](const Request& request) {
                          ++asked;
                          return ByPath(request);
                      }});
    RawConnection connection(server.server().port());
    connection.Write("POST /known HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 700000\r\n\r\n");
    EXPECT_TRUE(connection.ReadUntil("\r\n\r\n").starts_with("HTTP/1.1 100 "));
    connection.Write(std::string(700'000, 'x'));
    EXPECT_TRUE(connection.ReadAnswer().ends_with("\r\n\r\n700000"));
    EXPECT_EQ(asked, 1);
    std::string chunks;
    for (int i = 0; i < 6; ++i) chunks += "20000\r\n" + std::string(0x20000, 'x') + "\r\n";
    connection.Write("POST /open HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n");
    EXPECT_TRUE(connection.ReadAnswer().ends_with("\r\n\r\n786432"));
    EXPECT_EQ(asked, 2) << "the next request of the connection is another's";
    connection.Write(Post("/a", 700'000));
    EXPECT_TRUE(connection.ReadToEnd().starts_with("HTTP/1.1 401 "));
    EXPECT_EQ(asked, 3);
}

// Whoever fills the room of all takes none of who is known.
TEST(ServerLimits, AnybodyHasRoomOfTheirOwn) {
    Slow handler;
    TestServer server(std::ref(handler), {.bodies_max_of_anybody = 1 << 20, .admit = ByPath}, {.threads = 2});
    RawConnection slow(server.server().port());
    slow.Write(Post("/open/slow", 700'000));
    handler.AwaitArrival();
    RawConnection second(server.server().port());
    second.Write(Post("/open", 700'000));
    EXPECT_TRUE(second.ReadToEnd().starts_with("HTTP/1.1 503 "));
    RawConnection known(server.server().port());
    known.Write(Post("/known", 700'000));
    EXPECT_TRUE(known.ReadAnswer().ends_with("\r\n\r\n700000"));
    handler.Go();
    EXPECT_TRUE(slow.ReadAnswer().ends_with("\r\n\r\n700000"));
    slow.Write(Post("/open", 700'000));
    EXPECT_TRUE(slow.ReadAnswer().ends_with("\r\n\r\n700000")) << "what was answered is let go";
}

TEST(ServerLimits, TooManyConnectionsAreToldSo) {
    TestServer server(Length, {.connections_max = 2});
    RawConnection first(server.server().port());
    first.Write(kGet);
    EXPECT_TRUE(first.ReadAnswer().starts_with("HTTP/1.1 200 "));
    RawConnection second(server.server().port());
    second.Write(kGet);
    EXPECT_TRUE(second.ReadAnswer().starts_with("HTTP/1.1 200 "));
    RawConnection third(server.server().port());
    third.Write(kGet);
    EXPECT_TRUE(third.ReadToEnd().starts_with("HTTP/1.1 503 "));
    EXPECT_EQ(server.server().metrics().connections_refused, 1u);
    second.Write(kGet);
    EXPECT_TRUE(second.ReadAnswer().starts_with("HTTP/1.1 200 "));
}

TEST(ServerLimits, TheNetworkLeavesTheOperatorTheSocket) {
    const std::string path = testing::TempDir() + "/daybook-limits.sock";
    TestServer server(Length, {.listen = "127.0.0.1:0", .unix_socket = path, .connections_max = 1});
    RawConnection first(server.server().port());
    first.Write(kGet);
    EXPECT_TRUE(first.ReadAnswer().starts_with("HTTP/1.1 200 "));
    RawConnection operators(path);
    operators.Write(kGet);
    EXPECT_TRUE(operators.ReadAnswer().starts_with("HTTP/1.1 200 "));
    RawConnection second(server.server().port());
    second.Write(kGet);
    EXPECT_TRUE(second.ReadToEnd().starts_with("HTTP/1.1 503 "));
}

// It took a core for a minute, and went on when the client had gone.
TEST(ServerLimits, AnEndlessChunkSizeIsRefused) {
    TestServer server(Length);
    RawConnection connection(server.server().port());
    connection.Write("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2;" + std::string(70'000, 'a'));
    EXPECT_TRUE(connection.ReadToEnd().starts_with("HTTP/1.1 413 "));
}

}  // namespace
}  // namespace daybook::http

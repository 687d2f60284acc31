#include "http/server.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdlib>
#include <future>
#include <latch>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "http/server_support.h"

namespace daybook::http {
namespace {

std::string OriginName(Origin origin) {
    return origin == Origin::kSocket     ? "socket"
           : origin == Origin::kLoopback ? "loopback"
                                         : "network";
}

// Shows what arrived, and does what the path says.
Response Echo(const Request& request) {
    if (request.path == "/throw") throw std::runtime_error("a defect");
    if (request.path == "/throw-int") throw 1;
    Response response;
    response.route = request.path;
    response.headers.Add("Content-Type", "text/plain");
    response.headers.Add("X-Origin", OriginName(request.origin));
    response.headers.Add("X-Remote", request.remote);
    response.body =
        std::string(MethodName(request.method)) + " " + request.path + " " + request.body;
    return response;
}

constexpr std::string_view kGet = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";

class Folder {
  public:
    Folder() { path_ = mkdtemp(path_.data()); }
    ~Folder() { rmdir(path_.c_str()); }
    std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }

  private:
    std::string path_ = "/tmp/daybook-http-XXXXXX";
};

TEST(Server, AnswersWithEverythingAnAnswerNeeds) {
    TestServer server(Echo);
    RawConnection connection(server.server().port());
    connection.Write(kGet);
    std::string answer = connection.ReadAnswer();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n")) << answer;
    for (std::string_view part :
         {"\r\nRequest-Id: req_", "\r\nDate: ", " GMT\r\n",
          "\r\nX-Content-Type-Options: nosniff\r\n", "\r\nCache-Control: no-store\r\n",
          "\r\nX-Origin: loopback\r\n", "\r\nX-Remote: 127.0.0.1\r\n", "\r\n\r\nGET /a "}) {
        EXPECT_NE(answer.find(part), std::string::npos) << part << " in " << answer;
    }
    EXPECT_EQ(answer.find("\r\nServer:"), std::string::npos);
    EXPECT_EQ(server.server().address(), server.HostPort());
}

TEST(Server, KeepsAConnectionAliveAndAnswersPipelinedRequestsInOrder) {
    TestServer server(Echo);
    RawConnection connection(server.server().port());
    for (int i = 0; i < 3; ++i) {
        connection.Write(kGet);
        EXPECT_TRUE(connection.ReadAnswer().ends_with("GET /a ")) << i;
    }
    std::string many;
    for (int i = 0; i < 50; ++i) {
        many +=
            "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc";
    }
    connection.Write(many);
    for (int i = 0; i < 50; ++i)
        EXPECT_TRUE(connection.ReadAnswer().ends_with("POST /" + std::to_string(i) + " abc")) << i;
    EXPECT_EQ(server.server().metrics().connections_accepted, 1u);
}

TEST(Server, ClosesWhereTheClientAsksForIt) {
    TestServer server(Echo);
    for (std::string_view text :
         {"GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", "GET /a HTTP/1.0\r\n\r\n"}) {
        RawConnection connection(server.server().port());
        connection.Write(text);
        std::string answer = connection.ReadToEnd();
        EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos) << answer;
        EXPECT_TRUE(answer.ends_with("GET /a ")) << answer;
    }
}

TEST(Server, ReadsAnyPieces) {
    TestServer server(Echo);
    RawConnection connection(server.server().port());
    for (char c : std::string("PUT /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: "
                              "chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n")) {
        connection.Write(std::string_view(&c, 1));
    }
    EXPECT_TRUE(connection.ReadAnswer().ends_with("PUT /p ab"));
}

TEST(Server, HeadHasHeadersOnly) {
    TestServer server(Echo);
    RawConnection connection(server.server().port());
    connection.Write("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n");
    std::string answer = connection.ReadUntil("\r\n\r\n");
    EXPECT_NE(answer.find("Content-Length: 8\r\n"), std::string::npos) << answer;
    connection.Write(kGet);
    EXPECT_TRUE(connection.ReadAnswer().starts_with("HTTP/1.1 200 OK\r\n"));
}

TEST(Server, SaysContinueOnlyWhereTheBodyIsWelcome) {
    TestServer server(Echo);
    RawConnection connection(server.server().port());
    connection.Write(
        "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(connection.ReadUntil("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    connection.Write("ok");
    EXPECT_TRUE(connection.ReadAnswer().ends_with("POST /a ok"));
    connection.Write(
        "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2000000\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_TRUE(connection.ReadToEnd().starts_with("HTTP/1.1 413 "));
}

TEST(Server, AHandlerThatThrowsIsAnswered500) {
    TestServer server(Echo);
    RawConnection connection(server.server().port());
    for (std::string_view path : {"/throw", "/throw-int"}) {
        connection.Write("GET " + std::string(path) + " HTTP/1.1\r\nHost: h\r\n\r\n");
        std::string answer = connection.ReadAnswer();
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 500 ")) << answer;
        EXPECT_EQ(answer.find("a defect"), std::string::npos);
    }
    connection.Write(kGet);
    EXPECT_TRUE(connection.ReadAnswer().starts_with("HTTP/1.1 200 "));
    EXPECT_EQ(server.server().metrics().exceptions, 2u);
}

TEST(Server, AnAnswerMayComeLaterFromAnotherThread) {
    constexpr int kConnections = 12;
    std::latch all(kConnections);
    std::mutex mutex;
    std::vector<Answered> waiting;
    const auto handler = [&](const Request& request) {
        Response promise;
        promise.route = "/later";
        promise.later = [&, path = request.path](Answered answered) {
            if (path == "/at-once") return answered(JsonResponse(201, "{}"));
            {
                std::lock_guard lock(mutex);
                waiting.push_back(std::move(answered));
            }
            all.count_down();
        };
        return promise;
    };
    // More of them than threads: none is held while an answer is waited for.
    TestServer server(handler, {}, {.threads = 2});
    std::vector<std::unique_ptr<RawConnection>> connections;
    for (int i = 0; i < kConnections; ++i) {
        connections.push_back(std::make_unique<RawConnection>(server.server().port()));
        connections.back()->Write("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
    }
    RawConnection quick(server.server().port());
    quick.Write("GET /at-once HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_TRUE(quick.ReadAnswer().starts_with("HTTP/1.1 201 "));
    all.wait();
    for (const Answered& one : waiting) one(JsonResponse(200, R"({"late":true})"));
    for (auto& connection : connections) {
        EXPECT_TRUE(connection->ReadAnswer().ends_with(R"({"late":true})"));
        connection->Write("GET /at-once HTTP/1.1\r\nHost: h\r\n\r\n");
        EXPECT_TRUE(connection->ReadAnswer().starts_with("HTTP/1.1 201 "));
    }
    EXPECT_EQ(server.server().metrics().routes.at("/later").by_status.at(200), uint64_t{kConnections});
}

TEST(Server, AForwardedRequestIsNotLoopback) {
    TestServer server(Echo);
    RawConnection connection(server.server().port());
    for (std::string_view header : {"Forwarded: for=1.2.3.4", "x-forwarded-for: 1.2.3.4",
                                    "X-Real-IP: 1.2.3.4", "Via: 1.1 p"}) {
        connection.Write("GET /a HTTP/1.1\r\nHost: h\r\n" + std::string(header) + "\r\n\r\n");
        EXPECT_NE(connection.ReadAnswer().find("X-Origin: network\r\n"), std::string::npos)
            << header;
    }
}

TEST(Server, ListensOnAUnixSocketForItsOwnerOnly) {
    Folder folder;
    std::string path = folder / "daybook.sock";
    {
        // A socket file that somebody left behind.
        TestServer left(Echo, {.unix_socket = path});
        ASSERT_EQ(link(path.c_str(), (path + ".left").c_str()), 0);
    }
    ASSERT_EQ(rename((path + ".left").c_str(), path.c_str()), 0);
    {
        TestServer server(Echo, {.listen = "127.0.0.1:0", .unix_socket = path});
        struct stat there {};
        ASSERT_EQ(stat(path.c_str(), &there), 0);
        EXPECT_EQ(there.st_mode & 0777, 0600u);
        RawConnection connection(path);
        connection.Write(kGet);
        EXPECT_NE(connection.ReadAnswer().find("X-Origin: socket\r\n"), std::string::npos);
        RawConnection tcp(server.server().port());
        tcp.Write(kGet);
        EXPECT_NE(tcp.ReadAnswer().find("X-Origin: loopback\r\n"), std::string::npos);
    }
    EXPECT_NE(access(path.c_str(), F_OK), 0);
}

TEST(Server, SaysWhyItCannotListen) {
    TestServer server(Echo);
    SystemClock clock;
    auto start = [&](std::string listen, std::string socket) {
        auto started = Server::Start({.listen = listen,
                                      .unix_socket = socket,
                                      .clock = &clock,
                                      .pool = &server.pool(),
                                      .io = &server.io()},
                                     Echo);
        return started.ok() ? Error{} : started.error();
    };
    Error used = start(server.HostPort(), "");
    EXPECT_EQ(used.code, Code::kConflict);
    EXPECT_EQ(used.message, "Port " + std::to_string(server.server().port()) +
                                " on 127.0.0.1 is in use by another program. "
                                "Stop it, or choose another with --listen.");
    for (const char* listen : {"8484", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000",
                               "::1:80", ":80", "no.such.host.invalid:1"}) {
        EXPECT_EQ(start(listen, "").code, Code::kInvalid) << listen;
    }
    EXPECT_EQ(start("", "/tmp/" + std::string(200, 'x')).code, Code::kInvalid);
    EXPECT_EQ(start("", "/no/such/folder/x.sock").code, Code::kUnavailable);
    EXPECT_EQ(start("", "/dev/null").code, Code::kConflict);
}

TEST(Server, ServesAHundredAtOnce) {
    constexpr int kConnections = 100;
    std::latch all(kConnections);
    TestServer server(
        [&](const Request& request) {
            if (request.path == "/together")
                all.arrive_and_wait();  // proves that they are under way at once
            return Echo(request);
        },
        {}, {.threads = kConnections});
    std::vector<std::unique_ptr<RawConnection>> connections;
    for (int i = 0; i < kConnections; ++i) {
        connections.push_back(std::make_unique<RawConnection>(server.server().port()));
        connections.back()->Write("GET /together HTTP/1.1\r\nHost: h\r\n\r\n");
    }
    for (auto& connection : connections)
        EXPECT_TRUE(connection->ReadAnswer().ends_with("GET /together "));
    EXPECT_EQ(server.server().metrics().connections_open, 100u);
}

TEST(Server, CountsRequestsByRouteAndStatus) {
    TestServer server(Echo);
    RawConnection connection(server.server().port());
    for (int i = 0; i < 3; ++i) {
        connection.Write(kGet);
        connection.ReadAnswer();
    }
    connection.Write("GET /throw HTTP/1.1\r\nHost: h\r\n\r\n");
    connection.ReadAnswer();
    connection.Write("GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    connection.ReadToEnd();
    ServerMetrics metrics = server.server().metrics();
    EXPECT_EQ(metrics.routes["/a"].by_status[200], 4u);
    EXPECT_EQ(metrics.routes[""].by_status[500], 1u);
    uint64_t sum = 0;
    for (uint64_t count : metrics.routes["/a"].latency) sum += count;
    EXPECT_EQ(sum, 4u);
}

// ---- bodies made piece by piece ----

TEST(Server, SendsALongBodyInPiecesOnlyAsFastAsItIsRead) {
    constexpr size_t kPiece = 64 << 10;
    constexpr size_t kPieces = 800;  // 50 MB
    std::atomic<size_t> made = 0;
    TestServer server([&](const Request&) {
        Response response;
        response.body = "first";
        response.source = [&made](std::string& chunk) -> Result<bool> {
            if (made == kPieces) return false;
            chunk.append(kPiece, 'x');
            ++made;
            return true;
        };
        return response;
    });
    auto client = ClientFor(server);
    size_t received = 0;
    size_t ahead_max = 0;
    auto answer = client->Call(
        {.url = server.Url("/"), .on_body = [&](std::string_view piece) -> Status {
             received += piece.size();
             ahead_max = std::max(ahead_max, made * kPiece - std::min(made * kPiece, received));
             return {};
         }});
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    EXPECT_EQ(received, 5 + kPiece * kPieces);
    // What is made but not read lies in the sockets' buffers, not in ours.
    EXPECT_LT(ahead_max, size_t{16} << 20);
}

TEST(Server, FramesPiecesForEachVersion) {
    auto handler = [](const Request&) {
        Response response;
        auto left = std::make_shared<int>(3);
        response.source = [left](std::string& chunk) -> Result<bool> {
            if (*left == 0) {
                chunk += "end";
                return false;
            }
            if (--*left != 1) chunk += "ab";  // an empty piece is not the end
            return true;
        };
        return response;
    };
    TestServer server(handler);
    RawConnection connection(server.server().port());
    connection.Write(kGet);
    EXPECT_TRUE(connection.ReadUntil("0\r\n\r\n")
                    .ends_with("\r\n\r\n2\r\nab\r\n2\r\nab\r\n3\r\nend\r\n0\r\n\r\n"));
    connection.Write("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_TRUE(connection.ReadUntil("\r\n\r\n").starts_with("HTTP/1.1 200 "));
    connection.Write("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_TRUE(connection.ReadToEnd().ends_with("\r\n\r\nababend"));
}

TEST(Server, CutsABodyThatFails) {
    TestServer server([](const Request& request) {
        Response response;
        response.source = [throws = request.path == "/throw",
                           first = true](std::string& chunk) mutable -> Result<bool> {
            chunk += "abc";
            if (std::exchange(first, false)) return true;
            if (throws) throw std::runtime_error("no");
            return Internal("no");
        };
        return response;
    });
    for (std::string_view path : {"/fail", "/throw"}) {
        auto client = ClientFor(server);
        auto answer = client->Call({.url = server.Url(path)});
        ASSERT_FALSE(answer.ok());
        EXPECT_EQ(answer.error().code, Code::kUnavailable);
    }
}

// ---- stopping ----

TEST(Server, StopFinishesWhatIsInFlight) {
    std::promise<void> arrived;
    std::promise<void> go;
    TestServer server([&](const Request& request) {
        if (request.path == "/slow") {
            arrived.set_value();
            go.get_future().wait();
        }
        return Echo(request);
    });
    RawConnection idle(server.server().port());
    idle.Write(kGet);
    idle.ReadAnswer();
    RawConnection busy(server.server().port());
    busy.Write("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
    arrived.get_future().wait();
    std::thread stopper([&] { server.server().Stop(); });
    EXPECT_EQ(idle.ReadToEnd(), "");  // closed at once: the stop has begun
    go.set_value();
    std::string answer = busy.ReadToEnd();
    EXPECT_TRUE(answer.ends_with("GET /slow ")) << answer;
    EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos);
    stopper.join();
    EXPECT_EQ(server.server().metrics().connections_open, 0u);
}

TEST(Server, StopCutsWhatDoesNotEnd) {
    std::promise<void> arrived;
    std::promise<void> go;
    TestServer server(
        [&](const Request& request) {
            arrived.set_value();
            go.get_future().wait();
            return Echo(request);
        },
        {.stop_timeout = 20 * kMillisecond});
    RawConnection busy(server.server().port());
    busy.Write(kGet);
    arrived.get_future().wait();
    server.server().Stop();
    EXPECT_EQ(busy.ReadToEnd(), "");
    go.set_value();
}

}  // namespace
}  // namespace daybook::http

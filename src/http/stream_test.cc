// Event streams over real connections.
#include <gtest/gtest.h>

#include <future>
#include <memory>

#include "http/server.h"
#include "http/server_support.h"
#include "http/sse.h"

namespace daybook::http {
namespace {

constexpr std::string_view kGet = "GET /v1/stream HTTP/1.1\r\nHost: h\r\n\r\n";

struct Publisher {
    explicit Publisher(EventOptions options = {})
        : stream(std::make_shared<EventStream>(options)) {}
    Handler handler() {
        return [this](const Request& request) {
            Response response;
            response.route = request.path;
            response.events = stream;
            return response;
        };
    }
    std::shared_ptr<EventStream> stream;
};

TEST(Stream, SendsEventsAsTheyCome) {
    Publisher publisher({.write_gap = kMillisecond});
    TestServer server(publisher.handler());
    RawConnection connection(server.server().port());
    connection.Write(kGet);
    std::string head = connection.ReadUntil("\r\n\r\n");
    EXPECT_NE(head.find("Content-Type: text/event-stream\r\n"), std::string::npos) << head;
    EXPECT_NE(head.find("Cache-Control: no-store\r\n"), std::string::npos);
    EXPECT_EQ(head.find("Content-Length"), std::string::npos);
    for (int i = 0; i < 20; ++i) {
        std::string json = "{\"n\":" + std::to_string(i) + "}";
        EXPECT_TRUE(publisher.stream->Send("activity", "", json));
        EXPECT_EQ(connection.ReadUntil("\n\n"), "event: activity\ndata: " + json + "\n\n");
    }
    EXPECT_EQ(server.server().metrics().streams_open, 1u);
}

TEST(Stream, PingsAQuietConnection) {
    Publisher publisher({.ping_after = 5 * kMillisecond});
    TestServer server(publisher.handler());
    RawConnection connection(server.server().port());
    connection.Write(kGet);
    connection.ReadUntil("\r\n\r\n");
    EXPECT_EQ(connection.ReadUntil("\n\n"), ": ping\n\n");
    EXPECT_EQ(connection.ReadUntil("\n\n"), ": ping\n\n");
}

TEST(Stream, BurstsAreJoined) {
    Publisher publisher({.write_gap = 50 * kMillisecond});
    TestServer server(publisher.handler());
    RawConnection connection(server.server().port());
    connection.Write(kGet);
    connection.ReadUntil("\r\n\r\n");
    publisher.stream->Send("counters", "c", "0");
    connection.ReadUntil("data: 0\n\n");
    for (int i = 1; i <= 1000; ++i) publisher.stream->Send("counters", "c", std::to_string(i));
    std::string seen = connection.ReadUntil("data: 1000\n\n");
    EXPECT_LT(seen.size(), 2000u);  // a few writes, not a thousand events
}

TEST(Stream, ClosesAfterWhatWaits) {
    Publisher publisher({.write_gap = kMillisecond});
    TestServer server(publisher.handler());
    RawConnection connection(server.server().port());
    publisher.stream->Send("a", "", "1");
    publisher.stream->Close();
    connection.Write(kGet);
    EXPECT_TRUE(connection.ReadToEnd().ends_with("\r\n\r\nevent: a\ndata: 1\n\n"));
}

TEST(Stream, ThePublisherHearsThatTheClientIsGone) {
    Publisher publisher;
    TestServer server(publisher.handler());
    std::promise<void> gone;
    publisher.stream->OnGone([&gone] { gone.set_value(); });
    {
        RawConnection connection(server.server().port());
        connection.Write(kGet);
        connection.ReadUntil("\r\n\r\n");
    }
    gone.get_future().wait();
    EXPECT_FALSE(publisher.stream->Send("a", "", "1"));
}

TEST(Stream, StopEndsStreams) {
    Publisher publisher;
    TestServer server(publisher.handler());
    RawConnection connection(server.server().port());
    connection.Write(kGet);
    connection.ReadUntil("\r\n\r\n");
    server.server().Stop();
    EXPECT_EQ(connection.ReadToEnd(), "");
    EXPECT_TRUE(publisher.stream->closed());
}

TEST(Stream, HeadIsNoStream) {
    Publisher publisher;
    TestServer server(publisher.handler());
    RawConnection connection(server.server().port());
    connection.Write("HEAD /v1/stream HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(connection.ReadToEnd().starts_with("HTTP/1.1 200 "));
    EXPECT_TRUE(publisher.stream->closed());
}

}  // namespace
}  // namespace daybook::http

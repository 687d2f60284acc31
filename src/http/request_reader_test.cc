#include "http/request_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/random.h"
#include "http/errors.h"

namespace daybook::http {
namespace {

using State = RequestReader::State;

RequestReader Reader(size_t body_max = 1000) {
    return RequestReader([body_max](const Request&) { return body_max; });
}

// Feeds as a connection does; returns what is left over.
std::string FeedAll(RequestReader& reader, std::string bytes) {
    while (reader.state() == State::kHeaders || reader.state() == State::kBody) {
        State before = reader.state();
        size_t used = reader.Feed(bytes);
        bytes.erase(0, used);
        if (used == 0 && before == reader.state()) break;
    }
    return bytes;
}

TEST(RequestReader, ReadsARequestInAnyPieces) {
    const std::string text =
        "POST /v1/x?a=b HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\nContent-Length: "
        "5\r\n\r\nhelloGET ";
    for (size_t cut = 0; cut <= text.size(); ++cut) {
        RequestReader reader = Reader();
        std::string rest = FeedAll(reader, text.substr(0, cut));
        if (reader.state() != State::kDone)
            rest = FeedAll(reader, rest + text.substr(cut));
        else
            rest += text.substr(cut);
        ASSERT_EQ(reader.state(), State::kDone) << cut;
        EXPECT_EQ(rest, "GET ") << cut;
        EXPECT_EQ(reader.request().method, Method::kPost);
        EXPECT_EQ(reader.request().path, "/v1/x");
        EXPECT_EQ(reader.request().Query("a"), "b");
        EXPECT_EQ(reader.request().headers.Get("content-type"), "text/plain");
        EXPECT_EQ(reader.request().headers.all().size(), 3u) << cut;
        EXPECT_EQ(reader.request().body, "hello");
        EXPECT_TRUE(reader.keep_alive());
    }
}

TEST(RequestReader, ReadsChunks) {
    RequestReader reader = Reader();
    std::string rest = FeedAll(reader,
                               "PUT /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                               "3;note=1\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\nnext");
    ASSERT_EQ(reader.state(), State::kDone) << reader.bad().message;
    EXPECT_EQ(reader.request().body, "abcde");
    EXPECT_FALSE(reader.request().headers.Has("Trailer"));
    EXPECT_EQ(rest, "next");
}

// Chunks of a body, extensions and trailers as somebody may send them to keep the server busy: what is around the body is
// bounded as the headers are.
TEST(RequestReader, WhatIsAroundChunksIsBounded) {
    const std::string head = "PUT /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    const std::string some(kHeaderBytesMax / 2, 'a'), much(kHeaderBytesMax + 100, 'a');
    const struct {
        const char* what;
        std::string text;
        State state;
    } rows[] = {
        {"an extension", head + "3;" + some + "\r\nabc\r\n0\r\n\r\n", State::kDone},
        {"a trailer", head + "3\r\nabc\r\n0\r\nT: " + some + "\r\n\r\n", State::kDone},
        {"an extension without an end", head + "3;" + much, State::kBad},
        {"a size without an end", head + "3" + std::string(kHeaderBytesMax + 100, ' '), State::kBad},
        {"trailers without an end", head + "3\r\nabc\r\n0\r\nT: " + much, State::kBad},
    };
    for (const auto& row : rows) {
        for (const size_t piece : {size_t{1000}, size_t{1} << 20}) {
            RequestReader reader = Reader();
            std::string left;
            for (size_t at = 0; at < row.text.size() && reader.state() != State::kBad && reader.state() != State::kDone; at += piece) {
                left = FeedAll(reader, left + row.text.substr(at, piece));
                EXPECT_LE(left.size(), kHeaderBytesMax + piece) << row.what;
            }
            EXPECT_EQ(reader.state(), row.state) << row.what << ", " << piece << ": " << reader.bad().message;
            if (row.state == State::kBad) {
                EXPECT_EQ(reader.bad().reason, "body_too_large") << row.what;
            }
        }
    }
}

TEST(RequestReader, RefusesWhatIsNotSound) {
    struct Row {
        std::string text;
        int status;
    };
    const std::string get = "GET / HTTP/1.1\r\n";
    const std::string post = "POST / HTTP/1.1\r\nHost: h\r\n";
    const Row rows[] = {
        {"rubbish\r\n\r\n", 400},
        {std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15),
         400},  // TLS at the wrong door
        {"GET / HTTP/2.0\r\nHost: h\r\n\r\n", 400},
        {"GET /\r\n\r\n", 400},
        {"BREW / HTTP/1.1\r\nHost: h\r\n\r\n", 404},
        {"TRACE / HTTP/1.1\r\nHost: h\r\n\r\n", 404},
        {"GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n", 400},
        {"GET /a/../b HTTP/1.1\r\nHost: h\r\n\r\n", 400},
        {"OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", 400},
        {get + "\r\n", 400},
        {get + "Host: a\r\nHost: b\r\n\r\n", 400},
        {get + "Host: h\r\nBad Name: x\r\n\r\n", 400},
        {get + "Host: h\r\nName : x\r\n\r\n", 400},
        {post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400},
        {post + "Content-Length: -1\r\n\r\n", 400},
        {post + "Content-Length: 1x\r\n\r\na", 400},
        {post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400},
        {post + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 400},
        {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {post + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n", 400},
        {post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcde\r\n", 400},
        {post + "Content-Length: 1001\r\n\r\n", 413},
        {post + "Content-Length: 18446744073709551616\r\n\r\n", 400},
        {post + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + std::string(1001, 'x') +
             "\r\n0\r\n\r\n",
         413},
        {get + "Host: h\r\nX: " + std::string(kHeaderBytesMax, 'x') + "\r\n\r\n", 413},
        {"GET /" + std::string(kHeaderBytesMax, 'x') + " HTTP/1.1\r\nHost: h\r\n\r\n", 413},
    };
    for (const Row& row : rows) {
        RequestReader reader = Reader();
        FeedAll(reader, row.text);
        ASSERT_EQ(reader.state(), State::kBad) << row.text.substr(0, 120);
        EXPECT_EQ(ShapeOf(reader.bad()).status, row.status)
            << row.text.substr(0, 120) << ": " << reader.bad().message;
        EXPECT_FALSE(reader.bad().message.empty());
    }
}

TEST(RequestReader, BoundsTheNumberOfHeaders) {
    std::string text = "GET / HTTP/1.1\r\nHost: h\r\n";
    for (size_t i = 0; i < kHeaderCountMax; ++i) text += "A: b\r\n";
    RequestReader reader = Reader();
    FeedAll(reader, text + "\r\n");
    ASSERT_EQ(reader.state(), State::kBad);
    EXPECT_EQ(ShapeOf(reader.bad()).status, 413);
}

TEST(RequestReader, KnowsWhatToDoWithTheConnection) {
    struct Row {
        std::string head;
        bool keep_alive, expects;
    };
    const Row rows[] = {
        {"GET / HTTP/1.1\r\nHost: h\r\n", true, false},
        {"GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n", false, false},
        {"GET / HTTP/1.0\r\n", false, false},
        {"GET / HTTP/1.0\r\nConnection: keep-alive\r\n", true, false},
        {"POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\n", true, true},
        {"POST / HTTP/1.0\r\nExpect: 100-continue\r\n", false, false},
    };
    for (const Row& row : rows) {
        RequestReader reader = Reader();
        FeedAll(reader, row.head + "\r\n");
        ASSERT_EQ(reader.state(), State::kDone) << row.head;
        EXPECT_EQ(reader.keep_alive(), row.keep_alive) << row.head;
        EXPECT_EQ(reader.expects_continue(), row.expects) << row.head;
    }
}

// However the bytes are cut, the same requests are understood. (What is bad may be found out later
// in pieces.)
TEST(RequestReader, MutatedRequestsReadTheSameInPieces) {
    const std::string good =
        "POST /v1/a%20b?x=1&y=%C3%A9 HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\nX: "
        "y\r\n\r\n4\r\nbody\r\n0\r\n\r\n";
    const uint64_t seed = 20260101;
    SCOPED_TRACE(seed);
    Random random(seed);
    for (int round = 0; round < 3000; ++round) {
        std::string text = good;
        for (uint64_t change = random.Below(3) + 1; change-- > 0;) {
            size_t at = random.Below(text.size());
            if (random.Chance(0.3))
                text.erase(at, 1);
            else
                text[at] = static_cast<char>(random.Below(256));
        }
        RequestReader whole = Reader();
        FeedAll(whole, text);
        RequestReader pieces = Reader();
        std::string rest;
        for (char c : text) {
            rest += c;
            if (pieces.state() == State::kHeaders || pieces.state() == State::kBody)
                rest = FeedAll(pieces, rest);
        }
        ASSERT_EQ(whole.state() == State::kDone, pieces.state() == State::kDone) << text;
        if (whole.state() != State::kDone) continue;
        ASSERT_EQ(whole.request().headers.all(), pieces.request().headers.all()) << text;
        ASSERT_EQ(whole.request().body, pieces.request().body) << text;
        ASSERT_EQ(whole.request().path, pieces.request().path) << text;
    }
}

}  // namespace
}  // namespace daybook::http

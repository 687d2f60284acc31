// One outgoing request on a curl easy handle (private: only client.cc and transfer.cc include
// this).
#pragma once

#include <curl/curl.h>

#include <memory>
#include <optional>
#include <string>

#include "http/guard.h"
#include "http/message.h"

namespace daybook::http {

// Used on the client's thread. Its address must not change while it is in the multi handle.
class Transfer {
  public:
    Transfer(Outgoing request, GuardedUrl url, Client::Done done);
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    // Sets every option on a fresh or reset handle.
    void Prepare(CURL* easy, const std::string& user_agent);
    // What came of it.
    Result<Answer> Finish(CURLcode code);
    Client::Done TakeDone() { return std::move(done_); }
    CURL* easy() const { return easy_; }

  private:
    void PrepareBody();
    void PrepareHeaders();
    Error Explain(CURLcode code) const;
    Error TimedOut() const;
    Error CutOff() const;
    Error TooManyHeaders() const;
    std::string Peer() const;

    static size_t OnHeader(char* data, size_t size, size_t count, void* self);
    static size_t OnBody(char* data, size_t size, size_t count, void* self);
    static curl_socket_t OnOpen(void* self, curlsocktype purpose, curl_sockaddr* address);
    size_t TakeHeader(std::string_view line);
    size_t TakeBody(std::string_view piece);

    Outgoing request_;
    GuardedUrl url_;
    Client::Done done_;
    CURL* easy_ = nullptr;
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers_{nullptr,
                                                                         &curl_slist_free_all};
    Answer answer_;
    size_t header_bytes_ = 0;
    bool headers_whole_ =
        false;  // the empty line came: curl itself takes half of them for an answer
    bool refused_address_ = false;  // the guard said no to an address
    std::optional<Error> failed_;   // our own reason for breaking off
};

}  // namespace daybook::http

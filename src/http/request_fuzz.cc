// Any bytes as a connection's input: no crash, the same request however they are cut, bounds kept.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "base/text.h"
#include "http/request_reader.h"

namespace {

using daybook::http::Request;
using daybook::http::RequestReader;
using State = RequestReader::State;

constexpr size_t kBodyMax = 4096;

void FeedAll(RequestReader& reader, std::string& bytes) {
    while (reader.state() == State::kHeaders || reader.state() == State::kBody) {
        State before = reader.state();
        size_t used = reader.Feed(bytes);
        ASSERT(used <= bytes.size());
        bytes.erase(0, used);
        if (used == 0 && before == reader.state()) return;
    }
}

void Check(const Request& request) {
    ASSERT(request.path.starts_with('/') && daybook::IsUtf8(request.path));
    ASSERT(request.path.find('\0') == std::string::npos);
    ASSERT((request.path + "/").find("/../") == std::string::npos);
    ASSERT(request.body.size() <= kBodyMax && request.query.size() <= 100);
    for (const auto& parameter : request.query) ASSERT(daybook::IsUtf8(parameter.value));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    std::string bytes(reinterpret_cast<const char*>(data), size);
    RequestReader whole([](const Request&) { return kBodyMax; });
    std::string rest = bytes;
    FeedAll(whole, rest);
    if (whole.state() == State::kDone) Check(whole.request());

    RequestReader cut([](const Request&) { return kBodyMax; });
    std::string first = bytes.substr(0, size / 2);
    FeedAll(cut, first);
    if (cut.state() == State::kHeaders || cut.state() == State::kBody) {
        first += bytes.substr(size / 2);
        FeedAll(cut, first);
    }
    ASSERT((whole.state() == State::kDone) == (cut.state() == State::kDone));
    if (whole.state() == State::kDone) {
        ASSERT(whole.request().path == cut.request().path &&
               whole.request().body == cut.request().body);
        ASSERT(whole.request().headers.all() == cut.request().headers.all());
    }
    return 0;
}

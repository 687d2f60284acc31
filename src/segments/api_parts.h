// What the handlers of segments share.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/body.h"
#include "http/errors.h"
#include "segments/view.h"

namespace daybook::segments {

// Answers with what `work` came to, a JSON text.
template <typename Work>
http::Response Answer(const http::Request& request, Work work) {
    const Result<std::string> done = work();
    return done.ok() ? http::JsonResponse(200, *done) : http::ErrorResponse(done.error(), request.request_id);
}

struct Found {
    View view;
    size_t slot = 0;
    const Segment& segment() const { return view.compiled->segments[slot]; }
    const std::optional<conditions::Program>& program() const { return view.compiled->programs[slot]; }
};
// kNotFound where there is no such segment.
Result<Found> FindSegment(sql::Tx& tx, const ApiContext& context, std::string_view id);
// The same; kInvalid where it is not a static one.
Result<Found> FindStatic(sql::Tx& tx, const ApiContext& context, std::string_view id);

// The segment as the API shows it. `at`: as of that second.
Result<std::string> ReadOne(const ApiContext& context, std::string_view id, std::optional<int64_t> at = std::nullopt);

// Makes a segment, finds its members, and answers with it. kConflict where the name is taken.
Result<std::string> MakeSegment(const ApiContext& context, Segment segment);

// What a recipe becomes, with these values (a JSON object) or those that the shop proposes. kConflict (permission_missing)
// where Stripe's key may not read what it needs.
Result<Segment> SegmentOfRecipe(const ApiContext& context, const std::string& id, const std::optional<std::string>& given);

// The name of a body, checked.
Result<std::string> NameOf(const http::Body& body);
// The query parameter `at`, unix seconds; nothing where it is absent.
Result<std::optional<int64_t>> MomentOf(const http::Request& request);

}  // namespace daybook::segments

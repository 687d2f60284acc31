#include "help/api.h"

#include "base/json_write.h"
#include "base/text.h"
#include "help/feedback.h"
#include "http/body.h"
#include "http/parameters.h"

namespace daybook::help {
namespace {

constexpr size_t kCommentBytesMax = 4000;

http::Response Finish(Result<http::Response> response, const http::Request& request) {
    return response.ok() ? std::move(*response) : http::ErrorResponse(response.error(), request.request_id);
}

void WriteTexts(JsonWriter& out, std::string_view name, const std::vector<std::string>& texts) {
    out.Key(name).BeginArray();
    for (const std::string& text : texts) out.String(text);
    out.EndArray();
}

enum class Detail { kShort, kWhole };

std::string ToJson(const Article& article, Detail detail) {
    std::string text;
    JsonWriter out(text);
    out.BeginObject().Member("id", article.id).Member("object", "help_article").Member("title", article.title);
    out.Member("summary", article.summary).Member("section", article.section);
    WriteTexts(out, "related", article.related);
    WriteTexts(out, "screens", article.screens);
    if (detail == Detail::kWhole) out.Member("html", article.html).Member("markdown", article.markdown);
    out.EndObject();
    return text;
}

Result<const Article*> Named(const http::Request& request, const Library& library) {
    const Article* article = library.Find(request.Path("slug"));
    if (article == nullptr) return NotFound("There is no such help article. Search for it, or look at the list.");
    return article;
}

Result<http::Response> TryList(const http::Request& request, const ApiContext& context) {
    TRY(http::CheckQuery(request, {"query"}));
    std::vector<const Article*> articles = context.library.Search(request.Query("query").value_or(""));
    return http::JsonResponse(200, http::ListJson("/v1/help", false, [&](JsonWriter& out) {
        for (const Article* article : articles) out.Raw(ToJson(*article, Detail::kShort));
    }));
}

Result<http::Response> TryPost(const http::Request& request, const ApiContext& context) {
    const Article* article = TRY(Named(request, context.library));
    http::Body body = TRY(http::Body::Read(request, {"helpful", "comment"}));
    auto helpful = TRY(body.Flag("helpful"));
    if (!helpful) return http::MissingParameter("helpful");
    auto comment = TRY(body.Text("comment"));
    if (comment) comment = std::string(Trim(*comment));
    if (comment && comment->size() > kCommentBytesMax) return Invalid("A comment may have at most 4000 bytes.", "comment");
    if (comment && (comment->empty() || comment->find('\0') != std::string::npos)) comment.reset();
    Feedback kept;
    TRY(context.database.Write([&](sql::Tx& tx) -> Status {
        kept = TRY(Keep(tx, context.account, {0, article->id, *helpful, comment, context.actor, context.clock.Now()}));
        return {};
    }));
    return http::JsonResponse(200, ToJson(kept));
}

Result<http::Response> TryFeedback(const http::Request& request, const ApiContext& context) {
    TRY(http::CheckQuery(request, {"limit", "starting_after"}));
    http::Paging paging = TRY(http::ReadPaging(request));
    std::optional<int64_t> before;
    if (!paging.starting_after.empty()) {
        before = DecodeId("hfb", paging.starting_after);
        if (!before) return Invalid("This is no id of a remark (hfb_…).", "starting_after");
    }
    std::vector<Feedback> all;
    TRY(context.database.Read([&](sql::Tx& tx) -> Status {
        all = TRY(ListFeedback(tx, context.account, paging.limit + 1, before));
        return {};
    }));
    bool more = all.size() > static_cast<size_t>(paging.limit);
    if (more) all.pop_back();
    return http::JsonResponse(200, http::ListJson("/v1/help/feedback", more, [&](JsonWriter& out) {
        for (const Feedback& feedback : all) out.Raw(ToJson(feedback));
    }));
}

}  // namespace

http::Response List(const http::Request& request, const ApiContext& context) { return Finish(TryList(request, context), request); }

http::Response Get(const http::Request& request, const ApiContext& context) {
    auto article = Named(request, context.library);
    if (!article.ok()) return http::ErrorResponse(article.error(), request.request_id);
    return http::JsonResponse(200, ToJson(**article, Detail::kWhole));
}

http::Response PostFeedback(const http::Request& request, const ApiContext& context) { return Finish(TryPost(request, context), request); }
http::Response GetFeedback(const http::Request& request, const ApiContext& context) { return Finish(TryFeedback(request, context), request); }

http::Response GetPicture(const http::Request& request, const Library& library) {
    std::string_view name = request.Path("file");
    auto bytes = library.Picture(name);
    if (!bytes) return http::ErrorResponse(NotFound("There is no such picture."), request.request_id);
    http::Response response;
    response.headers.Set("Content-Type", name.ends_with(".webp") ? "image/webp" : "image/png");
    response.headers.Set("Cache-Control", "public, max-age=3600");
    response.body = *bytes;
    return response;
}

}  // namespace daybook::help

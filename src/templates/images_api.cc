// /v1/images: the pictures that a shop keeps for its messages; /images/{file}: where mail programs fetch them.
#include <fmt/format.h>

#include "base/random.h"
#include "base/text.h"
#include "http/parameters.h"
#include "http/window.h"
#include "templates/api_parts.h"
#include "templates/kept_images.h"
#include "templates/templates_api.h"

namespace daybook::templates {
namespace {

constexpr size_t kNameBytesMax = 200;
constexpr size_t kImagesMax = 2000;
constexpr std::string_view kForEver = "public, max-age=31536000, immutable";
// Nothing in a picture runs, whatever a browser takes it for.
constexpr std::string_view kPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

void Write(JsonWriter& json, const KeptImage& one, std::string_view address) {
    const std::string path = fmt::format("{}{}", kImagesPath, one.file);
    json.BeginObject().Member("object", "image").Member("id", ImageName(one.id)).Member("name", one.name).Member("path", path);
    json.Member("url", fmt::format("{}{}", address, path)).Member("width", one.width).Member("height", one.height).Member("size", one.size);
    json.Member("created", one.created / kSecond).Member("created_by", one.actor).EndObject();
}

std::string JsonOf(const KeptImage& one, std::string_view address) {
    std::string text;
    JsonWriter json(text);
    Write(json, one, address);
    return text;
}

Result<KeptImage> FindOne(sql::Tx& tx, AccountId account, std::string_view id) {
    if (const auto number = DecodeId("img", id)) {
        if (auto found = TRY(FindImage(tx, account, *number))) return std::move(*found);
    }
    return NotFound(fmt::format("There is no image {}.", ToUtf8(id.substr(0, 40))), "resource_missing");
}

// The picture as it is kept: there already, or from now on.
Result<KeptImage> Keep(sql::Tx& tx, KeptImage one, std::string_view bytes) {
    if (auto known = TRY(FindImageFile(tx, one.file))) return std::move(*known);
    if (TRY(ListImages(tx, one.account)).size() >= kImagesMax)
        return Conflict(fmt::format("There are {} images; no more can be kept. Delete some first.", kImagesMax), "images_full");
    TRY(InsertImage(tx, one, bytes));
    return one;
}

std::string_view TypeOfFile(std::string_view file) {
    for (const images::Format format : {images::Format::kJpeg, images::Format::kPng, images::Format::kGif}) {
        if (file.ends_with(images::Ending(format))) return images::MediaType(format);
    }
    return "application/octet-stream";
}

}  // namespace

http::Response UploadImage(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {"name"}));
        KeptImage one{.id = RandomId(), .account = context.account, .name = FoldSpace(request.Query("name").value_or("")), .created = context.clock.Now(), .actor = context.actor};
        if (one.name.size() > kNameBytesMax) return Invalid(fmt::format("name is longer than {} bytes.", kNameBytesMax), "name");
        const images::Image made = TRY(context.images.Make(request.body));
        one.file = FileOf(context.account, made);
        one.width = made.width;
        one.height = made.height;
        one.size = static_cast<int64_t>(made.bytes.size());
        std::string text;
        TRY(context.database.Write([&](sql::Tx& tx) -> Status {
            text = JsonOf(TRY(Keep(tx, one, made.bytes)), context.address);
            return {};
        }));
        return text;
    });
}

http::Response ListKeptImages(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {http::kLimit, http::kStartingAfter, http::kEndingBefore}));
        const http::Paging paging = TRY(http::ReadPaging(request));
        std::vector<KeptImage> all;
        TRY(context.database.Read([&](sql::Tx& tx) -> Status {
            all = TRY(ListImages(tx, context.account));
            return {};
        }));
        const http::Window window = TRY(http::WindowOf(all, paging, [](const KeptImage& one) { return ImageName(one.id); }));
        return http::ListJson("/v1/images", window.has_more, [&](JsonWriter& json) {
            for (size_t i = window.begin; i < window.end; ++i) Write(json, all[i], context.address);
        });
    });
}

http::Response GetImage(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {}));
        std::string text;
        TRY(context.database.Read([&](sql::Tx& tx) -> Status {
            text = JsonOf(TRY(FindOne(tx, context.account, request.Path("id"))), context.address);
            return {};
        }));
        return text;
    });
}

http::Response DeleteKeptImage(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        std::string text;
        TRY(context.database.Write([&](sql::Tx& tx) -> Status {
            const KeptImage one = TRY(FindOne(tx, context.account, request.Path("id")));
            const std::vector<std::string> users = TRY(UsersOf(tx, one));
            if (!users.empty()) return Conflict(fmt::format("This image stands in {}. Take it out there first.", fmt::join(users, ", ")), "image_in_use");
            JsonWriter(text).BeginObject().Member("object", "image").Member("id", ImageName(one.id)).Member("deleted", true).EndObject();
            return DeleteImage(tx, context.account, one.id);
        }));
        return text;
    });
}

http::Response GetImageFile(const http::Request& request, sql::Database& database) {
    const std::string_view file = request.Path("file");
    http::Response response;
    const Status read = database.Read([&](sql::Tx& tx) -> Status {
        auto bytes = TRY(ImageBytes(tx, file));
        if (!bytes) return NotFound("There is no such picture.", "resource_missing");
        response.body = std::move(*bytes);
        return {};
    });
    if (!read.ok()) return http::ErrorResponse(read.error(), request.request_id);
    response.headers.Set("Content-Type", TypeOfFile(file));
    response.headers.Set("Cache-Control", kForEver);
    response.headers.Set("Content-Security-Policy", kPolicy);
    response.headers.Set("Cross-Origin-Resource-Policy", "cross-origin");  // mail programs in browsers show it too
    return response;
}

}  // namespace daybook::templates

// daybook images list | add | delete
#include <filesystem>

#include <fmt/format.h>

#include "base/io.h"
#include "base/text.h"
#include "images/images.h"
#include "server/cli/commands.h"
#include "server/cli/json.h"
#include "server/cli/tell.h"

namespace daybook::server {
namespace {

void PrintImage(const boost::json::value& one) {
    fmt::print("{}  {:<32.32} {:>4} × {:<4} {:>8}  {}\n", Show(one, "id"), Show(one, "name"), Show(one, "width"), Show(one, "height"), Show(one, "size"), Show(one, "url"));
}

// A file that cannot be a picture is not read.
Result<std::string> Upload(Remote& remote, const std::string& file) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(file, failed);
    if (!failed && size > images::kBytesMax) return Invalid(fmt::format("{} is larger than {} MB.", file, images::kBytesMax >> 20), "file", "body_too_large");
    const std::string name = std::filesystem::path(file).filename().string();
    const auto bytes = ReadFile(file);
    if (!bytes.ok()) return CannotRead(file);
    auto answer = remote.Call(http::Method::kPost, "/v1/images?name=" + UrlEncode(name), *bytes);
    if (!answer.ok()) {
        Error error = answer.error();
        error.message = fmt::format("{}: {}", file, error.message);
        return error;
    }
    return answer;
}

}  // namespace

int ImagesList(const StoreOptions& store, const ImagesOptions& options) { return TellList(store, "/v1/images", options.list, "No images.\n", PrintImage); }

int ImagesAdd(const StoreOptions& store, const ImagesOptions& options) {
    auto remote = Remote::Open(store, {});
    if (!remote.ok()) return Fail(remote.error(), store);
    int code = kGood;
    for (const std::string& file : options.files) {
        const Result<std::string> text = Upload(**remote, file);
        if (!text.ok()) code = Fail(text.error(), store);
        else if (store.json) fmt::print("{}\n", *text);
        else PrintImage(boost::json::parse(*text));
    }
    return code;
}

int ImagesDelete(const StoreOptions& store, const ImagesOptions& options) {
    return TellOf(store, http::Method::kDelete, PathOf({"/v1/images", "img", "image"}, options.id), "", [](const boost::json::value& one) { fmt::print("{} is deleted.\n", Show(one, "id")); });
}

}  // namespace daybook::server

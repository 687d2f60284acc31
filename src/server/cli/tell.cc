#include "server/cli/tell.h"

#include <cstdio>

#include <fmt/format.h>

#include "base/text.h"
#include "server/cli/json.h"

namespace daybook::server {

int Tell(const StoreOptions& store, const std::function<Result<std::string>(Remote&)>& call, const Printer& print) {
    auto remote = Remote::Open(store, {});
    if (!remote.ok()) return Fail(remote.error(), store);
    const Result<std::string> text = call(**remote);
    if (!text.ok()) return Fail(text.error(), store);
    if (store.json)
        fmt::print("{}\n", *text);
    else
        print(boost::json::parse(*text));
    return kGood;
}

int TellOf(const StoreOptions& store, http::Method method, const Result<std::string>& target, const std::string& body, const Printer& print) {
    return Tell(store, [&](Remote& remote) -> Result<std::string> { return remote.Call(method, TRY(Result(target)), body); }, print);
}

int TellList(const StoreOptions& store, std::string_view path, const ListOptions& options, std::string_view none, const Printer& print) {
    std::string target = fmt::format("{}?limit={}", path, options.limit);
    if (!options.starting_after.empty()) target += "&starting_after=" + UrlEncode(options.starting_after);
    return TellOf(store, http::Method::kGet, target, "", [&](const boost::json::value& list) {
        const auto& all = Member(list, "data").as_array();
        for (const auto& one : all) print(one);
        if (all.empty()) fmt::print(stderr, "{}", none);
        if (Truth(list, "has_more")) fmt::print(stderr, "More: --starting-after {}\n", Show(all.back(), "id"));
    });
}

}  // namespace daybook::server

#include "server/watchers.h"

#include "base/ids.h"
#include "base/json_write.h"
#include "base/log.h"

namespace daybook::server {
namespace {

std::string CodeJson(std::string_view code) {
    std::string text;
    JsonWriter(text).BeginObject().Member("code", code).EndObject();
    return text;
}

}  // namespace

uint64_t Watchers::Add(const Caller& caller, const std::shared_ptr<http::EventStream>& stream) {
    Watcher watcher{caller.account, 0, 0, caller.role, stream};
    if (caller.signed_in) watcher.session = caller.signed_in->session.id;
    else watcher.key = DecodeId("key", caller.actor).value_or(0);
    uint64_t number = 0;
    {
        std::lock_guard lock(mutex_);
        number = ++last_;
        watchers_.emplace(number, std::move(watcher));
    }
    ReviewLater();
    return number;
}

void Watchers::Remove(uint64_t number) {
    std::lock_guard lock(mutex_);
    watchers_.erase(number);
}

size_t Watchers::count() const {
    std::lock_guard lock(mutex_);
    return watchers_.size();
}

Watchers::Numbered Watchers::Open() const {
    std::lock_guard lock(mutex_);
    return watchers_;
}

// Empty: it may stay.
Result<std::string_view> Watchers::EndOf(sql::Tx& tx, const Watcher& watcher) const {
    if (watcher.session != 0) {
        const auto role = TRY(sessions_.RoleNow(tx, watcher.session));
        if (!role) return std::string_view("session_missing");
        return std::string_view(*role < watcher.role ? "scope_missing" : "");
    }
    if (watcher.key == 0) return std::string_view();
    return std::string_view(TRY(accounts::KeyHolds(tx, watcher.account, watcher.key)) ? "" : "api_key_invalid");
}

void Watchers::Review() {
    const Numbered open = Open();
    if (open.empty()) return;
    std::map<uint64_t, std::string_view> ended;
    const Status read = database_.Read([&](sql::Tx& tx) -> Status {
        ended.clear();
        for (const auto& [number, watcher] : open) {
            const std::string_view code = TRY(EndOf(tx, watcher));
            if (!code.empty()) ended.emplace(number, code);
        }
        return {};
    });
    if (!read.ok()) return Log(Level::kWarn, "streams.not_reviewed", {{"error", read.error().message}});
    for (const auto& [number, code] : ended) {
        if (const auto stream = open.at(number).stream.lock()) {
            stream->Send("ended", "", CodeJson(code));
            stream->Close();
        }
        Remove(number);
    }
}

void Watchers::ReviewLater() {
    {
        std::lock_guard lock(mutex_);
        if (waiting_ || watchers_.empty()) return;
        waiting_ = true;
    }
    tasks_.After(kReviewEvery, [this] {
        {
            std::lock_guard lock(mutex_);
            waiting_ = false;
        }
        Review();
        ReviewLater();
    });
}

}  // namespace daybook::server

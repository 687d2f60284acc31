// Templates: the words of messages, stored as drafts and as what is sent.
//
// A template has revisions. The newest is its draft. Saving writes into the draft, or begins the next revision where the
// draft was published, is somebody else's, or is older than ten minutes. A published revision never changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/ids.h"

namespace daybook::templates {

enum class TemplateId : int64_t {};
constexpr int64_t Number(TemplateId id) { return static_cast<int64_t>(id); }
inline std::string IdText(TemplateId id) { return EncodeId("tpl", Number(id)); }

// The numbers are stored.
enum class Kind : int16_t { kEmail = 1, kSms = 2, kPush = 3, kWebhook = 4, kSnippet = 5 };
std::string_view KindName(Kind kind);  // "email"
std::optional<Kind> FindKind(std::string_view name);

struct Template {
    TemplateId id{};
    AccountId account{};
    Kind kind = Kind::kEmail;
    std::string name;
    int64_t version = 1;       // one more after each change
    int64_t revision = 1;      // the draft's
    int64_t published = 0;     // the revision that is sent; 0: none
    Micros created = 0, updated = 0;
    std::string actor;         // who changed it last
    Micros published_at = 0;   // when the revision that is sent was first published
    Micros archived = 0;       // when it was put away; 0: it is not
};

struct Revision {
    int64_t number = 0;
    std::string content;       // JSON (content.h)
    Micros saved = 0;
    std::string actor;
    Micros published = 0;      // 0: never
    int64_t restored = 0;      // taken from this revision; 0: from none
};

}  // namespace daybook::templates

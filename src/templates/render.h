// A message from a template and one person's data. Compiled once, shared by threads; a renderer belongs to one.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "liquid/template.h"
#include "templates/brand.h"
#include "templates/content.h"
#include "templates/sms_segments.h"
#include "templates/templates_store.h"

namespace daybook::templates {

class Compiled {
  public:
    // kInvalid with `param` "content.subject" for a part that cannot be read.
    static Result<std::shared_ptr<const Compiled>> Make(Kind kind, const Content& content, std::span<const Snippet> snippets, const Brand& brand = {});

    struct CompiledPart {
        Part part;
        std::shared_ptr<const liquid::Template> words;
    };
    Kind kind() const { return kind_; }
    Missing missing() const { return missing_; }
    const std::vector<CompiledPart>& parts() const { return parts_; }

  private:
    Kind kind_ = Kind::kEmail;
    Missing missing_ = Missing::kBlank;
    std::vector<CompiledPart> parts_;
};

enum class Fate : uint8_t {
    kReady,
    kSkipped,   // a value is missing, and the template skips such people
    kStopped,   // {% stop_message %}
    kFailed,    // the language met an error, or a limit
};
std::string_view FateName(Fate fate);  // "ready"

struct Message {
    Fate fate = Fate::kReady;
    std::string reason;                         // a sentence; empty where it is ready
    std::map<std::string_view, std::string> parts;  // by the names of content.h; of an e-mail `body` is a whole document
    std::vector<std::string> missing;           // variables that printed nothing: "profile.first_name"
    std::optional<SmsSegments> segments;        // of a text message
};

struct MessageOptions {
    int64_t now = 0;                  // unix seconds
    std::string time_zone = "UTC";
    std::string address = {};         // of this server, where its images are fetched; without a slash at the end
};

// Not thread safe. Keeps its buffers from one message to the next.
class MessageRenderer {
  public:
    // `data`: RootsValue.
    Message Render(const Compiled& what, const liquid::Value& data, const MessageOptions& options);

  private:
    // False where the message ends with it.
    bool RenderPart(const Compiled::CompiledPart& one, const liquid::RenderOptions& options, const liquid::Value& data, Message& message);
    liquid::Renderer renderer_;
};

}  // namespace daybook::templates

// Words that need not be stored: what they may ask for, what is wrong with them, and what one person would get.
#include <algorithm>
#include <utility>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "accounts/accounts.h"
#include "http/parameters.h"
#include "liquid/inspect.h"
#include "templates/api_parts.h"
#include "templates/check_html.h"
#include "templates/kept_images.h"
#include "templates/render.h"
#include "templates/roots.h"
#include "templates/templates_api.h"
#include "templates/words.h"

namespace daybook::templates {
namespace {

constexpr int64_t kSegmentsMany = 10;

// What a preview needs, read in one snapshot.
struct Scene {
    Draft draft;
    std::vector<Snippet> snippets;
    liquid::Known words;
    accounts::Account account;
    Brand brand;
    Person person;
};
// `profile`: an id; empty: nobody.
Result<Scene> ReadScene(sql::Tx& tx, const ApiContext& context, Draft draft, std::string_view profile, liquid::Arena& arena) {
    std::vector<Snippet> snippets = TRY(LoadSnippets(tx, context.account, draft.kind, draft.content));
    Scene scene{.draft = std::move(draft), .snippets = std::move(snippets),
                .words = Words(TRY(context.profile_words(tx))), .account = TRY(accounts::Load(tx, context.account)),
                .brand = TRY(LoadBrand(tx, context.account))};
    if (!profile.empty()) scene.person = TRY(context.person(tx, profile, arena));
    return scene;
}

Roots RootsOf(const ApiContext& context, const Scene& scene) {
    Roots roots{.profile = scene.person.value, .kind = scene.draft.kind, .message_id = "msg_preview"};
    roots.company = {.name = scene.account.name, .postal_address = scene.account.postal_address.value_or(""), .currency = scene.account.currency,
                     .time_zone = scene.account.time_zone, .logo = IsKeptImage(scene.brand.logo_url) ? context.address + scene.brand.logo_url : scene.brand.logo_url, .website = scene.brand.website};
    roots.now = context.clock.Now() / kSecond;
    roots.unsubscribe_url = context.address + "/preview/unsubscribe";
    roots.preferences_url = context.address + "/preview/preferences";
    roots.view_in_browser_url = context.address + "/preview/view";
    return roots;
}

// cart, trigger and campaign of the request; a cart that it leaves out is an example.
Status AddData(liquid::Arena& arena, const http::Body& body, std::string_view currency, Roots& roots) {
    roots.cart = TRY(DataValue(arena, ExampleCart(currency)));
    if (!body.Has("data") || body.Null("data")) return {};
    const liquid::Value data = TRY(DataValue(arena, *body.Json("data")));
    for (const liquid::Member& member : data.object->list()) {
        if (!member.value.is_object() && !member.value.is_nil()) return Invalid(fmt::format("data.{} must be an object.", member.key()), fmt::format("data.{}", member.key()));
        if (member.key() == "cart") roots.cart = member.value;
        else if (member.key() == "trigger") roots.trigger = member.value;
        else if (member.key() == "campaign") roots.campaign = member.value;
        else return Invalid(fmt::format("data has cart, trigger and campaign, and no {}.", member.key()), fmt::format("data.{}", member.key()), "parameter_unknown");
    }
    return {};
}

// What shows only in the finished message.
void WarnOf(const Message& message, Kind kind, std::vector<Finding>& warnings) {
    const auto body = message.parts.find("body");
    if (message.fate == Fate::kFailed || body == message.parts.end()) return;
    if (kind == Kind::kEmail) {
        std::erase_if(warnings, [](const Finding& one) { return one.code == "too_large"; });
        CheckSize(body->second.size(), "body", warnings);
    }
    boost::system::error_code failed;
    if (kind == Kind::kWebhook) boost::json::parse(body->second, failed);
    if (failed)
        warnings.push_back({Severity::kError, "not_json", "body", 0, 0, "What comes out is no JSON: print values with | json, as in {\"name\":{{ profile.first_name | json }}}.", {}});
    if (message.segments && message.segments->segments > kSegmentsMany)
        warnings.push_back({Severity::kWarning, "too_large", "body", 0, 0, fmt::format("This is sent as {} text messages: shorten it.", message.segments->segments), {}});
}

void WriteText(JsonWriter& json, std::string_view name, std::string_view text) {
    json.Key(name);
    text.empty() ? json.Null() : json.String(text);
}

void WriteMessage(JsonWriter& json, const Message& message) {
    json.Member("state", FateName(message.fate));
    WriteText(json, "reason", message.reason);
    json.Key("parts").BeginObject();
    for (const auto& [name, text] : message.parts) json.Member(name, text);
    json.EndObject().Key("missing").BeginArray();
    for (const std::string& name : message.missing) json.String(name);
    const auto body = message.parts.find("body");
    json.EndArray().Member("bytes", body == message.parts.end() ? 0 : body->second.size()).Key("sms");
    if (!message.segments) {
        json.Null();
        return;
    }
    json.BeginObject().Member("encoding", SmsEncodingName(message.segments->encoding)).Member("segments", message.segments->segments);
    json.Member("units", message.segments->units).Member("left", message.segments->left);
    WriteText(json, "costly", message.segments->costly);
    json.EndObject();
}

std::string_view ShapeName(liquid::Shape shape) {
    switch (shape) {
        case liquid::Shape::kAny: return "any";
        case liquid::Shape::kText: return "text";
        case liquid::Shape::kNumber: return "number";
        case liquid::Shape::kMoney: return "money";
        case liquid::Shape::kDate: return "date";
        case liquid::Shape::kBoolean: return "boolean";
        case liquid::Shape::kList: return "list";
        case liquid::Shape::kObject: return "object";
    }
    return "any";
}

// Writes names with what each would print in a text message to one person.
class WordsWriter {
  public:
    WordsWriter(JsonWriter& json, const liquid::Value& data, const MessageOptions& options) : json_(json), data_(data), options_(options) {}

    // `path`: as a template writes it; empty within a list, whose elements have no name of their own.
    void Write(const liquid::Known& word, const std::string& path) {
        json_.BeginObject().Member("name", word.name).Member("shape", ShapeName(word.shape)).Member("may_lack", word.may_lack);
        const bool of_objects = word.element() != nullptr && word.element()->shape == liquid::Shape::kObject;
        WriteText(json_, "example", path.empty() || of_objects ? std::string() : Example(word.shape, path));
        json_.Key("members").BeginArray();
        const bool of_list = word.shape == liquid::Shape::kList;
        for (const liquid::Known& member : word.members) Write(member, path.empty() || of_list ? std::string() : fmt::format("{}.{}", path, member.name));
        json_.EndArray().EndObject();
    }

  private:
    std::string Example(liquid::Shape shape, const std::string& path) {
        if (shape == liquid::Shape::kObject || shape == liquid::Shape::kAny) return {};
        const std::string_view filter = shape == liquid::Shape::kText ? " | truncate: 60" : shape == liquid::Shape::kList ? " | join: ', ' | truncate: 60" : "";
        const auto compiled = Compiled::Make(Kind::kSms, {.body = fmt::format("{{{{ {}{} }}}}", path, filter)}, {});
        if (!compiled.ok()) return {};
        Message message = renderer_.Render(**compiled, data_, options_);
        return message.fate == Fate::kReady ? std::move(message.parts["body"]) : std::string();
    }

    JsonWriter& json_;
    const liquid::Value& data_;
    const MessageOptions options_;
    MessageRenderer renderer_;
};

Result<LackingPtr> LackingFor(const ApiContext& context, const http::Body& body) {
    return context.lacking(body.Null("segment") ? std::string() : TRY(body.Text("segment")).value_or(""));
}

void WriteNames(JsonWriter& json, std::string_view key, std::vector<std::string_view> names) {
    std::sort(names.begin(), names.end());
    json.Key(key).BeginArray();
    for (const std::string_view name : names) json.String(name);
    json.EndArray();
}

}  // namespace

http::Response GetTemplateWords(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {"profile"}));
        liquid::Arena arena;
        Scene scene;
        TRY(context.database.Read([&](sql::Tx& tx) -> Status {
            scene = TRY(ReadScene(tx, context, Draft{.kind = Kind::kSms}, request.Query("profile").value_or(""), arena));
            return {};
        }));
        Roots roots = RootsOf(context, scene);
        roots.cart = TRY(DataValue(arena, ExampleCart(scene.account.currency)));
        const liquid::Value data = RootsValue(arena, roots);
        std::string text;
        JsonWriter json(text);
        json.BeginObject().Member("object", "template_words");
        WriteText(json, "profile", scene.person.id);
        json.Key("names").BeginArray();
        WordsWriter writer(json, data, {roots.now, scene.account.time_zone});
        for (const liquid::Known& word : scene.words.members) {
            if (std::find(std::begin(kPersonAliases), std::end(kPersonAliases), word.name) == std::end(kPersonAliases)) writer.Write(word, word.name);
        }
        json.EndArray();
        WriteNames(json, "filters", liquid::FilterNames());
        WriteNames(json, "tags", liquid::TagNames());
        json.EndObject();
        return text;
    });
}

http::Response GetTemplateValues(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {"segment"}));
        const std::string segment(request.Query("segment").value_or(""));
        const LackingPtr lacking = TRY(context.lacking(segment));
        std::string text;
        JsonWriter json(text);
        json.BeginObject().Member("object", "template_values");
        WriteText(json, "segment", segment);
        json.Key("people");
        lacking == nullptr ? json.Null() : json.Int(lacking->people);
        json.Key("counted");
        lacking == nullptr ? json.Null() : json.Int(lacking->counted);
        json.Key("fields").BeginArray();
        if (lacking != nullptr) {
            for (const auto& [name, people] : lacking->fields) json.BeginObject().Member("name", name).Member("lacking", people).EndObject();
        }
        json.EndArray().EndObject();
        return text;
    });
}

http::Response CheckTemplate(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        const http::Body body = TRY(http::Body::Read(request, {"template", "channel", "subject", "preview_text", "body", "blocks", "text", "title", "link", "missing", "segment"}));
        const LackingPtr lacking = TRY(LackingFor(context, body));
        std::vector<Finding> findings;
        TRY(context.database.Read([&](sql::Tx& tx) -> Status {
            const Draft draft = TRY(ReadDraft(tx, context.account, body));
            const std::vector<Snippet> snippets = TRY(LoadSnippets(tx, context.account, draft.kind, draft.content));
            findings = Check(draft.kind, draft.content, {snippets, Words(TRY(context.profile_words(tx))), lacking.get()});
            return {};
        }));
        std::string text;
        JsonWriter json(text);
        json.BeginObject().Member("object", "template_check").Member("publishable", CountErrors(findings) == 0);
        WriteFindings(json.Key("findings"), findings);
        json.EndObject();
        return text;
    });
}

http::Response PreviewTemplate(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        const http::Body body = TRY(http::Body::Read(request, {"template", "channel", "subject", "preview_text", "body", "blocks", "text", "title", "link", "missing", "profile", "data", "segment"}));
        const LackingPtr lacking = TRY(LackingFor(context, body));
        liquid::Arena arena;
        Scene scene;
        TRY(context.database.Read([&](sql::Tx& tx) -> Status {
            const bool of_somebody = body.Has("profile") && !body.Null("profile");
            const std::string profile = of_somebody ? std::string(TRY(body.RequiredText("profile"))) : std::string();
            scene = TRY(ReadScene(tx, context, TRY(ReadDraft(tx, context.account, body)), profile, arena));
            return {};
        }));
        Roots roots = RootsOf(context, scene);
        TRY(AddData(arena, body, scene.account.currency, roots));
        Checked checked = Examine(scene.draft.kind, scene.draft.content, {scene.snippets, scene.words, lacking.get()});
        const auto compiled = Compiled::Make(scene.draft.kind, scene.draft.content, scene.snippets, scene.brand);
        Message message{.fate = Fate::kFailed};
        if (compiled.ok()) {
            MessageRenderer renderer;
            message = renderer.Render(**compiled, RootsValue(arena, roots), {roots.now, scene.account.time_zone, context.address});
            WarnOf(message, scene.draft.kind, checked.findings);
        } else {
            message.reason = compiled.error().message;
        }
        std::string text;
        JsonWriter json(text);
        json.BeginObject().Member("object", "template_preview").Member("channel", KindName(scene.draft.kind));
        WriteText(json, "profile", scene.person.id);
        WriteMessage(json, message);
        WriteFindings(json.Key("warnings"), checked.findings);
        json.Key("printed").BeginArray();
        for (const std::string& path : checked.printed) json.String(path);
        json.EndArray().EndObject();
        return text;
    });
}

http::Response GetBrand(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {}));
        Brand brand;
        TRY(context.database.Read([&](sql::Tx& tx) -> Status {
            brand = TRY(LoadBrand(tx, context.account));
            return {};
        }));
        return BrandJson(brand);
    });
}

http::Response PatchBrand(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        Brand brand;
        TRY(context.database.Write([&](sql::Tx& tx) -> Status {
            brand = TRY(Patched(TRY(LoadBrand(tx, context.account)), request.body));
            return SaveBrand(tx, context.account, brand);
        }));
        return BrandJson(brand);
    });
}

}  // namespace daybook::templates

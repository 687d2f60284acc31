// daybook render: a template with one profile or with data from a file, or many as lines of JSON (api.md §1).
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <ctime>

#include <fmt/format.h>

#include "base/ids.h"
#include "base/io.h"
#include "base/json_write.h"
#include "base/text.h"
#include "liquid/answer.h"
#include "liquid/json.h"
#include "liquid/template.h"
#include "server/cli/commands.h"
#include "server/cli/json.h"
#include "server/cli/remote.h"

namespace daybook::server {
namespace {

constexpr size_t kReadBytes = 1 << 16;
constexpr size_t kLineBytesMax = 64 << 20;

bool Write(std::string_view bytes) { return std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() && std::fflush(stdout) == 0; }

// One answer a line, in order, an empty line too: who counts lines stays in step. Answers are written once all lines that have
// arrived are answered.
int AnswerLines(const StoreOptions& store) {
    liquid::Answerer answerer(std::time(nullptr));
    std::string pending, out;
    auto answer = [&](std::string_view line) {
        answerer.Answer(line, out);
        out.push_back('\n');
    };
    while (true) {
        size_t held = pending.size();
        if (held > kLineBytesMax) return Fail(Invalid("A line is longer than 64 MB. Split its data."), store);
        pending.resize(held + kReadBytes);
        ssize_t got = read(STDIN_FILENO, pending.data() + held, kReadBytes);
        pending.resize(held + static_cast<size_t>(got > 0 ? got : 0));
        if (got < 0 && errno == EINTR) continue;
        size_t from = 0;
        for (size_t end; (end = pending.find('\n', std::max(from, held))) != std::string::npos; from = end + 1) {
            answer(std::string_view(pending).substr(from, end - from));
        }
        pending.erase(0, from);
        if (got <= 0 && !pending.empty()) answer(pending);  // the last line may lack its end
        if (!Write(out)) return Fail(Unavailable("The answers cannot be written: the reader went away."), store);
        out.clear();
        if (got <= 0) return got == 0 ? kGood : Fail(Unavailable("Standard input cannot be read."), store);
    }
}

liquid::Value Copied(liquid::Arena& arena, const boost::json::value& value) {
    std::string error;
    return liquid::ParseJson(boost::json::serialize(value), arena, error).value_or(liquid::Value::Nil());
}

// A field as templates see it: money knows its currency, dates are dates.
liquid::Value FieldValue(liquid::Arena& arena, const boost::json::value& fields, std::string_view name) {
    bool whole = Member(fields, name).is_int64();
    if (whole && name == "stripe_total_sales") return liquid::MakeMoney(arena, Number(fields, name), Show(fields, "stripe_currency"));
    if (whole && name == "stripe_order_last_value") {
        return liquid::MakeMoney(arena, Number(fields, name), Show(fields, "stripe_order_last_currency"));
    }
    if (whole && name.ends_with("_date")) return liquid::Value::Time(Number(fields, name), true);
    return Copied(arena, Member(fields, name));
}

// `profile` and its other names (liquid.md §1.1).
liquid::Value ProfileData(liquid::Arena& arena, const boost::json::value& profile) {
    liquid::ObjectBuilder person(arena);
    const boost::json::value& fields = Member(profile, "fields");
    for (const char* group : {"custom", "fields"}) {
        const boost::json::value& members = Member(profile, group);
        if (!members.is_object()) continue;
        for (const auto& member : members.as_object()) {
            std::string_view name = arena.Copy(member.key());
            person.Set(name, &members == &fields ? FieldValue(arena, fields, name) : Copied(arena, member.value()));
        }
    }
    person.Set("id", Copied(arena, Member(profile, "id"))).Set("tags", Copied(arena, Member(profile, "tags")));
    person.Set("created", liquid::Value::Time(Number(profile, "created"), true));
    liquid::Value made = person.Build();
    liquid::ObjectBuilder data(arena);
    for (const char* name : {"profile", "user", "customer", "person"}) data.Set(name, made);
    return data.Build();
}

Result<liquid::Value> DataOf(liquid::Arena& arena, const StoreOptions& store, const RenderOptions& options, std::string& zone) {
    if (options.profile.empty()) {
        std::string text = TRY(ReadGiven("--data", store.data)), error;
        std::optional<liquid::Value> data = liquid::ParseJson(text, arena, error);
        if (data && data->is_object()) return *data;
        return Invalid(fmt::format("{} is {}. Write an object such as {{\"profile\":{{\"first_name\":\"Ada\"}}}}.", store.data,
                                   data ? "JSON, but no object" : error));
    }
    auto remote = TRY(Remote::Open(store, {}));
    std::string profile = TRY(remote->Call(http::Method::kGet, TRY(PathOf(kProfile, options.profile))));
    std::string account = TRY(remote->Call(http::Method::kGet, "/v1/account"));
    zone = Show(boost::json::parse(account), "time_zone");
    return ProfileData(arena, boost::json::parse(profile));
}

// A stored template's draft, as the server renders it.
Result<std::string> RenderStored(const StoreOptions& store, const RenderOptions& options) {
    if (options.profile.empty()) return Invalid("A stored template is rendered for somebody: name them with --profile ID.", "profile");
    auto remote = TRY(Remote::Open(store, {}));
    const boost::json::object asked = {{"template", options.template_file}, {"profile", options.profile}};
    const auto preview = boost::json::parse(TRY(remote->Call(http::Method::kPost, "/v1/templates/preview", boost::json::serialize(asked))));
    const std::string state = Show(preview, "state"), reason = Show(preview, "reason");
    if (state == "stopped") return Conflict(fmt::format("The template stopped this message: {}", reason));
    if (state == "skipped") return Conflict(fmt::format("The template skips this person: {}", reason));
    if (state != "ready") return Invalid(fmt::format("{}: {}", options.template_file, reason));
    const auto* part = preview.at("parts").as_object().if_contains(options.part);
    if (part == nullptr) return Invalid(fmt::format("A template of kind {} has no {} here.", Show(preview, "channel"), options.part), "part");
    return std::string(part->as_string());
}

Result<std::string> RenderOne(const StoreOptions& store, const RenderOptions& options) {
    if (DecodeId("tpl", options.template_file)) return RenderStored(store, options);
    std::string source = TRY(ReadGiven("--template", options.template_file)), zone = "UTC";
    liquid::ParseOptions parse;
    liquid::Problem problem;
    std::shared_ptr<const liquid::Template> made = liquid::Template::Parse(source, parse, problem);
    if (made == nullptr) return Invalid(fmt::format("{}: {}", options.template_file, problem.Text()));
    liquid::Arena arena;
    liquid::Value data = TRY(DataOf(arena, store, options, zone));
    liquid::RenderOptions render;
    render.errors = liquid::Errors::kRaise;
    render.filters = liquid::Unknowns::kError;
    render.now = std::time(nullptr);
    render.time_zone = zone;
    if (options.html) render.escaping = liquid::Escaping::kHtml;
    liquid::Renderer renderer;
    liquid::Rendered rendered = renderer.Render(*made, data, render);
    if (rendered.outcome == liquid::Outcome::kFailed) return Invalid(fmt::format("{}: {}", options.template_file, rendered.error));
    if (rendered.outcome == liquid::Outcome::kStopped) return Conflict(fmt::format("The template stopped this message: {}", rendered.error));
    return std::string(rendered.output);
}

}  // namespace

int Render(const StoreOptions& store, const RenderOptions& options) {
    bool named = !options.template_file.empty(), person = !options.profile.empty() || store.data != StoreOptions().data;
    if (options.ndjson ? named || !options.profile.empty() : !named || !person) {
        fmt::print(stderr, "Name a template with --template FILE, and whom it is for with --profile ID or --data FILE; or use --ndjson alone.\n");
        return kUsage;
    }
    if (options.ndjson) return AnswerLines(store);
    Result<std::string> text = RenderOne(store, options);
    if (!text.ok()) return Fail(text.error(), store);
    if (store.json) {
        std::string json;
        JsonWriter(json).BeginObject().Member("text", *text).EndObject();
        *text = json + '\n';
    }
    return Write(*text) ? kGood : Fail(Unavailable("The text cannot be written: the reader went away."), store);
}

}  // namespace daybook::server

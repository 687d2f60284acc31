// Reads the request, checks it, renders.
#include "liquid/answer.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/json_write.h"
#include "liquid/json.h"
#include "liquid/moment.h"
#include "liquid/template.h"

namespace daybook::liquid {
namespace {

struct Request {
    std::string_view source;
    Value data;
    Partials partials;
    ParseOptions parse;
    RenderOptions render;
};

// Each reads one member; false where the value does not fit.
using Take = bool (*)(Request& request, const Value& value);

bool Truth(const Value& value, bool& out) {
    out = value.type == Type::kTrue;
    return value.type == Type::kTrue || value.type == Type::kFalse;
}

bool TakeTemplate(Request& r, const Value& v) { return v.is_string() && (r.source = v.text(), true); }
bool TakeData(Request& r, const Value& v) { return (v.is_object() || v.is_nil()) && (r.data = v, true); }
bool TakeLines(Request& r, const Value& v) { return Truth(v, r.parse.line_numbers); }

bool TakePartials(Request& r, const Value& v) {
    if (v.is_nil()) return true;
    if (!v.is_object()) return false;
    for (const Member& member : v.object->list()) {
        if (!member.value.is_string()) return false;
        r.partials.emplace(member.key(), member.value.text());
    }
    return true;
}

bool TakeMode(Request& r, const Value& v) {
    std::string_view mode = v.is_string() ? v.text() : std::string_view();
    if (mode != "lax" && mode != "strict" && mode != "strict2") return false;
    r.parse.mode = mode == "lax" ? Mode::kLax : mode == "strict" ? Mode::kStrict : Mode::kStrict2;
    return true;
}

bool TakeInline(Request& r, const Value& v) {
    bool on = false;
    if (!Truth(v, on)) return false;
    r.render.errors = on ? Errors::kInline : Errors::kRaise;
    return true;
}

bool TakeEscape(Request& r, const Value& v) {
    bool on = false;
    if (!Truth(v, on)) return false;
    r.render.escaping = on ? Escaping::kHtml : Escaping::kNone;
    return true;
}

bool TakeVariables(Request& r, const Value& v) {
    bool on = false;
    if (!Truth(v, on)) return false;
    r.render.variables = on ? Unknowns::kError : Unknowns::kSilent;
    return true;
}

bool TakeFilters(Request& r, const Value& v) {
    bool on = false;
    if (!Truth(v, on)) return false;
    r.render.filters = on ? Unknowns::kError : Unknowns::kSilent;
    return true;
}

bool TakeName(Request& r, const Value& v) {
    if (v.is_string()) r.parse.name = v.text();
    return v.is_string() || v.is_nil();
}

bool TakeNow(Request& r, const Value& v) {
    if (!v.is_string()) return v.is_nil();
    std::optional<Moment> moment = ParseMoment(v.text(), "UTC", 0);
    if (moment) r.render.now = moment->seconds;
    return moment.has_value();
}

bool TakeLimits(Request& r, const Value& v) {
    if (v.is_nil()) return true;
    if (!v.is_object()) return false;
    Limits& l = r.render.limits;
    const std::pair<std::string_view, int64_t*> kNumbers[] = {
        {"output_bytes", &l.output_bytes}, {"render_length_limit", &l.output_bytes}, {"steps", &l.steps},
        {"assigned_bytes", &l.assigned_bytes}, {"range_items", &l.range_items}, {"memory_bytes", &l.memory_bytes},
        {"depth", &l.depth}, {"partial_depth", &l.partial_depth}, {"render_score_limit", &l.render_score},
        {"assign_score_limit", &l.assign_score}, {"cumulative_render_score_limit", &l.render_score_sum},
        {"cumulative_assign_score_limit", &l.assign_score_sum}};
    for (const Member& member : v.object->list()) {
        bool known = false;
        for (const auto& [name, place] : kNumbers) {
            if (name != member.key() || (member.value.type != Type::kInt && !member.value.is_nil())) continue;
            known = true;
            if (!member.value.is_nil()) *place = member.value.integer;
        }
        if (!known) return false;
    }
    // Depths are bounded by the machine's own stack.
    l.depth = std::min(l.depth, kReferenceDepth);
    l.partial_depth = std::min(l.partial_depth, kReferenceDepth);
    return true;
}

constexpr std::pair<std::string_view, Take> kMembers[] = {
    {"template", TakeTemplate}, {"data", TakeData}, {"templates", TakePartials}, {"mode", TakeMode},
    {"inline_errors", TakeInline}, {"line_numbers", TakeLines}, {"limits", TakeLimits}, {"template_name", TakeName},
    {"now", TakeNow}, {"autoescape", TakeEscape}, {"strict_variables", TakeVariables}, {"strict_filters", TakeFilters}};

// The sentence about what is wrong; nothing if all is well.
std::optional<std::string> Read(const Value& line, Request& request) {
    if (!line.is_object()) return "The line is no JSON object.";
    for (const Member& member : line.object->list()) {
        const std::pair<std::string_view, Take>* known = nullptr;
        for (const auto& one : kMembers) {
            if (one.first == member.key()) known = &one;
        }
        if (known == nullptr) return fmt::format("\"{}\" is not a member of a request.", member.key());
        if (!known->second(request, member.value)) return fmt::format("\"{}\" has a value that cannot be.", member.key());
    }
    if (line.object->Find(MakeName("template")) == nullptr) return "\"template\" is missing.";
    return std::nullopt;
}

void AppendError(std::string& out, std::string_view error, std::string_view stage) {
    JsonWriter(out).BeginObject().Member("error", error).Member("stage", stage).EndObject();
}

}  // namespace

struct Answerer::Memory {
    int64_t now = 0;
    Arena arena;
    Renderer renderer;
};

Answerer::Answerer(int64_t now) : memory_(std::make_unique<Memory>()) { memory_->now = now; }
Answerer::~Answerer() = default;

void Answerer::Answer(std::string_view line, std::string& out) {
    memory_->arena.Reset();
    std::string error;
    std::optional<Value> value = ParseJson(line, memory_->arena, error);
    if (!value) return AppendError(out, fmt::format("The line is {}.", error), "parse");
    Request request;
    request.parse.mode = Mode::kLax;
    request.render.now = memory_->now;
    request.render.limits.partial_depth = kReferenceDepth;  // the language's own
    if (auto sentence = Read(*value, request)) return AppendError(out, *sentence, "parse");
    request.parse.partials = &request.partials;
    Problem problem;
    std::shared_ptr<const Template> made = Template::Parse(request.source, request.parse, problem);
    if (made == nullptr) return AppendError(out, problem.Text(), "parse");
    Rendered rendered = memory_->renderer.Render(*made, request.data, request.render);
    bool raised = rendered.outcome == Outcome::kFailed && request.render.errors == Errors::kRaise;
    if (raised || rendered.outcome == Outcome::kStopped) return AppendError(out, rendered.error, "render");
    JsonWriter(out).BeginObject().Member("out", rendered.output).EndObject();
}

}  // namespace daybook::liquid

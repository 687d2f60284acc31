// Parsing a template with its partials, and the memory that renderings keep.
#include "liquid/template.h"

#include <fmt/format.h>

#include "liquid/compile.h"
#include "liquid/state.h"

namespace daybook::liquid {
namespace {

// Names of partials that are constants are looked up once.
void LinkPartials(Program& program) {
    for (PartialTag& tag : program.partials) {
        const Expr& name = program.exprs[tag.name];
        if (name.kind != ExprKind::kConstant || !name.constant.is_string()) continue;
        auto unit = program.unit_of.find(NormalPartialName(name.constant.text()));
        if (unit != program.unit_of.end()) tag.unit = unit->second;
    }
}

}  // namespace

std::string Problem::Text() const {
    std::string text = syntax ? "Liquid syntax error" : "Liquid error";
    if (line > 0) text += fmt::format(" ({}{}line {})", unit, unit.empty() ? "" : " ", line);
    text += ": " + message;
    if (!context.empty()) text += " " + context;
    return text;
}

Template::Template(std::unique_ptr<const Program> program) : program_(std::move(program)) {}
Template::~Template() = default;

std::shared_ptr<const Template> Template::Parse(std::string_view source, const ParseOptions& options, Problem& problem) {
    auto program = std::make_unique<Program>();
    program->line_numbers = options.line_numbers;
    Compiler compiler(*program, options);
    auto tell = [&](const std::string& unit) {
        Problem told = compiler.problem();
        told.unit = unit;
        if (!options.line_numbers) told.line = 0, told.place = {};
        return told;
    };
    if (!compiler.CompileUnit(source, options.name)) {
        problem = tell(options.name);
        return nullptr;
    }
    for (const auto& [name, text] : options.partials == nullptr ? Partials() : *options.partials) {
        Id unit = static_cast<Id>(program->units.size());
        std::string shown = name.ends_with(".liquid") ? name.substr(0, name.size() - 7) : name;
        if (!compiler.CompileUnit(text, shown)) program->units[unit].error = tell(shown).Text();
        program->unit_of.emplace(NormalPartialName(name), unit);
    }
    if (!options.plain) LinkPartials(*program);
    return std::make_shared<Template>(std::move(program));
}

std::vector<std::string_view> Template::Variables() const {
    std::vector<std::string_view> names;
    std::vector<bool> seen(program_->symbols.size());
    for (const Expr& expr : program_->exprs) {
        bool variable = expr.kind == ExprKind::kVariable || expr.kind == ExprKind::kPath;
        if (!variable || expr.symbol == kNone || seen[expr.symbol] || program_->symbols[expr.symbol].text.empty()) continue;
        seen[expr.symbol] = true;
        names.push_back(program_->symbols[expr.symbol].text);
    }
    return names;
}

struct Renderer::Memory {
    Arena arena;
    std::string output;
    std::vector<Hint> hints;
};

Renderer::Renderer() : memory_(std::make_unique<Memory>()) {}
Renderer::~Renderer() = default;

Rendered Renderer::Render(const Template& what, const Value& data, const RenderOptions& options) {
    memory_->arena.Reset();
    memory_->output.clear();
    State state(what.program(), data, options, memory_->arena, memory_->output, memory_->hints);
    bool whole = state.Run();
    Rendered rendered;
    rendered.errors = state.errors();
    rendered.missing = state.missing();
    rendered.output = memory_->output;
    if (state.stopped()) {
        rendered.outcome = Outcome::kStopped;
        rendered.error = state.reason();
    } else if (!whole) {
        rendered.outcome = Outcome::kFailed;
        rendered.error = rendered.errors.empty() ? "Liquid error: internal" : rendered.errors.back();
    }
    return rendered;
}

}  // namespace daybook::liquid

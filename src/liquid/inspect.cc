#include "liquid/inspect.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/nearest.h"
#include "liquid/convert.h"
#include "liquid/filters.h"
#include "liquid/program.h"

namespace daybook::liquid {
namespace {

constexpr int kDepthMax = 100;
const Known kAnything{};

// Where the output begins that has a variable at `at`, which is near; `at` where none does.
size_t OutputAt(std::string_view text, size_t at) {
    constexpr size_t kNear = 1000;
    const size_t from = at - std::min(at, kNear);
    const size_t begin = text.substr(from, at - from).rfind('{');
    if (begin == std::string_view::npos) return at;
    return from + begin - (begin > 0 && text[from + begin - 1] == '{' ? 1 : 0);
}

// The names that a template makes itself, by symbol.
class Made {
  public:
    explicit Made(const Program& program) : made_(program.symbols.size()) {
        for (const char* name : {"forloop", "tablerowloop", "self"}) {
            const auto symbol = program.symbol_of.find(name);
            if (symbol != program.symbol_of.end()) made_[symbol->second] = true;
        }
        for (const Node& node : program.nodes) {
            const bool names = node.kind == NodeKind::kAssign || node.kind == NodeKind::kCapture || node.kind == NodeKind::kIncrement ||
                               node.kind == NodeKind::kDecrement;
            if (names) Add(node.symbol);
        }
        for (const TableRowTag& tag : program.table_rows) Add(tag.symbol);
        for (const PartialTag& tag : program.partials) {
            Add(tag.symbol);
            for (uint32_t i = 0; i < tag.attributes.count; ++i) Add(program.keywords[tag.attributes.first + i].symbol);
            if (tag.symbol == kNone && tag.variable != kNone && tag.unit != kNone) AddLastWord(program, program.units[tag.unit].name);
        }
    }
    bool Has(Id symbol) const { return made_[symbol]; }

  private:
    void Add(Id symbol) {
        if (symbol != kNone) made_[symbol] = true;
    }
    void AddLastWord(const Program& program, std::string_view name) {
        const size_t slash = name.rfind('/');
        const auto symbol = program.symbol_of.find(slash == std::string_view::npos ? name : name.substr(slash + 1));
        if (symbol != program.symbol_of.end()) Add(symbol->second);
    }
    std::vector<bool> made_;
};

class Inspector {
  public:
    Inspector(const Program& program, const Known& schema) : program_(program), schema_(schema), made_(program) {}

    Inspected Run() {
        ReadUnit(0);
        return std::move(done_);
    }

  private:
    struct Bound {
        Id symbol;
        const Known* known;
    };

    void ReadUnit(Id unit) {
        if (!read_.insert(unit).second || ++depth_ > kDepthMax) return;
        const Id outer = std::exchange(unit_, unit);
        if (!program_.units[unit].error.empty() && done_.notices.size() < kNoticesMax)
            done_.notices.push_back({Notice::What::kBrokenPartial, program_.units[unit].name, {}, program_.units[unit].name, {}, {}, program_.units[unit].error});
        ReadBlock(program_.units[unit].root);
        unit_ = outer;
        --depth_;
    }
    void ReadBlock(Block block) {
        for (uint32_t i = 0; i < block.count; ++i) ReadNode(program_.nodes[block.first + i]);
    }
    void ReadNode(const Node& node);
    void ReadBranches(const Node& node);
    void ReadFor(const Node& node);
    void ReadPartial(const Node& node);
    void ReadPiped(Id piped, const Node* output);
    void ReadFilter(const FilterCall& call);
    // What an expression is; null where it is not known (and told, if it can never be there).
    const Known* Read(Id expr);
    const Known* ReadPath(const Expr& expr, const Known* at, std::string path);
    const Known* Member(const Expr& expr, const Known& of, const std::string& path, std::string_view name);
    void Tell(Notice::What what, Id at, std::string text, std::string of, std::string nearest, std::string detail = {}) {
        if (done_.notices.size() >= kNoticesMax) return;
        const Unit& unit = program_.units[unit_];
        done_.notices.push_back({what, unit_ == 0 ? std::string() : unit.name, places_.At(unit.text, at), std::move(text), std::move(of), std::move(nearest),
                                 std::move(detail)});
    }
    // Nothing where nobody will be told of it.
    std::string NearestIn(std::string_view name, const Known& of) const {
        if (done_.notices.size() >= kNoticesMax) return {};
        std::vector<std::string_view> names;
        for (const Known& one : of.members) names.push_back(one.name);
        return std::string(Nearest(name, names).value_or(""));
    }

    const Program& program_;
    const Known& schema_;
    const Made made_;
    Inspected done_;
    std::set<Id> read_;
    std::vector<Bound> bound_;             // of the loops around
    std::map<std::string, int, std::less<>> guards_;  // what the ifs around ask for that may be missing, how often
    Places places_;
    Id unit_ = 0;
    int depth_ = 0;
};

void Inspector::ReadNode(const Node& node) {
    switch (node.kind) {
        case NodeKind::kOutput: return ReadPiped(node.index, &node);
        case NodeKind::kAssign: return ReadPiped(node.index, nullptr);
        case NodeKind::kIf:
        case NodeKind::kCase: return ReadBranches(node);
        case NodeKind::kFor: return ReadFor(node);
        case NodeKind::kTableRow: {
            const TableRowTag& tag = program_.table_rows[node.index];
            for (const Id expr : {tag.collection, tag.columns, tag.limit, tag.offset}) Read(expr);
            return ReadBlock(tag.block);
        }
        case NodeKind::kCycle: {
            const CycleTag& tag = program_.cycles[node.index];
            Read(tag.name);
            for (uint32_t i = 0; i < tag.values.count; ++i) Read(program_.arguments[tag.values.first + i]);
            return;
        }
        case NodeKind::kCapture:
        case NodeKind::kIfChanged: return ReadBlock(node.block);
        case NodeKind::kRender:
        case NodeKind::kInclude: return ReadPartial(node);
        default: return;
    }
}

void Inspector::ReadBranches(const Node& node) {
    std::vector<std::map<std::string, int>::iterator> asked;
    for (uint32_t i = 0; i < node.branches.count; ++i) {
        const Branch& branch = program_.branches[node.branches.first + i];
        for (uint32_t c = 0; c < branch.conditions.count; ++c) {
            const Condition& condition = program_.conditions[branch.conditions.first + c];
            for (const Id expr : {condition.left, condition.right}) {
                const Known* known = Read(expr);
                if (known == nullptr || !known->may_lack) continue;
                asked.push_back(guards_.try_emplace(PathText(program_, expr), 0).first);
                ++asked.back()->second;
            }
        }
        ReadBlock(branch.block);
    }
    for (const auto guard : asked) {
        if (--guard->second == 0) guards_.erase(guard);
    }
}

void Inspector::ReadFor(const Node& node) {
    const ForTag& tag = program_.loops[node.index];
    const Known* list = Read(tag.collection);
    Read(tag.limit);
    Read(tag.offset);
    bound_.push_back({tag.symbol, list == nullptr || list->element() == nullptr ? &kAnything : list->element()});
    ReadBlock(tag.block);
    bound_.pop_back();
    if (tag.has_else) ReadBlock(tag.otherwise);
}

void Inspector::ReadPartial(const Node& node) {
    const PartialTag& tag = program_.partials[node.index];
    Read(tag.variable);
    for (uint32_t i = 0; i < tag.attributes.count; ++i) Read(program_.keywords[tag.attributes.first + i].expr);
    const Expr& name = program_.exprs[tag.name];
    if (tag.unit != kNone) return ReadUnit(tag.unit);
    if (name.kind != ExprKind::kConstant || !name.constant.is_string()) return void(Read(tag.name));
    std::vector<std::string_view> known;
    for (size_t i = 1; i < program_.units.size(); ++i) known.push_back(program_.units[i].name);
    const std::string text(name.constant.text());
    if (done_.notices.size() >= kNoticesMax) return;
    const Place place{node.line, 0};
    done_.notices.push_back({Notice::What::kPartial, unit_ == 0 ? std::string() : program_.units[unit_].name, place, text, {},
                             std::string(Nearest(text, known).value_or("")), {}});
}

void Inspector::ReadFilter(const FilterCall& call) {
    for (uint32_t i = 0; i < call.args.count; ++i) Read(program_.arguments[call.args.first + i]);
    for (uint32_t i = 0; i < call.keywords.count; ++i) Read(program_.keywords[call.keywords.first + i].expr);
    if (call.filter == nullptr) return Tell(Notice::What::kFilter, call.at, std::string(call.name), {}, std::string(Nearest(call.name, FilterNames()).value_or("")));
    const int given = static_cast<int>(call.args.count) + (call.keywords.count > 0 ? 1 : 0);
    const int least = call.filter->least, most = call.filter->most;
    if (given >= least && given <= most) return;
    std::string wanted = least == most ? std::to_string(least) : fmt::format("{} to {}", least, most);
    if (most == 0) wanted = "no";
    Tell(Notice::What::kArguments, call.at, std::string(call.name), {}, {}, fmt::format("{} {}, not {}", wanted, most == 1 ? "value" : "values", given));
}

void Inspector::ReadPiped(Id index, const Node* output) {
    const Piped& piped = program_.piped[index];
    const Known* known = Read(piped.expr);
    bool fallback = false;
    for (uint32_t i = 0; i < piped.filters.count; ++i) {
        const FilterCall& call = program_.calls[piped.filters.first + i];
        ReadFilter(call);
        fallback = fallback || call.name == "default";
    }
    if (output == nullptr || unit_ != 0 || known == nullptr || !known->may_lack || done_.printed.size() >= kPrintedMax) return;
    const std::string path = PathText(program_, piped.expr);
    const Id at = program_.exprs[piped.expr].at;
    if (path.empty() || at == kNone) return;
    done_.printed.push_back({known, path, at, OutputAt(program_.units[0].text, at), guards_.contains(path), fallback});
}

const Known* Inspector::Read(Id id) {
    if (id == kNone) return nullptr;
    const Expr& expr = program_.exprs[id];
    if (expr.kind == ExprKind::kRange) {
        Read(expr.left);
        Read(expr.right);
        return nullptr;
    }
    if (expr.kind == ExprKind::kConstant) return nullptr;
    for (uint32_t i = 0; i < expr.keys.count; ++i) Read(program_.keys[expr.keys.first + i].expr);
    if (expr.symbol == kNone) return void(Read(expr.left)), nullptr;
    for (size_t i = bound_.size(); i-- > 0;) {
        if (bound_[i].symbol != expr.symbol) continue;
        return ReadPath(expr, bound_[i].known, std::string(program_.symbols[expr.symbol].text));
    }
    if (made_.Has(expr.symbol)) return &kAnything;
    const std::string name(program_.symbols[expr.symbol].text);
    const Known* root = schema_.Find(name);
    if (root != nullptr) return ReadPath(expr, root, name);
    Tell(Notice::What::kName, expr.at, name, {}, NearestIn(name, schema_));
    return nullptr;
}

const Known* Inspector::ReadPath(const Expr& expr, const Known* at, std::string path) {
    for (uint32_t i = 0; i < expr.keys.count && at->shape != Shape::kAny; ++i) {
        const PathKey& key = program_.keys[expr.keys.first + i];
        const Value constant = key.expr != kNone && program_.exprs[key.expr].kind == ExprKind::kConstant ? program_.exprs[key.expr].constant : Value::Nil();
        const bool is_name = key.expr == kNone || constant.is_string();
        const std::string_view name = key.expr == kNone ? key.name.text : is_name ? constant.text() : std::string_view();
        if (at->shape == Shape::kObject && !is_name) return &kAnything;
        if (at->shape != Shape::kObject && key.property == Property::kSize) return &kAnything;
        const bool one = !is_name || key.property == Property::kFirst || key.property == Property::kLast;
        if (at->shape == Shape::kList && one) {
            at = at->element() == nullptr ? &kAnything : at->element();
            path += is_name ? fmt::format(".{}", name) : "[…]";
            continue;
        }
        at = Member(expr, *at, path, name);
        if (at == nullptr) return nullptr;
        path += fmt::format(".{}", name);
    }
    return at;
}

const Known* Inspector::Member(const Expr& expr, const Known& of, const std::string& path, std::string_view name) {
    const Known* found = of.Find(name);
    if (found != nullptr) return found;
    std::string nearest = NearestIn(name, of);
    if (!nearest.empty()) nearest = path + "." + nearest;
    Tell(Notice::What::kMember, expr.at, fmt::format("{}.{}", path, name), path, std::move(nearest));
    return nullptr;
}

}  // namespace

Inspected Inspect(const Template& what, const Known& schema) { return Inspector(what.program(), schema).Run(); }

std::string PathText(const Program& program, Id id) {
    if (id == kNone) return {};
    const Expr& expr = program.exprs[id];
    const bool named = (expr.kind == ExprKind::kVariable || expr.kind == ExprKind::kPath) && expr.symbol != kNone;
    if (!named) return {};
    std::string path(program.symbols[expr.symbol].text);
    for (uint32_t i = 0; i < expr.keys.count; ++i) {
        const PathKey& key = program.keys[expr.keys.first + i];
        if (key.expr == kNone) path += fmt::format(".{}", key.name.text);
        else if (program.exprs[key.expr].kind == ExprKind::kConstant) AppendInspect(path += '[', program.exprs[key.expr].constant), path += ']';
        else path += "[…]";
    }
    return path;
}

}  // namespace daybook::liquid

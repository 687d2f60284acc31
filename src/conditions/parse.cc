// The tree of a condition: groups, fields, activities, objects, segments.
#include <algorithm>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/nearest.h"
#include "conditions/parse_parts.h"
#include "conditions/phrases.h"

namespace daybook::conditions {
namespace {

constexpr std::string_view kForms[] = {"all",   "any",      "none", "segment",
                                       "field", "activity", "have"};
constexpr size_t kNamesShown = 12;

template <typename Rows, typename Name>
std::vector<std::string_view> Names(const Rows& rows, Name name) {
    std::vector<std::string_view> names;
    names.reserve(std::size(rows));
    for (const auto& row : rows) names.push_back(row.*name);
    return names;
}

using Known = std::initializer_list<std::string_view>;

class Parser {
  public:
    explicit Parser(const Schema& schema) : schema_(schema) { program_.calendar = schema.calendar; }

    Result<Program> Run(element root) {
        TRY(Condition(root, "condition", 0, nullptr));
        FindReads();
        program_.constant = ConstantOf(0);
        return std::move(program_);
    }

  private:
    // One condition; its node's number. `members` are those of the record that a `where` is about.
    Result<uint16_t> Condition(element value, const std::string& path, int depth,
                               const std::vector<Member>* members);
    Result<uint16_t> Group(element value, NodeKind kind, std::string_view name,
                           const std::string& path, int depth, const std::vector<Member>* members);
    Status Field(element value, uint16_t node, const std::string& path,
                 const std::vector<Member>& members, bool of_record);
    Status SegmentOf(element value, uint16_t node, const std::string& path);
    Status RecordsOf(element value, uint16_t node, const std::string& path, int depth);
    Status AggregateOf(element value, uint16_t node, const std::string& path, const Kind& kind);
    Result<Test> Aggregated(std::string_view name, element value, uint16_t node,
                            const std::string& path, const Kind& kind);
    Result<uint16_t> MemberOf(element value, const std::string& path, const Kind& kind, bool money);
    Status Members(element value, const std::string& path, Known known);
    Result<std::string_view> Name(element value, const std::string& path);
    Status CountOne(const std::string& path);
    void FindReads();
    std::optional<bool> ConstantOf(uint16_t number) const;
    std::optional<bool> ConstantOfTest(const Node& node) const;

    uint16_t NewNode(NodeKind kind, const std::string& path) {
        program_.nodes.push_back({.kind = kind});
        program_.paths.push_back(path);
        return static_cast<uint16_t>(program_.nodes.size() - 1);
    }
    uint16_t NewTest(Test test) {
        program_.tests.push_back(std::move(test));
        return static_cast<uint16_t>(program_.tests.size() - 1);
    }
    Node& At(uint16_t node) { return program_.nodes[node]; }

    const Schema& schema_;
    Program program_;
    int conditions_ = 0;
};

// ---- the tree ----

Status Parser::CountOne(const std::string& path) {
    if (++conditions_ <= kConditionsMax) return {};
    return Invalid(
        fmt::format(
            "A segment holds at most {} conditions. Split it, and name one segment in the other.",
            kConditionsMax),
        path);
}

Status Parser::Members(element value, const std::string& path, Known known) {
    simdjson::dom::object object = value.get_object().value_unsafe();
    std::vector<std::string_view> seen;
    for (const auto& [name, member] : object) {
        if (std::find(known.begin(), known.end(), name) == known.end())
            return Invalid(
                fmt::format("{} has no member {}.{}", path, QuotedText(name), Hint(name, known)),
                Under(path, name), "parameter_unknown");
        if (std::find(seen.begin(), seen.end(), name) != seen.end())
            return Invalid(fmt::format("{} is given twice.", Under(path, name)), Under(path, name));
        seen.push_back(name);
    }
    return {};
}

Result<std::string_view> Parser::Name(element value, const std::string& path) {
    std::string_view name;
    if (value.get(name) == simdjson::SUCCESS) return name;
    return Invalid(fmt::format("{} must be a name in quotes, not {}.", path, Given(value)), path);
}

Result<uint16_t> Parser::Condition(element value, const std::string& path, int depth,
                                   const std::vector<Member>* members) {
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
        return Invalid(
            fmt::format("{} must be a condition such as "
                        "{{\"field\":\"country\",\"op\":\"is\",\"value\":\"US\"}}, not {}.",
                        path, Given(value)),
            path);
    std::vector<std::string_view> forms;
    element inner;
    for (const std::string_view form : kForms) {
        element found;
        if (object.at_key(form).get(found) != simdjson::SUCCESS) continue;
        if (forms.empty()) inner = found;
        forms.push_back(form);
    }
    const std::vector<std::string_view> all(std::begin(kForms), std::end(kForms));
    if (forms.empty()) {
        const std::string_view first =
            object.size() > 0 ? (*object.begin()).key : std::string_view();
        if (first.empty())
            return Invalid(
                fmt::format(
                    "{} is empty: it needs one of {}.", path,
                    ListText({"all", "any", "none", "segment", "field or activity", "have"}, "or")),
                path, "parameter_missing");
        return Invalid(
            fmt::format("{} has no member {}.{}", path, QuotedText(first), Hint(first, all)),
            Under(path, first), "parameter_unknown");
    }
    if (forms.size() > 1)
        return Invalid(fmt::format("{} says both {} and {}: join them with all or any.", path,
                                   forms[0], forms[1]),
                       path);
    const std::string_view form = forms[0];
    if (form == "all") return Group(value, NodeKind::kAll, form, path, depth, members);
    if (form == "any") return Group(value, NodeKind::kAny, form, path, depth, members);
    if (form == "none") return Group(value, NodeKind::kNone, form, path, depth, members);
    TRY(CountOne(path));
    if (members != nullptr && form != "field")
        return Invalid(
            fmt::format("{} may only ask for fields of what it is about, not for {}.", path, form),
            Under(path, form));
    const NodeKind kind = form == "field"      ? NodeKind::kField
                          : form == "segment"  ? NodeKind::kSegment
                          : form == "activity" ? NodeKind::kActivity
                                               : NodeKind::kObject;
    const uint16_t node = NewNode(kind, path);
    if (kind == NodeKind::kField)
        TRY(Field(value, node, path, members != nullptr ? *members : schema_.fields,
                  members != nullptr));
    else if (kind == NodeKind::kSegment)
        TRY(SegmentOf(value, node, path));
    else
        TRY(RecordsOf(value, node, path, depth));
    return node;
}

Result<uint16_t> Parser::Group(element value, NodeKind kind, std::string_view name,
                               const std::string& path, int depth,
                               const std::vector<Member>* members) {
    TRY(Members(value, path, {name}));
    if (depth == kDepthMax)
        return Invalid(
            fmt::format("Groups may stand in each other {} deep; this one is one too many.",
                        kDepthMax),
            path);
    simdjson::dom::array array;
    const element list = value.at_key(name).value_unsafe();
    const std::string inside = Under(path, name);
    if (list.get(array) != simdjson::SUCCESS)
        return Invalid(fmt::format("{} must be a list of conditions, not {}.", inside, Given(list)),
                       inside);
    const uint16_t node = NewNode(kind, path);
    std::vector<uint16_t> children;
    for (const element each : array)
        children.push_back(TRY(
            Condition(each, fmt::format("{}[{}]", inside, children.size()), depth + 1, members)));
    if (children.empty()) TRY(CountOne(path));
    At(node).first = static_cast<uint16_t>(program_.children.size());
    At(node).count = static_cast<uint16_t>(children.size());
    // What time cannot change is asked first: where it decides, the rest is not looked at.
    std::stable_partition(children.begin(), children.end(),
                          [&](uint16_t child) { return !At(child).timed; });
    for (const uint16_t child : children) At(node).timed = At(node).timed || At(child).timed;
    program_.children.insert(program_.children.end(), children.begin(), children.end());
    return node;
}

// ---- conditions ----

bool IsTimed(const Test& test) {
    return test.op == Op::kMoreThanAgo || test.op == Op::kLessThanAgo ||
           test.op == Op::kMoreThanAhead || test.op == Op::kLessThanAhead ||
           test.op == Op::kAnniversary;
}

Status Parser::Field(element value, uint16_t node, const std::string& path,
                     const std::vector<Member>& members, bool of_record) {
    TRY(Members(value, path, {"field", "op", "value"}));
    const std::string_view name =
        TRY(Name(value.at_key("field").value_unsafe(), Under(path, "field")));
    const auto slot = Find(members, name);
    if (!slot)
        return Invalid(fmt::format("There is no {} {}.{}", of_record ? "member" : "field",
                                   QuotedText(name), Hint(name, Names(members, &Member::name))),
                       Under(path, "field"));
    const Member& member = members[*slot];
    element op_value;
    if (value.at_key("op").get(op_value) != simdjson::SUCCESS)
        return Invalid(
            fmt::format("{} is missing: say how {} is compared.", Under(path, "op"), member.label),
            Under(path, "op"), "parameter_missing");
    const std::string_view op_name = TRY(Name(op_value, Under(path, "op")));
    const std::span<const Op> fitting = OpsOf(member.type);
    std::vector<std::string_view> names;
    for (const Op each : fitting) names.push_back(OpName(each));
    const auto op = FindOp(op_name);
    if (!op)
        return Invalid(
            fmt::format("There is no operator {}.{}", QuotedText(op_name), Hint(op_name, names)),
            Under(path, "op"));
    if (std::find(fitting.begin(), fitting.end(), *op) == fitting.end())
        return Invalid(fmt::format("{} does not fit {}, which is a {}. Use one of: {}.", op_name,
                                   member.label, TypeName(member.type), fmt::join(names, ", ")),
                       Under(path, "op"));
    element operand;
    const bool given = value.at_key("value").get(operand) == simdjson::SUCCESS;
    Test test =
        TRY(ReadTest(*op, member.type, given ? &operand : nullptr, Under(path, "value"), schema_));
    At(node).slot = static_cast<uint16_t>(*slot);
    At(node).timed = IsTimed(test);
    At(node).test = NewTest(std::move(test));
    return {};
}

Status Parser::SegmentOf(element value, uint16_t node, const std::string& path) {
    TRY(Members(value, path, {"segment"}));
    const std::string_view id =
        TRY(Name(value.at_key("segment").value_unsafe(), Under(path, "segment")));
    const auto slot = FindSegment(schema_, id);
    if (!slot)
        return Invalid(
            fmt::format("There is no segment {}. GET /v1/segments lists those that there are.",
                        QuotedText(id)),
            Under(path, "segment"));
    At(node).slot = static_cast<uint16_t>(*slot);
    At(node).timed = true;
    return {};
}

Status Parser::RecordsOf(element value, uint16_t node, const std::string& path, int depth) {
    const bool activity = At(node).kind == NodeKind::kActivity;
    if (activity)
        TRY(Members(value, path,
                    {"activity", "count", "sum", "distinct", "first", "last", "within", "where",
                     "not_followed_by"}));
    else
        TRY(Members(value, path, {"have", "where", "count"}));
    const std::string_view form = activity ? "activity" : "have";
    const std::vector<Kind>& kinds = activity ? schema_.activities : schema_.objects;
    const auto find = [&](std::string_view member) -> Result<uint16_t> {
        const std::string_view name =
            TRY(Name(value.at_key(member).value_unsafe(), Under(path, member)));
        const auto slot = Find(kinds, name);
        if (slot) return static_cast<uint16_t>(*slot);
        return Invalid(fmt::format("There is no {} {}.{}", activity ? "activity" : "object",
                                   QuotedText(name), Hint(name, Names(kinds, &Kind::name))),
                       Under(path, member));
    };
    const uint16_t slot = TRY(find(form));
    At(node).slot = slot;
    TRY(AggregateOf(value, node, path, kinds[slot]));
    element inner;
    if (value.at_key("within").get(inner) == simdjson::SUCCESS) {
        program_.windows.push_back(TRY(ReadWindow(inner, Under(path, "within"), schema_)));
        At(node).window = static_cast<uint16_t>(program_.windows.size() - 1);
    }
    if (value.at_key("where").get(inner) == simdjson::SUCCESS && !inner.is_null()) {
        if (depth == kDepthMax)
            return Invalid(
                fmt::format(
                    "Conditions may stand in each other {} deep; this where is one too many.",
                    kDepthMax),
                Under(path, "where"));
        const uint16_t where =
            TRY(Condition(inner, Under(path, "where"), depth + 1, &kinds[slot].members));
        At(node).where = where;
    }
    if (value.at_key("not_followed_by").get(inner) == simdjson::SUCCESS && !inner.is_null())
        At(node).followed_by = TRY(find("not_followed_by"));
    // A kind of activity may be known to come, so all of them may change by time; objects by their
    // conditions alone.
    At(node).timed = activity || (At(node).where != kNone && At(At(node).where).timed);
    return {};
}

Result<uint16_t> Parser::MemberOf(element value, const std::string& path, const Kind& kind,
                                  bool money) {
    const std::string_view name = TRY(Name(value, path));
    std::vector<std::string_view> fitting;
    for (const Member& member : kind.members) {
        const bool fits = money ? member.type == Type::kMoney
                                : member.type == Type::kText || member.type == Type::kList;
        if (fits) fitting.push_back(member.name);
    }
    const auto slot = Find(kind.members, name);
    if (slot && std::find(fitting.begin(), fitting.end(), name) != fitting.end())
        return static_cast<uint16_t>(*slot);
    if (slot)
        return Invalid(fmt::format("{} is a {}; {} needs {}.{}", kind.members[*slot].label,
                                   TypeName(kind.members[*slot].type), money ? "sum" : "distinct",
                                   money ? "money" : "a text or a list", Hint("", fitting)),
                       path);
    return Invalid(
        fmt::format("{} has no {}.{}", kind.label, QuotedText(name), Hint(name, fitting)), path);
}

Result<Test> Parser::Aggregated(std::string_view name, element value, uint16_t node,
                                const std::string& path, const Kind& kind) {
    const bool dated = name == "first" || name == "last";
    if (dated) {
        At(node).aggregate = name == "first" ? Aggregate::kFirst : Aggregate::kLast;
        return ReadComparison(value, Type::kDate, {}, path, schema_);
    }
    if (name == "sum" || name == "distinct") {
        element of;
        if (!value.is_object() || value.at_key("of").get(of) != simdjson::SUCCESS)
            return Invalid(fmt::format("{} lacks of: write it as {{\"of\":\"{}\",\"gte\":100}}.",
                                       path, name == "sum" ? "amount" : "products"),
                           Under(path, "of"), "parameter_missing");
        const uint16_t member = TRY(MemberOf(of, Under(path, "of"), kind, name == "sum"));
        At(node).member = member;
        At(node).aggregate = name == "sum" ? Aggregate::kSum : Aggregate::kDistinct;
        if (name == "sum") return ReadComparison(value, Type::kMoney, "of", path, schema_);
    }
    Test test = TRY(ReadComparison(value, Type::kNumber, "of", path, schema_));
    for (const double number : test.numbers) {
        if (number < 0 ||
            number != static_cast<double>(static_cast<int64_t>(std::min(number, 1e15))))
            return Invalid(
                fmt::format("{} must be a whole number from 0.", Under(path, OpName(test.op))),
                Under(path, OpName(test.op)));
    }
    return test;
}

Status Parser::AggregateOf(element value, uint16_t node, const std::string& path,
                           const Kind& kind) {
    std::string_view chosen;
    element inner;
    for (const std::string_view name : {"count", "sum", "distinct", "first", "last"}) {
        element found;
        if (value.at_key(name).get(found) != simdjson::SUCCESS) continue;
        if (!chosen.empty())
            return Invalid(fmt::format("{} says both {} and {}: join two conditions with all.",
                                       path, chosen, name),
                           Under(path, name));
        chosen = name;
        inner = found;
    }
    Test test{.op = Op::kGte, .type = Type::kNumber, .numbers = {1}, .shown = "1"};
    if (!chosen.empty()) test = TRY(Aggregated(chosen, inner, node, Under(path, chosen), kind));
    At(node).test = NewTest(std::move(test));
    return {};
}

// ---- what is known of the whole ----

void Parser::FindReads() {
    Reads& reads = program_.reads;
    // The activity or object whose `where` a node is a part of: it reads a record, not the person.
    std::vector<uint16_t> inside(program_.nodes.size(), kNone);
    for (size_t i = 0; i < program_.nodes.size(); ++i) {
        const Node& node = program_.nodes[i];
        if (node.where != kNone) inside[node.where] = static_cast<uint16_t>(i);
        for (size_t k = 0; k < node.count; ++k)
            inside[program_.children[node.first + k]] = inside[i];
        const auto read_member = [&](const Node& of, uint16_t member) {
            (of.kind == NodeKind::kActivity ? reads.activity_members : reads.object_members)
                .emplace_back(of.slot, member);
        };
        if (node.kind == NodeKind::kField && inside[i] == kNone) reads.fields.push_back(node.slot);
        if (node.kind == NodeKind::kField && inside[i] != kNone)
            read_member(program_.nodes[inside[i]], node.slot);
        if (node.member != kNone) read_member(node, node.member);
        if (node.kind == NodeKind::kActivity) reads.activities.push_back(node.slot);
        if (node.kind == NodeKind::kActivity && node.followed_by != kNone)
            reads.activities.push_back(node.followed_by);
        if (node.kind == NodeKind::kObject) reads.objects.push_back(node.slot);
        if (node.kind == NodeKind::kSegment) reads.segments.push_back(node.slot);
    }
    reads |= Reads();  // sorted, each once
}

// A between that ends before it begins never holds; a number of things is always at least 0.
std::optional<bool> Parser::ConstantOfTest(const Node& node) const {
    if (node.test == kNone) return std::nullopt;
    const Test& test = program_.tests[node.test];
    if (test.op == Op::kBetween) {
        const bool empty = test.type == Type::kDate
                               ? test.low >= test.high
                               : test.type == Type::kNumber && test.numbers[0] > test.numbers[1];
        if (empty) return false;
    }
    const bool counts = node.kind != NodeKind::kField && test.type == Type::kNumber;
    if (counts && test.op == Op::kGte && test.numbers[0] == 0) return true;
    if (counts && test.op == Op::kLt && test.numbers[0] == 0) return false;
    return std::nullopt;
}

std::optional<bool> Parser::ConstantOf(uint16_t number) const {
    const Node& node = program_.nodes[number];
    const bool is_group =
        node.kind == NodeKind::kAll || node.kind == NodeKind::kAny || node.kind == NodeKind::kNone;
    if (!is_group) return ConstantOfTest(node);
    const bool deciding = node.kind != NodeKind::kAll;  // one such child decides
    const bool decided = node.kind == NodeKind::kAny;   // and this is what the group then is
    bool all_known = true;
    for (size_t i = 0; i < node.count; ++i) {
        const std::optional<bool> child = ConstantOf(program_.children[node.first + i]);
        if (child == deciding) return decided;
        all_known = all_known && child.has_value();
    }
    return all_known ? std::optional(!decided) : std::nullopt;
}

}  // namespace

// ---- shared with parse_value.cc ----

std::string Under(const std::string& path, std::string_view name) {
    return fmt::format("{}.{}", path, name.substr(0, 60));
}

std::string_view Given(element value) {
    switch (value.type()) {
        case simdjson::dom::element_type::ARRAY:
            return "a list";
        case simdjson::dom::element_type::OBJECT:
            return "an object";
        case simdjson::dom::element_type::STRING:
            return "text";
        case simdjson::dom::element_type::BOOL:
            return "true or false";
        case simdjson::dom::element_type::NULL_VALUE:
            return "null";
        default:
            return "a number";
    }
}

std::string Hint(std::string_view name, const std::vector<std::string_view>& known) {
    if (const auto nearest = Nearest(name, known))
        return fmt::format(" Did you mean {}?", *nearest);
    if (known.empty()) return {};
    if (known.size() > kNamesShown)
        return fmt::format(" Known are: {}, and {} more.",
                           fmt::join(known.begin(), known.begin() + kNamesShown, ", "),
                           known.size() - kNamesShown);
    return fmt::format(" Known are: {}.", fmt::join(known, ", "));
}

Result<Program> Parse(std::string_view json, const Schema& schema) {
    ASSERT(schema.calendar != nullptr);
    simdjson::dom::parser parser;
    element root;
    if (parser.parse(simdjson::padded_string(json)).get(root) != simdjson::SUCCESS)
        return Invalid("condition is not valid JSON, or nested too deep.", "condition");
    return Parser(schema).Run(root);
}

namespace {

template <typename List>
void Unite(List& list, const List& other) {
    list.insert(list.end(), other.begin(), other.end());
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

template <typename List>
bool Includes(const List& list, const List& other) {
    return std::includes(list.begin(), list.end(), other.begin(), other.end());
}

}  // namespace

Reads& Reads::operator|=(const Reads& other) {
    Unite(fields, other.fields);
    Unite(activities, other.activities);
    Unite(objects, other.objects);
    Unite(segments, other.segments);
    Unite(activity_members, other.activity_members);
    Unite(object_members, other.object_members);
    return *this;
}

bool Reads::Covers(const Reads& other) const {
    return Includes(fields, other.fields) && Includes(activities, other.activities) &&
           Includes(objects, other.objects) && Includes(segments, other.segments) &&
           Includes(activity_members, other.activity_members) &&
           Includes(object_members, other.object_members);
}

bool ReadsAny(const Program& program, const Reads& changed) {
    const auto meet = [](const std::vector<uint16_t>& a, const std::vector<uint16_t>& b) {
        auto one = a.begin();
        auto other = b.begin();
        while (one != a.end() && other != b.end()) {
            if (*one == *other) return true;
            *one < *other ? ++one : ++other;
        }
        return false;
    };
    return meet(program.reads.fields, changed.fields) ||
           meet(program.reads.activities, changed.activities) ||
           meet(program.reads.objects, changed.objects) ||
           meet(program.reads.segments, changed.segments);
}

}  // namespace daybook::conditions

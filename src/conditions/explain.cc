#include "conditions/explain.h"

#include "base/money.h"
#include "conditions/sentence.h"

namespace daybook::conditions {
namespace {

// So many flips are followed back; what changed more often has an unknown beginning.
constexpr int kFlipsMax = 1000;

std::optional<int64_t> Known(int64_t moment) {
    return moment == kNever ? std::nullopt : std::optional(moment);
}

// The last moment up to `now` at which time changed the answer.
std::optional<int64_t> Since(Judge& judge, const Program& program, const Person& person,
                             uint16_t node, int64_t now) {
    std::optional<int64_t> since;
    int64_t at = kEarliest;
    bool holds = judge.DecideNode(program, person, node, at).holds;
    for (int flips = 0; flips < kFlipsMax; ++flips) {
        const int64_t next = judge.DecideNode(program, person, node, at).next;
        if (next > now) return since;
        const bool then = judge.DecideNode(program, person, node, next).holds;
        if (then != holds) since = next;
        holds = then;
        at = next;
    }
    return std::nullopt;
}

void WriteMoney(JsonWriter& json, const std::vector<std::pair<Currency, int64_t>>& amounts) {
    json.BeginObject();
    for (const auto& [currency, minor] : amounts) {
        const std::string code = CurrencyCode(currency);
        if (currency != Currency::kNone) json.Key(code).Raw(FormatMajor(minor, code));
    }
    json.EndObject();
}

void WriteValue(JsonWriter& json, const Value& value) {
    if (!value.set) {
        json.Null();
        return;
    }
    switch (value.type) {
        case Type::kText:
            json.String(value.texts[0].shown);
            break;
        case Type::kList:
            json.BeginArray();
            for (const Text& text : value.texts) json.String(text.shown);
            json.EndArray();
            break;
        case Type::kNumber:
            json.Double(value.number);
            break;
        case Type::kMoney:
            if (value.currency == Currency::kNone)
                json.Int(0);
            else
                WriteMoney(json, {{value.currency, value.integer}});
            break;
        case Type::kDate:
            json.Int(value.integer);
            break;
        case Type::kBoolean:
            json.Bool(value.integer != 0);
            break;
    }
}

void WriteMoment(JsonWriter& json, std::optional<int64_t> moment) {
    if (moment)
        json.Int(*moment);
    else
        json.Null();
}

std::string Actual(Judge& judge, const Program& program, const Person& person, uint16_t number,
                   int64_t now) {
    std::string actual;
    JsonWriter json(actual);
    const Node& node = program.nodes[number];
    if (node.kind == NodeKind::kField) {
        WriteValue(json, person.fields[node.slot]);
        return actual;
    }
    if (node.kind == NodeKind::kSegment) {
        json.Bool(judge.DecideNode(program, person, number, now).holds);
        return actual;
    }
    const Aggregated totals = judge.Totals(program, person, number, now);
    switch (node.aggregate) {
        case Aggregate::kCount:
            json.Int(totals.count);
            break;
        case Aggregate::kSum:
            WriteMoney(json, totals.sums);
            break;
        case Aggregate::kDistinct:
            json.Int(totals.distinct);
            break;
        case Aggregate::kFirst:
            WriteMoment(json, Known(totals.first));
            break;
        case Aggregate::kLast:
            WriteMoment(json, Known(totals.last));
            break;
    }
    return actual;
}

Type TypeOf(const Node& node, const Person& person) {
    if (node.kind == NodeKind::kField) return person.fields[node.slot].type;
    if (node.kind == NodeKind::kSegment) return Type::kBoolean;
    if (node.aggregate == Aggregate::kSum) return Type::kMoney;
    const bool dated = node.aggregate == Aggregate::kFirst || node.aggregate == Aggregate::kLast;
    return dated ? Type::kDate : Type::kNumber;
}

// Nodes but groups and what is inside of a `where`, in the order of the text; those of a `where` follow their record's.
std::vector<uint16_t> ConditionsOf(const Program& program) {
    std::vector<uint16_t> conditions;
    std::vector<bool> inside(program.nodes.size(), false);
    for (size_t i = 0; i < program.nodes.size(); ++i) {
        const Node& node = program.nodes[i];
        if (node.where != kNone) inside[node.where] = true;
        for (size_t k = 0; k < node.count; ++k)
            if (inside[i]) inside[program.children[node.first + k]] = true;
        const bool is_group = node.kind == NodeKind::kAll || node.kind == NodeKind::kAny || node.kind == NodeKind::kNone;
        if (!is_group && !inside[i]) conditions.push_back(static_cast<uint16_t>(i));
    }
    return conditions;
}

class Explainer {
  public:
    Explainer(const Program& program, const Person& person, int64_t now)
        : program_(program), person_(person), now_(now) {}

    Explanation Run() {
        Explanation explanation;
        const Verdict whole = judge_.Decide(program_, person_, now_);
        explanation.holds = whole.holds;
        explanation.next_change = Known(whole.next);
        explanation.since = Since(judge_, program_, person_, 0, now_);
        for (const uint16_t node : ConditionsOf(program_)) explanation.conditions.push_back(One(node));
        return explanation;
    }

  private:
    Explained One(uint16_t node) {
        const Verdict verdict = judge_.DecideNode(program_, person_, node, now_);
        return {program_.paths[node], node, TypeOf(program_.nodes[node], person_), verdict.holds, Actual(judge_, program_, person_, node, now_),
                Since(judge_, program_, person_, node, now_), Known(verdict.next)};
    }

    const Program& program_;
    const Person& person_;
    const int64_t now_;
    Judge judge_;
};

}  // namespace

Explanation Explain(const Program& program, const Person& person, int64_t now) {
    return Explainer(program, person, now).Run();
}

std::vector<uint16_t> Holding(const Program& program, const Person& person, int64_t now) {
    Judge judge;
    std::vector<uint16_t> holding = ConditionsOf(program);
    std::erase_if(holding, [&](uint16_t node) { return !judge.DecideNode(program, person, node, now).holds; });
    return holding;
}

void WriteExplained(JsonWriter& json, const Schema& schema, const Program& program,
                    const std::vector<Explained>& conditions) {
    json.BeginArray();
    for (const Explained& one : conditions) {
        json.BeginObject()
            .Member("path", one.path)
            .Member("sentence", SentenceOf(program, schema, one.node))
            .Member("type", TypeName(one.type))
            .Member("holds", one.holds)
            .Key("actual")
            .Raw(one.actual);
        WriteMoment(json.Key("since"), one.since);
        WriteMoment(json.Key("next_change"), one.next_change);
        json.EndObject();
    }
    json.EndArray();
}

}  // namespace daybook::conditions

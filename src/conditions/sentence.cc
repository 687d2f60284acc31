#include "conditions/sentence.h"

#include <algorithm>

#include <fmt/format.h>

#include "conditions/phrases.h"

namespace daybook::conditions {
namespace {

std::string Comparison(const Test& test) {
    switch (test.op) {
        case Op::kIs:
            return "is " + test.shown;
        case Op::kIsNot:
            return "is not " + test.shown;
        case Op::kIn:
            return "is " + test.shown;
        case Op::kNotIn:
            return "is not " + test.shown;
        case Op::kGt:
            return "is more than " + test.shown;
        case Op::kGte:
            return "is at least " + test.shown;
        case Op::kLt:
            return "is less than " + test.shown;
        case Op::kLte:
            return "is at most " + test.shown;
        case Op::kBetween:
            return "is between " + test.shown;
        case Op::kContains:
            return "contains " + test.shown;
        case Op::kNotContains:
            return "does not contain " + test.shown;
        case Op::kStartsWith:
            return "starts with " + test.shown;
        case Op::kEndsWith:
            return "ends with " + test.shown;
        case Op::kIsSet:
            return "is known";
        case Op::kIsNotSet:
            return "is not known";
        case Op::kBefore:
            return "is before " + test.shown;
        case Op::kAfter:
            return "is after " + test.shown;
        case Op::kOn:
            return "is on " + test.shown;
        case Op::kMoreThanAgo:
            return fmt::format("is more than {} ago", test.shown);
        case Op::kLessThanAgo:
            return fmt::format("is less than {} ago", test.shown);
        case Op::kMoreThanAhead:
            return fmt::format("is more than {} ahead", test.shown);
        case Op::kLessThanAhead:
            return fmt::format("is within the next {}", test.shown);
        case Op::kAnniversary:
            return "has its anniversary " + test.shown;
    }
    return {};
}

std::string Times(double count) {
    return count == 1 ? "once" : count == 2 ? "twice" : NumberText(count) + " times";
}

// How often: "at least twice", "never".
std::string HowOften(const Test& test) {
    const double n = test.numbers.empty() ? 0 : test.numbers[0];
    switch (test.op) {
        case Op::kIs:
            return n == 0 ? "never" : "exactly " + Times(n);
        case Op::kIsNot:
            return n == 0 ? "at least once" : "not exactly " + Times(n);
        case Op::kGt:
            return "more than " + Times(n);
        case Op::kGte:
            return "at least " + Times(n);
        case Op::kLt:
            return n == 1 ? "never" : "fewer than " + Times(n);
        case Op::kLte:
            return n == 0 ? "never" : "at most " + Times(n);
        case Op::kBetween:
            return fmt::format("between {} times", test.shown);
        case Op::kIsSet:
            return "counted";
        case Op::kIsNotSet:
            return "not counted";
        default:
            return fmt::format("{}{} times", test.op == Op::kNotIn ? "not " : "", test.shown);
    }
}

class Speaker {
  public:
    Speaker(const Program& program, const Schema& schema) : program_(program), schema_(schema) {}

    // `members` are those of the record that a `where` is about; null outside of one.
    std::string Say(uint16_t number, const std::vector<Member>* members, bool inner) const {
        const Node& node = program_.nodes[number];
        switch (node.kind) {
            case NodeKind::kAll:
            case NodeKind::kAny:
            case NodeKind::kNone:
                return SayGroup(node, members, inner);
            case NodeKind::kField: {
                const std::vector<Member>& all = members != nullptr ? *members : schema_.fields;
                return fmt::format("{} {}", all[node.slot].label,
                                   Comparison(program_.tests[node.test]));
            }
            case NodeKind::kActivity:
                return SayActivity(node);
            case NodeKind::kObject:
                return SayObject(node);
            case NodeKind::kSegment:
                break;
        }
        return "is in the segment " + QuotedText(schema_.segments[node.slot].name);
    }

  private:
    std::string SayGroup(const Node& node, const std::vector<Member>* members, bool inner) const {
        if (node.count == 0) return node.kind == NodeKind::kAny ? "nobody" : "everybody";
        std::string text;
        // The program asks what time cannot change first; a sentence keeps the order of the text.
        std::vector<uint16_t> children(program_.children.begin() + node.first,
                                       program_.children.begin() + node.first + node.count);
        std::sort(children.begin(), children.end());
        const std::string_view word = node.kind == NodeKind::kAll ? ", and " : ", or ";
        for (const uint16_t child : children) {
            if (!text.empty()) text += word;
            text += Say(child, members, node.count > 1 || node.kind == NodeKind::kNone);
        }
        if (node.kind == NodeKind::kNone) return fmt::format("not ({})", text);
        return inner && node.count > 1 ? fmt::format("({})", text) : text;
    }

    std::string SayActivity(const Node& node) const {
        const Kind& kind = schema_.activities[node.slot];
        const Test& test = program_.tests[node.test];
        std::string text;
        switch (node.aggregate) {
            case Aggregate::kCount:
                text = fmt::format("{} {}", kind.label, HowOften(test));
                break;
            case Aggregate::kSum:
                text = fmt::format("{}: the sum of {} {}", kind.label,
                                   kind.members[node.member].label, Comparison(test));
                break;
            case Aggregate::kDistinct:
                text = fmt::format("{}: the number of different {} {}", kind.label,
                                   kind.members[node.member].label, Comparison(test));
                break;
            case Aggregate::kFirst:
                text = fmt::format("the first {} {}", kind.label, Comparison(test));
                break;
            case Aggregate::kLast:
                text = fmt::format("the last {} {}", kind.label, Comparison(test));
                break;
        }
        if (node.window != kNone && !program_.windows[node.window].shown.empty())
            text += " " + program_.windows[node.window].shown;
        if (node.where != kNone) text += " where " + Say(node.where, &kind.members, true);
        if (node.followed_by != kNone)
            text +=
                fmt::format(", with no {} after it", schema_.activities[node.followed_by].label);
        return text;
    }

    std::string SayObject(const Node& node) const {
        const Kind& kind = schema_.objects[node.slot];
        const Test& test = program_.tests[node.test];
        const bool one = test.op == Op::kGte && test.numbers[0] == 1;
        const bool no = test.op == Op::kIs && test.numbers[0] == 0;
        std::string text = one  ? fmt::format("has a {}", kind.label)
                           : no ? fmt::format("has no {}", kind.label)
                                : fmt::format("the number of {}s {}", kind.label, Comparison(test));
        if (node.where != kNone) text += " where " + Say(node.where, &kind.members, true);
        return text;
    }

    const Program& program_;
    const Schema& schema_;
};

}  // namespace

std::string Sentence(const Program& program, const Schema& schema) {
    return Capital(Speaker(program, schema).Say(0, nullptr, false)) + ".";
}

std::string SentenceOf(const Program& program, const Schema& schema, uint16_t node) {
    return Capital(Speaker(program, schema).Say(node, nullptr, false));
}

}  // namespace daybook::conditions

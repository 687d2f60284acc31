// What is wrong with blocks as such; the words in them are checked as any others.
#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/nearest.h"
#include "base/text.h"
#include "templates/block_table.h"
#include "templates/blocks.h"
#include "templates/html_scan.h"

namespace daybook::templates {
namespace {

enum class Within { kTop, kSection, kColumn };

class BlockCheck {
  public:
    BlocksSeen Run(std::string_view json) {
        boost::system::error_code failed;
        const boost::json::value blocks = boost::json::parse(json, failed);
        if (failed || !blocks.is_array()) Tell("blocks", "blocks must be a list of blocks.");
        else List(blocks.as_array(), "blocks", Within::kTop);
        return std::move(seen_);
    }

  private:
    void List(const boost::json::array& blocks, const std::string& at, Within within) {
        for (size_t i = 0; i < blocks.size(); ++i) Block(blocks[i], fmt::format("{}[{}]", at, i), within);
    }
    void Block(const boost::json::value& value, const std::string& at, Within within);
    void Member(const BlockMember& member, const boost::json::value& value, const std::string& at, Within within);
    void Columns(const boost::json::value& value, const std::string& at);
    void Text(const boost::json::value& value, const std::string& at, BlockText::Form form) {
        if (!value.is_string()) return Tell(at, "This must be a text.");
        seen_.texts.push_back({at, std::string(value.as_string()), form});
    }
    void Link(const boost::json::value& value, const std::string& at) {
        Text(value, at, BlockText::Form::kPlain);
        if (value.is_string() && !IsSafeLink(std::string_view(value.as_string())))
            Tell(at, "This link is not sent: links begin with https:, http:, mailto:, tel: or sms:.", Severity::kWarning, "unsafe_link");
    }
    void Name(const boost::json::value& value, const std::string& at) {
        const bool good = value.is_string() && !value.as_string().empty() &&
                          std::string_view(value.as_string()).find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == std::string_view::npos;
        if (!good) return Tell(at, "This must be a name such as cart.products.");
        Text(value, at, BlockText::Form::kName);
    }
    void Tell(const std::string& part, std::string message, Severity severity = Severity::kError, std::string code = "wrong_block") {
        if (seen_.findings.size() >= kFindingsMax) return;
        seen_.findings.push_back({severity, std::move(code), part, 0, 0, std::move(message), {}});
    }

    BlocksSeen seen_;
};

std::string Meant(std::string_view name, std::span<const std::string_view> known) {
    const auto nearest = Nearest(name, known);
    return nearest ? fmt::format(" Did you mean {}?", *nearest) : fmt::format(" There are {}.", fmt::join(known, ", "));
}

void BlockCheck::Block(const boost::json::value& value, const std::string& at, Within within) {
    const auto* object = value.if_object();
    const auto* type = object == nullptr ? nullptr : object->if_contains("type");
    if (type == nullptr || !type->is_string()) return Tell(at, "A block is an object with a type, such as {\"type\":\"text\",\"html\":\"Hello\"}.");
    const std::string name(type->as_string());
    const std::vector<std::string_view> types = BlockTypes();
    if (std::find(types.begin(), types.end(), name) == types.end()) return Tell(at + ".type", fmt::format("There is no block {}.{}", ToUtf8(name.substr(0, 40)), Meant(name, types)));
    if (name == "section" && within != Within::kTop) return Tell(at, "A section stands in no other block.");
    if (name == "columns" && within == Within::kColumn) return Tell(at, "Columns stand in no other columns.");
    seen_.has_footer = seen_.has_footer || name == "footer";
    std::vector<std::string_view> known = {"type"};
    for (const BlockMember* member : MembersOf(name)) {
        known.push_back(member->name);
        const auto* given = object->if_contains(member->name);
        const bool empty = given == nullptr || given->is_null() || (given->is_string() && given->as_string().empty());
        if (empty && member->needed) Tell(fmt::format("{}.{}", at, member->name), fmt::format("A block {} needs its {}.", name, member->name));
    }
    for (const auto& each : *object) {
        if (each.key() == "type" || each.value().is_null()) continue;
        const BlockMember* member = FindMember(name, each.key());
        const std::string place = fmt::format("{}.{}", at, ToUtf8(std::string_view(each.key()).substr(0, 40)));
        if (member == nullptr) Tell(place, fmt::format("A block {} has no {}.{}", name, ToUtf8(std::string_view(each.key()).substr(0, 40)), Meant(each.key(), known)));
        else Member(*member, each.value(), place, name == "section" ? Within::kSection : within);
    }
    if (name == "image" && !object->contains("alt"))
        Tell(at, "An image has no alt text: say what it shows, for those who see no images; \"alt\":\"\" where it only decorates.", Severity::kWarning, "image_without_text");
}

void BlockCheck::Member(const BlockMember& member, const boost::json::value& value, const std::string& at, Within within) {
    switch (member.form) {
        case MemberForm::kText: return Text(value, at, BlockText::Form::kPlain);
        case MemberForm::kHtml: return Text(value, at, BlockText::Form::kHtml);
        case MemberForm::kLink: return Link(value, at);
        case MemberForm::kName: return Name(value, at);
        case MemberForm::kColumns: return Columns(value, at);
        case MemberForm::kCondition:
            Text(value, at, BlockText::Form::kCondition);
            if (value.is_string() && value.as_string().find("%}") != boost::json::string::npos) Tell(at, "A condition holds no tags: write profile.stripe_total_orders > 1.");
            return;
        case MemberForm::kBlocks:
            if (!value.is_array()) return Tell(at, "This must be a list of blocks.");
            return List(value.as_array(), at, within);
        case MemberForm::kColor:
            if (!value.is_string() || !IsColor(std::string_view(value.as_string()))) Tell(at, "This must be a colour such as #1a5fb4.");
            return;
        case MemberForm::kFlag:
            if (!value.is_bool()) Tell(at, "This must be true or false.");
            return;
        case MemberForm::kAlign:
            if (!value.is_string() || (value.as_string() != "left" && value.as_string() != "center" && value.as_string() != "right"))
                Tell(at, "This must be left, center or right.");
            return;
        case MemberForm::kNumber:
            if (!value.is_int64() || value.as_int64() < member.least || value.as_int64() > member.most)
                Tell(at, fmt::format("This must be a whole number, {} to {}.", member.least, member.most));
            return;
    }
}

void BlockCheck::Columns(const boost::json::value& value, const std::string& at) {
    const auto* columns = value.if_array();
    if (columns == nullptr || columns->empty() || columns->size() > 4) return Tell(at, "columns must be a list of 1 to 4, such as [{\"blocks\":[…]},{\"blocks\":[…]}].");
    for (size_t i = 0; i < columns->size(); ++i) {
        const std::string place = fmt::format("{}[{}]", at, i);
        const auto* column = (*columns)[i].if_object();
        const auto* blocks = column == nullptr ? nullptr : column->if_contains("blocks");
        if (blocks == nullptr || !blocks->is_array()) {
            Tell(place, "A column is an object with a list of blocks.");
            continue;
        }
        const auto* width = column->if_contains("width");
        if (width != nullptr && (!width->is_int64() || width->as_int64() < 5 || width->as_int64() > 100)) Tell(place + ".width", "This must be a whole number of per cent, 5 to 100.");
        List(blocks->as_array(), place + ".blocks", Within::kColumn);
    }
}

}  // namespace

BlocksSeen CheckBlocks(std::string_view blocks) { return BlockCheck().Run(blocks); }

}  // namespace daybook::templates

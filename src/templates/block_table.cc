#include "templates/block_table.h"

#include <algorithm>

namespace daybook::templates {
namespace {

using Form = MemberForm;

constexpr BlockMember kMembers[] = {
    {"", "show_if", Form::kCondition},
    {"", "id", Form::kText},
    {"section", "blocks", Form::kBlocks, true},
    {"section", "background", Form::kColor},
    {"section", "padding", Form::kNumber, false, 0, 80},
    {"columns", "columns", Form::kColumns, true},
    {"columns", "gap", Form::kNumber, false, 0, 80},
    {"heading", "text", Form::kText, true},
    {"heading", "level", Form::kNumber, false, 1, 3},
    {"heading", "align", Form::kAlign},
    {"heading", "color", Form::kColor},
    {"text", "html", Form::kHtml, true},
    {"text", "align", Form::kAlign},
    {"text", "color", Form::kColor},
    {"text", "size", Form::kNumber, false, 10, 40},
    {"image", "src", Form::kLink, true},
    {"image", "alt", Form::kText},
    {"image", "width", Form::kNumber, false, 1, 600},
    {"image", "link", Form::kLink},
    {"image", "align", Form::kAlign},
    {"button", "label", Form::kText, true},
    {"button", "link", Form::kLink, true},
    {"button", "color", Form::kColor},
    {"button", "text_color", Form::kColor},
    {"button", "align", Form::kAlign},
    {"button", "full_width", Form::kFlag},
    {"divider", "color", Form::kColor},
    {"divider", "thickness", Form::kNumber, false, 1, 20},
    {"spacer", "height", Form::kNumber, false, 1, 200},
    {"product_list", "items", Form::kName},
    {"order_summary", "source", Form::kName},
    {"html", "html", Form::kHtml, true},
    {"footer", "html", Form::kHtml},
    {"footer", "unsubscribe_label", Form::kText},
    {"footer", "preferences_label", Form::kText},
};

}  // namespace

std::vector<std::string_view> BlockTypes() {
    std::vector<std::string_view> types;
    for (const BlockMember& member : kMembers) {
        if (!member.block.empty() && (types.empty() || types.back() != member.block)) types.push_back(member.block);
    }
    return types;
}

const BlockMember* FindMember(std::string_view block, std::string_view name) {
    const auto* place = std::find_if(std::begin(kMembers), std::end(kMembers), [&](const BlockMember& member) {
        return (member.block == block || member.block.empty()) && member.name == name;
    });
    return place == std::end(kMembers) ? nullptr : place;
}

std::vector<const BlockMember*> MembersOf(std::string_view block) {
    std::vector<const BlockMember*> members;
    for (const BlockMember& member : kMembers) {
        if (member.block == block || member.block.empty()) members.push_back(&member);
    }
    return members;
}

}  // namespace daybook::templates

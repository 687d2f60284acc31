// What members each type of block has.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace daybook::templates {

enum class MemberForm : uint8_t { kText, kHtml, kLink, kColor, kNumber, kFlag, kAlign, kName, kCondition, kBlocks, kColumns };

struct BlockMember {
    std::string_view block;   // "" : every block
    std::string_view name;
    MemberForm form;
    bool needed = false;
    int64_t least = 0, most = 0;   // of a number
};

std::vector<std::string_view> BlockTypes();
// Null where the type has no such member.
const BlockMember* FindMember(std::string_view block, std::string_view name);
std::vector<const BlockMember*> MembersOf(std::string_view block);

}  // namespace daybook::templates

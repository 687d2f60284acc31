#include "profiles/keys.h"

namespace daybook::profiles {

sql::ParamTable KeysOf(std::span<const ProfileId> ids) {
    sql::ParamTable keys(2);
    for (ProfileId id : ids) keys.Row(BlockOf(id), Number(id));
    return keys;
}

void Touch(sql::Tx& tx, std::span<const ProfileId> ids) {
    int64_t last = -1;
    for (const ProfileId id : ids) {
        if (BlockOf(id) != last) tx.Touch(last = BlockOf(id));
    }
}

std::vector<ProfileId> IdsOf(const sql::Rows& rows) {
    std::vector<ProfileId> ids;
    ids.reserve(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) ids.push_back(ProfileId{rows.Int(i, 0)});
    return ids;
}

}  // namespace daybook::profiles

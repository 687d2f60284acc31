#include "profiles/keys.h"

namespace daybook::profiles {

sql::ParamTable KeysOf(std::span<const ProfileId> ids) {
    sql::ParamTable keys(2);
    for (ProfileId id : ids) keys.Row(BlockOf(id), Number(id));
    return keys;
}

}  // namespace daybook::profiles

#include "stripe/partings.h"

namespace daybook::stripe {
namespace {

void AddSide(sql::ParamTable& table, ProfileId profile, ProfileId other, bool arrived, const Parting& parting) {
    table.Row(BlockOf(profile), Number(profile), Number(other), parting.customer, arrived, parting.at, parting.address);
}

}  // namespace

Status NoteParting(sql::Tx& tx, ProfileId profile, const Parting& parting) {
    ASSERT(profile != parting.other);
    sql::ParamTable sides(7);
    AddSide(sides, profile, parting.other, parting.arrived, parting);
    AddSide(sides, parting.other, profile, !parting.arrived, parting);
    return tx.RunEach("mirror.put_partings", sides);
}

Result<std::map<ProfileId, std::vector<Parting>>> PartingsOf(sql::Tx& tx, const std::vector<ProfileId>& ids) {
    std::map<ProfileId, std::vector<Parting>> all;
    sql::ParamTable people(2);
    for (const ProfileId id : ids) people.Row(BlockOf(id), Number(id));
    const sql::Rows rows = TRY(tx.Each("mirror.partings", people));
    for (size_t i = 0; i < rows.size(); ++i) {
        all[static_cast<ProfileId>(rows.Int(i, 0))].push_back(
            {static_cast<ProfileId>(rows.Int(i, 1)), rows.Int(i, 2), rows.Int(i, 3) != 0, rows.Int(i, 4), rows.String(i, 5)});
    }
    return all;
}

Status MovePartings(sql::Tx& tx, ProfileId from, ProfileId to) {
    const auto all = TRY(PartingsOf(tx, {from}));
    if (all.empty()) return {};
    TRY(ForgetPartings(tx, {from}));
    for (const Parting& parting : all.at(from)) {
        if (parting.other != to) TRY(NoteParting(tx, to, parting));
    }
    return {};
}

Status ForgetPartings(sql::Tx& tx, const std::vector<ProfileId>& ids) {
    sql::ParamTable sides(3);
    for (const auto& [id, partings] : TRY(PartingsOf(tx, ids))) {
        for (const Parting& parting : partings) {
            sides.Row(BlockOf(id), Number(id), Number(parting.other));
            sides.Row(BlockOf(parting.other), Number(parting.other), Number(id));
        }
    }
    return tx.RunEach("mirror.drop_partings", sides);
}

}  // namespace daybook::stripe

#include "profiles/people_import.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"
#include "profiles/csv.h"

namespace daybook::profiles {
namespace {

std::string EmailOf(const Edit& edit) {
    for (const auto& [field, value] : edit.standard) {
        const auto* text = std::get_if<std::string>(&value);
        if (field == Field::kEmail && text != nullptr) return NormaliseEmail(*text).value_or("");
    }
    return {};
}

// Equal where the same is asked for.
std::string TextOf(const Edit& edit) {
    std::string text;
    for (const auto& [field, value] : edit.standard) text += fmt::format("{}={}\n", static_cast<int>(field), CustomText(value));
    for (const auto& [field, value] : edit.custom) text += fmt::format("c{}={}\n", field, CustomText(value));
    for (const std::string& tag : edit.tags.value_or(Texts())) text += fmt::format("t={}\n", tag);
    return text;
}

// What is wrong with the row; other errors are the database's.
bool IsOfTheRow(const Error& error) { return error.code == Code::kInvalid || error.code == Code::kConflict || error.code == Code::kNotFound; }

// "fields.email" → the column that is it.
std::string ColumnOf(const Error& error, const std::vector<ColumnTarget>& targets) {
    for (const ColumnTarget& target : targets) {
        const bool standard = target.standard != nullptr && error.param == fmt::format("fields.{}", target.standard->name);
        const bool custom = target.custom != nullptr && error.param == fmt::format("custom.{}", target.custom->name);
        const bool reason = error.param == "reason" && target.standard != nullptr && target.standard->field == Field::kEmailUnsubscribed;
        if (standard || custom || reason) return target.name;
    }
    return {};
}

void AppendRefused(const CsvRow& row, const RowRefusal& refusal, std::string& out) {
    out += fmt::format("{},", refusal.line);
    AppendCsvText(out, refusal.column);
    out += ',';
    AppendCsvText(out, refusal.message);
    for (const std::string& cell : row.cells) {
        out += ',';
        AppendCsvText(out, cell);
    }
    out += "\r\n";
}

struct Outcome {
    Imported imported = Imported::kUnchanged;
    std::optional<RowRefusal> refusal;
};

Result<Outcome> TakeRow(sql::Tx& tx, const EditParts& parts, const EditRules& rules, const std::vector<ColumnTarget>& targets, const CsvRow& row,
                        CheckMemory* memory, const ImportRow& import) {
    Outcome outcome;
    auto read = EditOf(row, targets, rules);
    if (const auto* refusal = std::get_if<RowRefusal>(&read)) {
        outcome.refusal = *refusal;
        return outcome;
    }
    const Edit& edit = std::get<Edit>(read);
    const ImportHow how{.keep_stripe = import.keep_stripe, .only_look = memory != nullptr};
    const Result<Imported> imported = Import(tx, parts, rules, edit, how);
    if (imported.ok()) {
        outcome.imported = memory != nullptr ? memory->After(EmailOf(edit), edit, *imported) : *imported;
    } else if (IsOfTheRow(imported.error())) {
        outcome.refusal = RowRefusal{row.line, ColumnOf(imported.error(), targets), imported.error().message};
    } else {
        return imported.error();
    }
    return outcome;
}

}  // namespace

Imported CheckMemory::After(std::string_view email, const Edit& edit, Imported first) {
    const uint64_t wanted = Hash64(TextOf(edit));
    const auto [seen, fresh] = seen_.try_emplace(Hash64(email), wanted);
    if (fresh) return first;
    const bool same = seen->second == wanted;
    seen->second = wanted;
    return same ? Imported::kUnchanged : Imported::kChanged;
}

Status TakeRows(sql::Tx& tx, const EditParts& parts, const EditRules& rules, const std::vector<ColumnTarget>& targets, const std::vector<CsvRow>& rows,
                CheckMemory* memory, ImportRow& import, std::string& refused) {
    for (const CsvRow& row : rows) {
        const Outcome outcome = TRY(TakeRow(tx, parts, rules, targets, row, memory, import));
        import.position = row.end;
        import.line = row.line + row.lines;
        if (outcome.refusal) {
            ++import.refused;
            AppendRefused(row, *outcome.refusal, refused);
            if (import.reasons.size() < kReasonsMax) import.reasons.push_back(*outcome.refusal);
        } else {
            ++(outcome.imported == Imported::kMade ? import.made : outcome.imported == Imported::kChanged ? import.changed : import.unchanged);
        }
    }
    return {};
}

std::string RefusedHead(const CsvLook& look) {
    std::string line = "line,column,reason";
    for (const std::string& name : look.names) {
        line += ',';
        AppendCsvText(line, name);
    }
    return line + "\r\n";
}

}  // namespace daybook::profiles

#include "server/old_exports.h"

#include <algorithm>
#include <fstream>

#include "base/text.h"
#include "server/parts.h"

namespace daybook::server {
namespace {

// Every line of an export holds the person's id.
bool Lists(const std::string& path, const std::vector<std::string>& names) {
    std::ifstream file(path, std::ios::binary);
    std::string line;
    while (std::getline(file, line)) {
        if (std::ranges::any_of(names, [&](const std::string& name) { return line.find(name) != std::string::npos; })) return true;
    }
    return false;
}

bool Asks(const std::string& filter, const std::vector<std::string>& words) {
    const std::string folded = AsciiLower(filter);
    return std::ranges::any_of(words, [&](const std::string& word) { return folded.find(word) != std::string::npos; });
}

// What somebody may have searched for.
std::vector<std::string> WordsOf(const profiles::Profile& person, const std::vector<std::string>& names) {
    std::vector<std::string> words = names;
    const profiles::Fields& fields = person.fields;
    for (const auto& text : {fields.email, fields.phone, fields.first_name, fields.last_name}) {
        if (text && text->size() > 1) words.push_back(AsciiLower(*text));
    }
    for (const std::string& customer : fields.customer_ids) words.push_back(AsciiLower(customer));
    return words;
}

}  // namespace

Status RemoveExportsOf(App::Parts& parts, AccountId account, const profiles::Profile& person, const std::vector<std::string>& names) {
    std::vector<profiles::ExportRow> rows;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        rows = TRY(profiles::ListExports(tx, account));
        return {};
    }));
    const std::vector<std::string> words = WordsOf(person, names);
    for (const profiles::ExportRow& row : rows) {
        const bool unfinished = row.state == profiles::ExportState::kWaiting || row.state == profiles::ExportState::kRunning;
        const bool asks = Asks(row.filter, words);
        if (!unfinished && !asks && !Lists(parts.exports->PathOf(row), names)) continue;
        TRY(parts.exports->Remove(account, row.id, asks ? Exports::Filter::kForgotten : Exports::Filter::kKept));
    }
    return {};
}

}  // namespace daybook::server

#include "help/feedback.h"

#include <limits>

#include "base/json_write.h"

namespace daybook::help {

Result<Feedback> Keep(sql::Tx& tx, AccountId account, Feedback feedback) {
    sql::Rows rows = TRY(tx.Query("help.keep_feedback", Number(account), feedback.article, feedback.helpful, feedback.comment, feedback.actor, feedback.at));
    feedback.seq = rows.Int(0, 0);
    return feedback;
}

Result<std::vector<Feedback>> ListFeedback(sql::Tx& tx, AccountId account, int limit, std::optional<int64_t> before) {
    sql::Rows rows = TRY(tx.Query("help.list_feedback", Number(account), before.value_or(std::numeric_limits<int64_t>::max()), limit));
    std::vector<Feedback> all;
    for (size_t row = 0; row < rows.size(); ++row) {
        all.push_back({rows.Int(row, 0), rows.String(row, 1), rows.Int(row, 2) != 0, rows.OptionalString(row, 3), rows.String(row, 4), rows.Int(row, 5)});
    }
    return all;
}

std::string ToJson(const Feedback& feedback) {
    std::string text;
    JsonWriter out(text);
    out.BeginObject().Member("id", EncodeId("hfb", feedback.seq)).Member("object", "help_feedback");
    out.Member("article", feedback.article).Member("helpful", feedback.helpful).Key("comment");
    if (feedback.comment) out.String(*feedback.comment);
    else out.Null();
    out.Member("actor", feedback.actor).Member("at", feedback.at / kSecond).EndObject();
    return text;
}

}  // namespace daybook::help

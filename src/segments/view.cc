#include "segments/view.h"

#include "profiles/profile_store.h"

namespace daybook::segments {

Result<View> ViewOf(sql::Tx& tx, const ApiContext& context) {
    View view;
    view.compiled = TRY(context.parts.catalogue.At(tx, context.account));
    view.schema = view.compiled != nullptr ? view.compiled->schema : TRY(SchemaOf(tx, context.account));
    return view;
}

Result<std::string> CurrencyFor(sql::Tx& tx, const ApiContext& context, const conditions::Schema& schema) {
    if (!schema.currency.empty()) return schema.currency;
    return profiles::MainCurrency(tx, context.account);
}

Result<Read> ConditionOf(const ApiContext& context, std::string condition, const std::string& currency) {
    Read read;
    read.condition = std::move(condition);
    TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
        View view = TRY(ViewOf(tx, context));
        read.compiled = view.compiled;
        read.schema = std::move(view.schema);
        read.schema.currency = currency.empty() ? TRY(CurrencyFor(tx, context, read.schema)) : currency;
        return {};
    }));
    read.program = TRY(conditions::Parse(read.condition, read.schema));
    return read;
}

Result<Read> ReadCondition(const ApiContext& context, const http::Body& body) {
    if (!body.Has("condition")) return Invalid("condition is missing.", "condition", "parameter_missing");
    return ConditionOf(context, *body.Json("condition"));
}

}  // namespace daybook::segments

#include "reports/api.h"

#include <algorithm>
#include <limits>

#include "accounts/accounts.h"
#include "base/money.h"
#include "http/parameters.h"
#include "reports/import_report.h"
#include "reports/overview.h"

namespace daybook::reports {
namespace {

using profiles::ActivityKind;
using profiles::Grain;
using profiles::PeriodSales;

constexpr int64_t kDaySeconds = 86'400;
constexpr int64_t kMoment = int64_t{1} << 40;   // no moment asked for lies beyond it
constexpr auto kDeletedSeen = static_cast<ActivityKind>(100);

http::Response Answer(Result<std::string> json, const http::Request& request) {
    if (!json.ok()) return http::ErrorResponse(json.error(), request.request_id);
    return http::JsonResponse(200, std::move(*json));
}

Result<Grain> ReadInterval(const http::Request& request) {
    const std::string_view name = request.Query("interval").value_or("day");
    if (name == "day") return Grain::kDay;
    if (name == "week") return Grain::kWeek;
    if (name == "month") return Grain::kMonth;
    return Invalid("interval must be day, week or month.", "interval");
}

Result<OverviewQuery> ReadOverviewQuery(const http::Request& request, const Clock& clock) {
    TRY(http::CheckQuery(request, {"from", "to", "interval"}));
    OverviewQuery query;
    query.grain = TRY(ReadInterval(request));
    query.to = TRY(http::ReadInteger(request, "to", -kMoment, kMoment, clock.Now() / kSecond));
    query.from = TRY(http::ReadInteger(request, "from", -kMoment, kMoment, query.to - 29 * kDaySeconds));
    if (query.from > query.to) return Invalid("from must not lie after to.", "from");
    return query;
}

void WriteSum(JsonWriter& json, const PeriodSales& sum) {
    json.Member("gross", sum.gross).Member("refunded", sum.refunded).Member("net", SaturatingSub(sum.gross, sum.refunded));
    json.Member("orders", sum.orders).Member("new_customers", sum.fresh);
}

void WriteCurrency(JsonWriter& json, const Overview& overview, const std::vector<PeriodSales>& row, const profiles::LocalDays& days) {
    PeriodSales total;
    json.BeginObject().Key("points").BeginArray();
    for (size_t i = 0; i < row.size(); ++i) {
        json.BeginObject().Member("at", days.StartOf(overview.periods[i]));
        WriteSum(json, row[i]);
        json.Member("returning_customers", row[i].returning).EndObject();
        total.gross = SaturatingAdd(total.gross, row[i].gross);
        total.refunded = SaturatingAdd(total.refunded, row[i].refunded);
        total.orders += row[i].orders;
        total.fresh += row[i].fresh;
    }
    json.EndArray().Key("total").BeginObject();
    WriteSum(json, total);
    json.EndObject().EndObject();
}

Result<std::string> OverviewJson(const http::Request& request, const ApiContext& context) {
    const OverviewQuery query = TRY(ReadOverviewQuery(request, context.clock));
    Overview overview;
    std::string zone;
    TRY(context.database.Read([&](sql::Tx& tx) -> Status {
        zone = TRY(accounts::Load(tx, context.account)).time_zone;
        overview = TRY(ReadOverview(tx, context.account, profiles::LocalDays(zone), query));
        return {};
    }));
    const profiles::LocalDays days(zone);
    std::string text;
    JsonWriter json(text);
    constexpr std::string_view kIntervals[] = {"day", "week", "month"};
    json.BeginObject().Member("object", "overview").Member("interval", kIntervals[static_cast<size_t>(query.grain)]);
    json.Member("from", query.from).Member("to", query.to).Member("time_zone", zone);
    json.Key("currencies").BeginObject();
    for (const auto& [currency, row] : overview.sales) {
        if (currency.empty()) continue;
        json.Key(currency);
        WriteCurrency(json, overview, row, days);
    }
    json.EndObject().Key("customers").BeginObject();
    json.Member("total", overview.people).Member("with_email", overview.with_email).Key("points").BeginArray();
    const auto people = overview.sales.find("");
    for (size_t i = 0; i < overview.periods.size(); ++i) {
        const int64_t fresh = people == overview.sales.end() ? 0 : people->second[i].fresh;
        json.BeginObject().Member("at", days.StartOf(overview.periods[i])).Member("new", fresh).EndObject();
    }
    json.EndArray().EndObject();
    json.Member("as_of", context.clock.Now() / kSecond).EndObject();
    return text;
}

Result<std::string> ImportJson(const http::Request& request, const ApiContext& context) {
    TRY(http::CheckQuery(request, {}));
    ImportFacts facts;
    facts.view = context.view;
    TRY(context.database.Read([&](sql::Tx& tx) -> Status {
        facts.counts = TRY(profiles::ReadCounts(tx, context.account));
        constexpr int64_t kAllDays = int64_t{1} << 30;
        for (const PeriodSales& sum : TRY(profiles::ReadTallies(tx, context.account, Grain::kMonth, -kAllDays, kAllDays))) {
            facts.paid_orders += sum.orders;
        }
        return {};
    }));
    return ImportReportJson(facts);
}

Result<std::string> SinceJson(const http::Request& request, const ApiContext& context) {
    TRY(http::CheckQuery(request, {"at"}));
    const int64_t now = context.clock.Now() / kSecond;
    if (!request.Query("at")) return http::MissingParameter("at");
    const int64_t at = TRY(http::ReadInteger(request, "at", -kMoment, kMoment, now));
    const int64_t from = std::max(at, now - profiles::kFeedSeconds);
    int64_t people = 0, deleted = 0, cancelled = 0, orders = 0;
    std::map<std::string, int64_t> sales;
    TRY(context.database.Read([&](sql::Tx& tx) -> Status {
        for (const profiles::FeedSum& sum : TRY(profiles::SumFeed(tx, context.account, from))) {
            if (sum.kind == ActivityKind::kCustomerCreated) people += sum.count;
            if (sum.kind == kDeletedSeen) deleted += sum.count;
            if (sum.kind == ActivityKind::kSubscriptionCancelled) cancelled += sum.count;
            if (sum.kind == ActivityKind::kOrderPaid) {
                orders += sum.count;
                sales[sum.currency] = SaturatingAdd(sales[sum.currency], sum.amount);
            }
            if (sum.kind == ActivityKind::kOrderRefunded) sales[sum.currency] = SaturatingSub(sales[sum.currency], sum.amount);
        }
        return {};
    }));
    std::string text;
    JsonWriter json(text);
    json.BeginObject().Member("object", "since").Member("from", from).Member("profiles_new", people).Member("customers_deleted", deleted);
    json.Member("subscriptions_cancelled", cancelled).Member("orders_paid", orders).Key("sales").BeginObject();
    for (const auto& [currency, net] : sales) {
        if (!currency.empty()) json.Member(currency, net);
    }
    json.EndObject().EndObject();
    return text;
}

}  // namespace

http::Response GetOverview(const http::Request& request, const ApiContext& context) { return Answer(OverviewJson(request, context), request); }
http::Response GetImport(const http::Request& request, const ApiContext& context) { return Answer(ImportJson(request, context), request); }
http::Response GetSince(const http::Request& request, const ApiContext& context) { return Answer(SinceJson(request, context), request); }

}  // namespace daybook::reports

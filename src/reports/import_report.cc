#include "reports/import_report.h"

#include <fmt/format.h>

#include "base/json_write.h"
#include "stripe/project_parts.h"

namespace daybook::reports {
namespace {

using profiles::Headcount;
using stripe::Kind;
using stripe::NoOrder;

// Fewer paid orders than one in so many people are hardly any.
constexpr int64_t kFewOrders = 10;
constexpr int64_t kPeopleLeast = 20;

int64_t CountOf(const ImportFacts& facts, Headcount counter, int16_t more = 0) {
    const auto found = facts.counts.find(static_cast<int16_t>(static_cast<int16_t>(counter) + more));
    return found == facts.counts.end() ? 0 : found->second;
}

std::string_view SentenceOf(NoOrder why) {
    switch (why) {
        case NoOrder::kFreeTrial:
            return "Invoices over nothing that a free trial made.";
        case NoOrder::kNothingDue:
            return "Other invoices over nothing.";
        case NoOrder::kCredit:
            return "Invoices whose total is below zero: credits to the customer.";
        case NoOrder::kNotPaid:
            return "Payments that did not succeed.";
        case NoOrder::kPending:
            return "Payments that are still under way.";
        case NoOrder::kNotCaptured:
            return "Payments that are authorised, but not captured.";
        case NoOrder::kTieUnknown:
            return "Payments of which it is not known yet whether they pay an invoice.";
        default:
            return "";
    }
}

void Number(JsonWriter& json, std::string_view name, int64_t number, std::string_view filter) {
    json.Key(name).BeginObject().Member("count", number).Key("href");
    filter.empty() ? json.Null() : json.String(fmt::format("/v1/profiles?{}", filter));
    json.EndObject();
}

void WriteNotCounted(JsonWriter& json, const ImportFacts& facts) {
    json.Key("not_counted").BeginArray();
    for (const NoOrder why : {NoOrder::kFreeTrial, NoOrder::kNothingDue, NoOrder::kCredit, NoOrder::kNotPaid, NoOrder::kPending,
                              NoOrder::kNotCaptured, NoOrder::kTieUnknown}) {
        const int64_t number = CountOf(facts, Headcount::kNotCounted, static_cast<int16_t>(why));
        if (number == 0) continue;
        json.BeginObject().Member("reason", stripe::NoOrderName(why)).Member("count", number).Member("sentence", SentenceOf(why));
        json.Member("href", fmt::format("/v1/profiles?not_counted={}", stripe::NoOrderName(why))).EndObject();
    }
    json.EndArray();
}

bool Readable(const stripe::View& view, Kind kind) {
    for (const stripe::ResourceRow& row : view.resources) {
        if (row.kind == kind) return row.readable();
    }
    return false;
}

void Hint(JsonWriter& json, std::string_view code, std::string_view message) {
    json.BeginObject().Member("code", code).Member("message", message).EndObject();
}

void WriteHints(JsonWriter& json, const ImportFacts& facts) {
    json.Key("hints").BeginArray();
    const bool connected = stripe::StateOf(facts.view) != stripe::Shown::kDisconnected;
    const int64_t people = CountOf(facts, Headcount::kProfiles);
    const bool few = people >= kPeopleLeast && facts.paid_orders * kFewOrders < people;
    if (connected && few && !Readable(facts.view, Kind::kCharge)) {
        Hint(json, "charges_missing_few_orders",
             "Payment Links and one-time Checkout make no invoice. Add Charges and Refunds – Read to the key to see them.");
    } else if (connected && !Readable(facts.view, Kind::kCharge)) {
        Hint(json, "charges_missing",
             "Refunds made in Stripe and payments without invoice are not counted. Add Charges and Refunds – Read to the key to see them.");
    }
    if (connected && !Readable(facts.view, Kind::kSession)) {
        Hint(json, "checkout_sessions_missing", "Abandoned carts are not seen. Add Checkout Sessions – Read to the key to see them.");
    }
    json.EndArray();
}

}  // namespace

std::string ImportReportJson(const ImportFacts& facts) {
    const int64_t people = CountOf(facts, Headcount::kProfiles);
    std::string text;
    JsonWriter json(text);
    json.BeginObject().Member("object", "import_report").Member("state", stripe::ShownName(stripe::StateOf(facts.view)));
    json.Key("finished");
    const Micros finished = facts.view.connection ? stripe::LastSynced(facts.view.resources) : 0;
    finished == 0 ? json.Null() : json.Int(finished / kSecond);
    Number(json, "customers", CountOf(facts, Headcount::kCustomers), "");
    json.Key("profiles").BeginObject().Member("count", people).Member("href", "/v1/profiles").EndObject();
    Number(json, "sharing_email", CountOf(facts, Headcount::kShared), "shared_email=true");
    Number(json, "without_email", people - CountOf(facts, Headcount::kWithEmail), "has_email=false");
    Number(json, "deleted", CountOf(facts, Headcount::kDeletedCustomers), "deleted=true");
    Number(json, "paid_orders", facts.paid_orders, "orders=one,many");
    WriteNotCounted(json, facts);
    json.Key("resources").BeginArray();
    for (const stripe::ResourceRow& row : facts.view.resources) {
        if (!row.readable()) continue;
        json.BeginObject().Member("resource", stripe::ResourceOf(row.kind).name).Member("imported", row.imported);
        json.Member("done", row.complete_at != 0).EndObject();
    }
    json.EndArray();
    WriteHints(json, facts);
    json.EndObject();
    return text;
}

}  // namespace daybook::reports

#include "objects.h"

#include <cmath>
#include <set>
#include <stdexcept>

#include <boost/json.hpp>

#include "base/money.h"
#include "base/text.h"

namespace daybook::scenarios {
namespace {

namespace json = boost::json;

// The settings of one line, with a note of which were used.
class Settings {
  public:
    Settings(const Line& line, int64_t now) : line_(line), now_(now) {}

    bool Has(const std::string& name) {
        used_.insert(name);
        return line_.settings.contains(name);
    }
    std::string Text(const std::string& name, const std::string& other = "") {
        used_.insert(name);
        auto found = line_.settings.find(name);
        return found == line_.settings.end() ? other : found->second;
    }
    json::value Nullable(const std::string& name) {
        std::string text = Text(name);
        return text.empty() ? json::value(nullptr) : json::value(text);
    }
    int64_t Moment(const std::string& name) { return Has(name) ? ParseMoment(Text(name)) : now_; }
    json::value NullableMoment(const std::string& name) { return Has(name) ? json::value(ParseMoment(Text(name))) : json::value(nullptr); }
    Amount Money(const std::string& name, const Amount& other) { return Has(name) ? ParseAmount(Text(name)) : other; }
    bool Yes(const std::string& name, bool other) { return Has(name) ? Text(name) == "yes" : other; }

    void CheckAllUsed() const {
        for (const auto& [name, value] : line_.settings) {
            if (!used_.contains(name)) throw std::runtime_error("line " + std::to_string(line_.number) + ": unknown setting " + name);
        }
    }

  private:
    const Line& line_;
    int64_t now_;
    std::set<std::string> used_;
};

json::object Base(const Line& line, const std::string& object, Settings& s) {
    return {{"id", line.words.at(2)}, {"object", object}, {"created", s.Moment("created")}, {"livemode", false}, {"metadata", json::object()}};
}

json::object Customer(const Line& line, Settings& s) {
    if (s.Yes("deleted", false)) return {{"id", line.words.at(2)}, {"object", "customer"}, {"deleted", true}};
    json::object o = Base(line, "customer", s);
    o["email"] = s.Nullable("email");
    o["name"] = s.Nullable("name");
    o["phone"] = s.Nullable("phone");
    if (s.Has("business")) o["business_name"] = s.Text("business");
    if (s.Has("individual")) o["individual_name"] = s.Text("individual");
    o["currency"] = s.Nullable("currency");
    o["address"] = s.Has("city") ? json::value(json::object{{"line1", nullptr}, {"line2", nullptr}, {"city", s.Text("city")}, {"state", nullptr},
                                                            {"postal_code", nullptr}, {"country", "US"}})
                                 : json::value(nullptr);
    o["shipping"] = nullptr;
    o["test_clock"] = s.Nullable("clock");
    return o;
}

json::object OneLine(const std::string& product, int64_t quantity, int number, const std::string& invoice, Shape shape) {
    json::object line{{"id", "il_" + invoice + std::to_string(number)}, {"object", "line_item"}, {"amount", 100 * quantity},
                      {"currency", "usd"}, {"description", product}, {"quantity", quantity}};
    if (shape == Shape::kAcacia) {
        line["price"] = json::object{{"id", "price_" + product}, {"object", "price"}, {"product", product}, {"recurring", nullptr}};
        line["proration"] = false;
    } else {
        line["parent"] = json::object{{"type", "invoice_item_details"}, {"invoice_item_details", json::object{{"proration", false}}}};
        line["pricing"] = json::object{{"type", "price_details"}, {"price_details", json::object{{"price", "price_" + product}, {"product", product}}}};
    }
    return line;
}

json::array Lines(const std::string& text, const std::string& invoice, Shape shape) {
    json::array lines;
    for (std::string_view part : Split(text, ',')) {
        size_t colon = part.find(':');
        int64_t quantity = colon == std::string_view::npos ? 1 : std::stoll(std::string(part.substr(colon + 1)));
        lines.push_back(OneLine(std::string(part.substr(0, colon)), quantity, static_cast<int>(lines.size()), invoice, shape));
    }
    return lines;
}

json::object Invoice(const Line& line, Settings& s, Shape shape) {
    json::object o = Base(line, "invoice", s);
    int64_t created = o["created"].as_int64();
    std::string status = s.Text("status", "paid");
    Amount total = s.Money("total", {1000, "usd"});
    Amount paid = s.Money("paid", {status == "paid" ? total.minor : 0, total.currency});
    o["customer"] = s.Nullable("customer");
    o["status"] = status;
    o["currency"] = total.currency;
    o["total"] = total.minor;
    o["subtotal"] = s.Money("subtotal", total).minor;
    o["amount_due"] = total.minor;
    o["amount_paid"] = paid.minor;
    o["billing_reason"] = s.Text("reason", "manual");
    o["attempt_count"] = std::stoi(s.Text("attempts", "1"));
    o["attempted"] = true;
    o["test_clock"] = nullptr;
    json::value paid_at = status == "paid" ? json::value(s.Has("paid_at") ? ParseMoment(s.Text("paid_at")) : created) : json::value(nullptr);
    o["status_transitions"] = json::object{{"finalized_at", status == "draft" ? json::value(nullptr) : json::value(created)}, {"paid_at", paid_at},
                                           {"voided_at", status == "void" ? json::value(created) : json::value(nullptr)},
                                           {"marked_uncollectible_at", status == "uncollectible" ? json::value(created) : json::value(nullptr)}};
    o["lines"] = json::object{{"object", "list"}, {"data", Lines(s.Text("lines", "prod_x:1"), line.words.at(2), shape)}, {"has_more", false}};
    if (shape == Shape::kAcacia) {
        o["paid"] = status == "paid";
        o["paid_out_of_band"] = false;
    }
    return o;
}

json::object Subscription(const Line& line, Settings& s, Shape shape) {
    json::object o = Base(line, "subscription", s);
    std::string product = s.Text("product", "prod_plan");
    bool metered = s.Yes("metered", false);
    o["customer"] = s.Nullable("customer");
    o["status"] = s.Text("status", "active");
    o["start_date"] = o["created"];
    o["trial_start"] = s.Has("trial_end") ? o["created"] : json::value(nullptr);
    o["trial_end"] = s.NullableMoment("trial_end");
    o["ended_at"] = s.NullableMoment("ended");
    o["canceled_at"] = s.NullableMoment("ended");
    o["pause_collection"] = s.Yes("pause", false) ? json::value(json::object{{"behavior", "void"}, {"resumes_at", nullptr}}) : json::value(nullptr);
    o["test_clock"] = nullptr;
    json::object price{{"id", "price_" + product}, {"object", "price"}, {"product", product},
                       {"recurring", json::object{{"interval", "month"}, {"usage_type", metered ? "metered" : "licensed"}}}};
    json::object item{{"id", "si_" + line.words.at(2)}, {"object", "subscription_item"}, {"price", price}, {"quantity", 1}};
    if (shape == Shape::kEndive) item["current_period_end"] = o["created"].as_int64() + 2592000;
    o["items"] = json::object{{"object", "list"}, {"data", json::array{item}}, {"has_more", false}};
    return o;
}

json::object Charge(const Line& line, Settings& s, Shape shape) {
    json::object o = Base(line, "charge", s);
    Amount amount = s.Money("amount", {1000, "usd"});
    bool captured = s.Yes("captured", true);
    o["customer"] = s.Nullable("customer");
    o["status"] = s.Text("status", "succeeded");
    o["captured"] = captured;
    o["amount"] = amount.minor;
    o["amount_captured"] = captured ? amount.minor : 0;
    o["amount_refunded"] = s.Money("refunded", {0, amount.currency}).minor;
    o["currency"] = amount.currency;
    o["payment_intent"] = s.Nullable("intent");
    o["billing_details"] = json::object{{"email", s.Nullable("email")}, {"name", s.Nullable("name")}, {"phone", nullptr}, {"address", nullptr}};
    std::string invoice = s.Text("invoice");
    if (shape == Shape::kAcacia) o["invoice"] = invoice.empty() ? json::value(nullptr) : json::value(invoice);
    return o;
}

json::object Refund(const Line& line, Settings& s) {
    json::object o = Base(line, "refund", s);
    Amount amount = s.Money("amount", {100, "usd"});
    o["charge"] = s.Nullable("charge");
    o["amount"] = amount.minor;
    o["currency"] = amount.currency;
    o["status"] = s.Text("status", "succeeded");
    o["payment_intent"] = nullptr;
    return o;
}

json::object CreditNote(const Line& line, Settings& s, Shape shape) {
    json::object o = Base(line, "credit_note", s);
    Amount amount = s.Money("amount", {100, "usd"});
    Amount refunded = s.Money("refunded", {0, amount.currency});
    o["invoice"] = s.Nullable("invoice");
    o["customer"] = s.Nullable("customer");
    o["amount"] = amount.minor;
    o["currency"] = amount.currency;
    o["status"] = s.Text("status", "issued");
    o["type"] = "post_payment";
    o["out_of_band_amount"] = s.Has("outside") ? json::value(ParseAmount(s.Text("outside")).minor) : json::value(nullptr);
    o["customer_balance_transaction"] = refunded.minor == amount.minor ? json::value(nullptr) : json::value("cbtxn_1");
    if (shape == Shape::kAcacia) {
        o["refund"] = refunded.minor > 0 ? json::value("re_of_" + line.words.at(2)) : json::value(nullptr);
    } else {
        o["pre_payment_amount"] = 0;
        o["post_payment_amount"] = amount.minor;
        json::array refunds;
        if (refunded.minor > 0) refunds.push_back(json::object{{"refund", "re_of_" + line.words.at(2)}, {"amount_refunded", refunded.minor}, {"type", "refund"}});
        o["refunds"] = refunds;
    }
    return o;
}

json::object Session(const Line& line, Settings& s) {
    json::object o = Base(line, "checkout.session", s);
    o["customer"] = s.Nullable("customer");
    o["status"] = s.Text("status", "open");
    o["mode"] = s.Text("mode", "payment");
    o["customer_details"] = json::object{{"email", s.Nullable("email")}, {"name", nullptr}, {"phone", nullptr}, {"address", nullptr}};
    o["customer_email"] = nullptr;
    o["amount_total"] = 4500;
    o["currency"] = "usd";
    o["expires_at"] = s.Has("expires") ? ParseMoment(s.Text("expires")) : o["created"].as_int64() + 86400;
    o["consent"] = s.Has("promotions") ? json::value(json::object{{"promotions", s.Text("promotions")}}) : json::value(nullptr);
    o["recovered_from"] = s.Nullable("recovered");
    o["payment_intent"] = s.Nullable("intent");
    return o;
}

json::object Payment(const Line& line, Settings& s) {
    json::object o = Base(line, "invoice_payment", s);
    o["invoice"] = s.Nullable("invoice");
    o["status"] = "paid";
    o["payment"] = s.Has("charge") ? json::object{{"type", "charge"}, {"charge", s.Text("charge")}}
                                   : json::object{{"type", "payment_intent"}, {"payment_intent", s.Text("intent")}};
    return o;
}

}  // namespace

stripe::Kind KindOf(const std::string& word) {
    if (word == "session") return stripe::Kind::kSession;
    if (word == "payment") return stripe::Kind::kInvoicePayment;
    for (const stripe::Resource& resource : stripe::kResources) {
        if (resource.object == word) return resource.kind;
    }
    throw std::runtime_error("unknown kind of object: " + word);
}

std::string ObjectJson(const Line& line, Shape shape, int64_t now) {
    Settings s(line, now);
    json::object object;
    switch (KindOf(line.words.at(1))) {
        case stripe::Kind::kCustomer: object = Customer(line, s); break;
        case stripe::Kind::kInvoice: object = Invoice(line, s, shape); break;
        case stripe::Kind::kSubscription: object = Subscription(line, s, shape); break;
        case stripe::Kind::kCharge: object = Charge(line, s, shape); break;
        case stripe::Kind::kRefund: object = Refund(line, s); break;
        case stripe::Kind::kCreditNote: object = CreditNote(line, s, shape); break;
        case stripe::Kind::kSession: object = Session(line, s); break;
        case stripe::Kind::kInvoicePayment: object = Payment(line, s); break;
        default: throw std::runtime_error("this kind cannot be made in a scenario: " + line.words.at(1));
    }
    s.CheckAllUsed();
    return json::serialize(object);
}

Amount ParseAmount(const std::string& text) {
    if (text.size() < 4) throw std::runtime_error("not an amount such as 42.50USD: " + text);
    Amount amount;
    amount.currency = AsciiLower(text.substr(text.size() - 3));
    double scale = std::pow(10, CurrencyExponent(amount.currency));
    amount.minor = std::llround(std::stod(text.substr(0, text.size() - 3)) * scale);
    return amount;
}

}  // namespace daybook::scenarios

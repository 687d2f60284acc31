#include "stripe/explain.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"
#include "stripe/orders_view.h"

namespace daybook::stripe {
namespace {

using profiles::Field;
using profiles::Fields;

constexpr std::string_view kOrderRule =
    "An order is an invoice whose total or subtotal is above zero, or a payment without an invoice where the key may read "
    "Charges and Refunds.";

std::string MoneyText(int64_t minor, std::string_view currency) {
    std::string name(currency);
    for (char& c : name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return fmt::format("{} {}", FormatMajor(minor, currency), name);
}

std::string Many(size_t count, std::string_view one, std::string_view more) {
    return fmt::format("{} {}", count, count == 1 ? one : more);
}

std::optional<Bucket> BucketOfField(Field field) {
    switch (field) {
        case Field::kStripeSubscriptionActive:
            return Bucket::kActive;
        case Field::kStripeSubscriptionCancelled:
            return Bucket::kCancelled;
        case Field::kStripeSubscriptionPaused:
            return Bucket::kPaused;
        case Field::kStripeSubscriptionTrial:
            return Bucket::kTrial;
        case Field::kStripeSubscriptionPastDue:
            return Bucket::kPastDue;
        default:
            return std::nullopt;
    }
}

std::string_view PlaceSentence(int16_t place) {
    switch (static_cast<SourcePlace>(place)) {
        case SourcePlace::kName:
            return "Its name.";
        case SourcePlace::kIndividualName:
            return "Its individual name.";
        case SourcePlace::kShippingName:
            return "The name it is shipped to.";
        case SourcePlace::kEmail:
            return "Its e-mail address.";
        case SourcePlace::kPhone:
            return "Its phone number.";
        case SourcePlace::kShippingPhone:
            return "The phone number for its shipping.";
        case SourcePlace::kAddress:
            return "Its address.";
        case SourcePlace::kShippingAddress:
            return "The address it is shipped to.";
        case SourcePlace::kConsent:
            return "The answer about e-mail given at the checkout: no.";
        case SourcePlace::kMetadata:
            return "Its metadata say that it wants no e-mail.";
        case SourcePlace::kKept:
            return "It was said before, by something that belongs to another person now.";
    }
    return "";
}

std::string_view KindWord(Kind kind) {
    switch (kind) {
        case Kind::kCustomer:
            return "Stripe customer";
        case Kind::kInvoice:
            return "Invoice";
        case Kind::kCharge:
            return "Payment";
        case Kind::kSubscription:
            return "Subscription";
        case Kind::kSession:
            return "Checkout";
        default:
            return "Stripe object";
    }
}

class Explainer {
  public:
    Explainer(const Known& known, const Fields& fields, const std::vector<profiles::Source>& sources)
        : known_(known), fields_(fields), sources_(sources), sorted_(Sort(known)), meters_(sorted_, known),
          rows_(OrderRowsOf(sorted_, known.ties_known, Tied::kInclude)) {}

    Explanation Of(Field field) {
        if (const auto bucket = BucketOfField(field)) Subscriptions(*bucket);
        else if (field == Field::kStripeTotalOrders) TotalOrders();
        else if (field == Field::kStripeTotalSales) TotalSales();
        else if (field == Field::kStripeOrderProducts) Products();
        else if (field == Field::kStripeCurrency) Currency();
        else if (field == Field::kStripeFirstCreateOrderDate) FirstOrder();
        else if (field == Field::kStripeCustomerId) Customers();
        else if (profiles::RowOf(field).group == profiles::FieldGroup::kStripe) LastOrder();
        else Standard(field);
        return std::move(out_);
    }

  private:
    Counted& Add(std::vector<Counted>& list, const OrderRow& row, std::string why) {
        list.push_back({row.kind, row.order.id(), row.order.row->fact->object, row.order.at(), std::string(KindWord(row.kind)),
                        std::nullopt, {}, std::move(why)});
        return list.back();
    }
    void Leave(const OrderRow& row) { Add(out_.left_out, row, std::string(WhyNotCounted(row).value_or(""))); }

    void TotalOrders() {
        for (const OrderRow& row : rows_) {
            if (row.counted()) Add(out_.counted, row, "It is paid.").amount = 1;
            else Leave(row);
        }
        out_.sentence = Many(out_.counted.size(), "paid order", "paid orders") + LeftOut();
        out_.rule = fmt::format("Every order that is paid counts as one. {}", kOrderRule);
    }

    void TotalSales() {
        const std::string currency = fields_.stripe_currency.value_or("");
        int64_t sum = 0;
        for (const OrderRow& row : rows_) {
            if (row.why != NoOrder::kOrder || !HasSales(row.order)) {
                Leave(row);
            } else if (row.order.currency() != currency) {
                Counted& other = Add(out_.left_out, row, fmt::format("It is in another currency than {}: currencies are never added together.", MoneyName(currency)));
                other.amount = SaturatingSub(row.received, row.refunded);
                other.currency = row.order.currency();
            } else {
                Counted& counted = Add(out_.counted, row, Received(row));
                counted.amount = SaturatingSub(row.received, row.refunded);
                counted.currency = currency;
                sum = SaturatingAdd(sum, *counted.amount);
            }
        }
        out_.sentence = currency.empty() ? std::string("No order names a currency yet.")
                                         : fmt::format("{} from {}{}", MoneyText(sum, currency), Many(out_.counted.size(), "order", "orders"), LeftOut());
        out_.rule = fmt::format("What was received for orders that are paid, open or uncollectible, less what was paid back, in the main currency. {}", kOrderRule);
    }

    static std::string MoneyName(std::string_view currency) {
        std::string text = MoneyText(0, currency);
        return text.substr(text.rfind(' ') + 1);
    }

    static std::string Received(const OrderRow& row) {
        const std::string& currency = row.order.currency();
        if (row.refunded != 0)
            return fmt::format("{} was received, and {} paid back.", MoneyText(row.received, currency), MoneyText(row.refunded, currency));
        if (row.received == 0) return "Nothing was received for it.";
        return fmt::format("{} was received.", MoneyText(row.received, currency));
    }

    void Products() {
        for (const OrderRow& row : rows_) {
            if (!row.counted()) {
                Leave(row);
                continue;
            }
            Add(out_.counted, row, LinesText(row)).amount = ProductsOf(row.order, meters_);
        }
        out_.sentence = fmt::format("{} in {}{}", Many(static_cast<size_t>(std::max<int64_t>(0, fields_.stripe_order_products)), "product", "products"),
                                    Many(out_.counted.size(), "paid order", "paid orders"), LeftOut());
        out_.rule = "The quantities of all lines of paid orders. Lines that are a proration, cost nothing or have no quantity are left out; "
                    "metered usage counts as one. A payment counts what its checkout held, else one.";
    }

    std::string LinesText(const OrderRow& row) const {
        std::string text;
        for (const Line& line : row.order.lines()) {
            const std::string& name = line.by_description || line.name.empty() ? line.product : line.name;
            text += fmt::format("{}{} × {}", text.empty() ? "" : ", ", meters_.Count(line), name);
        }
        if (row.kind == Kind::kCharge && text.empty()) return "A payment without an invoice.";
        return text.empty() ? "None of its lines counts." : text + ".";
    }

    void Currency() {
        const std::string currency = fields_.stripe_currency.value_or("");
        const bool any_paid = std::ranges::any_of(rows_, &OrderRow::counted);
        for (const OrderRow& row : rows_) {
            const bool considered = any_paid ? row.counted() : row.why == NoOrder::kOrder;
            if (!considered) Leave(row);
            else if (row.order.currency() == currency) Add(out_.counted, row, fmt::format("It is in {}.", MoneyName(currency))).amount = 1;
            else Add(out_.left_out, row, fmt::format("It is in {}.", MoneyName(row.order.currency()))).amount = 1;
        }
        out_.rule = "The currency of most paid orders, ties to that of the newest; without paid orders that of most orders; without "
                    "orders the customer's own.";
        if (currency.empty()) out_.sentence = "Neither an order nor the customer names a currency.";
        else if (out_.counted.empty()) out_.sentence = fmt::format("{}, the currency of the customer itself.", MoneyName(currency));
        else out_.sentence = fmt::format("{}, the currency of {}.", MoneyName(currency), Many(out_.counted.size(), "order", "orders"));
    }

    // The order that the fields of the last one are read from: the newest there is.
    void LastOrder() {
        for (const OrderRow& row : rows_) {
            if (row.why != NoOrder::kOrder) Leave(row);
            else if (out_.counted.empty()) Value(Add(out_.counted, row, "It is the newest order."), row);
            else Value(Add(out_.left_out, row, "A newer order follows it."), row);
        }
        One("There is no order yet.", "The newest order, whatever its status.");
    }

    void FirstOrder() {
        const OrderRow* first = nullptr;
        for (const OrderRow& row : rows_) {
            if (row.why == NoOrder::kOrder) first = &row;
        }
        for (const OrderRow& row : rows_) {
            if (row.why != NoOrder::kOrder) Leave(row);
            else if (&row == first) Value(Add(out_.counted, row, "It is the oldest order."), row);
            else Value(Add(out_.left_out, row, "An older order comes before it."), row);
        }
        One("There is no order yet.", "The oldest order, whatever its status.");
    }

    static void Value(Counted& counted, const OrderRow& row) {
        counted.amount = row.order.value;
        counted.currency = row.order.currency();
    }

    void One(std::string_view none, std::string_view one) {
        out_.sentence = out_.counted.empty() ? none : one;
        out_.rule = fmt::format("{} {}", one, kOrderRule);
    }

    void Subscriptions(Bucket wanted) {
        std::vector<const Row*> newest;
        for (const Row& row : sorted_.subscriptions) newest.push_back(&row);
        std::ranges::sort(newest, [](const Row* a, const Row* b) { return OlderThan(*b, *a); });
        for (const Row* row : newest) {
            const bool deleted = sorted_.CustomerOf(*row->fact)->deleted;
            const Bucket bucket = BucketOf(*row->fact, deleted);
            auto& list = bucket == wanted ? out_.counted : out_.left_out;
            list.push_back({Kind::kSubscription, row->detail.id, row->fact->object, row->fact->at,
                            std::string(KindWord(Kind::kSubscription)), 1, {}, WhyIn(*row, bucket, deleted)});
        }
        out_.sentence = Many(out_.counted.size(), "subscription", "subscriptions") + LeftOut();
        out_.rule = "Each subscription counts once, where it first fits: its customer is deleted: cancelled; paused; cancelled; its first "
                    "payment was never made: nowhere; its collection is paused: paused; in trial; past due or unpaid; active. One that "
                    "will end with its period is still active.";
    }

    static std::string WhyIn(const Row& row, Bucket bucket, bool deleted) {
        const std::string_view status = SubscriptionStatusName(row);
        if (deleted) return "Its customer was deleted in Stripe, so it counts as cancelled.";
        if (bucket == Bucket::kNone) return fmt::format("Its status is {}: it counts nowhere.", status);
        if (bucket == Bucket::kPaused && (row.fact->flags & kFlagPauseCollection) != 0)
            return fmt::format("Its status is {}, but its payment collection is paused: it counts as paused.", status);
        return fmt::format("Its status is {}: it counts as {}.", status, bucket == Bucket::kPastDue ? "past due" : BucketName(bucket));
    }

    void Customers() {
        for (const Customer* one : sorted_.ranked) {
            const bool first = out_.counted.empty();
            auto& list = first ? out_.counted : out_.left_out;
            list.push_back({Kind::kCustomer, one->id, one->object, one->created, std::string(KindWord(Kind::kCustomer)), std::nullopt, {},
                            first ? "It has the newest activity." : "Another customer with this e-mail address has newer activity."});
        }
        out_.sentence = out_.counted.empty() ? "No Stripe customer has this e-mail address: it is a guest's."
                                             : fmt::format("The first of {}.", Many(sorted_.ranked.size(), "Stripe customer", "Stripe customers"));
        out_.rule = "Of all Stripe customers with this e-mail address the one with the newest invoice or subscription, else the newest one.";
    }

    void Standard(Field field) {
        const auto names = NamesOf(known_);
        std::string nothing = "Nothing at Stripe says it.";
        for (const profiles::Source& source : sources_) {
            const auto name = names.find(source.object);
            if (source.field != static_cast<int16_t>(field)) continue;
            if (source.place == static_cast<int16_t>(SourcePlace::kKept)) nothing = PlaceSentence(source.place);
            if (name == names.end()) continue;
            out_.counted.push_back({name->second.kind, name->second.id, source.object, source.at, std::string(KindWord(name->second.kind)),
                                    std::nullopt, {}, Why(source)});
        }
        out_.sentence = out_.counted.empty() ? nothing : fmt::format("From {} {}.", out_.counted[0].what, out_.counted[0].id);
        out_.rule = profiles::RowOf(field).help;
    }

    std::string Why(const profiles::Source& source) const {
        const auto customer = std::ranges::find(known_.customers, source.object, &Customer::object);
        const bool told = source.place == static_cast<int16_t>(SourcePlace::kMetadata) && customer != known_.customers.end();
        if (!told) return std::string(PlaceSentence(source.place));
        return fmt::format("Its metadata said so: {}. It stays, whatever they say later.", customer->refused_by);
    }

    std::string LeftOut() const {
        return out_.left_out.empty() ? "." : fmt::format("; {} left out.", Many(out_.left_out.size(), "is", "are"));
    }

    const Known& known_;
    const Fields& fields_;
    const std::vector<profiles::Source>& sources_;
    const Sorted sorted_;
    const Meters meters_;
    const std::vector<OrderRow> rows_;
    Explanation out_;
};

}  // namespace

Explanation Explain(Field field, const Known& known, const Fields& fields, const std::vector<profiles::Source>& sources) {
    return Explainer(known, fields, sources).Of(field);
}

}  // namespace daybook::stripe

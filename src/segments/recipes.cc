#include "segments/recipes.h"

#include <algorithm>

#include <fmt/format.h>
#include <simdjson.h>

#include "base/assert.h"
#include "base/json_write.h"
#include "base/money.h"
#include "base/text.h"

namespace daybook::segments::embedded {
extern const std::string_view recipes;
}  // namespace daybook::segments::embedded

namespace daybook::segments {
namespace {

namespace dom = simdjson::dom;
using conditions::Person;
using conditions::Schema;

constexpr int64_t kNinetyDays = 90 * int64_t{86'400};
constexpr size_t kOneIn = 10;
constexpr size_t kOffersMax = 100;

Result<std::string> TextOf(dom::object object, std::string_view name) {
    std::string_view text;
    if (object.at_key(name).get(text) != simdjson::SUCCESS) return Invalid(fmt::format("A recipe lacks {}.", name));
    return std::string(text);
}

Result<Recipe> ReadRecipe(dom::object object) {
    Recipe recipe{.id = TRY(TextOf(object, "id")), .group = TRY(TextOf(object, "group")), .name = TRY(TextOf(object, "name")), .about = TRY(TextOf(object, "about"))};
    dom::array needs, values;
    dom::element condition;
    if (object["needs"].get(needs) != simdjson::SUCCESS || object["values"].get(values) != simdjson::SUCCESS || object["condition"].get(condition) != simdjson::SUCCESS)
        return Invalid(fmt::format("The recipe {} lacks needs, values or a condition.", recipe.id));
    for (const dom::element one : needs) {
        std::string_view need;
        if (one.get(need) != simdjson::SUCCESS) return Invalid(fmt::format("The recipe {} needs something that has no name.", recipe.id));
        recipe.needs.emplace_back(need);
    }
    for (const dom::element one : values) {
        dom::object value;
        if (one.get(value) != simdjson::SUCCESS) return Invalid(fmt::format("A value of the recipe {} is no object.", recipe.id));
        recipe.values.push_back({TRY(TextOf(value, "name")), TRY(TextOf(value, "label")), TRY(TextOf(value, "type")), TRY(TextOf(value, "propose"))});
    }
    recipe.condition = simdjson::minify(condition);
    return recipe;
}

}  // namespace

Result<std::vector<Recipe>> ReadRecipes(std::string_view json) {
    dom::parser parser;
    dom::array all;
    if (parser.parse(json).get(all) != simdjson::SUCCESS) return Invalid("The recipes are no JSON list.");
    std::vector<std::pair<int64_t, Recipe>> ordered;
    for (const dom::element one : all) {
        dom::object object;
        int64_t order = 0;
        if (one.get(object) != simdjson::SUCCESS || object["order"].get(order) != simdjson::SUCCESS) return Invalid("A recipe has no order.");
        ordered.emplace_back(order, TRY(ReadRecipe(object)));
    }
    std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Recipe> recipes;
    recipes.reserve(ordered.size());
    for (auto& [order, recipe] : ordered) recipes.push_back(std::move(recipe));
    return recipes;
}

const std::vector<Recipe>& Recipes() {
    static const std::vector<Recipe> kRecipes = [] {
        Result<std::vector<Recipe>> read = ReadRecipes(embedded::recipes);
        ASSERT(read.ok());
        return std::move(*read);
    }();
    return kRecipes;
}

const Recipe* FindRecipe(std::string_view id) {
    const auto found = std::find_if(Recipes().begin(), Recipes().end(), [&](const Recipe& one) { return one.id == id; });
    return found == Recipes().end() ? nullptr : &*found;
}

Result<std::string> ConditionOf(const Recipe& recipe, const std::map<std::string, std::string>& values) {
    std::string condition = recipe.condition;
    for (const RecipeValue& value : recipe.values) {
        const auto given = values.find(value.name);
        if (given == values.end())
            return Invalid(fmt::format("{} needs a value: {}.", recipe.name, value.label), "values." + value.name, "parameter_missing");
        const std::string place = "\"$" + value.name + "\"";
        const size_t at = condition.find(place);
        ASSERT(at != std::string::npos);
        condition.replace(at, place.size(), given->second);
    }
    return condition;
}

std::map<std::string, std::string> ProposedValues(const Recipe& recipe, const Proposals& proposals) {
    std::map<std::string, std::string> values;
    for (const RecipeValue& value : recipe.values) {
        const auto proposed = proposals.find(value.propose);
        if (proposed != proposals.end()) values[value.name] = proposed->second.operand;
    }
    return values;
}

// ---- what a shop proposes ----

namespace {

// How many people have each.
class Tally {
  public:
    // Those of one person: each name once.
    void Add(const std::map<std::string, std::string>& names) {
        for (const auto& [name, label] : names) {
            One& one = of_[name];
            ++one.people;
            one.label = label;
        }
    }
    // The most common first; called as in `named` where that knows them.
    std::vector<Offer> Most(const Tally& named) const {
        std::vector<std::pair<int64_t, std::string>> all;
        for (const auto& [name, one] : of_) all.emplace_back(-one.people, name);
        std::sort(all.begin(), all.end());
        if (all.size() > kOffersMax) all.resize(kOffersMax);
        std::vector<Offer> most;
        for (const auto& [people, name] : all) {
            std::string operand;
            JsonWriter(operand).String(name);
            const auto known = named.of_.find(name);
            most.push_back({{operand, known == named.of_.end() ? of_.at(name).label : known->second.label}, -people});
        }
        return most;
    }

  private:
    struct One {
        int64_t people = 0;
        std::string label;
    };
    std::map<std::string, One> of_;
};

// The amount that one in ten of those who paid anything reaches, rounded down to a whole unit of at least 1.
std::optional<Proposal> TopTenth(std::vector<int64_t> amounts, const std::string& currency) {
    if (amounts.empty()) return std::nullopt;
    const auto place = amounts.begin() + static_cast<std::ptrdiff_t>((amounts.size() - 1) / kOneIn);
    std::nth_element(amounts.begin(), place, amounts.end(), std::greater<>());
    int64_t unit = 1;
    for (int i = 0; i < CurrencyExponent(currency); ++i) unit *= 10;
    const std::string number = std::to_string(std::max<int64_t>(*place / unit, 1));
    return Proposal{number, number};
}

// "2 × Pro (at €29.00 / month)", as Stripe describes a line of an invoice, without how often and for how much: "Pro".
std::string TitleOf(std::string_view description) {
    constexpr std::string_view kTimes = " × ", kAt = " (at ";
    const size_t times = description.find(kTimes);
    const bool counted = times != std::string_view::npos && times > 0 && description.substr(0, times).find_first_not_of("0123456789") == std::string_view::npos;
    if (counted) description.remove_prefix(times + kTimes.size());
    const size_t at = description.rfind(kAt);
    if (at != std::string_view::npos && at > 0 && description.ends_with(')')) description = description.substr(0, at);
    return std::string(description);
}

class Gathering {
  public:
    Gathering(const Schema& schema, int64_t now)
        : schema_(schema), now_(now), paid_(*Find(schema.activities, "order_paid")), subscription_(*Find(schema.objects, "subscription")),
          amount_(Member(schema.activities[paid_], "amount")), products_(Member(schema.activities[paid_], "products")),
          coupon_(Member(schema.activities[paid_], "coupon")), status_(Member(schema.objects[subscription_], "status")),
          plan_(Member(schema.objects[subscription_], "product")), currency_(conditions::CurrencyOf(schema.currency)) {}

    // What Add looks at.
    conditions::Reads reads() const {
        const auto paid = static_cast<uint16_t>(paid_), subscription = static_cast<uint16_t>(subscription_);
        conditions::Reads reads{.activities = {paid}, .objects = {subscription}};
        for (const size_t member : {amount_, products_, coupon_}) reads.activity_members.emplace_back(paid, static_cast<uint16_t>(member));
        for (const size_t member : {status_, plan_}) reads.object_members.emplace_back(subscription, static_cast<uint16_t>(member));
        reads |= conditions::Reads();  // sorted
        return reads;
    }

    void Add(const Person& person, const conditions::Records& sales) {
        for (size_t i = 0; i < sales.size(); ++i) {
            const conditions::Value& net = sales.values[i];
            if (net.currency == currency_ && net.integer > 0) sales_.push_back(net.integer);
        }
        std::map<std::string, std::string> products, coupons, plans;
        int64_t lately = 0;
        const conditions::Records& orders = person.activities[paid_];
        for (size_t i = 0; i < orders.size(); ++i) {
            const auto row = orders.Row(i);
            Name(row[products_], products);
            Name(row[coupon_], coupons);
            if (row[amount_].set && row[amount_].currency == currency_ && orders.at[i] > now_ - kNinetyDays && orders.at[i] <= now_) lately += row[amount_].integer;
        }
        const conditions::Records& subscriptions = person.objects[subscription_];
        for (size_t i = 0; i < subscriptions.size(); ++i) {
            const auto row = subscriptions.Row(i);
            if (row[status_].set && row[status_].texts.front().folded != "canceled") Name(row[plan_], plans);
        }
        if (lately > 0) lately_.push_back(lately);
        products_tally_.Add(products);
        coupons_tally_.Add(coupons);
        plans_tally_.Add(plans);
    }

    // A subscription tells the id of its product, the orders tell what it is called.
    Offers offers() const {
        return {{"product", products_tally_.Most(products_tally_)}, {"coupon", coupons_tally_.Most(coupons_tally_)},
                {"plan", plans_tally_.Most(products_tally_)}, {"date_field", DateFields()}};
    }
    Proposals ProposalsOf(const Offers& offers) const {
        Proposals all;
        const auto put = [&](const std::string& name, std::optional<Proposal> proposal) {
            if (proposal) all[name] = std::move(*proposal);
        };
        const auto nth = [&](std::string_view type, size_t n) -> std::optional<Proposal> {
            const std::vector<Offer>& of = offers.at(std::string(type));
            return n < of.size() ? std::optional(of[n].value) : std::nullopt;
        };
        put("top_tenth", TopTenth(sales_, schema_.currency));
        put("top_tenth_of_90_days", TopTenth(lately_, schema_.currency));
        put("first_product", nth("product", 0));
        put("second_product", nth("product", 1));
        put("first_coupon", nth("coupon", 0));
        put("first_plan", nth("plan", 0));
        for (const std::string_view word : {"birth", "expir"}) put(std::string(word), DateField(word));
        return all;
    }

  private:
    static size_t Member(const conditions::Kind& kind, std::string_view name) {
        const auto member = Find(kind.members, name);
        ASSERT(member);
        return *member;
    }
    static void Name(const conditions::Value& value, std::map<std::string, std::string>& names) {
        if (!value.set) return;
        for (const conditions::Text& text : value.texts) names[std::string(text.shown)] = text.also_shown.empty() ? std::string(text.shown) : TitleOf(text.also_shown);
    }
    static Proposal FieldOf(const conditions::Member& field) {
        std::string operand;
        JsonWriter(operand).String(field.name);
        return {operand, field.label};
    }
    // Those of the shop's own.
    std::vector<Offer> DateFields() const {
        std::vector<Offer> all;
        for (const conditions::Member& field : schema_.fields) {
            if (field.key != 0 && field.type == conditions::Type::kDate) all.push_back({FieldOf(field), std::nullopt});
        }
        return all;
    }
    // The first of these whose name or label holds the word.
    std::optional<Proposal> DateField(std::string_view word) const {
        for (const conditions::Member& field : schema_.fields) {
            if (field.key == 0 || field.type != conditions::Type::kDate) continue;
            if (field.name.find(word) != std::string::npos || SimpleFold(field.label).find(word) != std::string::npos) return FieldOf(field);
        }
        return std::nullopt;
    }

    const Schema& schema_;
    const int64_t now_;
    const size_t paid_, subscription_, amount_, products_, coupon_, status_, plan_;
    const conditions::Currency currency_;
    std::vector<int64_t> sales_, lately_;
    Tally products_tally_, coupons_tally_, plans_tally_;
};

}  // namespace

Result<RecipeCounts> CountRecipes(const BuildParts& parts, AccountId account, const Schema& schema) {
    RecipeCounts counted{.at = parts.clock.Now() / kSecond};
    Gathering gathering(schema, counted.at);
    TRY(EachPerson(parts, account, schema, gathering.reads(), [&](const Person& person, const conditions::Records& sales) { gathering.Add(person, sales); }));
    counted.offers = gathering.offers();
    counted.proposals = gathering.ProposalsOf(counted.offers);
    std::vector<std::pair<RecipeCounts::Size*, conditions::Program>> programs;
    conditions::Reads reads;
    for (const Recipe& recipe : Recipes()) {
        const Result<std::string> condition = ConditionOf(recipe, ProposedValues(recipe, counted.proposals));
        if (!condition.ok()) continue;
        programs.emplace_back(&counted.sizes[recipe.id], TRY(conditions::Parse(*condition, schema)));
        reads |= programs.back().second.reads;
    }
    conditions::Judge judge;
    TRY(EachPerson(parts, account, schema, reads, [&](const Person& person, const conditions::Records& sales) {
        for (auto& [size, program] : programs) {
            if (!judge.HoldsNow(program, person, counted.at)) continue;
            ++size->size;
            AddSales(sales, size->sales);
        }
    }));
    counted.took = parts.clock.Now() / kSecond - counted.at;
    return counted;
}

}  // namespace daybook::segments

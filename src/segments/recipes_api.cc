// GET /v1/segment-recipes, and what a recipe becomes.
#include <algorithm>

#include <fmt/format.h>
#include <simdjson.h>

#include "base/log.h"
#include "base/text.h"
#include "conditions/sentence.h"
#include "http/parameters.h"
#include "segments/api_parts.h"
#include "segments/recipes.h"

namespace daybook::segments {
namespace {

// Why a recipe would match the wrong people in this shop; empty: it would not.
std::string WhyNot(const Recipe& recipe, const ApiContext& context) {
    const auto unreadable = [&](std::string_view name) -> const Unreadable* {
        for (const Unreadable& one : context.unreadable) {
            if (one.name == name) return &one;
        }
        return nullptr;
    };
    for (const std::string& need : recipe.needs) {
        const Unreadable* last = nullptr;
        bool any = false;
        for (const std::string_view name : Split(need, '|')) {
            const Unreadable* found = unreadable(name);
            any = any || found == nullptr;
            if (last == nullptr) last = found;
        }
        if (!any && last != nullptr) return fmt::format("Stripe's {} may not be read with this key. Add the permission \"{} – Read\" to it, then it is known whom this means.", last->label, last->label);
    }
    return {};
}

// The words of the account, with what plain amounts mean.
Result<conditions::Schema> SchemaFor(const ApiContext& context) {
    conditions::Schema schema;
    TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
        schema = TRY(ViewOf(tx, context)).schema;
        schema.currency = TRY(CurrencyFor(tx, context, schema));
        return {};
    }));
    return schema;
}

void CountLater(const ApiContext& context, const conditions::Schema& schema) {
    if (!context.later || !context.book.Begin(context.account, context.parts.clock.Now() / kSecond)) return;
    context.later([&parts = context.parts, &book = context.book, account = context.account, schema] {
        const Result<RecipeCounts> counted = CountRecipes(parts, account, schema);
        if (!counted.ok()) Log(Level::kWarn, "segments.recipes_not_counted", {{"error", counted.error().message}});
        book.Keep(account, counted.ok() ? std::make_shared<const RecipeCounts>(*counted) : nullptr);
    });
}

void WriteChoices(JsonWriter& json, const RecipeCounts* counted, const std::string& type) {
    json.BeginArray();
    const auto of = counted == nullptr ? Offers::const_iterator() : counted->offers.find(type);
    if (counted != nullptr && of != counted->offers.end()) {
        for (const Offer& one : of->second) {
            json.BeginObject().Key("value").Raw(one.value.operand).Member("label", one.value.label).Key("people");
            one.people ? json.Int(*one.people) : json.Null();
            json.EndObject();
        }
    }
    json.EndArray();
}

void WriteValues(JsonWriter& json, const Recipe& recipe, const RecipeCounts* counted) {
    json.BeginArray();
    for (const RecipeValue& value : recipe.values) {
        json.BeginObject().Member("name", value.name).Member("label", value.label).Member("type", value.type);
        const Proposal* proposal = nullptr;
        if (counted != nullptr && counted->proposals.contains(value.propose)) proposal = &counted->proposals.at(value.propose);
        json.Key("proposed").Raw(proposal == nullptr ? "null" : proposal->operand);
        json.Key("proposed_label");
        proposal == nullptr ? json.Null() : json.String(proposal->label);
        WriteChoices(json.Key("choices"), counted, value.type);
        json.EndObject();
    }
    json.EndArray();
}

void WriteCounted(JsonWriter& json, const RecipeCounts::Size* size, const RecipeCounts* counted) {
    json.Key("size");
    size == nullptr ? json.Null() : json.Int(size->size);
    json.Key("sales");
    if (size == nullptr) {
        json.Null();
    } else {
        json.BeginObject();
        for (const auto& [currency, net] : size->sales) json.Member(currency, net);
        json.EndObject();
    }
    json.Key("counted");
    counted == nullptr ? json.Null() : json.Int(counted->at);
}

void WriteRecipe(JsonWriter& json, const ApiContext& context, const conditions::Schema& schema, const Recipe& recipe, const RecipeCounts* counted) {
    const std::string why_not = WhyNot(recipe, context);
    const auto condition = ConditionOf(recipe, ProposedValues(recipe, counted != nullptr ? counted->proposals : Proposals()));
    const auto program = condition.ok() ? conditions::Parse(*condition, schema) : Result<conditions::Program>(condition.error());
    json.BeginObject().Member("object", "segment_recipe").Member("id", recipe.id).Member("group", recipe.group);
    json.Member("name", recipe.name).Member("about", recipe.about).Key("unavailable");
    why_not.empty() ? json.Null() : json.String(why_not);
    json.Key("values");
    WriteValues(json, recipe, counted);
    json.Key("condition").Raw(program.ok() ? *condition : "null").Key("sentence");
    program.ok() ? json.String(conditions::Sentence(*program, schema)) : json.Null();
    const RecipeCounts::Size* size = nullptr;
    if (counted != nullptr && why_not.empty() && counted->sizes.contains(recipe.id)) size = &counted->sizes.at(recipe.id);
    WriteCounted(json, size, counted);
    json.EndObject();
}

// {"amount":1000} → each member's JSON.
Result<std::map<std::string, std::string>> ReadValues(const Recipe& recipe, const std::optional<std::string>& json) {
    std::map<std::string, std::string> values;
    if (!json) return values;
    simdjson::dom::parser parser;
    simdjson::dom::object object;
    if (parser.parse(*json).get(object) != simdjson::SUCCESS) return Invalid("values must be an object: {\"amount\":100}.", "values");
    for (const auto& [name, value] : object) {
        const bool known = std::any_of(recipe.values.begin(), recipe.values.end(), [key = name](const RecipeValue& one) { return one.name == key; });
        if (!known) return Invalid(fmt::format("{} has no value {}.", recipe.name, ToUtf8(name.substr(0, 60))), "values", "parameter_unknown");
        values[std::string(name)] = simdjson::minify(value);
    }
    return values;
}

}  // namespace

Result<Segment> SegmentOfRecipe(const ApiContext& context, const std::string& id, const std::optional<std::string>& given) {
    const Recipe* recipe = FindRecipe(id);
    if (recipe == nullptr) return Invalid(fmt::format("There is no recipe {}. See GET /v1/segment-recipes.", ToUtf8(id.substr(0, 60))), "recipe", "resource_missing");
    const std::string why_not = WhyNot(*recipe, context);
    if (!why_not.empty()) return Conflict(why_not, "permission_missing");
    auto values = TRY(ReadValues(*recipe, given));
    const auto counted = context.book.Of(context.account);
    if (counted != nullptr) values.merge(ProposedValues(*recipe, counted->proposals));
    Read read = TRY(ConditionOf(context, TRY(ConditionOf(*recipe, values))));
    return Segment{.name = recipe->name, .condition = std::move(read.condition), .currency = read.schema.currency};
}

http::Response ListRecipes(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {}));
        const conditions::Schema schema = TRY(SchemaFor(context));
        CountLater(context, schema);
        const std::shared_ptr<const RecipeCounts> counted = context.book.Of(context.account);
        return http::ListJson("/v1/segment-recipes", false, [&](JsonWriter& json) {
            for (const Recipe& recipe : Recipes()) WriteRecipe(json, context, schema, recipe, counted.get());
        });
    });
}

}  // namespace daybook::segments

// Ready-made segments (recipes/*.json, built into the program), and what they come to in a shop.
//
//   recipe = {"id","order","group","name","about","needs":[resource…],"values":[value…],"condition"}
//   needs  = resources of Stripe's without which it would match the wrong people; "a|b": either will do
//   value  = {"name","label","type","propose"}: "$name" stands for it in the condition; type money, product, plan, coupon
//            (operands of the condition language) or date_field (the name of a date field of the shop's own); propose: which
//            of a shop's own is taken where nobody chooses
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "segments/build.h"
#include "segments/count_book.h"

namespace daybook::segments {

struct RecipeValue {
    std::string name, label, type, propose;
};
struct Recipe {
    std::string id, group, name, about;
    std::vector<std::string> needs;
    std::vector<RecipeValue> values;
    std::string condition;  // JSON
};
// In the order of the gallery.
const std::vector<Recipe>& Recipes();
const Recipe* FindRecipe(std::string_view id);
// Reads one; kInvalid where it is not understood. For tests.
Result<std::vector<Recipe>> ReadRecipes(std::string_view json);

// A value for a recipe: JSON, and how people call it.
struct Proposal {
    std::string operand, label;
};
using Proposals = std::map<std::string, Proposal>;  // by RecipeValue::propose
// A value that a shop has to choose from.
struct Offer {
    Proposal value;
    std::optional<int64_t> people;  // how many have it; nothing of a date field
};
using Offers = std::map<std::string, std::vector<Offer>>;  // by RecipeValue::type, those of most people first
// The condition with its values, which go by their names (JSON each); kInvalid (values.NAME) where one is missing.
Result<std::string> ConditionOf(const Recipe& recipe, const std::map<std::string, std::string>& values);
// What this shop proposes for each value; those for which it has nothing are left out.
std::map<std::string, std::string> ProposedValues(const Recipe& recipe, const Proposals& proposals);

// What was found in a shop.
struct RecipeCounts {
    int64_t at = 0;    // when it began, unix seconds
    int64_t took = 0;  // seconds
    Proposals proposals;
    Offers offers;  // of products, plans, coupons, date fields
    struct Size {
        int64_t size = 0;
        std::map<std::string, int64_t> sales;  // net, by currency, smallest units
    };
    std::map<std::string, Size> sizes;  // by recipe; none of one that lacks a value
};
// Looks at everybody, twice. `schema`: the account's, with what plain amounts mean.
Result<RecipeCounts> CountRecipes(const BuildParts& parts, AccountId account, const conditions::Schema& schema);

// By account.
using RecipeBook = CountBook<AccountId, RecipeCounts>;

}  // namespace daybook::segments

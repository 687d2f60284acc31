#include "templates/words.h"

#include <utility>

namespace daybook::templates {
namespace {

using liquid::Known;
using liquid::Shape;

Known Text(std::string name, bool may_lack = false) { return {std::move(name), Shape::kText, may_lack, {}}; }

Known Cart() {
    const Known product{"product", Shape::kObject, false, {Text("id", true), Text("name", true), {"quantity", Shape::kNumber, false, {}},
                                                          {"price", Shape::kMoney, true, {}}, Text("image", true), Text("url", true)}};
    return {"cart", Shape::kObject, true, {Text("session"), {"amount", Shape::kMoney, true, {}}, Text("currency", true), Text("url"),
                                           {"products", Shape::kList, false, {product}}}};
}

}  // namespace

Known Words(Known profile) {
    Known words{.shape = Shape::kObject};
    for (const std::string_view name : kPersonAliases) {
        words.members.push_back(profile);
        words.members.back().name = name;
    }
    words.members.insert(words.members.begin(), std::move(profile));
    words.members.push_back(Cart());
    words.members.push_back({"trigger", Shape::kAny, true, {}});
    words.members.push_back({"campaign", Shape::kObject, true, {Text("id"), Text("name")}});
    words.members.push_back({"message", Shape::kObject, false, {Text("id"), Text("kind")}});
    words.members.push_back({"company", Shape::kObject, false, {Text("name"), Text("postal_address", true), Text("currency", true), Text("time_zone"),
                                                               Text("logo", true), Text("website", true)}});
    words.members.push_back({"now", Shape::kDate, false, {}});
    for (const char* name : {"unsubscribe_url", "preferences_url", "view_in_browser_url"}) words.members.push_back(Text(name));
    return words;
}

}  // namespace daybook::templates

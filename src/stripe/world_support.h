// For tests: a world of Stripe objects (tests/data/stripe/scenarios) → profiles, resolving owners
// as the mirror would, without a database.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "stripe/decode.h"
#include "stripe/project.h"

namespace daybook::stripe {

// Takes objects in any order. The number of a thing is given at its first mention, so it depends on
// the order: what is computed must not.
class World {
  public:
    // A page's JSON, or one object's; ASSERTs that it decodes.
    void AddObject(Kind kind, std::string_view json);
    void Add(Decoded decoded);

    // By normalised e-mail, or "id:" and the customer's id. Only those who are shown.
    std::map<std::string, Known> People(bool ties_known) const;
    // Fills `contacts` from the bodies, as settle does, and projects.
    Projected Settle(Known known, Micros now) const;

    int64_t NumberOf(const std::string& id) const;
    const std::string& IdOf(int64_t number) const;

  private:
    int64_t Mention(const std::string& id);
    std::string KeyOf(int64_t customer, const std::string& guest_email) const;

    std::map<std::string, int64_t> numbers_;
    std::map<int64_t, std::string> ids_;
    std::map<std::string, Decoded> objects_;  // the latest of each id
    std::map<std::string, bool> metered_;     // by price
};

// One scenario file in one shape: its objects, as JSON, by collection.
struct Scenario {
    std::string name;
    std::string shape;                                  // "2025-02-24.acacia"
    std::vector<std::pair<Kind, std::string>> objects;  // lines already whole
};
// All collections of all scenarios in both shapes. `folder` is tests/data/stripe/scenarios.
std::vector<Scenario> ReadScenarios(const std::string& folder);
// "expected_contacts" or another member of the file, as JSON; empty where it is not there.
std::string ScenarioMember(const std::string& folder, const std::string& name,
                           std::string_view member);

// The world of those objects whose kind is allowed.
World WorldOf(const std::vector<std::pair<Kind, std::string>>& objects,
              const std::set<Kind>& allowed);

template <typename T>
void Shuffle(std::vector<T>& items, Random& random) {
    for (size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random.Below(i)]);
}

}  // namespace daybook::stripe

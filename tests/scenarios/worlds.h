// The worlds of tests/data/stripe/scenarios: objects of one API shape, and what the profiles must be.
#pragma once

#include <string>
#include <vector>

#include <boost/json.hpp>

#include "objects.h"
#include "profiles/profile.h"
#include "stripe/resources.h"

namespace daybook::scenarios {

struct WorldObject {
    stripe::Kind kind;
    std::string id;
    std::string body;
};

struct World {
    std::vector<WorldObject> objects;   // invoices with all of their lines
    boost::json::array expected, expected_with_all;
};

// Throws where there is no such world, or not in this shape.
World ReadWorld(const std::string& name, Shape shape);

// What differs between an expected contact and a profile, as "name: expected …, is …".
std::vector<std::string> Differences(const boost::json::object& expected, const profiles::Profile& profile);

}  // namespace daybook::scenarios

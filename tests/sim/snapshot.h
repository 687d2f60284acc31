// All that a shop's owner can see, as text to compare: two runs that ended alike give the same.
#pragma once

#include <string>
#include <vector>

#include "world.h"

namespace daybook::sim {

struct Snapshot {
    // Profiles as the API gives them, without id, `updated` and email_unsubscribed; sorted.
    std::vector<std::string> people;
    // Who is unsubscribed: normalised addresses, or the id of a customer without one; sorted.
    std::vector<std::string> noes;
    // Each profile's activities, without the numbers in their ids; sorted.
    std::vector<std::string> activities;
    std::vector<std::string> objects;   // Stripe ids that are mirrored; sorted
    std::vector<std::string> imported;  // "invoices 17"
    std::vector<std::string> members;   // of the world's segments: "2 ada@example.com"; sorted
};

// An error where a segment has others than it should.
Result<Snapshot> Look(World& world);

// What differs, the first few of each: empty where nothing does.
std::string Difference(const std::vector<std::string>& expected, const std::vector<std::string>& found);
// Profiles, who of them says no, members of segments and mirrored ids.
std::string Difference(const Snapshot& expected, const Snapshot& found);
// Activities and counts too: for runs that saw the same states of the shop.
std::string WholeDifference(const Snapshot& expected, const Snapshot& found);

}  // namespace daybook::sim

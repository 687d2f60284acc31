// What people see of how a connection is followed: the ways, their cost, the webhook, what is wrong with the remedy, and
// the proof that the copy is right. Part of the integration object (api.md *Integration*). Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json_write.h"
#include "stripe/follower.h"
#include "stripe/status.h"

namespace daybook::stripe {

struct LiveView {
    Micros now = 0;
    Ways ways;
    Heard heard;
    Backlog backlog;
    std::optional<Follower::Look> look;     // while it is at work
    std::vector<Repair> repairs;            // the newest first
    std::map<std::string, Micros> since;    // of conditions without a stored moment, by code
};

// Something that is not as it should be: it heals by itself, or says what to do.
struct Condition {
    std::string code;
    std::string message;
    std::string remedy;
    Micros since = 0;                       // 0: not known
};
// The most serious first.
std::vector<Condition> ConditionsOf(const View& view, const LiveView& live);

// "live", "webhook", "conditions" and "proof".
void WriteLive(JsonWriter& json, const LiveView& live, const std::vector<Condition>& conditions);

}  // namespace daybook::stripe

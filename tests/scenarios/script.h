// The scenario language: behaviour across modules as text that people can read.
//
//   file    = { line }                        "#" begins a comment; blank lines separate
//   line    = verb { word }                   words are split at blanks; "…" keeps blanks; NAME=VALUE are settings
//
//   at 2026-01-01T00:00Z                      the clock
//   stripe KIND ID [NAME=VALUE …]             the object as Stripe has it now (objects.h says which settings)
//   gone KIND ID                              Stripe answers 404
//   permissions NAME …                        which resources the key may read (default: all)
//   world NAME                                everything of tests/data/stripe/scenarios/NAME.json that the key may read
//   settle                                    until nobody is due
//   profile KEY [NAME=VALUE …]                KEY: an e-mail, or id:cus_…; VALUE as the API prints it, money in major units
//   no profile KEY
//   activities KEY KIND …                     exactly these, the newest first
//   expected                                  the world's own expectations hold
//
// Everything between two `settle`s is given to the mirror in order, reversed, shuffled and doubled: four runs a file,
// on each engine, in each of the two API shapes.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace daybook::scenarios {

struct Line {
    int number = 0;
    std::vector<std::string> words;               // those without "="
    std::map<std::string, std::string> settings;
    std::string text;
};

// Throws std::runtime_error with the line's number where a text is malformed.
std::vector<Line> ParseScript(const std::string& text);

// Unix seconds of "2026-01-31", "2026-01-31T10:00Z", "2026-01-31T10:00:05Z".
int64_t ParseMoment(const std::string& text);

}  // namespace daybook::scenarios

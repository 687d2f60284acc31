// What is wrong with a template, or could be better: told while it is written, and before it is published.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "liquid/schema.h"
#include "templates/content.h"
#include "templates/lacking.h"
#include "templates/templates_store.h"

namespace daybook::templates {

// An error keeps a template from being published.
enum class Severity : uint8_t { kError, kWarning };

struct Finding {
    Severity severity = Severity::kError;
    std::string code;        // "unknown_name"
    std::string part;        // "subject"; "blocks[2].html" within blocks
    uint32_t line = 0;       // from 1; 0: of the whole part
    uint32_t column = 0;     // from 1, in characters; 0: of the whole line
    std::string message;     // what is wrong and what to write instead
    std::string suggestion;  // what could stand there instead; empty: none
};

// So many are enough to mend first.
inline constexpr size_t kFindingsMax = 200;
inline constexpr size_t kPrintedMax = 100;

struct CheckContext {
    std::span<const Snippet> snippets;
    const liquid::Known& words;  // words.h
    const Lacking* lacking = nullptr;  // null: not counted
};
struct Checked {
    std::vector<Finding> findings;     // in the order of parts
    std::vector<std::string> printed;  // what may be missing of what it prints, as it is written: each once, at most kPrintedMax
};
Checked Examine(Kind kind, const Content& content, const CheckContext& context);
// Its findings alone.
std::vector<Finding> Check(Kind kind, const Content& content, const CheckContext& context);
size_t CountErrors(std::span<const Finding> findings);

}  // namespace daybook::templates

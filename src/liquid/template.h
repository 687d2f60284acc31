// The public face: parse a template once, render it often, on any thread.
//
//   ParseOptions options;
//   Problem problem;
//   std::shared_ptr<const Template> t = Template::Parse("Hello {{ name }}", options, problem);
//   Renderer renderer;                       // one a thread; keeps its memory
//   Rendered done = renderer.Render(*t, data, {});
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "liquid/value.h"

namespace daybook::liquid {

enum class Mode { kLax, kStrict, kStrict2 };

// Where something stands: line and column from 1, columns in characters; 0: not known.
struct Place {
    uint32_t line = 0, column = 0;
};

// What is wrong with a template.
struct Problem {
    std::string message;  // without prefix
    std::string context;  // `in "{{ a | }}"`, or empty
    std::string unit;     // the partial's or the template's name, or empty
    uint32_t line = 0;    // 0: not known
    bool syntax = true;   // false: a limit, such as the depth
    bool unclosed = false;  // a tag's end is missing
    Place place;          // the output or tag to look at: of an unclosed one where it begins

    // "Liquid syntax error (line 3): …".
    std::string Text() const;
};

using Partials = std::map<std::string, std::string, std::less<>>;

struct ParseOptions {
    Mode mode = Mode::kStrict2;
    bool line_numbers = true;
    std::string name;                    // shown in errors
    const Partials* partials = nullptr;  // needed only while parsing
    size_t source_bytes_max = 512 << 10;
    int64_t program_bytes_max = 3 << 20;  // of what is made of it, partials and all
    bool plain = false;  // nothing is worked out before rendering, and no place remembered: slower, and never otherwise
};

struct Program;

class Template {
  public:
    explicit Template(std::unique_ptr<const Program> program);
    ~Template();
    // Null with a problem where it cannot be parsed. What is wrong with a partial is told where it is rendered.
    static std::shared_ptr<const Template> Parse(std::string_view source, const ParseOptions& options, Problem& problem);

    const Program& program() const { return *program_; }
    // The names of all variables that the template and its partials ask for, each once.
    std::vector<std::string_view> Variables() const;

  private:
    std::unique_ptr<const Program> program_;
};

inline constexpr int64_t kReferenceDepth = 100;

// Counted, never timed: the same template and data always end the same way.
struct Limits {
    int64_t output_bytes = 1 << 20;
    int64_t steps = 100'000;          // nodes rendered, and work of filters
    int64_t assigned_bytes = 1 << 20;
    int64_t range_items = 10'000;
    int64_t memory_bytes = 4 << 20;  // kept until the end; beside it there are the output and what one step needs
    int64_t depth = 100;
    int64_t partial_depth = 20;
    // As the language itself counts: nodes and items of ranges, and what is assigned; of one partial, and of all.
    int64_t render_score = INT64_MAX;
    int64_t assign_score = INT64_MAX;
    int64_t render_score_sum = INT64_MAX;
    int64_t assign_score_sum = INT64_MAX;
};

enum class Errors { kInline, kRaise };
enum class Escaping { kNone, kHtml };
enum class Unknowns { kSilent, kError };

struct RenderOptions {
    Errors errors = Errors::kInline;
    Escaping escaping = Escaping::kNone;
    Unknowns variables = Unknowns::kSilent;
    Unknowns filters = Unknowns::kSilent;
    bool note_missing = false;        // fill Rendered::missing
    Limits limits;
    int64_t now = 0;                  // seconds since 1970; what "now" and "today" are
    std::string time_zone = "UTC";    // dates are shown in it
    std::string locale = "en";
    Value globals;                    // an object that rendered partials see too
    // A secret by its name, for hmac_sha256; nothing where there is none.
    std::function<std::string(std::string_view name)> secret;
    // A telephone number as its country writes it; style is "national" or "international".
    std::function<std::string(std::string_view number, std::string_view style)> phone;
};

enum class Outcome {
    kDone,
    kFailed,   // an error under Errors::kRaise, or a limit
    kStopped,  // {% stop_message %}: this message is not to be sent
};

struct Rendered {
    Outcome outcome = Outcome::kDone;
    std::string_view output;  // until the next rendering
    std::string error;        // kFailed: the whole sentence; kStopped: the reason
    std::vector<std::string> errors;  // all that were met
    // The variables of the data that an output asked for without a `default`, and that printed nothing: each once, at most 20.
    std::vector<std::string> missing;
};

// Not thread safe. Keeps its buffers from one rendering to the next.
class Renderer {
  public:
    Renderer();
    ~Renderer();
    // `data` is an object, or nil. It must outlive what is returned.
    Rendered Render(const Template& what, const Value& data, const RenderOptions& options);

  private:
    struct Memory;
    std::unique_ptr<Memory> memory_;
};

}  // namespace daybook::liquid

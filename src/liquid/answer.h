// A template, its data and its options as one line of JSON; what comes out as another. For programs that compare engines.
//
//   {"template":str,"data":obj,"templates":{name:source},"mode":"lax"|"strict"|"strict2","inline_errors":bool,
//    "line_numbers":bool,"limits":{…},"template_name":str|null,"now":"2024-01-01T00:01:58Z","autoescape":bool,
//    "strict_variables":bool,"strict_filters":bool}
//   → {"out":str} or {"error":str,"stage":"parse"|"render"}
//
// Only `template` is needed; else: no data, lax, errors inline, lines counted, now the clock's. `limits` holds numbers:
// the names of Limits, and the language's own render_length_limit, render_score_limit, assign_score_limit and the
// cumulative_… of the last two.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace daybook::liquid {

// Not thread safe. Keeps its memory from one line to the next.
class Answerer {
  public:
    // `now` in seconds since 1970: what "now" is where a line does not say.
    explicit Answerer(int64_t now);
    ~Answerer();
    // Appends the answer without a line's end. A line that is not such an object is answered with a parse error.
    void Answer(std::string_view line, std::string& out);

  private:
    struct Memory;
    std::unique_ptr<Memory> memory_;
};

}  // namespace daybook::liquid

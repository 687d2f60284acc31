// Renders and parses the templates of bench/: NAME render|escape|parse PER_SECOND BYTES, a line each; bench/compare.py
// puts the figures beside those of other engines. Then what crowds of outputs cost.  liquid_render_bench [SECONDS] [FOLDER]
#include <cstdlib>
#include <functional>

#include <fmt/format.h>

#include "base/cpu_support.h"
#include "base/io.h"
#include "liquid/json.h"
#include "liquid/template.h"

using namespace daybook;          // NOLINT
using namespace daybook::liquid;  // NOLINT

namespace {

// The best of three.
double Rate(double seconds, const std::function<void()>& work) {
    double best = 0;
    for (int i = 0; i < 20; ++i) work();
    for (int round = 0; round < 3; ++round) {
        double start = CpuSeconds(), spent = 0;
        int64_t count = 0;
        do {
            for (int i = 0; i < 50; ++i) work();
            count += 50;
            spent = CpuSeconds() - start;
        } while (spent < seconds / 3);
        best = std::max(best, static_cast<double>(count) / spent);
    }
    return best;
}

// Sources of 512 KB that are all outputs, filters or conditions: the longest that is read, and the whole, which is refused.
void Crowded() {
    const std::pair<const char*, std::function<std::string(int)>> kinds[] = {
        {"names", [](int i) { return fmt::format("{{{{a{}}}}}", i); }},
        {"one name", [](int) { return std::string("{{a}}"); }},
        {"filters", [](int) { return std::string("{{''|h|h|h|h|h|h|h|h|h|h|h|h|h|h|h|h}}"); }},
        {"conditions", [](int) { return std::string("{%if a or a or a or a or a or a%}{%endif%}"); }},
        {"assigns", [](int i) { return fmt::format("{{%assign a{}=1%}}", i); }}};
    for (const auto& [name, piece] : kinds) {
        std::string source;
        size_t read = 0;
        double longest = 0;
        for (int i = 0; source.size() < (500 << 10); ++i) {
            source += piece(i);
            if (source.size() / (8 << 10) == read / (8 << 10)) continue;
            Problem problem;
            const double start = CpuSeconds();
            if (Template::Parse(source, {}, problem) == nullptr) break;
            longest = CpuSeconds() - start;
            read = source.size();
        }
        while (source.size() < (500 << 10)) source += piece(static_cast<int>(source.size()));
        Problem problem;
        const double start = CpuSeconds();
        Template::Parse(source, {}, problem);
        fmt::print("crowded {}: {} KB read in {:.1f} ms, 500 KB refused in {:.1f} ms\n", name, read >> 10, longest * 1e3, (CpuSeconds() - start) * 1e3);
    }
}

}  // namespace

int main(int argc, char** argv) {
    double seconds = argc > 1 ? std::atof(argv[1]) : 1;
    std::string folder = argc > 2 ? argv[2] : "src/liquid/bench";
    for (const char* name : {"t1", "t2", "t3", "t4"}) {
        auto source = ReadFile(fmt::format("{}/{}.liquid", folder, name)), json = ReadFile(fmt::format("{}/{}.json", folder, name));
        if (!source.ok() || !json.ok()) {
            fmt::print(stderr, "{} is not in {}: run it from the repository's top, or name the folder.\n", name, folder);
            return 1;
        }
        Arena arena;
        std::string error;
        Value data = ParseJson(*json, arena, error).value();
        Problem problem;
        ParseOptions parse;
        auto made = Template::Parse(*source, parse, problem);
        Renderer renderer;
        RenderOptions plain, html;
        html.escaping = Escaping::kHtml;
        size_t bytes = renderer.Render(*made, data, plain).output.size();
        fmt::print("{} render {:.0f} {}\n", name, Rate(seconds, [&] { (void)renderer.Render(*made, data, plain); }), bytes);
        bytes = renderer.Render(*made, data, html).output.size();
        fmt::print("{} escape {:.0f} {}\n", name, Rate(seconds, [&] { (void)renderer.Render(*made, data, html); }), bytes);
        fmt::print("{} parse {:.0f} 0\n", name, Rate(seconds, [&] { (void)Template::Parse(*source, parse, problem); }));
    }
    Crowded();
    return 0;
}

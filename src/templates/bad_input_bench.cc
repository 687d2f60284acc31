// What a preview of each bad input costs (issue 7: 50 ms, 8 MB): CPU (the best of three), and the most memory held at once beyond the draft itself.
// templates_bad_input_bench [PART OF A NAME]
#include <algorithm>

#include <fmt/format.h>

#include "base/cpu_support.h"
#include "base/peak_bytes_support.h"
#include "templates/bad_input_support.h"

using namespace daybook;             // NOLINT
using namespace daybook::templates;  // NOLINT

int main(int argc, char** argv) {
    double slowest = 0, largest = 0;
    for (const BadInput& input : BadInputs()) {
        if (argc > 1 && input.name.find(argv[1]) == std::string::npos) continue;
        std::string_view came;
        int64_t bytes = 0;
        double spent = 1e9;
        for (int i = 0; i < 3; ++i) {
            const double start = CpuSeconds();
            bytes = PeakBytes([&] { came = PreviewOf(input); });
            spent = std::min(spent, (CpuSeconds() - start) * 1e3);
        }
        const double megabytes = static_cast<double>(bytes) / (1 << 20);
        fmt::print("{:6.1f} ms {:6.2f} MB {:>8}  {}\n", spent, megabytes, came, input.name);
        slowest = std::max(slowest, spent);
        largest = std::max(largest, megabytes);
    }
    fmt::print("at most {:.1f} ms and {:.2f} MB\n", slowest, largest);
    return 0;
}

#include "templates/bad_input_support.h"

#include <gtest/gtest.h>

#include "base/peak_bytes_support.h"

namespace daybook::templates {
namespace {

// Issue 7: whatever is written, a preview holds no more than 8 MB. The counts are the same in every run.
TEST(BadInput, IsPreviewedInEightMegabytes) {
    for (const BadInput& input : BadInputs()) {
        std::string_view came;
        EXPECT_LE(PeakBytes([&] { came = PreviewOf(input); }), 8 << 20) << input.name << ": " << came;
    }
}

}  // namespace
}  // namespace daybook::templates

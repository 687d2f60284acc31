#include "server/exposition.h"

#include <gtest/gtest.h>

namespace daybook::server {
namespace {

TEST(Exposition, PrintsFamiliesAndSamples) {
    Exposition out;
    out.Family("daybook_http_requests_total", "counter", "Requests answered.");
    out.Sample("daybook_http_requests_total", {{"route", "/v1/profiles"}, {"status", "200"}}, 12);
    out.Sample("daybook_up", {}, 0.5);
    EXPECT_EQ(out.Take(),
              "# HELP daybook_http_requests_total Requests answered.\n"
              "# TYPE daybook_http_requests_total counter\n"
              "daybook_http_requests_total{route=\"/v1/profiles\",status=\"200\"} 12\n"
              "daybook_up 0.5\n");
}

TEST(Exposition, EscapesLabelsAndHelp) {
    Exposition out;
    out.Family("x", "gauge", "a\nb\\c");
    out.Sample("x", {{"l", "q\"\\\n"}}, -1);
    EXPECT_EQ(out.Take(), "# HELP x a\\nb\\\\c\n# TYPE x gauge\nx{l=\"q\\\"\\\\\\n\"} -1\n");
}

}  // namespace
}  // namespace daybook::server

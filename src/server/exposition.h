// The Prometheus text format (version 0.0.4), as far as we need it.
//
// prometheus-cpp's core was tried: its registry wants every metric registered beforehand, while most of ours are read
// from the store when asked (docs/decisions/0005-metrics-exposition.md).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace daybook::server {

class Exposition {
  public:
    using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    // Starts a family: "# HELP name help", "# TYPE name type". type: "counter", "gauge" or "histogram".
    void Family(std::string_view name, std::string_view type, std::string_view help);
    // One sample of the family (or `name` + suffix such as "_bucket").
    void Sample(std::string_view name, Labels labels, double value);
    std::string Take() { return std::move(text_); }

  private:
    std::string text_;
};

}  // namespace daybook::server

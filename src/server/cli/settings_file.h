// daybook.toml: a flat list of settings in TOML (toml.io/en/v1.0.0).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace daybook::server {

struct Setting {
    std::string key;
    std::vector<std::string> values;  // of a list: none, one or more; else one
    bool list = false;
    int line = 0;                     // from 1
};

// The settings in the order of the file. kInvalid: a sentence that begins with "line 3: ".
Result<std::vector<Setting>> ReadSettings(std::string_view text);

}  // namespace daybook::server

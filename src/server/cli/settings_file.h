// daybook.toml: the part of TOML (toml.io/en/v1.0.0) that a flat list of settings needs.
//
//   file  = *( [ key "=" value ] [ "#" comment ] newline )
//   key   = 1*( letter | digit | "-" | "_" )
//   value = single | "[" [ single *( "," single ) [ "," ] ] "]"      a list may go over several lines
//   single = '"' text with \" \\ \n \t '"' | "'" text "'" | number | "true" | "false"
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

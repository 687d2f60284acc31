// Reading the API's answers on the command line.
#pragma once

#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/controls.h"

namespace daybook::server {

// An object's member as it is: strings as they are, null as "", numbers and booleans as JSON.
inline std::string Text(const boost::json::value& value, std::string_view member) {
    const boost::json::value* found = value.is_object() ? value.as_object().if_contains(member) : nullptr;
    if (found == nullptr || found->is_null()) return "";
    if (found->is_string()) return std::string(found->as_string());
    return boost::json::serialize(*found);
}

// The same for people, on a line: what would steer their terminal is written out.
inline std::string Show(const boost::json::value& value, std::string_view member) { return EscapeControls(Text(value, member)); }

inline const boost::json::value& Member(const boost::json::value& value, std::string_view member) {
    static const boost::json::value kNull;
    const boost::json::value* found = value.is_object() ? value.as_object().if_contains(member) : nullptr;
    return found == nullptr ? kNull : *found;
}

inline int64_t Number(const boost::json::value& value, std::string_view member) {
    const boost::json::value& found = Member(value, member);
    return found.is_int64() ? found.as_int64() : 0;
}

inline bool Truth(const boost::json::value& value, std::string_view member) {
    const boost::json::value& found = Member(value, member);
    return found.is_bool() && found.as_bool();
}

}  // namespace daybook::server

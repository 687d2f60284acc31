// Reading the API's answers on the command line.
#pragma once

#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/controls.h"
#include "base/result.h"
#include "http/parameters.h"

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

// The elements of the whole list at `path`, asked for page by page: `get` answers a target's JSON.
template <typename Get>
Result<boost::json::array> WholeList(const Get& get, const std::string& path) {
    boost::json::array all;
    for (std::string target = path + "?limit=100";;) {
        const boost::json::value page = boost::json::parse(TRY(get(target)));
        for (const boost::json::value& one : Member(page, "data").as_array()) all.push_back(one);
        if (!Member(page, "has_more").as_bool()) return all;
        target = path + "?limit=100&starting_after=" + Text(all.back(), "id");
    }
}

// The whole list as one answer of the API.
inline std::string WholeListJson(std::string_view path, const boost::json::array& all) {
    return http::ListJson(path, false, [&](JsonWriter& out) {
        for (const boost::json::value& one : all) out.Raw(boost::json::serialize(one));
    });
}

inline bool Truth(const boost::json::value& value, std::string_view member) {
    const boost::json::value& found = Member(value, member);
    return found.is_bool() && found.as_bool();
}

}  // namespace daybook::server

// The help centre's handlers: request in, response out.
#pragma once

#include <string>

#include "base/clock.h"
#include "base/ids.h"
#include "help/library.h"
#include "http/message.h"
#include "sql/database.h"

namespace daybook::help {

struct ApiContext {
    AccountId account{};
    std::string actor;             // who says whether an article helped
    const Library& library;
    sql::Database& database;
    const Clock& clock;
};

http::Response List(const http::Request& request, const ApiContext& context);
http::Response Get(const http::Request& request, const ApiContext& context);
http::Response PostFeedback(const http::Request& request, const ApiContext& context);
http::Response GetFeedback(const http::Request& request, const ApiContext& context);
// A picture of an article; open to everybody, like the pages that show it.
http::Response GetPicture(const http::Request& request, const Library& library);

}  // namespace daybook::help

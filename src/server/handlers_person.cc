// GET /v1/profiles/{id}/export: everything that is held of one person.
#include <memory>

#include <fmt/format.h>

#include "http/parameters.h"
#include "server/handlers.h"
#include "server/person_export.h"

namespace daybook::server {

http::Response ExportProfile(Parts& parts, const http::Request& request, const Caller& caller) {
    const auto begin = [&](std::string& chunk) -> Result<std::shared_ptr<PersonExport>> {
        TRY(http::CheckQuery(request, {}));
        // Shared because std::function must be copyable; one connection pulls from it.
        auto made = std::make_shared<PersonExport>(stripe::ViewContext{caller.account, *parts.database, parts.mirror->bodies(), parts.clock},
                                                   TRY(PendingResources(parts, caller.account)));
        TRY(made->Begin(request.Path("id"), chunk));
        return made;
    };
    http::Response response;
    auto person = begin(response.body);
    if (!person.ok()) return http::ErrorResponse(person.error(), request.request_id);
    response.headers.Set("Content-Type", "application/json");
    response.headers.Set("Content-Disposition", fmt::format("attachment; filename=\"{}.json\"", (*person)->name()));
    response.source = [made = *person](std::string& chunk) { return made->Next(chunk); };
    return response;
}

}  // namespace daybook::server

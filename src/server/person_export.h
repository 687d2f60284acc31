// Everything that is held of one person, as one JSON object, a piece at a time (its shape: schemas_shop.cc ProfileExport).
//
// Each piece is read from a snapshot of its own. Where the person is erased meanwhile, or a stored object is damaged, the
// export ends with an error instead of a whole object.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stripe/person.h"

namespace daybook::server {

class PersonExport {
  public:
    PersonExport(stripe::ViewContext context, std::vector<std::string> pending) : context_(context), pending_(std::move(pending)) {}

    // Appends all but Stripe's objects. kNotFound where there is no such profile ("prf_…") in the account.
    Status Begin(std::string_view id, std::string& chunk);
    // Appends the next of Stripe's objects; false: the JSON was whole before.
    Result<bool> Next(std::string& chunk);
    const std::string& name() const { return name_; }   // "prf_…" of who answers for the id

  private:
    Status WritePerson(JsonWriter& json, sql::Tx& tx, const stripe::PersonView& person);
    Status WriteSegments(JsonWriter& json, sql::Tx& tx, ProfileId id);
    Status WriteObjects(sql::Tx& tx, size_t count, std::string& chunk);

    stripe::ViewContext context_;
    std::vector<std::string> pending_;
    std::string name_;
    ProfileId id_{};
    std::vector<stripe::StoredObject> objects_;
    size_t written_ = 0;
    bool ended_ = false;
};

}  // namespace daybook::server

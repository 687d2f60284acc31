// What the stored objects hold that could become a field of people (stripe/mapping.h): found in the objects of some
// thousand people, and what Stripe documents besides.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "http/message.h"
#include "profiles/field_type.h"
#include "sql/database.h"
#include "stripe/bodies.h"
#include "stripe/person.h"

namespace daybook::stripe {

struct Attribute {
    std::string_view scope;            // "customer"
    std::string path;                  // "metadata.colour"
    profiles::FieldType type{};        // what its values look like
    int64_t found = 0;                 // people whose object has it
    std::vector<std::string> samples;  // a few different values, as texts
};
struct Attributes {
    int64_t looked = 0;          // people who were looked at
    std::vector<Attribute> all;  // by scope; of each metadata first, then the most frequent
};

// Collects what objects hold. Pure.
class AttributeFinder {
  public:
    AttributeFinder();
    ~AttributeFinder();
    // One person's object of a scope. kCorrupt where it is no JSON.
    Status Look(std::string_view scope, std::string_view body);
    // With those that Stripe documents and nobody has.
    std::vector<Attribute> Take();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

Result<Attributes> FindAttributes(sql::Tx& tx, const Bodies& bodies, AccountId account);

// GET /v1/integrations/stripe/attributes
http::Response ListAttributes(const http::Request& request, const ViewContext& context);

}  // namespace daybook::stripe

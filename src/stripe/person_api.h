// What belongs to one person at Stripe, as lists of the API: GET /v1/profiles/{id}/orders, /subscriptions, /customers,
// /objects, /objects/{object} (the JSON as stored).
#pragma once

#include "base/json_write.h"
#include "http/message.h"
#include "stripe/person.h"

namespace daybook::stripe {

http::Response ListOrders(const http::Request& request, const ViewContext& context);
http::Response ListSubscriptions(const http::Request& request, const ViewContext& context);
http::Response ListCustomers(const http::Request& request, const ViewContext& context);
http::Response ListObjects(const http::Request& request, const ViewContext& context);
http::Response GetObject(const http::Request& request, const ViewContext& context);

// All at once, as an array: for the export of a person. Orders include the payments of invoices.
Status WriteEveryOrder(JsonWriter& json, sql::Tx& tx, const ViewContext& context, const PersonView& person);
Status WriteEverySubscription(JsonWriter& json, sql::Tx& tx, const ViewContext& context, const PersonView& person);

}  // namespace daybook::stripe

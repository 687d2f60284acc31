#include "server/schemas.h"

namespace daybook::server {

const std::string_view kShopSchemas = R"json({
"OrderedProduct":{"type":"object","required":["id","name","quantity"],"additionalProperties":false,"properties":{
    "id":{"type":["string","null"]},"name":{"type":["string","null"]},"quantity":{"type":"integer"}}},
"Order":{"type":"object","required":["object","id","kind","number","status","created","paid_at","currency","total","paid","refunded","reason","counted",
    "not_counted_because","customer","products","url"],"additionalProperties":false,"properties":{
    "object":{"const":"order"},"id":{"type":"string"},"kind":{"enum":["invoice","payment"]},"number":{"type":["string","null"]},
    "status":{"type":["string","null"],"description":"Stripe's; of a payment also failed, pending, uncaptured."},
    "created":{"$ref":"#/components/schemas/Timestamp"},"paid_at":{"type":["integer","null"]},"currency":{"type":["string","null"]},
    "total":{"type":"integer"},"paid":{"type":"integer"},"refunded":{"type":"integer"},
    "reason":{"type":["string","null"],"description":"billing_reason of the invoice."},
    "counted":{"type":"boolean","description":"It is one of stripe_total_orders."},
    "not_counted_because":{"type":["string","null"],"description":"A sentence."},
    "customer":{"type":["string","null"]},"products":{"type":"array","items":{"$ref":"#/components/schemas/OrderedProduct"}},
    "url":{"type":"string","description":"Its page in Stripe's Dashboard."}}},
"OrderList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/Order"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"Subscription":{"type":"object","required":["object","id","status","state","products","interval","interval_count","amount","currency","started","trial_end",
    "renews","cancels","ended","customer","url"],"additionalProperties":false,"properties":{
    "object":{"const":"subscription"},"id":{"type":"string"},"status":{"type":"string","description":"Stripe's."},
    "state":{"enum":["active","trial","past_due","paused","cancelled","incomplete"],"description":"Where it is counted; incomplete: nowhere."},
    "products":{"type":"array","items":{"$ref":"#/components/schemas/OrderedProduct"}},
    "interval":{"type":["string","null"]},"interval_count":{"type":"integer"},"amount":{"type":["integer","null"]},"currency":{"type":["string","null"]},
    "started":{"$ref":"#/components/schemas/Timestamp"},"trial_end":{"type":["integer","null"]},"renews":{"type":["integer","null"]},
    "cancels":{"type":["integer","null"]},"ended":{"type":["integer","null"]},"customer":{"type":["string","null"]},"url":{"type":"string"}}},
"SubscriptionList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/Subscription"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"StripeCustomer":{"type":"object","required":["object","id","email","name","created","deleted","primary","url"],"additionalProperties":false,"properties":{
    "object":{"const":"stripe_customer"},"id":{"type":"string"},"email":{"type":["string","null"]},"name":{"type":["string","null"]},
    "created":{"$ref":"#/components/schemas/Timestamp"},"deleted":{"type":"boolean"},"primary":{"type":"boolean"},"url":{"type":"string"}}},
"StripeCustomerList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/StripeCustomer"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"StripeObject":{"type":"object","required":["object","id","kind","created","url"],"additionalProperties":false,"properties":{
    "object":{"const":"stripe_object"},"id":{"type":"string"},"kind":{"type":"string","description":"Stripe's name: customer, invoice, checkout.session, …"},
    "created":{"$ref":"#/components/schemas/Timestamp"},"url":{"type":"string"}}},
"StripeObjectList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/StripeObject"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"Counted":{"type":"object","required":["id","url","what","created","amount","currency","why"],"additionalProperties":false,"properties":{
    "id":{"type":"string"},"url":{"type":"string"},"what":{"type":"string"},"created":{"$ref":"#/components/schemas/Timestamp"},
    "amount":{"type":["integer","null"],"description":"What it adds: money where there is a currency, else a count."},
    "currency":{"type":["string","null"]},"why":{"type":"string"}}},
"FieldExplanation":{"type":"object","required":["object","field","value","currency","sentence","rule","counted","left_out","has_more"],"additionalProperties":false,"properties":{
    "object":{"const":"field_explanation"},"field":{"type":"string"},"value":{"type":["string","integer","boolean","null"]},
    "currency":{"type":["string","null"],"description":"Of money."},"sentence":{"type":"string"},"rule":{"type":"string"},
    "counted":{"type":"array","items":{"$ref":"#/components/schemas/Counted"}},"left_out":{"type":"array","items":{"$ref":"#/components/schemas/Counted"}},
    "has_more":{"type":"boolean","description":"A list was cut at 100."}}},
"StripeRaw":{"type":"object","required":["id","object"],"additionalProperties":true,"description":"As Stripe gave it.","properties":{
    "id":{"type":"string"},"object":{"type":"string"}}}
})json";

}  // namespace daybook::server

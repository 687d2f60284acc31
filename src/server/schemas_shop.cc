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
    "interval":{"type":["string","null"]},"interval_count":{"type":"integer"},
    "amount":{"type":["integer","null"],"description":"Of all items but metered ones, each time, before discounts. Null: all are metered, or it cannot be told: tiers, a price of another currency, mixed intervals."},
    "currency":{"type":["string","null"]},
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
"ProfileExport":{"type":"object","required":["object","exported","profile","former_ids","set_here","segments","segment_changes","activities","orders",
    "subscriptions","stripe_objects"],"additionalProperties":false,"properties":{
    "object":{"const":"profile_export"},"exported":{"$ref":"#/components/schemas/Timestamp"},"profile":{"$ref":"#/components/schemas/Profile"},
    "former_ids":{"type":"array","items":{"type":"string"},"description":"Profiles that became this one."},
    "set_here":{"type":"array","description":"What was set in Daybook, by hand, by the API or from a file.","items":{
      "type":"object","required":["field","value","set"],"additionalProperties":false,"properties":{
      "field":{"type":["string","null"],"description":"Null: of a field that was deleted."},"value":{"description":"Null: taken away."},
      "currency":{"type":"string"},"set":{"$ref":"#/components/schemas/Timestamp"}}}},
    "segments":{"type":"array","items":{"type":"object","required":["id","name"],"additionalProperties":false,"properties":{
      "id":{"type":"string"},"name":{"type":"string"}}}},
    "segment_changes":{"type":"array","items":{"type":"object","required":["segment","at","entered","cause"],"additionalProperties":false,"properties":{
      "segment":{"type":"string"},"at":{"$ref":"#/components/schemas/Timestamp"},"entered":{"type":"boolean","description":"False: left."},"cause":{"type":"string"}}}},
    "activities":{"type":"array","items":{"$ref":"#/components/schemas/Activity"}},
    "orders":{"type":"array","items":{"$ref":"#/components/schemas/Order"}},
    "subscriptions":{"type":"array","items":{"$ref":"#/components/schemas/Subscription"}},
    "stripe_objects":{"type":"array","items":{"type":"object","required":["id","kind","created","body"],"additionalProperties":false,"properties":{
      "id":{"type":"string"},"kind":{"type":"string"},"created":{"$ref":"#/components/schemas/Timestamp"},
      "body":{"type":["object","null"],"description":"As it came from Stripe; null: deleted there before it was read."}}}}}},
"Counted":{"type":"object","required":["id","url","what","created","amount","currency","why"],"additionalProperties":false,"properties":{
    "id":{"type":"string"},"url":{"type":"string"},"what":{"type":"string"},"created":{"$ref":"#/components/schemas/Timestamp"},
    "amount":{"type":["integer","null"],"description":"What it adds: money where there is a currency, else a count."},
    "currency":{"type":["string","null"]},"why":{"type":"string"}}},
"FieldExplanation":{"type":"object","required":["object","field","value","currency","sentence","rule","counted","left_out","has_more"],"additionalProperties":false,"properties":{
    "object":{"const":"field_explanation"},"field":{"type":"string"},"value":{"type":["string","integer","boolean","null"]},
    "currency":{"type":["string","null"],"description":"Of money."},"sentence":{"type":"string"},"rule":{"type":"string"},
    "counted":{"type":"array","items":{"$ref":"#/components/schemas/Counted"}},"left_out":{"type":"array","items":{"$ref":"#/components/schemas/Counted"}},
    "has_more":{"type":"boolean","description":"A list was cut at 100."}}},
"OverviewSum":{"type":"object","required":["gross","refunded","net","orders","new_customers"],"additionalProperties":false,"properties":{
    "at":{"type":"integer","description":"When the period begins."},"gross":{"type":"integer"},"refunded":{"type":"integer"},"net":{"type":"integer"},
    "orders":{"type":"integer","description":"Paid orders."},"new_customers":{"type":"integer","description":"Their first paid order lies in the period."},
    "returning_customers":{"type":"integer","description":"They paid in the period, and before it."}}},
"Overview":{"type":"object","required":["object","interval","from","to","time_zone","currencies","customers","as_of"],"additionalProperties":false,"properties":{
    "object":{"const":"overview"},"interval":{"enum":["day","week","month"]},"from":{"type":"integer"},"to":{"type":"integer"},"time_zone":{"type":"string"},
    "currencies":{"type":"object","additionalProperties":{"type":"object","required":["points","total"],"additionalProperties":false,"properties":{
      "points":{"type":"array","items":{"$ref":"#/components/schemas/OverviewSum"}},"total":{"$ref":"#/components/schemas/OverviewSum"}}}},
    "customers":{"type":"object","required":["total","with_email","points"],"additionalProperties":false,"properties":{
      "total":{"type":"integer"},"with_email":{"type":"integer"},"points":{"type":"array","items":{"type":"object","required":["at","new"],"additionalProperties":false,
      "properties":{"at":{"type":"integer"},"new":{"type":"integer"}}}}}},
    "as_of":{"$ref":"#/components/schemas/Timestamp"}}},
"CountedList":{"type":"object","required":["count","href"],"additionalProperties":false,"properties":{
    "count":{"type":"integer"},"href":{"type":["string","null"],"description":"The list of those people."}}},
"ImportReport":{"type":"object","required":["object","state","finished","customers","profiles","sharing_email","without_email","deleted","paid_orders","not_counted","resources","hints"],
  "additionalProperties":false,"properties":{
    "object":{"const":"import_report"},"state":{"enum":["importing","live","paused","failed","disconnected"]},"finished":{"type":["integer","null"]},
    "customers":{"$ref":"#/components/schemas/CountedList"},"profiles":{"$ref":"#/components/schemas/CountedList"},
    "sharing_email":{"$ref":"#/components/schemas/CountedList"},"without_email":{"$ref":"#/components/schemas/CountedList"},
    "deleted":{"$ref":"#/components/schemas/CountedList"},"paid_orders":{"$ref":"#/components/schemas/CountedList"},
    "not_counted":{"type":"array","items":{"type":"object","required":["reason","count","sentence","href"],"additionalProperties":false,"properties":{
      "reason":{"enum":["free_trial","nothing_due","credit","not_paid","pending","not_captured","tie_unknown"]},"count":{"type":"integer"},"sentence":{"type":"string"},"href":{"type":"string"}}}},
    "resources":{"type":"array","items":{"type":"object","required":["resource","imported","done"],"additionalProperties":false,"properties":{
      "resource":{"type":"string"},"imported":{"type":"integer"},"done":{"type":"boolean"}}}},
    "hints":{"type":"array","items":{"type":"object","required":["code","message"],"additionalProperties":false,"properties":{"code":{"type":"string"},"message":{"type":"string"}}}}}},
"Since":{"type":"object","required":["object","from","profiles_new","customers_deleted","subscriptions_cancelled","orders_paid","sales"],"additionalProperties":false,"properties":{
    "object":{"const":"since"},"from":{"type":"integer","description":"Since when it counts: the moment asked for, at most 30 days ago."},"profiles_new":{"type":"integer"},
    "customers_deleted":{"type":"integer"},"subscriptions_cancelled":{"type":"integer"},"orders_paid":{"type":"integer"},
    "sales":{"type":"object","description":"By currency: received less paid back.","additionalProperties":{"type":"integer"}}}},
"RecentActivity":{"type":"object","required":["id","object","kind","at","cause","profile","data"],"additionalProperties":false,"properties":{
    "id":{"type":"string","pattern":"^act_"},"object":{"const":"activity"},"kind":{"type":"string"},"at":{"$ref":"#/components/schemas/Timestamp"},
    "cause":{"enum":["live","clock","manual","import","definition","recompute"]},
    "profile":{"type":"object","required":["id","name","email"],"additionalProperties":false,"properties":{
      "id":{"type":"string","pattern":"^prf_"},"name":{"type":["string","null"]},"email":{"type":["string","null"]}}},"data":{"type":"object"}}},
"RecentActivityList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/RecentActivity"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"ExportFilter":{"type":"object","additionalProperties":false,"description":"As the parameters of GET /v1/profiles.","properties":{
    "query":{"type":"string"},"country":{"type":"string"},"order_status":{"type":"string"},"subscription":{"type":"string"},"orders":{"type":"string"},
    "has_email":{"type":["boolean","string"]},"shared_email":{"type":["boolean","string"]},"deleted":{"type":["boolean","string"]},"not_counted":{"type":"string"},
    "created_after":{"type":["integer","string"]},"created_before":{"type":["integer","string"]},"segment":{"type":"string"},"at":{"type":["integer","string"]}}},
"CsvFile":{"type":"string","description":"UTF-8 or Windows-1252; the first line names the columns."},
"ImportCreate":{"type":"object","additionalProperties":false,"properties":{
    "kind":{"const":"profiles"},"name":{"type":"string","description":"Of the file, for people."}}},
"ImportBegin":{"type":"object","additionalProperties":false,"properties":{
    "map":{"type":"object","additionalProperties":{"type":["string","null"]},"description":"The name of each column, and the field that it is: a standard field, one of the shop's own, or tags. One is email. Without it that of the check."},
    "keep_stripe":{"type":"boolean","description":"Where Stripe has another value it stays and the rest of the row is taken; else the row is refused."}}},
"Import":{"type":"object","required":["object","id","kind","name","state","size","map","left_out","keep_stripe","read","rows","made","changed","unchanged","refused","reasons","created","expires","error"],"additionalProperties":false,"properties":{
    "object":{"const":"import"},"id":{"type":"string"},"kind":{"const":"profiles"},"name":{"type":"string"},
    "state":{"enum":["uploading","checking","checked","running","done","failed"]},"size":{"type":"integer","description":"Bytes of the file so far."},
    "map":{"type":"object","additionalProperties":{"type":"string"}},
    "left_out":{"type":"array","items":{"type":"string"},"description":"Columns that the map has in no field: nothing of them is taken. Empty until it is checked or begun."},
    "keep_stripe":{"type":"boolean"},
    "layout":{"type":"object","required":["delimiter","encoding","columns"],"additionalProperties":false,"properties":{
      "delimiter":{"enum":[",",";","\t","|"]},"encoding":{"enum":["utf-8","windows-1252"]},
      "columns":{"type":"array","items":{"type":"object","required":["name","suggested","samples"],"additionalProperties":false,"properties":{
        "name":{"type":"string"},"suggested":{"type":["string","null"],"description":"The field that it probably is."},
        "samples":{"type":"array","items":{"type":"string"}}}}}}},
    "read":{"type":"integer","description":"Bytes that are taken, of size."},"rows":{"type":"integer"},"made":{"type":"integer","description":"People, or those who would be."},
    "changed":{"type":"integer"},"unchanged":{"type":"integer"},"refused":{"type":"integer"},
    "reasons":{"type":"array","description":"Of the first refused rows.","items":{"type":"object","required":["line","column","message"],"additionalProperties":false,"properties":{
      "line":{"type":"integer"},"column":{"type":["string","null"]},"message":{"type":"string"}}}},
    "created":{"type":"integer"},"expires":{"type":"integer"},"error":{"type":["string","null"]}}},
"ImportList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"has_more":{"type":"boolean"},"url":{"type":"string"},"data":{"type":"array","items":{"$ref":"#/components/schemas/Import"}}}},
"ExportCreate":{"type":"object","required":["kind"],"additionalProperties":false,"properties":{
    "kind":{"const":"profiles"},"format":{"enum":["csv","jsonl"],"default":"csv"},"filter":{"$ref":"#/components/schemas/ExportFilter"},
    "fields":{"type":"array","items":{"type":"string"},"description":"Names of GET /v1/fields; all where it is absent."}}},
"Export":{"type":"object","required":["object","id","kind","format","filter","fields","state","rows","bytes","created","expires","error"],"additionalProperties":false,"properties":{
    "object":{"const":"export"},"id":{"type":"string","pattern":"^exp_"},"kind":{"const":"profiles"},"format":{"enum":["csv","jsonl"]},
    "filter":{"$ref":"#/components/schemas/ExportFilter"},"fields":{"type":["array","null"],"items":{"type":"string"}},
    "state":{"enum":["waiting","running","done","failed","removed"],"description":"removed: somebody in it was erased; error says it."},"rows":{"type":"integer"},"bytes":{"type":"integer"},
    "created":{"$ref":"#/components/schemas/Timestamp"},"expires":{"$ref":"#/components/schemas/Timestamp"},"error":{"type":["string","null"]}}},
"ExportList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/Export"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"StripeRaw":{"type":"object","required":["id","object"],"additionalProperties":true,"description":"As Stripe gave it.","properties":{
    "id":{"type":"string"},"object":{"type":"string"}}}
})json";

}  // namespace daybook::server

#include "server/schemas.h"

namespace daybook::server {

// JSON Schema 2020-12, as OpenAPI 3.1 wants it. One entry a thing that the API answers or takes.
const std::string_view kSchemas = R"json({
"Error":{"type":"object","required":["error"],"additionalProperties":false,"properties":{"error":{"type":"object",
  "required":["type","code","message","request_id"],"additionalProperties":false,"properties":{
    "type":{"enum":["invalid_request_error","authentication_error","permission_error","rate_limit_error","conflict_error","api_error"]},
    "code":{"type":"string"},"message":{"type":"string"},"param":{"type":"string"},"request_id":{"type":"string"}}}}},
"Timestamp":{"type":"integer","description":"Unix seconds."},
"Account":{"type":"object","required":["id","object","name","time_zone","currency","postal_address","default_email_consent","test_mode_recipients","created","version"],
  "additionalProperties":false,"properties":{
    "id":{"type":"string","pattern":"^acc_"},"object":{"const":"account"},"name":{"type":"string"},"time_zone":{"type":"string"},
    "currency":{"type":["string","null"]},"postal_address":{"type":["string","null"]},
    "default_email_consent":{"enum":["nobody","buyers","everyone"]},
    "test_mode_recipients":{"type":"array","items":{"type":"string"}},"created":{"$ref":"#/components/schemas/Timestamp"},
    "version":{"type":"integer","description":"One more after each change."}}},
"AccountPatch":{"type":"object","additionalProperties":false,"properties":{
    "name":{"type":"string"},"time_zone":{"type":"string"},"currency":{"type":["string","null"]},"postal_address":{"type":["string","null"]},
    "default_email_consent":{"enum":["nobody","buyers","everyone"]},"test_mode_recipients":{"type":"array","items":{"type":"string"}},
    "version":{"type":"integer","description":"What the change was made against; another one is refused."}}},
"ApiKey":{"type":"object","required":["id","object","name","scope","hint","created","last_used","revoked"],"additionalProperties":false,"properties":{
    "id":{"type":"string","pattern":"^key_"},"object":{"const":"api_key"},"name":{"type":"string"},"scope":{"enum":["read","write","admin"]},
    "hint":{"type":"string"},"key":{"type":"string","description":"The key itself. Only in the answer that creates it."},
    "created":{"$ref":"#/components/schemas/Timestamp"},"last_used":{"type":["integer","null"]},"revoked":{"type":["integer","null"]}}},
"ApiKeyCreate":{"type":"object","required":["name"],"additionalProperties":false,"properties":{
    "name":{"type":"string"},"scope":{"enum":["read","write","admin"]}}},
"ApiKeyList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/ApiKey"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"Fields":{"type":"object","required":["first_name","last_name","email","phone","email_unsubscribed","address","city","state","zip","country",
    "stripe_customer_id","stripe_order_products","stripe_total_orders","stripe_total_sales","stripe_currency","stripe_order_status",
    "stripe_order_last_value","stripe_order_last_currency","stripe_last_create_order_date","stripe_first_create_order_date",
    "stripe_subscription_active","stripe_subscription_cancelled","stripe_subscription_paused","stripe_subscription_trial","stripe_subscription_past_due"],
  "additionalProperties":true,"properties":{
    "first_name":{"type":["string","null"]},"last_name":{"type":["string","null"]},"email":{"type":["string","null"]},
    "phone":{"type":["string","null"]},"email_unsubscribed":{"type":"boolean"},"address":{"type":["string","null"]},
    "city":{"type":["string","null"]},"state":{"type":["string","null"]},"zip":{"type":["string","null"]},"country":{"type":["string","null"]},
    "stripe_customer_id":{"type":["string","null"]},"stripe_order_products":{"type":"integer"},"stripe_total_orders":{"type":"integer"},
    "stripe_total_sales":{"type":"integer","description":"Net sales in the smallest unit of stripe_currency."},
    "stripe_currency":{"type":["string","null"]},"stripe_order_status":{"type":["string","null"]},
    "stripe_order_last_value":{"type":["integer","null"]},"stripe_order_last_currency":{"type":["string","null"]},
    "stripe_last_create_order_date":{"type":["integer","null"]},"stripe_first_create_order_date":{"type":["integer","null"]},
    "stripe_subscription_active":{"type":"integer"},"stripe_subscription_cancelled":{"type":"integer"},
    "stripe_subscription_paused":{"type":"integer"},"stripe_subscription_trial":{"type":"integer"},"stripe_subscription_past_due":{"type":"integer"}}},
"Sales":{"type":"object","required":["gross","refunded","net"],"additionalProperties":false,"properties":{
    "gross":{"type":"integer"},"refunded":{"type":"integer"},"net":{"type":"integer"}}},
"Profile":{"type":"object","required":["id","object","created","updated","fields","stripe","custom","tags","loyalty","segments"],
  "additionalProperties":false,"properties":{
    "id":{"type":"string","pattern":"^prf_"},"object":{"const":"profile"},"created":{"$ref":"#/components/schemas/Timestamp"},
    "updated":{"$ref":"#/components/schemas/Timestamp"},"fields":{"$ref":"#/components/schemas/Fields"},
    "stripe":{"type":"object","required":["customer_ids","sales","distinct_products","deleted","pending"],"additionalProperties":false,"properties":{
      "customer_ids":{"type":"array","items":{"type":"string"}},
      "sales":{"type":"object","additionalProperties":{"$ref":"#/components/schemas/Sales"}},
      "distinct_products":{"type":"integer"},"deleted":{"type":"boolean"},"pending":{"type":"array","items":{"type":"string"}}}},
    "sources":{"type":"object","description":"Of one profile only: where each standard field with a value came from.","additionalProperties":{
      "type":"object","required":["from","object","read"],"additionalProperties":false,"properties":{
      "from":{"enum":["stripe","daybook"]},"object":{"type":["string","null"]},"read":{"type":["integer","null"],"description":"When it was last read."}}}},
    "custom":{"type":"object"},"tags":{"type":"array","items":{"type":"string"}},
    "loyalty":{"type":"object","required":["points","lifetime_points","tier"],"properties":{
      "points":{"type":"integer"},"lifetime_points":{"type":"integer"},"tier":{"type":["string","null"]}}},
    "segments":{"type":"array","items":{"type":"string"}}}},
"ProfileList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/Profile"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"Activity":{"type":"object","required":["id","object","kind","at","cause","profile","data"],"additionalProperties":false,"properties":{
    "id":{"type":"string","pattern":"^act_"},"object":{"const":"activity"},"kind":{"type":"string","description":"What happened: order_paid, subscription_renewed, cart_abandoned, segment_entered, segment_left, …"},"at":{"$ref":"#/components/schemas/Timestamp"},
    "cause":{"enum":["live","clock","manual","import","definition","recompute"]},"profile":{"type":"string","pattern":"^prf_"},"data":{"type":"object","description":"What it was about, as its kind has it: an order, a subscription, a cart; of segments {\"segment\":\"seg_…\"}."}}},
"ActivityList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/Activity"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"ProfileSync":{"type":"object","required":["object","profile","objects"],"additionalProperties":false,"properties":{
    "object":{"const":"profile_sync"},"profile":{"type":"string"},"objects":{"type":"integer","description":"Objects that will be read again."}}},
"Field":{"type":"object","required":["object","name","type","label","group","help","currency","resource","source","state","filled","unfit"],"additionalProperties":false,"properties":{
    "object":{"const":"field"},"name":{"type":"string"},"type":{"enum":["text","number","money","date","boolean","list"]},
    "label":{"type":"string"},"group":{"enum":["standard","stripe","custom"]},"help":{"type":"string"},
    "currency":{"type":["string","null"],"description":"Of money: the field that holds its currency."},
    "resource":{"type":["string","null"],"description":"The Stripe resource it is computed from."},
    "source":{"description":"Of a mapped field: what it is computed from. Null: of no mapped one."},
    "state":{"enum":["ready","computing"],"description":"computing: everybody's values are being found."},
    "progress":{"type":"object","required":["done","total"],"additionalProperties":false,"description":"While computing: people done of how many.","properties":{
      "done":{"type":"integer"},"total":{"type":"integer"}}},
    "filled":{"type":["integer","null"],"description":"Of a field of the shop's own: how many people have a value."},
    "unfit":{"type":["integer","null"],"description":"How many have something that is no value of this type: shown as missing."}}},
"FieldPut":{"type":"object","required":["type"],"additionalProperties":false,"properties":{
    "type":{"enum":["text","number","money","date","boolean","list"]},"label":{"type":"string"},
    "source":{"description":"SCOPE.PATH, such as last_order.metadata.colour; or {\"over\",\"path\",\"take\"}."}}},
"FieldPatch":{"type":"object","additionalProperties":false,"properties":{
    "name":{"type":"string"},"type":{"enum":["text","number","money","date","boolean","list"]},"label":{"type":"string"},"source":{}}},
"FieldTry":{"type":"object","additionalProperties":false,"properties":{
    "name":{"type":"string","description":"A field of the shop's own that would change; without it a new one is meant."},
    "type":{"enum":["text","number","money","date","boolean","list"]},"source":{}}},
"FieldPreview":{"type":"object","required":["object","type","people","looked_at","filled","unfit","lost","examples"],"additionalProperties":false,"properties":{
    "object":{"const":"field_preview"},"type":{"enum":["text","number","money","date","boolean","list"]},
    "people":{"type":"integer"},"looked_at":{"type":"integer","description":"Of so many people the next three tell: all of them, or some thousands."},
    "filled":{"type":"integer","description":"Would have a value."},"unfit":{"type":"integer","description":"Have something that is no value of this type."},
    "lost":{"type":"integer","description":"Have a value now and would have none."},
    "examples":{"type":"array","items":{"type":"object","required":["from","to","currency"],"additionalProperties":false,"properties":{
      "from":{"type":["string","null"],"description":"As it stands, or as Stripe has it."},"to":{"description":"Null: nothing would be shown."},
      "currency":{"type":["string","null"],"description":"Of money."}}}}}},
"StripeUnsubscribed":{"type":"object","required":["object","key","values","changed","state","people"],"additionalProperties":false,"properties":{
    "object":{"const":"stripe_unsubscribed"},"key":{"type":["string","null"],"description":"A key of a customer's metadata; null: none is chosen."},
    "values":{"type":"array","items":{"type":"string"},"description":"Compared trimmed and without case."},
    "changed":{"type":["integer","null"],"description":"When it was last chosen."},
    "state":{"enum":["ready","computing"]},"progress":{"type":"object","required":["done","total"],"additionalProperties":false,"properties":{
      "done":{"type":"integer"},"total":{"type":"integer"}}},
    "people":{"type":"integer","description":"Whose Stripe customers said so, now or before."}}},
"StripeUnsubscribedPut":{"type":"object","required":["key","values"],"additionalProperties":false,"properties":{
    "key":{"type":"string"},"values":{"type":"array","items":{"type":"string"}}}},
"StripeUnsubscribedPreview":{"type":"object","required":["object","customers","looked_at","saying","people"],"additionalProperties":false,"properties":{
    "object":{"const":"stripe_unsubscribed_preview"},"customers":{"type":"integer"},
    "looked_at":{"type":"integer","description":"Of so many customers the next two tell: all of them, or a hundred thousand."},
    "saying":{"type":"integer","description":"Customers whose metadata say so."},
    "people":{"type":"integer","description":"People who would be unsubscribed and are not yet."}}},
"StripeUnsubscribedSuggestions":{"type":"object","required":["object","data","has_more","url","looked_at"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"has_more":{"const":false},"url":{"type":"string"},"looked_at":{"type":"integer","description":"Customers."},
    "data":{"type":"array","items":{"type":"object","required":["object","key","found","likely","values"],"additionalProperties":false,"properties":{
      "object":{"const":"stripe_metadata_key"},"key":{"type":"string"},"found":{"type":"integer","description":"Customers who have it."},
      "likely":{"type":"boolean","description":"One of its values probably means unsubscribed."},
      "values":{"type":"array","items":{"type":"object","required":["value","found","likely"],"additionalProperties":false,"properties":{
        "value":{"type":"string"},"found":{"type":"integer"},"likely":{"type":"boolean"}}}}}}}}},
"StripeAttributeList":{"type":"object","required":["object","data","has_more","url","looked_at"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"has_more":{"const":false},"url":{"type":"string"},
    "looked_at":{"type":"integer","description":"The people whose objects were looked at: all of them, or about a thousand."},
    "data":{"type":"array","items":{"type":"object","required":["object","source","scope","path","type","share","samples","field"],"additionalProperties":false,"properties":{
      "object":{"const":"stripe_attribute"},"source":{"type":"string","description":"As PUT /v1/fields/{name} takes it."},
      "scope":{"enum":["customer","last_order","subscription","checkout","charge"]},"path":{"type":"string"},
      "type":{"enum":["text","number","money","date","boolean","list"],"description":"What its values look like."},
      "share":{"type":"number","description":"Of the people who were looked at, who have it: from 0 to 1."},
      "samples":{"type":"array","items":{"type":"string"}},
      "field":{"type":["string","null"],"description":"The field that is made of it already."}}}}}},
"ProfileEdit":{"type":"object","additionalProperties":false,"properties":{
    "fields":{"type":"object","description":"Standard fields; null takes a value away."},
    "custom":{"type":"object","description":"Fields of the shop's own; money with NAME_currency beside it."},
    "tags":{"type":"array","items":{"type":"string"},"description":"All of them."},
    "reason":{"type":"string","description":"Why email_unsubscribed becomes false; kept in the audit log."}}},
"FieldList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/Field"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"StripeIntegration":{"type":"object","required":["object","state","erasing","mode","key_hint","warnings","permissions","progress","freshness","counts","started","last_synced","last_event","error"],
  "additionalProperties":true,"properties":{
    "object":{"const":"stripe_integration"},"state":{"enum":["importing","live","paused","failed","disconnected"]},
    "erasing":{"type":"boolean","description":"Disconnected, and what was imported is still being erased."},
    "mode":{"type":["string","null"],"enum":["live","test",null]},"key_hint":{"type":["string","null"]},
    "warnings":{"type":"array","items":{"type":"object","required":["code","message"],"properties":{"code":{"type":"string"},"message":{"type":"string"}}}},
    "permissions":{"type":"array","items":{"type":"object","required":["resource","label","granted","needed","enables","loses"],"properties":{
      "resource":{"type":"string"},"label":{"type":"string","description":"As on Stripe's page of the key."},"granted":{"type":"boolean"},"needed":{"type":"boolean"},
      "enables":{"type":"string"},"loses":{"type":"string","description":"What is missing without it."}}}},
    "progress":{"type":"array","items":{"type":"object","required":["resource","imported","estimated_total","rate","seconds_left","done"],"properties":{
      "resource":{"type":"string"},"imported":{"type":"integer"},"estimated_total":{"type":["integer","null"]},
      "rate":{"type":["number","null"],"description":"Objects a second, while it is read."},"seconds_left":{"type":["integer","null"]},"done":{"type":"boolean"}}}},
    "freshness":{"type":["string","null"],"enum":["webhooks","events","polling",null]},
    "counts":{"type":"object","required":["profiles","with_email","customers"],"additionalProperties":false,"properties":{
      "profiles":{"type":"integer"},"with_email":{"type":"integer"},"customers":{"type":"integer"}}},
    "started":{"type":["integer","null"],"description":"When the first key was accepted and the import began."},
    "last_synced":{"type":["integer","null"]},"last_event":{"type":["integer","null"]},
    "live":{"type":"object","description":"How changes are followed. Absent before the first key.","required":["way","waiting","lag_seconds","reads_30_days"],"properties":{
      "way":{"enum":["webhooks","events","polling"],"description":"What is relied on now: a webhook only while events come."},
      "waiting":{"type":"integer","description":"Changed objects not read yet."},"lag_seconds":{"type":"integer"},
      "events_granted":{"type":"boolean"},"events_read":{"type":["integer","null"]},"lists_read":{"type":["integer","null"]},
      "events_every":{"type":["integer","null"],"description":"In seconds, as the next two; null where they are not read now."},
      "lists_every":{"type":["integer","null"],"description":"The newest objects of the lists."},
      "carts_every":{"type":["integer","null"],"description":"Open checkout sessions: no event tells of those that are begun."},
      "reads_30_days":{"type":["integer","null"],"description":"This and the next two are null while nothing is followed: paused, failed, no server."},
      "reads_monthly_expected":{"type":["integer","null"],"description":"In the long run: neither the import nor the first hour, nor that somebody watches, is taken for a month of it."},"reads_monthly_allowed":{"type":["integer","null"]}}},
    "webhook":{"type":"object","required":["path","secret_set","first_event","last_event","choose","never"],"properties":{
      "path":{"type":"string"},"secret_set":{"type":"boolean"},"first_event":{"type":["integer","null"]},"last_event":{"type":["integer","null"]},
      "events_received":{"type":"integer"},
      "choose":{"type":"array","items":{"type":"object","required":["permission","needed","events"],"properties":{
        "permission":{"type":"string"},"needed":{"type":"boolean"},"events":{"type":"array","items":{"type":"string"}}}}},
      "never":{"type":"array","items":{"type":"object","required":["event","why"],"properties":{"event":{"type":"string"},"why":{"type":"string"}}}}}},
    "conditions":{"type":"array","items":{"type":"object","required":["code","message","remedy","since"],"properties":{
      "code":{"type":"string"},"message":{"type":"string"},"remedy":{"type":"string"},"since":{"type":["integer","null"]}}}},
    "proof":{"type":"object","required":["verifying","resources","repairs"],"properties":{"verifying":{"type":"boolean"},
      "resources":{"type":"array","items":{"type":"object","required":["resource","matched","objects","repaired","running","compared"],"properties":{
        "resource":{"type":"string"},"matched":{"type":["integer","null"]},"objects":{"type":"integer"},"repaired":{"type":"integer"},
        "running":{"type":"boolean"},"compared":{"type":"integer"}}}},
      "repairs":{"type":"array","items":{"type":"object","required":["resource","id","what","why","at"],"properties":{
        "resource":{"type":"string"},"id":{"type":"string"},"what":{"enum":["missing","differed","gone"]},"why":{"type":"string"},"at":{"type":"integer"}}}}}},
    "error":{"type":["object","null"],"required":["code","message"],"properties":{"code":{"type":"string"},"message":{"type":"string"}}}}},
"StripeEvent":{"type":"object","required":["id","object","type"],"additionalProperties":true,"description":"An event of Stripe's, with its signature in the header Stripe-Signature.","properties":{
    "id":{"type":"string"},"object":{"enum":["event","v2.core.event"]},"type":{"type":"string"}}},
"StripeConnect":{"type":"object","additionalProperties":false,"properties":{
    "api_key":{"type":"string"},"go_live":{"type":"boolean","description":"The key is the live one of a shop tried out with a test key: the test people are erased, settings stay."},"webhook_secret":{"oneOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]}}},
"Condition":{"type":"object","additionalProperties":true,"description":"The condition language: all, any, none, field, activity, have, segment."},
"Segment":{"type":"object","required":["object","id","name","kind","state","condition","size","sentence","currency","next_condition","used_by","starred",
    "archived","version","created","updated"],"additionalProperties":false,"properties":{
    "object":{"const":"segment"},"id":{"type":"string","pattern":"^seg_"},"name":{"type":"string"},
    "kind":{"enum":["dynamic","static"],"description":"static: its members are chosen by hand."},
    "state":{"enum":["building","ready"],"description":"building: not all members are found yet."},
    "condition":{"oneOf":[{"$ref":"#/components/schemas/Condition"},{"type":"null"}],"description":"null of a static one."},
    "size":{"type":"integer"},"sentence":{"type":["string","null"],"description":"The condition in English."},
    "currency":{"type":["string","null"],"description":"What its plain amounts of money mean."},
    "next_condition":{"oneOf":[{"$ref":"#/components/schemas/Condition"},{"type":"null"}],"description":"Set while a changed condition is on its way: the members are those of `condition` until all of the next are found."},
    "used_by":{"type":"array","items":{"type":"string"},"description":"The segments that ask for it."},
    "starred":{"type":"boolean"},"archived":{"type":"boolean"},"version":{"type":"integer","description":"One more after each change."},
    "created":{"$ref":"#/components/schemas/Timestamp"},"updated":{"$ref":"#/components/schemas/Timestamp"}}},
"SegmentList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/Segment"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"SegmentCreate":{"type":"object","additionalProperties":false,"description":"With a condition, kind static, or a recipe.","properties":{
    "recipe":{"type":"string","description":"An id of GET /v1/segment-recipes; its name stands where none is given."},
    "values":{"type":"object","additionalProperties":true,"description":"Of the recipe, by their names; what is left out is proposed by the shop."},
    "name":{"type":"string"},"kind":{"enum":["dynamic","static"],"description":"dynamic where it is absent."},
    "condition":{"$ref":"#/components/schemas/Condition"},
    "from":{"type":"object","additionalProperties":false,"description":"Of a static one: whom this means now become its members. One of the two.","properties":{
      "condition":{"$ref":"#/components/schemas/Condition"},"filter":{"$ref":"#/components/schemas/ExportFilter"}}}}},
"SegmentPatch":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},
    "condition":{"$ref":"#/components/schemas/Condition"},"starred":{"type":"boolean"},"archived":{"type":"boolean"},
    "version":{"type":"integer","description":"What the change was made against; another one is refused."}}},
"SegmentRecipe":{"type":"object","required":["object","id","group","name","about","unavailable","values","condition","sentence","size","sales","counted"],
    "additionalProperties":false,"properties":{
    "object":{"const":"segment_recipe"},"id":{"type":"string"},"group":{"type":"string"},"name":{"type":"string"},"about":{"type":"string"},
    "unavailable":{"type":["string","null"],"description":"Why it cannot be made here: a permission is missing."},
    "values":{"type":"array","items":{"type":"object","required":["name","label","type","proposed","proposed_label","choices"],"additionalProperties":false,"properties":{
      "name":{"type":"string"},"label":{"type":"string"},"type":{"enum":["money","product","plan","coupon","date_field"]},
      "proposed":{"type":["string","number","null"],"description":"What this shop suggests; null: nothing, or not looked at yet."},"proposed_label":{"type":["string","null"]},
      "choices":{"type":"array","maxItems":100,"description":"What people of this shop have, most of them first; none of amounts.","items":{
        "type":"object","required":["value","label","people"],"additionalProperties":false,"properties":{"value":{"type":"string"},"label":{"type":"string"},
        "people":{"type":["integer","null"],"description":"How many have it; null of a field."}}}}}}},
    "condition":{"oneOf":[{"$ref":"#/components/schemas/Condition"},{"type":"null"}],"description":"With the proposed values; null where one is missing."},
    "sentence":{"type":["string","null"]},"size":{"type":["integer","null"],"description":"null until everybody was looked at: ask again in a moment."},
    "sales":{"type":["object","null"],"description":"Net sales by currency, smallest units.","additionalProperties":{"type":"integer"}},
    "counted":{"type":["integer","null"],"description":"When everybody was looked at; anew after five minutes, in a big shop later."}}},
"SegmentRecipeList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/SegmentRecipe"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"SegmentChange":{"type":"object","required":["object","id","at","entered","cause","profile","reason"],"additionalProperties":false,"properties":{
    "object":{"const":"segment_change"},"id":{"type":"string","pattern":"^chg_"},"at":{"$ref":"#/components/schemas/Timestamp"},
    "entered":{"type":"boolean","description":"False: left."},"cause":{"enum":["live","clock","manual"]},
    "profile":{"type":"object","required":["id","name","email"],"additionalProperties":false,"properties":{
      "id":{"type":"string","pattern":"^prf_"},"name":{"type":["string","null"]},"email":{"type":["string","null"]}}},
    "reason":{"type":["string","null"],"description":"Of members chosen by hand."}}},
"SegmentChangeList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/SegmentChange"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"SegmentSizes":{"type":"object","required":["object","segment","days"],"additionalProperties":false,"properties":{
    "object":{"const":"segment_sizes"},"segment":{"type":"string"},
    "days":{"type":"array","description":"The oldest first; none from before the segment was there.","items":{
      "type":"object","required":["at","size","entered","left"],"additionalProperties":false,"properties":{
      "at":{"type":"integer","description":"When the day begins, in the shop's time zone."},"size":{"type":"integer","description":"At its end; of today: now."},
      "entered":{"type":"integer","description":"For whatever cause."},"left":{"type":"integer"}}}}}},
"SegmentMembersPost":{"type":"object","additionalProperties":false,"properties":{
    "add":{"type":"array","maxItems":10000,"items":{"type":"string"},"description":"Ids of profiles, e-mail addresses, or ids of Stripe customers."},
    "remove":{"type":"array","maxItems":10000,"items":{"type":"string"}},"reason":{"type":["string","null"]}}},
"SegmentMembers":{"type":"object","required":["object","segment","added","removed","size"],"additionalProperties":false,"properties":{
    "object":{"const":"segment_members"},"segment":{"type":"string"},"added":{"type":"integer","description":"Who was not in it before."},
    "removed":{"type":"integer"},"size":{"type":"integer"}}},
"SegmentImportPost":{"type":"object","required":["csv"],"additionalProperties":false,"properties":{
    "csv":{"type":"string","description":"A file with a column of ids or e-mail addresses; its first line may name the columns."},"reason":{"type":["string","null"]}}},
"SegmentImport":{"type":"object","required":["object","segment","lines","found","added","unknown_count","unknown","size"],"additionalProperties":false,"properties":{
    "object":{"const":"segment_import"},"segment":{"type":"string"},"lines":{"type":"integer"},"found":{"type":"integer"},"added":{"type":"integer"},
    "unknown_count":{"type":"integer","description":"Lines that name nobody."},
    "unknown":{"type":"array","maxItems":100,"items":{"type":"object","required":["line","name"],"additionalProperties":false,"properties":{
      "line":{"type":"integer"},"name":{"type":"string"}}}},"size":{"type":"integer"}}},
"SegmentExplain":{"type":"object","required":["condition","profile"],"additionalProperties":false,"properties":{
    "condition":{"$ref":"#/components/schemas/Condition"},"profile":{"type":"string"}}},
"SegmentWord":{"type":"object","required":["name","label","type"],"additionalProperties":false,"properties":{
    "name":{"type":"string"},"label":{"type":"string"},"type":{"enum":["text","number","money","date","boolean","list"]}}},
"SegmentKind":{"type":"object","required":["name","label","resource","members"],"additionalProperties":false,"properties":{
    "name":{"type":"string"},"label":{"type":"string"},"resource":{"type":"string","description":"The Stripe resource it comes from."},
    "members":{"type":"array","items":{"$ref":"#/components/schemas/SegmentWord"}}}},
"SegmentWords":{"type":"object","required":["object","currency","fields","activities","objects","operators"],"additionalProperties":false,"properties":{
    "object":{"const":"segment_words"},"currency":{"type":["string","null"],"description":"What plain amounts of money mean."},
    "fields":{"type":"array","items":{"$ref":"#/components/schemas/SegmentWord"}},
    "activities":{"type":"array","items":{"$ref":"#/components/schemas/SegmentKind"}},"objects":{"type":"array","items":{"$ref":"#/components/schemas/SegmentKind"}},
    "operators":{"type":"object","description":"By type.","additionalProperties":{"type":"array","items":{"type":"string"}}}}},
"SegmentValues":{"type":"object","required":["object","looked_at","data"],"additionalProperties":false,"properties":{
    "object":{"const":"segment_values"},"looked_at":{"type":"integer","description":"People; fewer than there are in a big shop."},
    "data":{"type":"array","items":{"type":"object","required":["value","people"],"additionalProperties":false,"properties":{
      "value":{"type":"string"},"people":{"type":"integer"}}}}}},
"SegmentPreviewPost":{"type":"object","additionalProperties":false,"description":"A condition, or a recipe.","properties":{
    "condition":{"$ref":"#/components/schemas/Condition"},"recipe":{"type":"string","description":"An id of GET /v1/segment-recipes."},
    "values":{"type":"object","description":"Of the recipe, by name; what is left out is what this shop suggests.","additionalProperties":true}}},
"SegmentPreview":{"type":"object","required":["object","condition","size","sales","reachable","sample","matched","sentence","constant"],"additionalProperties":false,"properties":{
    "object":{"const":"segment_preview"},"condition":{"$ref":"#/components/schemas/Condition"},"size":{"type":"integer"},"sales":{"type":"object","description":"Net sales by currency, smallest units.","additionalProperties":{"type":"integer"}},
    "reachable":{"type":"object","description":"null while there is no such channel.","required":["email","sms","push"],"additionalProperties":false,"properties":{
      "email":{"type":["integer","null"]},"sms":{"type":["integer","null"]},"push":{"type":["integer","null"]}}},
    "sample":{"type":"array","maxItems":10,"items":{"$ref":"#/components/schemas/Profile"},"description":"The newest of them."},"sentence":{"type":"string"},
    "matched":{"type":"array","description":"Which conditions hold for each of the sample.","items":{"type":"object","required":["profile","conditions"],"additionalProperties":false,
      "properties":{"profile":{"type":"string"},"conditions":{"type":"array","items":{"type":"object","required":["path","sentence"],"additionalProperties":false,"properties":{
      "path":{"type":"string"},"sentence":{"type":"string"}}}}}}},
    "constant":{"enum":["always","never",null],"description":"Set where it holds for everybody or for nobody."}}},
"SegmentExplanation":{"type":"object","required":["object","segment","profile","member","since","next_change","conditions"],"additionalProperties":false,"properties":{
    "object":{"const":"segment_explanation"},"segment":{"type":["string","null"],"description":"Null: of a condition that is not kept."},"profile":{"type":"string"},"member":{"type":"boolean"},
    "since":{"type":["integer","null"]},"next_change":{"type":["integer","null"]},
    "conditions":{"type":"array","items":{"type":"object","required":["path","sentence","type","holds","actual","since","next_change"],"additionalProperties":false,"properties":{
      "path":{"type":"string"},"sentence":{"type":"string","description":"The condition in English."},
      "type":{"enum":["text","number","money","date","boolean","list"],"description":"Of actual. Money is in whole units by currency, dates are unix seconds."},"holds":{"type":"boolean"},"actual":{},"since":{"type":["integer","null"]},"next_change":{"type":["integer","null"]}}}}}},
"Deleted":{"type":"object","required":["object","id","deleted"],"additionalProperties":false,"properties":{
    "object":{"type":"string"},"id":{"type":"string"},"deleted":{"const":true}}},
"Received":{"type":"object","required":["received"],"additionalProperties":false,"properties":{"received":{"const":true}}},
"Health":{"type":"object","required":["status"],"properties":{"status":{"type":"string"}}},
"Doctor":{"type":"object","required":["object","checks"],"additionalProperties":false,"properties":{"object":{"const":"doctor"},
    "checks":{"type":"array","items":{"type":"object","required":["name","ok","message"],"properties":{
      "name":{"type":"string"},"ok":{"type":"boolean"},"message":{"type":"string"}}}}}},
"Fsck":{"type":"object","required":["object","profiles","waiting","findings","next"],"additionalProperties":false,"properties":{"object":{"const":"fsck"},
    "profiles":{"type":"integer","description":"Compared in this answer."},"waiting":{"type":"integer","description":"Not settled yet."},
    "findings":{"type":"array","items":{"type":"object","required":["profile","message"],"properties":{"profile":{"type":["string","null"],"description":"Null: of everybody together."},"message":{"type":"string"}}}},
    "next":{"type":["string","null"],"description":"Where to go on; null at the end."}}}
})json";

}  // namespace daybook::server

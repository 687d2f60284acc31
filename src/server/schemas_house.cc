#include "server/schemas.h"

namespace daybook::server {

// The people of the house: sessions, links, users, the audit log; the help centre.
const std::string_view kHouseSchemas = R"json({
"Setup":{"type":"object","required":["object","state","demo"],"additionalProperties":false,"properties":{
    "object":{"const":"setup"},"state":{"enum":["owner_needed","ready"]},"demo":{"type":"boolean"}}},
"Role":{"enum":["owner","admin","marketer","viewer"]},
"User":{"type":"object","required":["id","object","email","name","role","state","created","last_seen"],"additionalProperties":false,"properties":{
    "id":{"type":"string","pattern":"^usr_"},"object":{"const":"user"},"email":{"type":"string"},"name":{"type":"string"},
    "role":{"$ref":"#/components/schemas/Role"},"state":{"enum":["active","invited"]},
    "created":{"$ref":"#/components/schemas/Timestamp"},"last_seen":{"type":["integer","null"]},
    "link":{"type":"string","description":"A one-time link. Only in the answer that invites the user."}}},
"UserList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/User"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"UserCreate":{"type":"object","required":["email","role"],"additionalProperties":false,"properties":{
    "email":{"type":"string"},"role":{"$ref":"#/components/schemas/Role"},"name":{"type":"string"}}},
"UserPatch":{"type":"object","additionalProperties":false,"properties":{"role":{"$ref":"#/components/schemas/Role"},"name":{"type":"string"}}},
"Deleted":{"type":"object","required":["object","deleted"],"additionalProperties":false,"properties":{
    "id":{"type":"string"},"object":{"type":"string"},"deleted":{"const":true}}},
"NewLink":{"type":"object","required":["object","link"],"additionalProperties":false,"properties":{"object":{"const":"link"},"link":{"type":"string"}}},
"LinkToken":{"type":"object","required":["token"],"additionalProperties":false,"properties":{"token":{"type":"string"}}},
"Link":{"type":"object","required":["object","kind","email","name","role","expires"],"additionalProperties":false,"properties":{
    "object":{"const":"link"},"kind":{"enum":["owner","invitation","reset","demo"]},"email":{"type":["string","null"]},
    "name":{"type":["string","null"]},"role":{"type":["string","null"],"enum":["owner","admin","marketer","viewer",null]},
    "expires":{"$ref":"#/components/schemas/Timestamp"}}},
"LinkRedeem":{"type":"object","required":["token"],"additionalProperties":false,"properties":{
    "token":{"type":"string"},"email":{"type":"string"},"name":{"type":"string"},"password":{"type":"string"},"time_zone":{"type":"string"}}},
"SignIn":{"type":"object","required":["email","password"],"additionalProperties":false,"properties":{"email":{"type":"string"},"password":{"type":"string"}}},
"Session":{"type":"object","required":["object","user","account","role","theme","demo","last_visit","csrf"],"additionalProperties":false,"properties":{
    "object":{"const":"session"},"user":{"$ref":"#/components/schemas/User"},"account":{"$ref":"#/components/schemas/Account"},
    "role":{"$ref":"#/components/schemas/Role"},"theme":{"enum":["auto","light","dark"]},"demo":{"type":"boolean"},
    "last_visit":{"type":["integer","null"],"description":"When the visit before this one ended."},"csrf":{"type":"null"}}},
"SessionPatch":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"theme":{"enum":["auto","light","dark"]}}},
"PasswordChange":{"type":"object","required":["current_password","password"],"additionalProperties":false,"properties":{
    "current_password":{"type":"string"},"password":{"type":"string"}}},
"UserSession":{"type":"object","required":["id","object","created","last_used","address","agent","current"],"additionalProperties":false,"properties":{
    "id":{"type":"string","pattern":"^ses_"},"object":{"const":"user_session"},"created":{"$ref":"#/components/schemas/Timestamp"},
    "last_used":{"$ref":"#/components/schemas/Timestamp"},"address":{"type":"string"},"agent":{"type":"string"},"current":{"type":"boolean"}}},
"UserSessionList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/UserSession"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"AuditEntry":{"type":"object","required":["id","object","at","actor","act","target","request_id","changes"],"additionalProperties":false,"properties":{
    "id":{"type":"string","pattern":"^aud_"},"object":{"const":"audit_entry"},"at":{"$ref":"#/components/schemas/Timestamp"},
    "actor":{"type":"object","required":["kind","id","name"],"additionalProperties":false,"properties":{
      "kind":{"enum":["user","api_key","socket","system"]},"id":{"type":["string","null"]},"name":{"type":["string","null"]}}},
    "act":{"type":"string"},"target":{"type":"string"},"request_id":{"type":"string"},
    "changes":{"type":"array","items":{"type":"string"},"description":"Names of fields, never values."}}},
"HelpArticle":{"type":"object","required":["id","object","title","summary","section","related","screens"],"additionalProperties":false,"properties":{
    "id":{"type":"string"},"object":{"const":"help_article"},"title":{"type":"string"},"summary":{"type":"string"},"section":{"type":"string"},
    "related":{"type":"array","items":{"type":"string"}},"screens":{"type":"array","items":{"type":"string"},"description":"Beginnings of the application's paths that it explains."},
    "html":{"type":"string","description":"Of one article only."},"markdown":{"type":"string"}}},
"HelpArticleList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/HelpArticle"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"HelpFeedbackCreate":{"type":"object","required":["helpful"],"additionalProperties":false,"properties":{"helpful":{"type":"boolean"},"comment":{"type":"string"}}},
"HelpFeedback":{"type":"object","required":["id","object","article","helpful","comment","actor","at"],"additionalProperties":false,"properties":{
    "id":{"type":"string","pattern":"^hfb_"},"object":{"const":"help_feedback"},"article":{"type":"string"},"helpful":{"type":"boolean"},
    "comment":{"type":["string","null"]},"actor":{"type":"string"},"at":{"$ref":"#/components/schemas/Timestamp"}}},
"HelpFeedbackList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/HelpFeedback"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"AuditList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/AuditEntry"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}}
})json";

}  // namespace daybook::server

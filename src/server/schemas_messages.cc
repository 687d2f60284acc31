#include "server/schemas.h"

namespace daybook::server {

const std::string_view kMessageSchemas = R"json({
"TemplateKind":{"enum":["email","sms","push","webhook","snippet"],"description":"A snippet is a piece that others use: {% render 'name' %}."},
"TemplateContent":{"type":"object","additionalProperties":false,"description":"Parts in the template language; which ones there are depends on the kind.","properties":{
    "subject":{"type":["string","null"],"description":"Of an e-mail."},"preview_text":{"type":["string","null"],"description":"Of an e-mail: what the inbox shows behind the subject."},
    "body":{"type":["string","null"],"description":"HTML of an e-mail or snippet, the words of a text message or push, JSON of a webhook."},
    "blocks":{"type":["array","null"],"items":{"type":"object"},"description":"Of an e-mail, instead of body."},
    "text":{"type":["string","null"],"description":"Of an e-mail: its plain text. Without it, it is made from the body."},
    "title":{"type":["string","null"],"description":"Of a push."},"link":{"type":["string","null"],"description":"Of a push: what it opens."},
    "missing":{"enum":["blank","skip",null],"description":"A value that a person does not have is printed as nothing, or the person is skipped."}}},
"Template":{"type":"object","required":["object","id","name","kind","state","version","revision","published_revision","published_at","archived","created","updated","updated_by"],
  "additionalProperties":false,"properties":{
    "object":{"const":"template"},"id":{"type":"string","pattern":"^tpl_"},"name":{"type":"string"},"kind":{"$ref":"#/components/schemas/TemplateKind"},
    "state":{"enum":["draft","published","changed"],"description":"changed: the draft is ahead of what is sent."},
    "version":{"type":"integer","description":"One more after each change."},"revision":{"type":"integer","description":"The draft's."},
    "published_revision":{"type":["integer","null"],"description":"What is sent."},"published_at":{"type":["integer","null"]},
    "archived":{"type":["integer","null"],"description":"When it was put away."},
    "content":{"$ref":"#/components/schemas/TemplateContent","description":"The draft. Not in lists."},
    "findings":{"type":"array","items":{"$ref":"#/components/schemas/TemplateFinding"},"description":"What is wrong with the draft, or could be better: where it was saved or published."},
    "created":{"$ref":"#/components/schemas/Timestamp"},"updated":{"$ref":"#/components/schemas/Timestamp"},"updated_by":{"type":"string"}}},
"TemplateList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/Template"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"TemplateCreate":{"type":"object","required":["name","kind"],"additionalProperties":false,"properties":{
    "name":{"type":"string","description":"Of a snippet: small letters, digits, _ and -."},"kind":{"$ref":"#/components/schemas/TemplateKind"},
    "content":{"$ref":"#/components/schemas/TemplateContent"}}},
"TemplatePatch":{"type":"object","additionalProperties":false,"properties":{
    "name":{"type":"string"},"content":{"$ref":"#/components/schemas/TemplateContent","description":"Parts that are left out stay; null empties one."},
    "archived":{"type":"boolean","description":"true puts it away, false takes it back; one that is put away changes in no other way."},
    "version":{"type":"integer","description":"What the change was made against; another one is refused."}}},
"TemplatePublish":{"type":"object","additionalProperties":false,"properties":{"version":{"type":"integer"}}},
"TemplateRestore":{"type":"object","required":["revision"],"additionalProperties":false,"properties":{"revision":{"type":"integer"},"version":{"type":"integer"}}},
"TemplateCheckCreate":{"type":"object","additionalProperties":false,"description":"A stored draft, words, or a draft with words in place of some of its own.","properties":{
    "template":{"type":"string"},"channel":{"$ref":"#/components/schemas/TemplateKind"},
    "subject":{"type":["string","null"]},"preview_text":{"type":["string","null"]},"body":{"type":["string","null"]},"blocks":{"type":["array","null"],"items":{"type":"object"}},
    "text":{"type":["string","null"]},"title":{"type":["string","null"]},"link":{"type":["string","null"]},"missing":{"enum":["blank","skip",null]},
    "segment":{"type":["string","null"],"description":"seg_…: of whom values are often empty; without it, of everybody."}}},
"TemplatePreviewCreate":{"type":"object","additionalProperties":false,"properties":{
    "template":{"type":"string"},"channel":{"$ref":"#/components/schemas/TemplateKind"},
    "subject":{"type":["string","null"]},"preview_text":{"type":["string","null"]},"body":{"type":["string","null"]},"blocks":{"type":["array","null"],"items":{"type":"object"}},
    "text":{"type":["string","null"]},"title":{"type":["string","null"]},"link":{"type":["string","null"]},"missing":{"enum":["blank","skip",null]},
    "profile":{"type":["string","null"],"description":"prf_…, or longest: the longest value of each field that anybody has. Without it every value of the person is missing."},
    "segment":{"type":["string","null"],"description":"seg_…: of whom values are often empty; without it, of everybody."},
    "data":{"type":["object","null"],"additionalProperties":false,"description":"What the message is about; a cart that is left out is an example.","properties":{
      "cart":{"type":["object","null"]},"trigger":{"type":["object","null"]},"campaign":{"type":["object","null"]}}}}},
"SmsSegments":{"type":"object","required":["encoding","segments","units","left","costly"],"additionalProperties":false,"properties":{
    "encoding":{"enum":["GSM-7","UCS-2"]},"segments":{"type":"integer","description":"Text messages that it is sent as."},
    "units":{"type":"integer","description":"Septets, or units of 16 bits."},"left":{"type":"integer","description":"Units that the last one still holds."},
    "costly":{"type":["string","null"],"description":"The first character for which it must be UCS-2."}}},
"TemplatePreview":{"type":"object","required":["object","channel","profile","state","reason","parts","missing","bytes","sms","warnings","printed"],"additionalProperties":false,"properties":{
    "object":{"const":"template_preview"},"channel":{"$ref":"#/components/schemas/TemplateKind"},"profile":{"type":["string","null"]},
    "state":{"enum":["ready","skipped","stopped","failed"],"description":"skipped: a value is missing and the template skips such people; stopped: by stop_message."},
    "reason":{"type":["string","null"],"description":"Why it is not ready."},
    "parts":{"type":"object","additionalProperties":{"type":"string"},"description":"As in the content; body of an e-mail is a whole document, text its plain text."},
    "missing":{"type":"array","items":{"type":"string"},"description":"Variables that printed nothing."},
    "bytes":{"type":"integer","description":"Of the body."},"sms":{"anyOf":[{"$ref":"#/components/schemas/SmsSegments"},{"type":"null"}]},
    "warnings":{"type":"array","items":{"$ref":"#/components/schemas/TemplateFinding"}},
    "printed":{"type":"array","items":{"type":"string"},"description":"What may be missing of what it prints, as it is written: profile.first_name."}}},
"TemplateFinding":{"type":"object","required":["severity","code","part","line","column","message","suggestion"],"additionalProperties":false,"properties":{
    "severity":{"enum":["error","warning"],"description":"An error keeps it from being published."},
    "code":{"enum":["often_empty","syntax","unclosed_tag","unknown_tag","unknown_name","unknown_filter","wrong_arguments","unknown_snippet","broken_snippet","unpublished_snippet",
      "snippet_value","missing_fallback","foreign_language","line_break","empty_part","not_shown","image_without_text","unsafe_link","relative_link","empty_link",
      "too_large","no_unsubscribe_link","not_json","wrong_block"]},
    "part":{"type":"string"},"line":{"type":["integer","null"],"description":"From 1."},"column":{"type":["integer","null"],"description":"From 1, in characters."},
    "message":{"type":"string"},"suggestion":{"type":["string","null"],"description":"What could stand there instead."}}},
"TemplateCheck":{"type":"object","required":["object","publishable","findings"],"additionalProperties":false,"properties":{
    "object":{"const":"template_check"},"publishable":{"type":"boolean"},"findings":{"type":"array","items":{"$ref":"#/components/schemas/TemplateFinding"}}}},
"TemplateWord":{"type":"object","required":["name","shape","may_lack","example","members"],"additionalProperties":false,"properties":{
    "name":{"type":"string","description":"As it is written behind the name it belongs to: profile, then .email."},
    "shape":{"enum":["any","text","number","money","date","boolean","list","object"]},"may_lack":{"type":"boolean","description":"Some people have none."},
    "example":{"type":["string","null"],"description":"What it prints; null for nothing, and where it has members."},
    "members":{"type":"array","items":{"$ref":"#/components/schemas/TemplateWord"},"description":"Of a list: one, what each element is; none where that is not known."}}},
"TemplateWords":{"type":"object","required":["object","profile","names","filters","tags"],"additionalProperties":false,"properties":{
    "object":{"const":"template_words"},"profile":{"type":["string","null"]},
    "names":{"type":"array","items":{"$ref":"#/components/schemas/TemplateWord"},"description":"profile has other names: user, customer, person."},
    "filters":{"type":"array","items":{"type":"string"}},"tags":{"type":"array","items":{"type":"string"}}}},
"TemplateValues":{"type":"object","required":["object","segment","people","counted","fields"],"additionalProperties":false,"properties":{
    "object":{"const":"template_values"},"segment":{"type":["string","null"]},
    "people":{"type":["integer","null"],"description":"null: they are being counted, ask again in a moment."},"counted":{"type":["integer","null"],"description":"When."},
    "fields":{"type":"array","items":{"type":"object","required":["name","lacking"],"additionalProperties":false,"properties":{
      "name":{"type":"string","description":"As a template writes it behind profile."},"lacking":{"type":"integer","description":"People without a value."}}}}}},
"ImageFile":{"type":"string","format":"binary"},
"Image":{"type":"object","required":["object","id","name","path","url","width","height","size","created","created_by"],"additionalProperties":false,"properties":{
    "object":{"const":"image"},"id":{"type":"string","pattern":"^img_"},"name":{"type":"string","description":"Of the file it came from."},
    "path":{"type":"string","description":"What a template writes as src: it becomes a whole address in the message."},"url":{"type":"string"},
    "width":{"type":"integer","description":"Pixels, at most 1200."},"height":{"type":"integer"},"size":{"type":"integer","description":"Bytes."},
    "created":{"$ref":"#/components/schemas/Timestamp"},"created_by":{"type":"string"}}},
"ImageList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/Image"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}},
"Brand":{"type":"object","required":["object","logo_url","logo_width","website","primary_color","text_color","background_color","content_color","font","version"],"additionalProperties":false,"properties":{
    "object":{"const":"brand"},"logo_url":{"type":["string","null"],"description":"https, or the path of an image."},"logo_width":{"type":["integer","null"],"description":"Pixels."},"website":{"type":["string","null"]},
    "primary_color":{"type":["string","null"]},"text_color":{"type":["string","null"]},"background_color":{"type":["string","null"]},"content_color":{"type":["string","null"]},
    "font":{"enum":["system","arial","verdana","trebuchet","georgia","times",null]},"version":{"type":"integer"}}},
"BrandPatch":{"type":"object","additionalProperties":false,"properties":{
    "logo_url":{"type":["string","null"],"description":"https, or the path of an image."},"logo_width":{"type":["integer","null"],"description":"Pixels."},"website":{"type":["string","null"]},
    "primary_color":{"type":["string","null"]},"text_color":{"type":["string","null"]},"background_color":{"type":["string","null"]},"content_color":{"type":["string","null"]},
    "font":{"enum":["system","arial","verdana","trebuchet","georgia","times",null]},"version":{"type":"integer"}}},
"TemplateRevision":{"type":"object","required":["object","template","revision","sent","saved","saved_by","published","restored_from"],"additionalProperties":false,"properties":{
    "object":{"const":"template_revision"},"template":{"type":"string","pattern":"^tpl_"},"revision":{"type":"integer"},
    "sent":{"type":"boolean","description":"It is the one that is sent."},"content":{"$ref":"#/components/schemas/TemplateContent","description":"Not in lists."},
    "saved":{"$ref":"#/components/schemas/Timestamp"},"saved_by":{"type":"string"},"published":{"type":["integer","null"],"description":"When it was first published."},
    "restored_from":{"type":["integer","null"]}}},
"TemplateRevisionList":{"type":"object","required":["object","data","has_more","url"],"additionalProperties":false,"properties":{
    "object":{"const":"list"},"data":{"type":"array","items":{"$ref":"#/components/schemas/TemplateRevision"}},"has_more":{"type":"boolean"},"url":{"type":"string"}}}
})json";

}  // namespace daybook::server

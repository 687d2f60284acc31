// What one who writes a condition asks for: the words there are, the values that people have, and whom a condition that is
// not kept yet means, how it stands for a person.
#pragma once

#include "segments/segments_api.h"

namespace daybook::segments {

// GET /v1/segments/words: fields, activities and objects with their members, and the operators of each type.
http::Response GetWords(const http::Request& request, const ApiContext& context);
// GET /v1/segments/values ?field= | ?activity=&member= | ?object=&member=, and ?query=: texts that people have, those that
// most people have first. Of a big shop some thousand people are looked at.
http::Response GetValues(const http::Request& request, const ApiContext& context);
// POST /v1/segments/preview {"condition"} or {"recipe","values"?}, as POST /v1/segments takes them.
http::Response PostPreview(const http::Request& request, const ApiContext& context);
// POST /v1/segments/explain {"condition","profile"}: as the explanation of a segment.
http::Response PostExplain(const http::Request& request, const ApiContext& context);

}  // namespace daybook::segments

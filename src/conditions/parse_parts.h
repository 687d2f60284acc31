// What the files of the parser share. Not for other modules.
#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>

#include "conditions/program.h"

namespace daybook::conditions {

using simdjson::dom::element;

// "condition.all[0]" + "op".
std::string Under(const std::string& path, std::string_view name);
std::string Quoted(std::string_view text);  // “text”, cut where it is long
// "text", "a list": what was given instead.
std::string_view Given(element value);
// " Did you mean x?" or " Known are: …".
std::string Hint(std::string_view name, const std::vector<std::string_view>& known);

// Reads the operand of `op`. `path` is the value's own: "condition.value". Precondition: the
// operator fits the type.
Result<Test> ReadTest(Op op, Type type, const element* value, const std::string& path,
                      const Schema& schema);
Result<Window> ReadWindow(element value, const std::string& path, const Schema& schema);
// A single operator beside its value, {OP: V}; `skip` names another member that is not an operator
// ("of").
Result<Test> ReadComparison(element value, Type type, std::string_view skip,
                            const std::string& path, const Schema& schema);

}  // namespace daybook::conditions

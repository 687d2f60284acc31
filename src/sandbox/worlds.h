// Worlds: files in the format of the Stripe scenarios (tests/data/stripe), served as they are.
//
//   {"shapes": {"2025-02-24.acacia": {collection: [object…], "invoice_lines": {invoice: [line…]},
//                                     "deleted_objects": [stub…]}, "2026-10-28.endive": {…}}}
//   {"cases": [{"customer": object}…], "address_cases": […]}: each case's customer is one customer of its own.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "sandbox/documents.h"

namespace daybook::sandbox {

// kInvalid, naming `name`, where the text is no world.
Status LoadWorld(Documents& documents, std::string_view json, std::string_view name);
Status LoadWorldFile(Documents& documents, const std::string& path);

}  // namespace daybook::sandbox

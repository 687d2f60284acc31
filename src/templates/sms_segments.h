// How many text messages a text is sent as, which is what it costs (3GPP TS 23.038 and 23.040).
//
// In GSM-7 one message holds 160 septets and each of several 153; characters of the extension table take two, which are never
// parted. Any other character makes the whole UCS-2: 70 and 67 units of 16 bits, surrogate pairs never parted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace daybook::templates {

enum class SmsEncoding : uint8_t { kGsm7, kUcs2 };
std::string_view SmsEncodingName(SmsEncoding encoding);  // "GSM-7"

struct SmsSegments {
    SmsEncoding encoding = SmsEncoding::kGsm7;
    int64_t segments = 0;   // 0 for an empty text
    int64_t units = 0;      // septets, or units of 16 bits
    int64_t left = 160;     // units that the last message still holds
    std::string costly;     // the first character that GSM-7 has not; empty: none
};
SmsSegments CountSegments(std::string_view text);

}  // namespace daybook::templates

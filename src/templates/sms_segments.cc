#include "templates/sms_segments.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/text.h"

namespace daybook::templates {
namespace {

// The characters beyond ASCII letters and digits; those of the extension table count twice.
constexpr std::string_view kBasic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
constexpr std::string_view kExtended = "\f^{}\\[~]|€";

std::map<std::string_view, int64_t> MakeTable() {
    std::map<std::string_view, int64_t> table;
    for (const auto& [characters, septets] : {std::pair(kBasic, 1), std::pair(kExtended, 2)}) {
        for (size_t i = 0; i < characters.size(); i += Utf8Length(characters.substr(i))) table.emplace(characters.substr(i, Utf8Length(characters.substr(i))), septets);
    }
    return table;
}

std::array<uint8_t, 128> MakeAscii(const std::map<std::string_view, int64_t>& table) {
    std::array<uint8_t, 128> ascii{};
    for (size_t c = 0; c < ascii.size(); ++c) {
        const char character = static_cast<char>(c);
        const auto found = table.find(std::string_view(&character, 1));
        const bool common = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        ascii[c] = common ? 1 : found == table.end() ? 0 : static_cast<uint8_t>(found->second);
    }
    return ascii;
}

// Septets of a character; 0 where GSM-7 has none.
int64_t SeptetsOf(std::string_view character) {
    static const std::map<std::string_view, int64_t> kTable = MakeTable();
    static const std::array<uint8_t, 128> kAscii = MakeAscii(kTable);
    if (character.size() == 1) return kAscii[static_cast<unsigned char>(character[0]) & 127];
    const auto found = kTable.find(character);
    return found == kTable.end() ? 0 : found->second;
}

int64_t UnitsOf(std::string_view character) { return character.size() == 4 ? 2 : 1; }

// Calls visit(character) for each; an invalid byte counts as U+FFFD.
template <typename Visit>
void EachCharacter(std::string_view text, Visit visit) {
    for (size_t i = 0; i < text.size();) {
        const size_t length = Utf8Length(text.substr(i));
        visit(length == 0 ? std::string_view("\uFFFD") : text.substr(i, length));
        i += std::max<size_t>(length, 1);
    }
}

// Characters put into messages of `room` units each, none parted; how many units the last one holds.
struct Packed {
    int64_t messages = 0, last = 0, units = 0;
};
template <typename Size>
Packed Pack(std::string_view text, int64_t room, Size size) {
    Packed packed;
    EachCharacter(text, [&](std::string_view character) {
        const int64_t units = size(character);
        packed.units += units;
        if (packed.messages == 0 || packed.last + units > room) ++packed.messages, packed.last = 0;
        packed.last += units;
    });
    return packed;
}

template <typename Size>
void Count(SmsSegments& counted, std::string_view text, int64_t alone, int64_t of_several, Size size) {
    Packed packed = Pack(text, alone, size);
    const bool several = packed.units > alone;
    if (several) packed = Pack(text, of_several, size);
    counted.segments = packed.messages;
    counted.units = packed.units;
    counted.left = (several ? of_several : alone) - packed.last;
}

}  // namespace

std::string_view SmsEncodingName(SmsEncoding encoding) { return encoding == SmsEncoding::kGsm7 ? "GSM-7" : "UCS-2"; }

SmsSegments CountSegments(std::string_view text) {
    SmsSegments counted;
    EachCharacter(text, [&](std::string_view character) {
        if (counted.costly.empty() && SeptetsOf(character) == 0) counted.costly = character;
    });
    if (counted.costly.empty()) {
        Count(counted, text, 160, 153, SeptetsOf);
    } else {
        counted.encoding = SmsEncoding::kUcs2;
        Count(counted, text, 70, 67, UnitsOf);
    }
    return counted;
}

}  // namespace daybook::templates

#include "sandbox/people.h"

#include <fmt/format.h>

#include "base/random.h"

namespace daybook::sandbox {
namespace {

constexpr std::string_view kFirst[] = {
    "Ada", "Grace", "Linus", "Ken", "Barbara", "Edsger", "Alan", "Margaret", "Donald", "Frances", "Niklaus", "Radia",
    "Tim", "Hedy", "John", "Sophie", "Dennis", "Joan", "Leslie", "Katherine", "Bjarne", "Anita", "Guido", "Shafi",
    "Maria", "James", "Olivia", "Noah", "Emma", "Liam", "Mia", "Lucas", "Zoe", "Hugo", "Clara", "Felix",
};
constexpr std::string_view kLast[] = {
    "Lovelace", "Hopper", "Torvalds", "Thompson", "Liskov", "Dijkstra", "Turing", "Hamilton", "Knuth", "Allen",
    "Wirth", "Perlman", "Berners-Lee", "Lamarr", "Backus", "Wilson", "Ritchie", "Clarke", "Lamport", "Johnson",
    "Stroustrup", "Borg", "van Rossum", "Goldwasser", "Garcia", "Smith", "Jones", "Taylor", "Brown", "Schmidt",
    "Weber", "Dubois", "Moreau", "Rossi", "Silva", "O'Neil", "de la Cruz", "Nguyen", "Kowalski", "Andersson",
};
// Names that programs get wrong: other scripts, right to left, marks, one word, particles, blanks, quotes.
constexpr std::string_view kRare[] = {
    "محمد العلي", "דוד כהן", "山田 太郎", "王小明", "Ελένη Παπαδοπούλου", "Владимир Петров", "김민준", "สมชาย ใจดี",
    "José María Ñúñez", "Zoë O’Neil", "Søren Ærø", "Łukasz Żółć", "İpek Çağlar", "Cher", "Ada 🌻 Lovelace",
    "  Ada   King  ", "Dr. Jean-Luc Picard III", "Ludwig \"Lui\" van Beethoven", "فاطمة الزهراء", "नेहा शर्मा",
};
constexpr std::string_view kCompany[] = {"Analytical Engines", "Dotted Line", "Northwind", "Blue Kettle", "Harbour & Sons"};
constexpr std::string_view kForm[] = {" Ltd", ", Inc.", " GmbH", " SA", " Oy"};
constexpr std::string_view kDomain[] = {"example.com", "example.org", "example.net", "mail.example", "post.example"};
constexpr std::string_view kHeardBy[] = {"friend", "search", "newsletter", "fair"};
constexpr std::string_view kStreet[] = {"Main St", "High Street", "Oak Avenue", "Harbour Road", "Mill Lane", "Station Rd"};

struct Country {
    std::string_view code;
    std::string_view city;
    std::string_view state;
    std::string_view dial;
    uint8_t currency;
};
constexpr Country kCountries[kCountryCount] = {
    {"US", "Springfield", "IL", "+1", 0}, {"US", "Reno", "NV", "+1", 0},        {"US", "Portland", "OR", "+1", 0},
    {"GB", "Leeds", "", "+44", 2},        {"DE", "Köln", "", "+49", 1},         {"FR", "Lyon", "", "+33", 1},
    {"JP", "東京都", "渋谷区", "+81", 3}, {"KW", "الكويت", "", "+965", 4},      {"CA", "Montréal", "QC", "+1", 0},
    {"IE", "Cork", "", "+353", 1},        {"SE", "Göteborg", "", "+46", 1},     {"US", "Austin", "TX", "+1", 0},
};

template <size_t N>
std::string_view Pick(const std::string_view (&from)[N], uint64_t dice) {
    return from[dice % N];
}

}  // namespace

uint64_t People::Dice(uint64_t person, uint8_t turn, uint64_t what) const {
    return Mix(Mix(seed_ ^ what, person), turn);
}

std::string People::Name(uint64_t person, uint8_t turn) const {
    uint64_t dice = Dice(person, turn, 0x6e);
    uint64_t style = dice >> 56;
    if (style < 12) return std::string(Pick(kRare, dice >> 8));
    std::string_view first = Pick(kFirst, dice & 0xffff);
    std::string_view last = Pick(kLast, (dice >> 16) & 0xffff);
    std::string name;
    name.reserve(32);
    if (style < 22) return name.append(last).append(", ").append(first);
    return name.append(first).append(style < 26 ? "  " : " ").append(last);
}

std::string People::BusinessName(uint64_t person) const {
    uint64_t dice = Dice(person, 0, 0x62);
    return std::string(Pick(kCompany, dice & 0xffff)).append(Pick(kForm, dice >> 16));
}

std::string People::Email(uint64_t person, uint8_t turn) const {
    uint64_t dice = Dice(person, turn, 0x65);
    std::string email;
    email.reserve(48);
    for (char c : Pick(kFirst, dice & 0xffff)) email += static_cast<char>(c | 0x20);
    email += '.';
    fmt::format_int number(person);
    email.append(number.data(), number.size());
    if (turn > 0) email.append("+").append(std::to_string(turn));
    return email.append("@").append(Pick(kDomain, dice >> 16));
}

std::string People::Phone(uint64_t person, uint8_t turn, uint8_t country) const {
    uint64_t dice = Dice(person, turn, 0x70);
    unsigned digits = static_cast<unsigned>(dice % 10000);
    const Country& home = kCountries[country % kCountryCount];
    if (home.dial == "+1" && dice >> 60 < 3) return fmt::format("(555) 555-{:04}", digits);
    if (home.dial == "+44" && dice >> 60 < 3) return fmt::format("07700 90{:04}", digits);
    if (home.dial == "+1") return fmt::format("+1555555{:04}", digits);
    return fmt::format("{}7700{:06}", home.dial, dice % 1000000);
}

std::string People::Birthday(uint64_t person) const {
    const uint64_t dice = Dice(person, 0, 0x64);
    if (dice % 3 != 0) return {};
    return fmt::format("{}-{:02}-{:02}", 1950 + (dice >> 8) % 55, 1 + (dice >> 24) % 12, 1 + (dice >> 40) % 28);
}

std::string_view People::HeardBy(uint64_t person) const {
    const uint64_t dice = Dice(person, 0, 0x64);
    return dice % 3 == 0 ? Pick(kHeardBy, dice >> 48) : std::string_view();
}

Address People::AddressOf(uint64_t person, uint8_t turn, uint8_t country) const {
    uint64_t dice = Dice(person, turn, 0x61);
    const Country& home = kCountries[country % kCountryCount];
    Address address;
    fmt::format_int house(dice % 300 + 1);
    address.line1.append(house.data(), house.size()).append(" ").append(Pick(kStreet, (dice >> 16) & 0xffff));
    if (dice >> 60 < 2) address.line2 = "Apt 2";
    address.city = home.city;
    address.state = home.state;
    fmt::format_int code(10000 + (dice >> 20) % 89999);
    address.postal_code.assign(code.data(), code.size());
    address.country = home.code;
    return address;
}

uint8_t People::CurrencyOf(uint8_t country) { return kCountries[country % kCountryCount].currency; }

}  // namespace daybook::sandbox

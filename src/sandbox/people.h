// Names, e-mail addresses, phones and addresses of made-up people: a function of (seed, person, turn), nothing stored.
// Domains are reserved ones (RFC 2606), phone numbers fictional.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace daybook::sandbox {

struct Address {
    std::string line1;
    std::string line2;  // empty: null
    std::string_view city;
    std::string_view state;  // empty: null
    std::string postal_code;
    std::string_view country;
};

inline constexpr uint8_t kCountryCount = 12;

class People {
  public:
    explicit People(uint64_t seed) : seed_(seed) {}
    // "Ada Lovelace", and now and then "Lovelace, Ada", one word, right-to-left, accents, emoji, double blanks.
    std::string Name(uint64_t person, uint8_t turn) const;
    std::string BusinessName(uint64_t person) const;
    // Unique by (person, turn).
    std::string Email(uint64_t person, uint8_t turn) const;
    // E.164 mostly, else as people write it in that country.
    std::string Phone(uint64_t person, uint8_t turn, uint8_t country) const;
    Address AddressOf(uint64_t person, uint8_t turn, uint8_t country) const;
    // "1987-03-14", and where they heard of the shop; of every third person, as texts of their metadata. Else empty.
    std::string Birthday(uint64_t person) const;
    std::string_view HeardBy(uint64_t person) const;
    // The currency (index of kCurrencies) people of a country pay in.
    static uint8_t CurrencyOf(uint8_t country);
    uint64_t seed() const { return seed_; }

  private:
    uint64_t Dice(uint64_t person, uint8_t turn, uint64_t what) const;
    uint64_t seed_;
};

}  // namespace daybook::sandbox

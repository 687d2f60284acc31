// Ids: 64-bit numbers made by us, shown outside as PREFIX_ and 13 base32 digits.
//
//   id     = prefix "_" 13 digits
//   digits = Crockford's alphabet in lower case, most significant first; the first digit is 0 to f
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace daybook {

// EncodeId("prf", 4097) == "prf_0000000000401".
std::string EncodeId(std::string_view prefix, int64_t number);

// Nothing unless `text` is exactly an id of this prefix.
std::optional<int64_t> DecodeId(std::string_view prefix, std::string_view text);

// A profile's number is block * 4096 + slot (architecture.md §4).
enum class ProfileId : int64_t {};
inline constexpr int64_t kBlockSize = 4096;
constexpr int64_t Number(ProfileId id) { return static_cast<int64_t>(id); }
constexpr int64_t BlockOf(ProfileId id) { return Number(id) / kBlockSize; }
constexpr ProfileId MakeProfileId(int64_t block, int64_t slot) {
    return static_cast<ProfileId>(block * kBlockSize + slot);
}

// One shop of an installation.
enum class AccountId : int64_t {};
constexpr int64_t Number(AccountId id) { return static_cast<int64_t>(id); }

}  // namespace daybook

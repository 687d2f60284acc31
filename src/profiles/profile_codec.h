// Profiles as rows of table `profile`. The BYTES columns:
//
//   customer_ids = NULL where stripe_customer_id alone says it, else unsigned count, text…
//   sales        = NULL where there are none, else unsigned count, (text currency, signed gross, signed refunded)…
//   sources      = NULL where there are none, else unsigned count, (unsigned field, signed object, unsigned place,
//                  signed at)…
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "profiles/profile.h"
#include "profiles/profile_store.h"
#include "sql/value.h"

namespace daybook::profiles {

std::string EncodeCustomerIds(const Fields& fields);
// What they are, from both columns. An unreadable text gives the one of `stripe_customer_id`.
std::vector<std::string> DecodeCustomerIds(std::string_view bytes, std::string_view stripe_customer_id);
std::string EncodeSales(const std::vector<Sales>& sales);
std::vector<Sales> DecodeSales(std::string_view bytes);
std::string EncodeSources(const std::vector<Source>& sources);
std::vector<Source> DecodeSources(std::string_view bytes);

// Of all that is stored of what was computed but the custom values and tags; never 0.
int64_t DigestOf(const Fields& fields, const std::vector<Source>& sources);

// A row of profiles.put_profile (all columns), or of profiles.put_fields.
inline constexpr size_t kWholeColumns = 42;
inline constexpr size_t kFieldsColumns = 37;
void AddWholeRow(sql::ParamTable& rows, const Profile& profile, const Head& head, int64_t digest, int64_t made);
void AddFieldsRow(sql::ParamTable& rows, const Profile& profile, int64_t digest);
// A row of profiles.load.
Profile ReadProfile(const sql::Rows& rows, size_t row);

}  // namespace daybook::profiles

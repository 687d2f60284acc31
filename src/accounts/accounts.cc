#include "accounts/accounts.h"

#include <algorithm>

#include <boost/json.hpp>
#include <date/tz.h>
#include <fmt/format.h>

#include "base/json_write.h"
#include "base/money.h"
#include "base/text.h"

namespace daybook::accounts {
namespace {

constexpr size_t kNameBytesMax = 200;
constexpr size_t kAddressBytesMax = 1000;
constexpr size_t kRecipientsMax = 100;
constexpr int64_t kFirst = 1;

std::string_view ConsentName(Consent consent) {
    switch (consent) {
        case Consent::kNobody: return "nobody";
        case Consent::kBuyers: return "buyers";
        case Consent::kEveryone: return "everyone";
    }
    return "nobody";
}

std::optional<Consent> ParseConsent(std::string_view name) {
    for (Consent consent : {Consent::kNobody, Consent::kBuyers, Consent::kEveryone}) {
        if (ConsentName(consent) == name) return consent;
    }
    return std::nullopt;
}

bool IsTimeZone(const std::string& name) {
    try {
        return date::locate_zone(name) != nullptr;
    } catch (const std::exception&) {
        return false;
    }
}

Result<std::string> TextOf(const boost::json::value& value, std::string_view param, size_t bytes_max) {
    if (!value.is_string()) return Invalid(fmt::format("{} must be a string.", param), std::string(param));
    std::string text(Trim(value.as_string()));
    if (text.size() > bytes_max) {
        return Invalid(fmt::format("{} may have at most {} bytes.", param, bytes_max), std::string(param));
    }
    return text;
}

Status PatchTimeZone(Account& account, const boost::json::value& value) {
    account.time_zone = TRY(TextOf(value, "time_zone", kNameBytesMax));
    if (IsTimeZone(account.time_zone)) return {};
    return Invalid(fmt::format("There is no time zone \"{}\". Give an IANA name such as Europe/Berlin.", account.time_zone), "time_zone");
}

// Null: that of most orders again.
Status PatchCurrency(Account& account, const boost::json::value& value) {
    account.currency.clear();
    if (value.is_null()) return {};
    account.currency = AsciiLower(TRY(TextOf(value, "currency", kNameBytesMax)));
    if (IsCurrency(account.currency)) return {};
    return Invalid("currency is a three-letter code such as usd.", "currency");
}

Status PatchConsent(Account& account, const boost::json::value& value) {
    auto consent = ParseConsent(TRY(TextOf(value, "default_email_consent", kNameBytesMax)));
    if (!consent) return Invalid("default_email_consent is nobody, buyers or everyone.", "default_email_consent");
    account.default_email_consent = *consent;
    return {};
}

Status PatchRecipients(Account& account, const boost::json::value& value) {
    constexpr std::string_view kParam = "test_mode_recipients";
    if (!value.is_array() || value.as_array().size() > kRecipientsMax) {
        return Invalid("test_mode_recipients is a list of at most 100 addresses or domains.", std::string(kParam));
    }
    account.test_mode_recipients.clear();
    for (const boost::json::value& element : value.as_array()) {
        std::string text = AsciiLower(TRY(TextOf(element, kParam, 254)));
        if (text.empty()) return Invalid("test_mode_recipients holds an empty text.", std::string(kParam));
        account.test_mode_recipients.push_back(std::move(text));
    }
    return {};
}

Status PatchAddress(Account& account, const boost::json::value& value) {
    account.postal_address.reset();
    if (value.is_null()) return {};
    std::string text = TRY(TextOf(value, "postal_address", kAddressBytesMax));
    if (!text.empty()) account.postal_address = std::move(text);
    return {};
}

Status CheckVersion(const Account& account, const boost::json::value& value) {
    if (!value.is_int64()) return Invalid("version is the number that came with the settings.", "version");
    if (value.as_int64() == account.version) return {};
    return Conflict("Somebody else changed these settings meanwhile. Look at them again, then change yours.", "changed_meanwhile");
}

Status PatchMember(Account& account, std::string_view name, const boost::json::value& value) {
    if (name == "time_zone") return PatchTimeZone(account, value);
    if (name == "currency") return PatchCurrency(account, value);
    if (name == "default_email_consent") return PatchConsent(account, value);
    if (name == "test_mode_recipients") return PatchRecipients(account, value);
    if (name == "postal_address") return PatchAddress(account, value);
    if (name == "version") return CheckVersion(account, value);
    if (name == "name") {
        account.name = TRY(TextOf(value, "name", kNameBytesMax));
        if (account.name.empty()) return Invalid("name must not be empty.", "name");
        return {};
    }
    return Invalid(fmt::format("There is no setting \"{}\". Known: name, time_zone, currency, postal_address, "
                               "default_email_consent, test_mode_recipients, version.", name),
                   std::string(name), "parameter_unknown");
}

std::string JoinRecipients(const std::vector<std::string>& recipients) {
    return fmt::format("{}", fmt::join(recipients, "\n"));
}

std::vector<std::string> SplitRecipients(std::string_view text) {
    std::vector<std::string> recipients;
    if (text.empty()) return recipients;
    for (std::string_view part : Split(text, '\n')) recipients.emplace_back(part);
    return recipients;
}

}  // namespace

Result<AccountId> EnsureFirst(sql::Database& database, const Clock& clock) {
    int64_t found = 0;
    TRY(database.Read([&](sql::Tx& tx) -> Status {
        sql::Rows rows = TRY(tx.Query("accounts.first_account"));
        if (!rows.empty()) found = rows.Int(0, 0);
        return {};
    }));
    if (found != 0) return static_cast<AccountId>(found);
    TRY(database.Write([&](sql::Tx& tx) -> Status {
        sql::Rows rows = TRY(tx.Query("accounts.first_account"));
        if (!rows.empty()) return {};
        return tx.Run("accounts.insert_account", kFirst, "My shop", "UTC", "", std::nullopt, ConsentName(Consent::kBuyers), "", clock.Now());
    }));
    return static_cast<AccountId>(kFirst);
}

Result<std::vector<AccountId>> ListAccounts(sql::Tx& tx) {
    sql::Rows rows = TRY(tx.Query("accounts.list_accounts"));
    std::vector<AccountId> ids;
    for (size_t row = 0; row < rows.size(); ++row) ids.push_back(static_cast<AccountId>(rows.Int(row, 0)));
    return ids;
}

Result<Account> Load(sql::Tx& tx, AccountId id) {
    sql::Rows rows = TRY(tx.Query("accounts.load_account", Number(id)));
    if (rows.empty()) return NotFound("There is no such account.");
    Account account;
    account.id = id;
    account.name = rows.String(0, 0);
    account.time_zone = rows.String(0, 1);
    account.currency = rows.String(0, 2);
    account.postal_address = rows.OptionalString(0, 3);
    account.default_email_consent = ParseConsent(rows.TextAt(0, 4)).value_or(Consent::kNobody);
    account.test_mode_recipients = SplitRecipients(rows.TextAt(0, 5));
    account.created = rows.Int(0, 6);
    account.version = rows.Int(0, 7);
    return account;
}

Status Save(sql::Tx& tx, Account& account) {
    ++account.version;
    return tx.Run("accounts.update_account", Number(account.id), account.name, account.time_zone, account.currency,
                  account.postal_address, ConsentName(account.default_email_consent),
                  JoinRecipients(account.test_mode_recipients));
}

Result<Account> Patched(Account account, std::string_view json) {
    boost::system::error_code failed;
    boost::json::value value = boost::json::parse(json, failed);
    if (failed || !value.is_object()) return Invalid("The body must be a JSON object.", "", "parameter_invalid");
    for (const auto& member : value.as_object()) TRY(PatchMember(account, member.key(), member.value()));
    return account;
}

std::string ToJson(const Account& account) {
    std::string text;
    JsonWriter out(text);
    out.BeginObject().Member("id", EncodeId("acc", Number(account.id))).Member("object", "account");
    out.Member("name", account.name).Member("time_zone", account.time_zone);
    out.Key("currency");
    if (account.currency.empty()) out.Null();
    else out.String(account.currency);
    out.Key("postal_address");
    if (account.postal_address) out.String(*account.postal_address);
    else out.Null();
    out.Member("default_email_consent", ConsentName(account.default_email_consent));
    out.Key("test_mode_recipients").BeginArray();
    for (const std::string& recipient : account.test_mode_recipients) out.String(recipient);
    out.EndArray().Member("created", account.created / kSecond).Member("version", account.version).EndObject();
    return text;
}

}  // namespace daybook::accounts

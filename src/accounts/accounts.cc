#include "accounts/accounts.h"

#include <algorithm>

#include <date/tz.h>
#include <fmt/format.h>

#include "accounts/currencies.h"
#include "base/controls.h"
#include "base/json_write.h"
#include "base/money.h"
#include "base/text.h"
#include "http/body.h"

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

// Trimmed; nothing where the member is absent or null, which are told apart by who asks. Line breaks only where `kept` has them.
Result<std::optional<std::string>> TextOf(const http::Body& body, std::string_view param, size_t bytes_max, std::string_view kept = {}) {
    if (body.Null(param)) return std::optional<std::string>();
    const std::optional<std::string> given = TRY(body.Text(param));
    if (!given) return std::optional<std::string>();
    std::string text(Trim(*given));
    if (text.size() > bytes_max) return Invalid(fmt::format("{} may have at most {} bytes.", param, bytes_max), std::string(param));
    if (EscapeControls(text, kept) == text) return std::optional(std::move(text));
    return Invalid(fmt::format("{} is text without tabs and other control characters.", param), std::string(param));
}

// The same where null is no value.
Result<std::optional<std::string>> Given(const http::Body& body, std::string_view param) {
    if (body.Null(param)) TRY(body.Text(param));
    return TextOf(body, param, kNameBytesMax);
}

Status PatchName(Account& account, const http::Body& body) {
    auto name = TRY(Given(body, "name"));
    if (name && name->empty()) return Invalid("name must not be empty.", "name");
    if (name) account.name = std::move(*name);
    return {};
}

Status PatchTimeZone(Account& account, const http::Body& body) {
    auto zone = TRY(Given(body, "time_zone"));
    if (!zone) return {};
    if (!IsTimeZone(*zone)) return Invalid(fmt::format("There is no time zone \"{}\". Give an IANA name such as Europe/Berlin.", *zone), "time_zone");
    account.time_zone = std::move(*zone);
    return {};
}

// Null: that of most orders again.
Status PatchCurrency(Account& account, const http::Body& body) {
    if (body.Null("currency")) account.currency.clear();
    const auto given = TRY(TextOf(body, "currency", kNameBytesMax));
    if (!given) return {};
    const std::string currency = AsciiLower(*given);
    if (!IsCurrency(currency)) return Invalid("currency is a three-letter code such as usd.", "currency");
    if (!IsKnownCurrency(currency)) return Invalid(fmt::format("There is no currency \"{}\". Give a code of ISO 4217 such as usd.", currency), "currency");
    account.currency = currency;
    return {};
}

Status PatchConsent(Account& account, const http::Body& body) {
    const auto name = TRY(Given(body, "default_email_consent"));
    if (!name) return {};
    const auto consent = ParseConsent(*name);
    if (!consent) return Invalid("default_email_consent is nobody, buyers or everyone.", "default_email_consent");
    account.default_email_consent = *consent;
    return {};
}

// An address, a domain, or everybody.
bool IsRecipient(std::string_view text) {
    return text == "*" || NormaliseEmail(text) || NormaliseEmail(fmt::format("a@{}", text));
}

Status PatchRecipients(Account& account, const http::Body& body) {
    constexpr std::string_view kParam = "test_mode_recipients";
    const auto given = TRY(body.Texts(kParam));
    if (!given) return {};
    if (given->size() > kRecipientsMax) return Invalid("test_mode_recipients is a list of at most 100 addresses or domains.", std::string(kParam));
    account.test_mode_recipients.clear();
    for (const std::string& element : *given) {
        std::string text = AsciiLower(Trim(element));
        if (!IsRecipient(text)) {
            return Invalid(fmt::format("test_mode_recipients holds \"{}\", which is no e-mail address such as ada@example.com, no domain such as example.com, and not *.", text.substr(0, 254)), std::string(kParam));
        }
        account.test_mode_recipients.push_back(std::move(text));
    }
    return {};
}

Status PatchAddress(Account& account, const http::Body& body) {
    auto address = TRY(TextOf(body, "postal_address", kAddressBytesMax, "\r\n"));
    if (address && !address->empty()) account.postal_address = std::move(address);
    else if (body.Has("postal_address")) account.postal_address.reset();
    return {};
}

Status CheckVersion(const Account& account, const http::Body& body) {
    const auto version = TRY(body.Integer("version"));
    if (!version || *version == account.version) return {};
    return Conflict("Somebody else changed these settings meanwhile. Look at them again, then change yours.", "changed_meanwhile");
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
    http::Request request;
    request.body = json;
    const http::Body body = TRY(http::Body::Read(request, {"name", "time_zone", "currency", "postal_address", "default_email_consent", "test_mode_recipients", "version"}));
    TRY(CheckVersion(account, body));
    for (auto patch : {PatchName, PatchTimeZone, PatchCurrency, PatchConsent, PatchRecipients, PatchAddress}) TRY(patch(account, body));
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

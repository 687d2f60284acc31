#include "profiles/profile_codec.h"

#include <algorithm>
#include <optional>

#include "base/assert.h"
#include "base/bytes.h"
#include "base/hash.h"

namespace daybook::profiles {
namespace {

sql::Param BytesOrNull(const std::string& bytes) {
    return bytes.empty() ? sql::Param() : sql::Param(sql::Bytes{bytes});
}

std::optional<int64_t> StatusNumber(const Fields& fields) {
    if (!fields.stripe_order_status) return std::nullopt;
    return static_cast<int64_t>(OrderStatusOf(*fields.stripe_order_status));
}

// A status that has no number.
std::optional<std::string> OtherStatus(const Fields& fields) {
    const bool other = fields.stripe_order_status && OrderStatusOf(*fields.stripe_order_status) == OrderStatus::kUnknown;
    return other ? fields.stripe_order_status : std::nullopt;
}

// The columns from first_name to stripe_order_status_other, in the order of profiles.sql.
void AddFields(sql::ParamTable& rows, const Fields& f) {
    rows.Row(f.first_name, f.last_name, f.email, f.phone, f.address, f.city, f.state, f.zip, f.country,
             f.email_unsubscribed, f.stripe_customer_id, f.stripe_order_products, f.stripe_total_orders,
             f.stripe_total_sales, f.stripe_currency, StatusNumber(f), f.stripe_order_last_value,
             f.stripe_order_last_currency, f.stripe_last_create_order_date, f.stripe_first_create_order_date,
             f.stripe_subscription_active, f.stripe_subscription_cancelled, f.stripe_subscription_paused,
             f.stripe_subscription_trial, f.stripe_subscription_past_due, f.distinct_products, f.deleted, OtherStatus(f));
}

void AddBlobs(sql::ParamTable& rows, const Profile& profile) {
    rows.Add(BytesOrNull(EncodeCustomerIds(profile.fields)));
    rows.Add(BytesOrNull(EncodeSales(profile.fields.sales)));
    rows.Add(BytesOrNull(EncodeSources(profile.sources)));
    rows.Add(BytesOrNull(EncodeCustom(profile.fields.custom, profile.fields.tags)));
}

// Reads the columns of a row from left to right.
class Columns {
  public:
    Columns(const sql::Rows& rows, size_t row, size_t first) : rows_(rows), row_(row), column_(first) {}
    int64_t Int() { return rows_.Int(row_, column_++); }
    bool Flag() { return Int() != 0; }
    std::optional<int64_t> OptionalInt() { return rows_.OptionalInt(row_, column_++); }
    std::optional<std::string> OptionalText() { return rows_.OptionalString(row_, column_++); }
    std::string_view Bytes() { return rows_.TextAt(row_, column_++); }

  private:
    const sql::Rows& rows_;
    size_t row_, column_;
};

void ReadStandard(Columns& in, Fields& f) {
    f.first_name = in.OptionalText();
    f.last_name = in.OptionalText();
    f.email = in.OptionalText();
    f.phone = in.OptionalText();
    f.address = in.OptionalText();
    f.city = in.OptionalText();
    f.state = in.OptionalText();
    f.zip = in.OptionalText();
    f.country = in.OptionalText();
    f.email_unsubscribed = in.Flag();
}

void ReadStripe(Columns& in, Fields& f) {
    f.stripe_customer_id = in.OptionalText();
    f.stripe_order_products = in.Int();
    f.stripe_total_orders = in.Int();
    f.stripe_total_sales = in.Int();
    f.stripe_currency = in.OptionalText();
    if (auto status = in.OptionalInt()) f.stripe_order_status = OrderStatusName(static_cast<OrderStatus>(*status));
    f.stripe_order_last_value = in.OptionalInt();
    f.stripe_order_last_currency = in.OptionalText();
    f.stripe_last_create_order_date = in.OptionalInt();
    f.stripe_first_create_order_date = in.OptionalInt();
    f.stripe_subscription_active = in.Int();
    f.stripe_subscription_cancelled = in.Int();
    f.stripe_subscription_paused = in.Int();
    f.stripe_subscription_trial = in.Int();
    f.stripe_subscription_past_due = in.Int();
    f.distinct_products = in.Int();
    f.deleted = in.Flag();
    if (auto other = in.OptionalText()) f.stripe_order_status = std::move(other);
}

void Put(ByteWriter& out, const std::optional<std::string>& text) {
    out.Unsigned(text ? 1 : 0);
    if (text) out.Text(*text);
}

void Put(ByteWriter& out, std::optional<int64_t> number) {
    out.Unsigned(number ? 1 : 0);
    if (number) out.Signed(*number);
}

}  // namespace

std::string EncodeCustomerIds(const Fields& fields) {
    const std::vector<std::string>& ids = fields.customer_ids;
    bool plain = ids.empty() ? !fields.stripe_customer_id : ids.size() == 1 && fields.stripe_customer_id == ids[0];
    if (plain) return {};
    ByteWriter out;
    out.Unsigned(ids.size());
    for (const std::string& id : ids) out.Text(id);
    return out.Take();
}

std::vector<std::string> DecodeCustomerIds(std::string_view bytes, std::string_view stripe_customer_id) {
    std::vector<std::string> ids;
    ByteReader in(bytes);
    uint64_t count = bytes.empty() ? 0 : in.Unsigned();
    for (uint64_t i = 0; i < count && in.ok(); ++i) ids.emplace_back(in.Text());
    if (in.ok() && !bytes.empty()) return ids;
    ids.clear();
    if (!stripe_customer_id.empty()) ids.emplace_back(stripe_customer_id);
    return ids;
}

std::string EncodeSales(const std::vector<Sales>& sales) {
    if (sales.empty()) return {};
    ByteWriter out;
    out.Unsigned(sales.size());
    for (const Sales& one : sales) {
        out.Text(one.currency);
        out.Signed(one.gross);
        out.Signed(one.refunded);
    }
    return out.Take();
}

std::vector<Sales> DecodeSales(std::string_view bytes) {
    std::vector<Sales> sales;
    ByteReader in(bytes);
    uint64_t count = bytes.empty() ? 0 : in.Unsigned();
    for (uint64_t i = 0; i < count && in.ok(); ++i) {
        Sales one{.currency = std::string(in.Text()), .gross = in.Signed(), .refunded = in.Signed()};
        if (in.ok()) sales.push_back(std::move(one));
    }
    return sales;
}

std::string EncodeSources(const std::vector<Source>& sources) {
    if (sources.empty()) return {};
    ByteWriter out;
    out.Unsigned(sources.size());
    for (const Source& one : sources) {
        ASSERT(one.field >= 0 && one.place >= 0);
        out.Unsigned(static_cast<uint64_t>(one.field));
        out.Signed(one.object);
        out.Unsigned(static_cast<uint64_t>(one.place));
        out.Signed(one.at);
    }
    return out.Take();
}

std::vector<Source> DecodeSources(std::string_view bytes) {
    std::vector<Source> sources;
    ByteReader in(bytes);
    uint64_t count = bytes.empty() ? 0 : in.Unsigned();
    for (uint64_t i = 0; i < count && in.ok(); ++i) {
        Source one{.field = static_cast<int16_t>(in.Unsigned()), .object = in.Signed(),
                   .place = static_cast<int16_t>(in.Unsigned()), .at = in.Signed()};
        if (in.ok()) sources.push_back(one);
    }
    return sources;
}

int64_t DigestOf(const Fields& f, const std::vector<Source>& sources) {
    ByteWriter out;
    for (const auto* text : {&f.first_name, &f.last_name, &f.email, &f.phone, &f.address, &f.city, &f.state, &f.zip,
                             &f.country, &f.stripe_customer_id, &f.stripe_currency, &f.stripe_order_last_currency}) {
        Put(out, *text);
    }
    for (int64_t number : {int64_t{f.email_unsubscribed}, f.stripe_order_products, f.stripe_total_orders,
                           f.stripe_total_sales, f.stripe_subscription_active, f.stripe_subscription_cancelled,
                           f.stripe_subscription_paused, f.stripe_subscription_trial,
                           f.stripe_subscription_past_due, f.distinct_products, int64_t{f.deleted}}) {
        out.Signed(number);
    }
    for (std::optional<int64_t> number : {StatusNumber(f), f.stripe_order_last_value,
                                          f.stripe_last_create_order_date, f.stripe_first_create_order_date}) {
        Put(out, number);
    }
    out.Text(EncodeCustomerIds(f));
    out.Text(EncodeSales(f.sales));
    out.Text(EncodeSources(sources));
    if (const auto other = OtherStatus(f)) out.Text(*other);
    auto digest = static_cast<int64_t>(Hash64(out.bytes()));
    return digest == 0 ? 1 : digest;
}

void AddWholeRow(sql::ParamTable& rows, const Profile& profile, const Head& head, int64_t digest, int64_t made) {
    rows.Row(BlockOf(profile.id), Number(profile.id), Number(profile.account), profile.shown, profile.created,
             profile.version, profile.updated, digest);
    AddFields(rows, profile.fields);
    rows.Row(head.own, made);
    AddBlobs(rows, profile);
}

void AddFieldsRow(sql::ParamTable& rows, const Profile& profile, int64_t digest) {
    rows.Row(BlockOf(profile.id), Number(profile.id), profile.version, profile.updated, digest);
    AddFields(rows, profile.fields);
    AddBlobs(rows, profile);
}

Profile ReadProfile(const sql::Rows& rows, size_t row) {
    Columns in(rows, row, 0);
    Profile profile;
    profile.id = ProfileId{in.Int()};
    profile.account = AccountId{in.Int()};
    profile.shown = in.Flag();
    profile.created = in.Int();
    profile.version = in.Int();
    profile.updated = in.Int();
    in.Int();  // digest
    ReadStandard(in, profile.fields);
    ReadStripe(in, profile.fields);
    std::string_view customer_ids = in.Bytes();
    profile.fields.customer_ids = DecodeCustomerIds(customer_ids, profile.fields.stripe_customer_id.value_or(""));
    profile.fields.sales = DecodeSales(in.Bytes());
    profile.sources = DecodeSources(in.Bytes());
    Shown shown = DecodeCustom(in.Bytes());
    profile.fields.custom = std::move(shown.values);
    profile.fields.tags = std::move(shown.tags);
    return profile;
}

}  // namespace daybook::profiles

#include "templates/brand.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "accounts/settings.h"
#include "base/json_write.h"
#include "base/nearest.h"
#include "templates/kept_images.h"

namespace daybook::templates {
namespace {

constexpr std::string_view kSetting = "brand";
constexpr size_t kAddressBytesMax = 2000;
constexpr int64_t kLogoWidthLeast = 16, kLogoWidthMost = 600;

constexpr std::pair<std::string_view, std::string_view> kFonts[] = {
    {"system", "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"},
    {"arial", "Arial,Helvetica,sans-serif"},
    {"verdana", "Verdana,Geneva,sans-serif"},
    {"trebuchet", "'Trebuchet MS',Tahoma,sans-serif"},
    {"georgia", "Georgia,'Times New Roman',serif"},
    {"times", "'Times New Roman',Times,serif"}};

enum class Shape { kColor, kAddress, kFont };
struct Row {
    std::string_view name;
    Shape shape;
    std::string Brand::*value;
};
constexpr Row kRows[] = {{"logo_url", Shape::kAddress, &Brand::logo_url}, {"website", Shape::kAddress, &Brand::website},
                         {"primary_color", Shape::kColor, &Brand::primary_color}, {"text_color", Shape::kColor, &Brand::text_color},
                         {"background_color", Shape::kColor, &Brand::background_color}, {"content_color", Shape::kColor, &Brand::content_color},
                         {"font", Shape::kFont, &Brand::font}};

bool IsAddress(std::string_view text) {
    return text.starts_with("https://") && text.size() > 8 && text.size() <= kAddressBytesMax &&
           text.find_first_of(" \t\r\n\"'<>{}") == std::string_view::npos;
}

Status CheckText(const Row& row, std::string_view text) {
    const std::string name(row.name);
    if (row.shape == Shape::kColor && !IsColor(text)) return Invalid(fmt::format("{} must be a colour such as #1a5fb4.", name), name);
    const bool image = row.name == "logo_url" && IsKeptImage(text);
    if (row.shape == Shape::kAddress && !text.empty() && !image && !IsAddress(text)) return Invalid(fmt::format("{} must be an address that begins with https://.", name), name);
    if (row.shape == Shape::kFont && FontStack(text).empty()) return Invalid("font must be system, arial, verdana, trebuchet, georgia or times.", name);
    return {};
}

Status SetMember(Brand& brand, std::string_view name, const boost::json::value& value) {
    if (name == "logo_width") {
        if (value.is_null()) return brand.logo_width = Brand{}.logo_width, Status();
        if (!value.is_int64() || value.as_int64() < kLogoWidthLeast || value.as_int64() > kLogoWidthMost)
            return Invalid(fmt::format("logo_width must be {} to {} pixels.", kLogoWidthLeast, kLogoWidthMost), "logo_width");
        brand.logo_width = value.as_int64();
        return {};
    }
    if (name == "version") {
        if (!value.is_int64()) return Invalid("version is the number that came with the brand.", "version");
        if (value.as_int64() == brand.version) return {};
        return Conflict("Somebody else changed the brand meanwhile. Look at it again, then change yours.", "changed_meanwhile");
    }
    std::vector<std::string_view> known = {"logo_width", "version"};
    for (const Row& row : kRows) {
        known.push_back(row.name);
        if (row.name != name) continue;
        if (value.is_null()) return brand.*row.value = Brand{}.*row.value, Status();
        const auto* text = value.if_string();
        if (text == nullptr) return Invalid(fmt::format("{} must be a text.", name), std::string(name));
        TRY(CheckText(row, *text));
        brand.*row.value = std::string(*text);
        return {};
    }
    std::string message = fmt::format("A brand has no {}.", name);
    if (const auto meant = Nearest(name, known)) message += fmt::format(" Did you mean {}?", *meant);
    return Invalid(std::move(message), std::string(name), "parameter_unknown");
}

// 0 to 255 each.
std::array<int, 3> Channels(std::string_view color) {
    std::array<int, 3> channels{};
    const size_t digits = color.size() == 4 ? 1 : 2;
    for (size_t i = 0; i < 3; ++i) {
        const char* begin = color.data() + 1 + i * digits;
        std::from_chars(begin, begin + digits, channels[i], 16);
        if (digits == 1) channels[i] *= 17;
    }
    return channels;
}

}  // namespace

std::string_view FontStack(std::string_view font) {
    for (const auto& [name, stack] : kFonts) {
        if (name == font) return stack;
    }
    return {};
}

bool IsColor(std::string_view text) {
    if ((text.size() != 4 && text.size() != 7) || text[0] != '#') return false;
    return text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

std::string_view TextOn(std::string_view color) {
    const auto [red, green, blue] = Channels(color);
    return red * 299 + green * 587 + blue * 114 > 150 * 1000 ? "#000000" : "#ffffff";
}

Result<Brand> LoadBrand(sql::Tx& tx, AccountId account) {
    const auto stored = TRY(accounts::GetSetting(tx, account, kSetting));
    Brand brand;
    if (!stored) return brand;
    boost::system::error_code failed;
    boost::json::value value = boost::json::parse(*stored, failed);
    if (failed || !value.is_object()) return Corrupt("The stored brand cannot be read.", "brand_unreadable");
    const auto* version = value.as_object().if_contains("version");
    brand.version = version != nullptr && version->is_int64() ? version->as_int64() : 0;
    value.as_object().erase("object");
    return Patched(std::move(brand), boost::json::serialize(value));
}

Result<Brand> Patched(Brand brand, std::string_view json) {
    boost::system::error_code failed;
    const boost::json::value value = boost::json::parse(json, failed);
    if (failed || !value.is_object()) return Invalid("The body must be a JSON object.");
    for (const auto& member : value.as_object()) TRY(SetMember(brand, member.key(), member.value()));
    return brand;
}

Status SaveBrand(sql::Tx& tx, AccountId account, Brand& brand) {
    ++brand.version;
    return accounts::PutSetting(tx, account, kSetting, BrandJson(brand));
}

std::string BrandJson(const Brand& brand) {
    std::string text;
    JsonWriter json(text);
    json.BeginObject().Member("object", "brand").Member("logo_width", brand.logo_width);
    for (const Row& row : kRows) {
        const std::string& value = brand.*row.value;
        json.Key(row.name);
        value.empty() ? json.Null() : json.String(value);
    }
    json.Member("version", brand.version).EndObject();
    return text;
}

}  // namespace daybook::templates

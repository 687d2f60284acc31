#include "templates/kept_images.h"

#include <fmt/format.h>

#include "base/crypto.h"
#include "base/text.h"
#include "templates/brand.h"

namespace daybook::templates {
namespace {

constexpr size_t kNameDigits = 32;

KeptImage ReadRow(const sql::Rows& rows, size_t i) {
    return {rows.Int(i, 0), AccountId{rows.Int(i, 1)}, rows.String(i, 2), rows.String(i, 3), static_cast<int>(rows.Int(i, 4)), static_cast<int>(rows.Int(i, 5)),
            rows.Int(i, 6), rows.Int(i, 7), rows.String(i, 8)};
}

std::optional<KeptImage> FirstOf(const sql::Rows& rows) { return rows.empty() ? std::nullopt : std::optional(ReadRow(rows, 0)); }

}  // namespace

std::string FileOf(AccountId account, const images::Image& image) {
    const std::string hash = HexEncode(Sha256(fmt::format("{} {}", Number(account), image.bytes)));
    return fmt::format("{}.{}", hash.substr(0, kNameDigits), images::Ending(image.format));
}

Status InsertImage(sql::Tx& tx, const KeptImage& one, std::string_view bytes) {
    return tx.Run("templates.insert_image", one.id, Number(one.account), one.file, one.name, one.width, one.height, one.size, one.created, one.actor, sql::Bytes{bytes});
}

Result<std::vector<KeptImage>> ListImages(sql::Tx& tx, AccountId account) {
    const sql::Rows rows = TRY(tx.Query("templates.images", Number(account)));
    std::vector<KeptImage> all;
    for (size_t i = 0; i < rows.size(); ++i) all.push_back(ReadRow(rows, i));
    return all;
}

Result<std::optional<KeptImage>> FindImage(sql::Tx& tx, AccountId account, int64_t id) { return FirstOf(TRY(tx.Query("templates.image", Number(account), id))); }

Result<std::optional<KeptImage>> FindImageFile(sql::Tx& tx, std::string_view file) { return FirstOf(TRY(tx.Query("templates.image_of_file", file))); }

Result<std::optional<std::string>> ImageBytes(sql::Tx& tx, std::string_view file) {
    const sql::Rows rows = TRY(tx.Query("templates.image_bytes", file));
    return rows.empty() ? std::nullopt : std::optional(rows.String(0, 0));
}

Status DeleteImage(sql::Tx& tx, AccountId account, int64_t id) { return tx.Run("templates.delete_image", Number(account), id); }

Result<std::vector<std::string>> UsersOf(sql::Tx& tx, const KeptImage& one) {
    const sql::Rows rows = TRY(tx.Query("templates.contents", Number(one.account)));
    std::vector<std::string> users;
    for (size_t i = 0; i < rows.size(); ++i) {
        const std::string name = rows.String(i, 2);
        const bool shows = rows.TextAt(i, 3).find(one.file) != std::string_view::npos;
        if (shows && (users.empty() || users.back() != name)) users.push_back(name);
    }
    const Brand brand = TRY(LoadBrand(tx, one.account));
    if (brand.logo_url.ends_with(one.file)) users.emplace_back("the brand");
    return users;
}

bool IsKeptImage(std::string_view link) {
    if (!link.starts_with(kImagesPath)) return false;
    const std::string_view file = link.substr(kImagesPath.size());
    return file.size() > kNameDigits && file.find_first_not_of("0123456789abcdef") == kNameDigits && file[kNameDigits] == '.';
}

}  // namespace daybook::templates

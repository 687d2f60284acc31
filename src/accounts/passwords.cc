#include "accounts/passwords.h"

#include <algorithm>
#include <vector>

#include "base/assert.h"
#include "base/random.h"
#include "base/text.h"

namespace daybook::accounts {

namespace embedded {
extern const std::string_view common_passwords;  // common_passwords.txt: one a line, sorted
}

namespace {

constexpr int kRunningMax = 2, kWaitingMax = 1;

bool IsCommon(std::string_view password) {
    static const std::vector<std::string_view> kCommon = Split(Trim(embedded::common_passwords), '\n');
    return std::ranges::binary_search(kCommon, std::string_view(AsciiLower(password)));
}

size_t Characters(std::string_view text) {
    return static_cast<size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

Status CheckPassword(std::string_view password, std::string_view email) {
    auto refuse = [](std::string message, std::string reason) { return Invalid(std::move(message), "password", std::move(reason)); };
    if (!IsUtf8(password)) return refuse("The password holds bytes that are no text.", "parameter_invalid");
    if (Characters(password) < kPasswordCharactersMin) {
        return refuse("A password needs at least 8 characters; three or four unusual words are a good one.", "password_too_short");
    }
    if (Characters(password) > kPasswordCharactersMax) return refuse("A password may have at most 256 characters.", "password_too_long");
    if (IsCommon(password)) return refuse("This password is one of the most common ones, which are tried first. Choose another.", "password_too_common");
    if (!email.empty() && AsciiLower(password) == AsciiLower(email)) {
        return refuse("The password is your e-mail address. Choose another.", "password_too_common");
    }
    return {};
}

// A place among those that hash.
class Passwords::Turn {
  public:
    explicit Turn(Passwords& passwords) : passwords_(passwords) {}
    ~Turn() { passwords_.Leave(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    Passwords& passwords_;
};

Passwords::Passwords(const PasswordCost& cost)
    : cost_(cost), nobody_([&] {
          auto hashed = HashPassword(Base64Url(SecureBytes(32)), cost);
          ASSERT(hashed.ok());
          return std::move(*hashed);
      }()) {}

Status Passwords::Enter() {
    std::unique_lock lock(mutex_);
    if (running_ >= kRunningMax) {
        if (waiting_ >= kWaitingMax) {
            return Error{Code::kLimited, "Many people sign in just now. Try again in a few seconds.", "rate_limited", {}};
        }
        ++waiting_;
        left_.wait(lock, [this] { return running_ < kRunningMax; });
        --waiting_;
    }
    ++running_;
    return {};
}

void Passwords::Leave() {
    std::lock_guard lock(mutex_);
    --running_;
    left_.notify_one();
}

Result<std::string> Passwords::Hash(std::string_view password) {
    TRY(Enter());
    Turn turn(*this);
    return HashPassword(password, cost_);
}

Result<bool> Passwords::Verify(std::string_view encoded, std::string_view password) {
    TRY(Enter());
    Turn turn(*this);
    bool same = VerifyPassword(encoded.empty() ? std::string_view(nobody_) : encoded, password);
    return same && !encoded.empty();
}

}  // namespace daybook::accounts

// Passwords of users: which are allowed, and hashing that nobody can drown the server with.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>

#include "base/crypto.h"
#include "base/result.h"

namespace daybook::accounts {

inline constexpr size_t kPasswordCharactersMin = 8, kPasswordCharactersMax = 256;

// 8 to 256 characters of any kind, not among the 5,000 most common ones, not the e-mail address itself. kInvalid with
// param `password`, reason password_too_short, password_too_long or password_too_common.
Status CheckPassword(std::string_view password, std::string_view email);

// Hashes at most two passwords at a time (46 MiB and a core each), lets one more wait, and refuses further ones:
// kLimited. Thread safe; on the worker pool.
class Passwords {
  public:
    explicit Passwords(const PasswordCost& cost = {});

    Result<std::string> Hash(std::string_view password);
    // With an empty `encoded` (there is no such user, or one without a password) false, and as slow.
    Result<bool> Verify(std::string_view encoded, std::string_view password);

  private:
    class Turn;
    Status Enter();
    void Leave();

    const PasswordCost cost_;
    const std::string nobody_;      // what an unknown user's password is compared with
    std::mutex mutex_;
    std::condition_variable left_;
    int running_ = 0, waiting_ = 0;
};

}  // namespace daybook::accounts

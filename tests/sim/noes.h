// Who had said no to e-mail in some state of the shop: what was followed live knows it, and a fresh import of the last state
// cannot.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "sandbox/shop.h"

namespace daybook::sim {

class Noes {
  public:
    explicit Noes(sandbox::Shop& shop) : shop_(shop) {}
    // Whose each address is now: after each change, and before the first.
    void Look();
    // Of a customer that was not made up with the shop.
    void LookAt(const std::string& customer);
    // The addresses, lower case, of which a no can be told: of a checkout that carries it or whose customer had it, or of a
    // customer that was at such an address.
    Result<std::set<std::string>> Told() const;

  private:
    sandbox::Shop& shop_;
    std::map<std::string, std::set<std::string>> addresses_;  // by customer: all that it had
};

// Empty where whoever says no in `fresh` does in `live`, and who does only in `live` is among `told`.
std::string Unexplained(const std::vector<std::string>& fresh, const std::vector<std::string>& live, const std::set<std::string>& told);

}  // namespace daybook::sim

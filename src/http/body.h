// The JSON object that a request's body holds, read strictly (api.md §2).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace daybook::http {

class Body {
  public:
    // kInvalid: not a JSON object (an empty body is {}), a member that is not among `known` (parameter_unknown, with
    // what was perhaps meant), a member twice, or nested deeper than 32.
    static Result<Body> Read(const Request& request, std::initializer_list<std::string_view> known);

    bool Has(std::string_view name) const { return Find(name) != nullptr; }
    bool Null(std::string_view name) const;

    // The member's value; nothing where it is absent; kInvalid where it is of another type. null is another type but
    // where the name says so.
    Result<std::optional<std::string>> Text(std::string_view name) const;
    Result<std::optional<int64_t>> Integer(std::string_view name) const;
    Result<std::optional<bool>> Flag(std::string_view name) const;
    Result<std::optional<std::vector<std::string>>> Texts(std::string_view name) const;
    // parameter_missing where it is absent.
    Result<std::string> RequiredText(std::string_view name) const;
    // Any value as JSON without white space.
    std::optional<std::string> Json(std::string_view name) const;

  private:
    enum class Kind { kNull, kText, kInteger, kFlag, kTexts, kOther };
    struct Member {
        Kind kind = Kind::kOther;
        std::string text;                 // of kText
        int64_t integer = 0;              // of kInteger and kFlag
        std::vector<std::string> texts;   // of kTexts
        std::string json;
    };
    // Fills `member` from a simdjson element; kept out of the header.
    struct Filler;
    const Member* Find(std::string_view name) const;

    std::map<std::string, Member, std::less<>> members_;
};

}  // namespace daybook::http

// Result<T>: a T or an Error. Status: nothing or an Error.
#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "base/assert.h"
#include "base/error.h"

namespace daybook {

template <typename T>
class [[nodiscard]] Result {
  public:
    using Value = T;

    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}          // NOLINT
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}      // NOLINT

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    // Precondition of the next three: ok().
    T& value() & { ASSERT(ok()); return *std::get_if<0>(&state_); }
    const T& value() const& { ASSERT(ok()); return *std::get_if<0>(&state_); }
    T&& value() && { ASSERT(ok()); return std::move(*std::get_if<0>(&state_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    // Precondition: !ok().
    const Error& error() const { ASSERT(!ok()); return *std::get_if<1>(&state_); }
    Error TakeError() { ASSERT(!ok()); return std::move(*std::get_if<1>(&state_)); }

  private:
    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
  public:
    using Value = void;

    Result() = default;
    Result(Error error) : error_(std::move(error)) {}  // NOLINT

    bool ok() const { return !error_.has_value(); }
    explicit operator bool() const { return ok(); }
    void value() const { ASSERT(ok()); }
    const Error& error() const { ASSERT(!ok()); return *error_; }
    Error TakeError() { ASSERT(!ok()); return std::move(*error_); }

  private:
    std::optional<Error> error_;
};

using Status = Result<void>;

namespace detail {
template <typename T>
T Unwrap(Result<T>&& result) { return std::move(result).value(); }
inline void Unwrap(Result<void>&&) {}
}  // namespace detail

}  // namespace daybook

// TRY(expr): the value of a Result expression, or return its error from the enclosing function.
#define TRY(...)                                                     \
    ({                                                               \
        auto daybook_try_result = (__VA_ARGS__);                     \
        if (!daybook_try_result.ok()) return daybook_try_result.TakeError(); \
        ::daybook::detail::Unwrap(std::move(daybook_try_result));    \
    })

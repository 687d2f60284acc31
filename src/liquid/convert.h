// Values as text, as lists, as truth: the rules every tag and filter shares.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "liquid/value.h"

namespace daybook::liquid {

// As {{ value }} prints it: nothing for nil, arrays one item after the other, objects as Ruby shows them.
// Like the next two it stops soon after `out` has `most` bytes.
void AppendValue(std::string& out, const Value& value, size_t most = SIZE_MAX);
// As string filters see it: like AppendValue, but arrays are shown as ["a", "b"].
void AppendText(std::string& out, const Value& value, size_t most = SIZE_MAX);
// As Ruby's inspect: strings in quotes, nil as nil.
void AppendInspect(std::string& out, const Value& value, size_t most = SIZE_MAX);

// Deep equality; 1 equals 1.0. Adds to `work` the bytes that had to be looked at.
bool Equal(const Value& a, const Value& b, int64_t& work);
// Equality as a hash key: 1 and 1.0 differ.
bool Same(const Value& a, const Value& b, int64_t& work);
// What `== empty` and `== blank` ask.
bool IsEmpty(const Value& value);
bool IsBlank(const Value& value);
// Ruby's <=>: nothing where the two cannot be compared. `work` as above.
std::optional<int> Order(const Value& a, const Value& b, int64_t& work);
// The name of a value's kind in error texts: "String", "Integer", ….
std::string_view KindName(const Value& value);

// Ruby's Integer(): nothing where it is not one; the nearest of 64 bits where it is larger.
std::optional<int64_t> StrictInteger(const Value& value);

bool IsSpace(char c);

// Characters, not bytes. Invalid bytes count as one character each.
size_t CountCharacters(std::string_view text);
// Bytes of the first `count` characters.
size_t PrefixBytes(std::string_view text, size_t count);

// Where `part` stands in `text` first, at or behind `from`; last. npos: nowhere. Linear, whatever the texts.
size_t FindFirst(std::string_view text, std::string_view part, size_t from = 0);
size_t FindLast(std::string_view text, std::string_view part);

void AppendEscaped(std::string& out, std::string_view text);

}  // namespace daybook::liquid

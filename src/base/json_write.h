// JSON out, appended to a string. Commas are the writer's business; nesting is the caller's.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace daybook {

// Appends `text` as a JSON string. Invalid UTF-8 becomes U+FFFD; < > & stay as they are.
void AppendJsonString(std::string& out, std::string_view text);

class JsonWriter {
  public:
    explicit JsonWriter(std::string& out) : out_(out) {}

    JsonWriter& BeginObject() { return Open('{'); }
    JsonWriter& EndObject() { return Close('}'); }
    JsonWriter& BeginArray() { return Open('['); }
    JsonWriter& EndArray() { return Close(']'); }
    JsonWriter& Key(std::string_view key);

    JsonWriter& String(std::string_view value);
    JsonWriter& Int(int64_t value);
    JsonWriter& Bool(bool value);
    JsonWriter& Double(double value);  // NaN and infinities become null
    JsonWriter& Null();
    // Text that already is JSON.
    JsonWriter& Raw(std::string_view json);

    // Member(key, value) in one call; a string, bool or integer.
    JsonWriter& Member(std::string_view key, std::string_view value) { return Key(key).String(value); }
    JsonWriter& Member(std::string_view key, const char* value) { return Key(key).String(value); }
    JsonWriter& Member(std::string_view key, std::same_as<bool> auto value) { return Key(key).Bool(value); }
    template <std::integral T>
        requires(!std::same_as<T, bool>)
    JsonWriter& Member(std::string_view key, T value) {
        return Key(key).Int(static_cast<int64_t>(value));
    }

  private:
    JsonWriter& Open(char bracket);
    JsonWriter& Close(char bracket);
    void Separate();

    std::string& out_;
    bool comma_ = false;
};

}  // namespace daybook

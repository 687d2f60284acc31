#include "http/message.h"

#include <condition_variable>
#include <mutex>

#include "base/assert.h"
#include "http/errors.h"

namespace daybook::http {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool EqualNoCase(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (size_t i = 0; i < a.size(); ++i) {
        if (Lower(a[i]) != Lower(b[i])) return false;
    }
    return true;
}

const Parameter* Find(const std::vector<Parameter>& parameters, std::string_view name) {
    for (const Parameter& parameter : parameters) {
        if (parameter.name == name) return &parameter;
    }
    return nullptr;
}

}  // namespace

std::string_view MethodName(Method method) {
    switch (method) {
        case Method::kGet:
            return "GET";
        case Method::kHead:
            return "HEAD";
        case Method::kPost:
            return "POST";
        case Method::kPut:
            return "PUT";
        case Method::kPatch:
            return "PATCH";
        case Method::kDelete:
            return "DELETE";
        case Method::kOptions:
            return "OPTIONS";
    }
    ASSERT(false && "every method has a name");
}

void Headers::Add(std::string_view name, std::string_view value) { all_.emplace_back(name, value); }

void Headers::Set(std::string_view name, std::string_view value) {
    std::erase_if(all_, [name](const auto& item) { return EqualNoCase(item.first, name); });
    Add(name, value);
}

std::string_view Headers::Get(std::string_view name) const {
    for (const auto& [key, value] : all_) {
        if (EqualNoCase(key, name)) return value;
    }
    return {};
}

bool Headers::Has(std::string_view name) const {
    for (const auto& [key, value] : all_) {
        if (EqualNoCase(key, name)) return true;
    }
    return false;
}

std::optional<std::string_view> Request::Query(std::string_view name) const {
    const Parameter* parameter = Find(query, name);
    if (parameter == nullptr) return std::nullopt;
    return parameter->value;
}

std::string_view Request::Path(std::string_view name) const {
    const Parameter* parameter = Find(path_parameters, name);
    return parameter == nullptr ? std::string_view() : std::string_view(parameter->value);
}

Response JsonResponse(int status, std::string json) {
    Response response;
    response.status = status;
    response.headers.Add("Content-Type", "application/json");
    response.body = std::move(json);
    return response;
}

Response ErrorResponse(const Error& error, std::string_view request_id) {
    Response response = JsonResponse(ShapeOf(error).status, ErrorJson(error, request_id));
    if (response.status == 429 || response.status == 503) response.headers.Add("Retry-After", "1");
    return response;
}

// The client promises to call `done` once, and every request has a deadline: so the wait ends.
Result<Answer> Client::Call(Outgoing request) {
    struct Box {
        std::mutex mutex;
        std::condition_variable came;
        std::optional<Result<Answer>> result;
    } box;
    Send(std::move(request), [&box](Result<Answer> result) {
        std::lock_guard lock(box.mutex);
        box.result.emplace(std::move(result));
        box.came.notify_one();
    });
    std::unique_lock lock(box.mutex);
    box.came.wait(lock, [&box] { return box.result.has_value(); });
    return std::move(*box.result);
}

}  // namespace daybook::http

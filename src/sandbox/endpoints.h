// Which URLs there are, what they list, which parameters they take and which permission they need (stripe.md §2.1).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sandbox/rows.h"

namespace daybook::sandbox {

// Parameters of a list beyond limit, starting_after and ending_before.
enum : uint32_t {
    kByCreated = 1,
    kByCustomer = 2,
    kByEmail = 4,
    kByStatus = 8,
    kBySubscription = 16,
    kByInvoice = 32,
    kByCharge = 64,
    kByPaymentIntent = 128,
    kByTestClock = 256,
    kByActive = 512,
    kByProduct = 1024,
    kByType = 2048,
    kByCode = 4096,
    kByPrice = 8192,
    kByCollection = 16384,
    kByDetailsEmail = 32768,
    kByPayment = 65536,
    kByCurrency = 131072,
    kNeedsSubscription = 262144,
};

struct Endpoint {
    std::string_view path;        // "/v1/customers"
    std::string_view name;        // "customers": how --deny names it
    std::string_view noun;        // "customer": in messages and as `param`
    std::string_view permission;  // "customer_read"
    std::string_view label;       // "Customers"
    Kind kind;
    uint32_t filters;
    std::string_view expands = {};  // "line_items": what expand[] takes of one object; of a list, behind "data."
};

std::span<const Endpoint> Endpoints();
const Endpoint* EndpointOf(Kind kind);

// The endpoint's name of what may also be written with '_' for '/': "checkout_sessions".
std::string PathName(std::string_view name);

enum class Form : uint8_t { kList, kOne, kSublist };

// What a path asks for.
struct Route {
    const Endpoint* endpoint = nullptr;  // of a sub-list: the parent's
    Form form = Form::kList;
    std::string_view id;                 // of the one object, or of the parent
    Kind sublist = Kind::kLine;
};

// Nothing where Stripe has no such URL. The id points into `path`.
std::optional<Route> Match(std::string_view path);

}  // namespace daybook::sandbox

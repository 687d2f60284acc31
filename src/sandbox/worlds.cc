#include "sandbox/worlds.h"

#include <simdjson.h>

#include <algorithm>

#include "base/io.h"
#include "base/log.h"
#include "sandbox/endpoints.h"

namespace daybook::sandbox {
namespace {

namespace dom = simdjson::dom;

std::optional<Era> EraOf(std::string_view version) {
    if (version.size() < 10) return std::nullopt;
    return version < "2025-03-31" ? Era::kAcacia : Era::kEndive;
}

// A world may hold more than the sandbox serves (payment intents, events): that is left out.
bool IsServed(dom::element object) {
    std::string_view noun;
    if (object["object"].get(noun)) return true;  // refused with a reason when it is read
    return std::ranges::any_of(Endpoints(), [&](const Endpoint& endpoint) { return endpoint.noun == noun; });
}

Status PutObject(Documents& documents, dom::element object, Era era) {
    std::string text = simdjson::minify(object);
    Document fresh = TRY(ParseDocument(text, era));
    const Document* known = documents.Find(fresh.kind, fresh.id);
    if (known == nullptr) {
        documents.Put(std::move(fresh));
        return {};
    }
    Document both = *known;
    TRY(AddShape(both, text, era));
    both.lines.clear();  // Put keeps them
    documents.Put(std::move(both));
    return {};
}

// Lines beyond the embedded ones; the invoice is known already.
Status PutLines(Documents& documents, std::string_view invoice, dom::array lines, Era era) {
    const Document* known = documents.Find(Kind::kInvoice, invoice);
    if (known == nullptr) return Invalid("invoice_lines names an invoice that is not in the world: " + std::string(invoice));
    Document changed = *known;
    for (dom::element line : lines) {
        std::string_view id;
        if (line["id"].get(id)) return Invalid("a line of " + std::string(invoice) + " has no id");
        auto at = std::find_if(changed.lines.begin(), changed.lines.end(), [&](const SubDocument& l) { return l.id == id; });
        if (at == changed.lines.end()) at = changed.lines.insert(at, SubDocument{std::string(id), {}});
        at->text[static_cast<int>(era)] = simdjson::minify(line);
    }
    documents.Put(std::move(changed));
    return {};
}

Status LoadShape(Documents& documents, dom::object shape, Era era) {
    for (auto [name, collection] : shape) {
        dom::array objects;
        if (collection.get(objects)) continue;
        size_t left_out = 0;
        for (dom::element object : objects) {
            if (IsServed(object)) TRY(PutObject(documents, object, era));
            else ++left_out;
        }
        if (left_out > 0) {
            Log(Level::kWarn, "sandbox.not_served", {{"collection", name}, {"objects", std::to_string(left_out)}});
        }
    }
    dom::object lines;
    if (shape["invoice_lines"].get(lines)) return {};
    for (auto [invoice, list] : lines) {
        dom::array array;
        if (list.get(array)) return Invalid("invoice_lines must hold arrays");
        TRY(PutLines(documents, invoice, array, era));
    }
    return {};
}

// The same made-up id stands in every case: each becomes a customer of its own.
Status LoadCases(Documents& documents, dom::array cases, std::string_view prefix) {
    size_t number = 0;
    for (dom::element one : cases) {
        dom::element customer;
        if (one["customer"].get(customer)) return Invalid("a case has no customer");
        std::string patch = R"({"id":"cus_)" + std::string(prefix) + std::to_string(number) + R"(","email":")" +
                            std::string(prefix) + std::to_string(number) + "@example.com\"}";
        ++number;
        std::string text = TRY(MergePatch(simdjson::minify(customer), patch));
        Document document = TRY(ParseDocument(text, Era::kEndive));
        document.text[static_cast<int>(Era::kAcacia)] = document.text[static_cast<int>(Era::kEndive)];
        documents.Put(std::move(document));
    }
    return {};
}

Status LoadParsed(Documents& documents, dom::element world) {
    dom::object shapes;
    bool any = false;
    if (!world["shapes"].get(shapes)) {
        any = true;
        for (auto [version, shape] : shapes) {
            auto era = EraOf(version);
            dom::object object;
            if (!era || shape.get(object)) return Invalid("`shapes` must map API versions to collections");
            TRY(LoadShape(documents, object, *era));
        }
    }
    constexpr std::pair<std::string_view, std::string_view> kCases[] = {{"cases", "Name"}, {"address_cases", "Address"}};
    for (auto [member, prefix] : kCases) {
        dom::array cases;
        if (world[member].get(cases)) continue;
        any = true;
        TRY(LoadCases(documents, cases, prefix));
    }
    if (!any) return Invalid("it has neither `shapes` nor `cases`");
    return {};
}

}  // namespace

Status LoadWorld(Documents& documents, std::string_view json, std::string_view name) {
    dom::parser parser;
    dom::element world;
    auto prefixed = [&](Error error) {
        error.message = "the world " + std::string(name) + " cannot be loaded: " + error.message;
        return error;
    };
    if (parser.parse(json.data(), json.size()).get(world)) return prefixed(Invalid("it is not valid JSON"));
    Status loaded = LoadParsed(documents, world);
    if (!loaded.ok()) return prefixed(loaded.TakeError());
    return {};
}

Status LoadWorldFile(Documents& documents, const std::string& path) {
    std::string text = TRY(ReadFile(path));
    return LoadWorld(documents, text, path);
}

}  // namespace daybook::sandbox

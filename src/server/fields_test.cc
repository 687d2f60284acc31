// The shop's own fields and people made by hand, over the API.
#include "server/house_support.h"

namespace daybook::server {
namespace {

using http::Method;

class FieldsTest : public HouseTest {
  protected:
    http::Response Do(Method method, std::string_view path, std::string body = "") { return AskSocket(method, path, std::move(body)); }
    // The answer, which must be good.
    boost::json::value Good(Method method, std::string_view path, std::string body = "") {
        http::Response response = Do(method, path, std::move(body));
        EXPECT_EQ(response.status, 200) << path << " " << response.body;
        return Json(response);
    }
    std::string MakePerson(const std::string& body) { return std::string(Good(Method::kPost, "/v1/profiles", body).at("id").as_string()); }
};

TEST_F(FieldsTest, APersonMadeByHandHasItsOwnValuesAtOnce) {
    Good(Method::kPut, "/v1/fields/shoe_size", R"({"type":"number","label":"Shoe size"})");
    Good(Method::kPut, "/v1/fields/credit", R"({"type":"money"})");
    const auto ada = Good(Method::kPost, "/v1/profiles",
                          R"({"fields":{"email":"Ada@Example.com","first_name":"Ada","country":"gb"},"custom":{"shoe_size":38.5,"credit":1250,"credit_currency":"gbp"},"tags":["vip"," early "]})");
    EXPECT_EQ(ada.at("fields").at("email").as_string(), "Ada@Example.com");
    EXPECT_EQ(ada.at("fields").at("country").as_string(), "GB");
    EXPECT_EQ(boost::json::serialize(ada.at("custom")), R"({"shoe_size":3.85E1,"credit":1250,"credit_currency":"gbp"})");
    EXPECT_EQ(boost::json::serialize(ada.at("tags")), R"(["early","vip"])");
    const std::string path = "/v1/profiles/" + std::string(ada.at("id").as_string());
    const auto later = Good(Method::kPatch, path, R"({"fields":{"city":"London","first_name":null},"custom":{"shoe_size":null}})");
    EXPECT_EQ(later.at("fields").at("city").as_string(), "London");
    EXPECT_TRUE(later.at("fields").at("first_name").is_null());
    EXPECT_TRUE(later.at("custom").at("shoe_size").is_null());
    EXPECT_EQ(Good(Method::kGet, path).at("custom"), later.at("custom"));
    const auto sources = Good(Method::kGet, path).at("sources");
    EXPECT_EQ(sources.at("city").at("from").as_string(), "daybook");
    const auto field = Good(Method::kGet, "/v1/fields/credit");
    EXPECT_EQ(field.at("filled").as_int64(), 1);
    EXPECT_EQ(field.at("currency").as_string(), "credit_currency");
    EXPECT_EQ(Good(Method::kGet, "/v1/fields/shoe_size").at("filled").as_int64(), 0);
}

TEST_F(FieldsTest, AnAddressBelongsToOnePerson) {
    const std::string ada = MakePerson(R"({"fields":{"email":"ada@example.com"}})");
    const http::Response taken = Do(Method::kPost, "/v1/profiles", R"({"fields":{"email":" ADA@example.com"}})");
    EXPECT_EQ(taken.status, 409);
    EXPECT_EQ(CodeOf(taken), "already_exists");
    EXPECT_NE(taken.body.find(ada), std::string::npos);
    const std::string bob = MakePerson(R"({"fields":{"email":"bob@example.com"}})");
    EXPECT_EQ(Do(Method::kPatch, "/v1/profiles/" + bob, R"({"fields":{"email":"ada@example.com"}})").status, 409);
    Good(Method::kPatch, "/v1/profiles/" + ada, R"({"fields":{"email":"countess@example.com"}})");
    Good(Method::kPatch, "/v1/profiles/" + bob, R"({"fields":{"email":"ada@example.com"}})");
}

TEST_F(FieldsTest, SegmentsReactInTheSameSettle) {
    Good(Method::kPut, "/v1/fields/plan", R"({"type":"text"})");
    const std::string ada = MakePerson(R"({"fields":{"email":"ada@example.com"}})");
    const auto segment = Good(Method::kPost, "/v1/segments", R"({"name":"Gold","condition":{"any":[{"field":"plan","op":"is","value":"gold"},{"field":"tags","op":"contains","value":"vip"}]}})");
    const std::string path = "/v1/segments/" + std::string(segment.at("id").as_string());
    const auto size = [&] { return Good(Method::kGet, path).at("size").as_int64(); };
    EXPECT_EQ(size(), 0);
    Good(Method::kPatch, "/v1/profiles/" + ada, R"({"custom":{"plan":"Gold"}})");
    EXPECT_EQ(size(), 1);
    Good(Method::kPatch, "/v1/profiles/" + ada, R"({"custom":{"plan":null}})");
    EXPECT_EQ(size(), 0);
    Good(Method::kPatch, "/v1/profiles/" + ada, R"({"tags":["VIP"]})");
    EXPECT_EQ(size(), 1);
    for (const auto& [method, body] : {std::pair(Method::kDelete, ""), {Method::kPatch, R"({"type":"number"})"}}) {
        const http::Response used = Do(method, "/v1/fields/plan", body);
        EXPECT_EQ(used.status, 409);
        EXPECT_EQ(CodeOf(used), "field_in_use");
        EXPECT_NE(used.body.find("Gold"), std::string::npos);
    }
    Good(Method::kPatch, "/v1/fields/plan", R"({"label":"Plan of theirs"})");
}

TEST_F(FieldsTest, WhatIsWrongIsSaidInASentence) {
    Good(Method::kPut, "/v1/fields/plan", R"({"type":"text"})");
    Good(Method::kPut, "/v1/fields/age", R"({"type":"number"})");
    const std::string ada = "/v1/profiles/" + MakePerson(R"({"fields":{"email":"ada@example.com","email_unsubscribed":true}})");
    const struct {
        Method method;
        std::string path, body;
        int status;
        std::string_view code, param;
    } rows[] = {
        {Method::kPost, "/v1/profiles", "{}", 400, "parameter_missing", "fields"},
        {Method::kPost, "/v1/profiles", R"({"fields":{"email":"nobody"}})", 400, "parameter_invalid", "fields.email"},
        {Method::kPost, "/v1/profiles", R"({"fields":{"mail":"a@b.co"}})", 400, "parameter_unknown", "fields.mail"},
        {Method::kPatch, ada, R"({"fields":{"stripe_total_orders":3}})", 400, "field_owned_by_stripe", "fields.stripe_total_orders"},
        {Method::kPatch, ada, R"({"custom":{"plam":"x"}})", 400, "parameter_unknown", "custom.plam"},
        {Method::kPatch, ada, R"({"custom":{"age":"x"}})", 400, "parameter_invalid", "custom.age"},
        {Method::kPatch, ada, R"({"custom":[]})", 400, "parameter_invalid", "custom"},
        {Method::kPatch, ada, R"({"tags":"vip"})", 400, "parameter_invalid", "tags"},
        {Method::kPatch, ada, R"({"fields":{"email_unsubscribed":false}})", 400, "parameter_missing", "reason"},
        {Method::kPatch, "/v1/profiles/prf_0000000009999", "{}", 404, "resource_missing", ""},
        {Method::kPut, "/v1/fields/email", R"({"type":"text"})", 400, "field_fixed", "name"},
        {Method::kPut, "/v1/fields/Colour", R"({"type":"text"})", 400, "parameter_invalid", "name"},
        {Method::kPut, "/v1/fields/colour", R"({"type":"tint"})", 400, "parameter_invalid", "type"},
        {Method::kPut, "/v1/fields/colour", "{}", 400, "parameter_missing", "type"},
        {Method::kPatch, "/v1/fields/age", R"({"name":"plan"})", 409, "already_exists", ""},
        {Method::kDelete, "/v1/fields/colour", "", 404, "resource_missing", ""},
    };
    for (const auto& row : rows) {
        const http::Response response = Do(row.method, row.path, row.body);
        EXPECT_EQ(response.status, row.status) << row.body << response.body;
        EXPECT_EQ(CodeOf(response), row.code) << response.body;
        if (row.param.empty()) continue;
        EXPECT_EQ(Json(response).at("error").at("param").as_string(), row.param);
    }
    EXPECT_EQ(Good(Method::kPatch, ada, R"({"fields":{"email_unsubscribed":false},"reason":"She asked for it by letter."})").at("fields").at("email_unsubscribed"), false);
    EXPECT_NE(Do(Method::kGet, "/v1/audit").body.find("reason:She\u00a0asked\u00a0for\u00a0it\u00a0by\u00a0letter."), std::string::npos);
}

TEST_F(FieldsTest, AMappedFieldIsReadFromStripe) {
    const auto made = Good(Method::kPut, "/v1/fields/shops", R"({"type":"list","source":{"over":"orders","path":"metadata.shop","take":"list"}})");
    EXPECT_EQ(made.at("help").as_string(), "Read from Stripe: list of orders: metadata.shop.");
    EXPECT_EQ(boost::json::serialize(made.at("source")), R"({"over":"orders","path":"metadata.shop","take":"list"})");
    Good(Method::kPut, "/v1/fields/colour", R"({"type":"text","source":"customer.metadata.colour"})");
    EXPECT_EQ(Good(Method::kPatch, "/v1/fields/colour", R"({"source":"customer.metadata.tint"})").at("source").as_string(), "customer.metadata.tint");
    const std::string ada = "/v1/profiles/" + MakePerson(R"({"fields":{"email":"ada@example.com"}})");
    EXPECT_TRUE(Good(Method::kGet, ada).at("custom").at("colour").is_null());
    EXPECT_EQ(CodeOf(Do(Method::kPatch, ada, R"({"custom":{"colour":"red"}})")), "field_owned_by_stripe");
    for (const char* body : {R"({"type":"number","source":"customer"})", R"({"type":"text","source":["a"]})", R"({"type":"text","source":{"over":"orders"}})"}) {
        const http::Response response = Do(Method::kPut, "/v1/fields/other", body);
        EXPECT_EQ(response.status, 400) << body;
        EXPECT_EQ(Json(response).at("error").at("param").as_string(), "source") << response.body;
    }
    const auto attributes = Good(Method::kGet, "/v1/integrations/stripe/attributes").at("data").as_array();
    EXPECT_FALSE(attributes.empty()) << "what Stripe documents is there before anything is read";
    for (const auto& one : attributes) EXPECT_EQ(one.at("share").to_number<double>(), 0);
}

TEST_F(FieldsTest, APreviewOfAnotherTypeSaysWhatWouldBeLost) {
    Good(Method::kPut, "/v1/fields/size", R"({"type":"text"})");
    for (const char* size : {"38.5", "large", "large"}) MakePerson(std::string(R"({"fields":{"first_name":"Somebody"},"custom":{"size":")") + size + "\"}}");
    MakePerson(R"({"fields":{"first_name":"Nobody"}})");
    const auto preview = Good(Method::kPost, "/v1/fields/preview", R"({"name":"size","type":"number"})");
    const auto figure = [&](std::string_view name) { return preview.at(name).as_int64(); };
    EXPECT_EQ(std::tuple(figure("people"), figure("looked_at"), figure("filled"), figure("unfit"), figure("lost")), std::tuple(4, 4, 1, 2, 2));
    EXPECT_EQ(boost::json::serialize(preview.at("examples")), R"([{"from":"large","to":null,"currency":null},{"from":"38.5","to":3.85E1,"currency":null}])");
    EXPECT_EQ(Good(Method::kGet, "/v1/fields/size").at("type").as_string(), "text") << "nothing changed";
    EXPECT_EQ(CodeOf(Do(Method::kPost, "/v1/fields/preview", R"({"type":"tint"})")), "parameter_invalid");
}

}  // namespace
}  // namespace daybook::server

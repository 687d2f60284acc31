#include "templates/newsletter_support.h"

#include <fmt/format.h>

namespace daybook::templates {

std::string Newsletter() {
    std::string blocks =
        R"([{"type":"section","background":"#0b3954","padding":24,"blocks":[{"type":"heading","text":"Spring at the corner shop","level":1,"color":"#ffffff","align":"center"},)"
        R"({"type":"text","html":"<p>Hello {{ profile.first_name | default: \"friend\" }}, you ordered <b>{{ profile.stripe_total_orders }}</b> times.</p>","color":"#ffffff"}]},)"
        R"({"type":"image","src":"https://img.example/spring.png","alt":"A table in a garden","link":"https://shop.example/spring"},)";
    for (int i = 1; i <= 6; ++i) {
        blocks += fmt::format(
            R"({{"type":"heading","text":"Story {0}","level":2}},{{"type":"text","html":"<p>It is the <em>{0}th</em> story of this letter, and it tells of linen, of oak and of what came by boat.</p>)"
            R"(<ul><li>Light</li><li>Warm</li></ul><p><a href=\"https://shop.example/{0}?for={{{{ profile.id | url_encode }}}}\">Read more</a></p>"}},)"
            R"({{"type":"columns","columns":[{{"blocks":[{{"type":"image","src":"https://img.example/{0}a.png","alt":"Left","width":260}},{{"type":"text","html":"<p>Left of {0}</p>","size":14}}]}},)"
            R"({{"width":50,"blocks":[{{"type":"image","src":"https://img.example/{0}b.png","alt":"Right","width":260}},{{"type":"button","label":"Look","link":"https://shop.example/b{0}"}}]}}]}},)"
            R"({{"type":"divider"}},)", i);
    }
    return blocks + R"({"type":"text","html":"<p>You are one of our best.</p>","show_if":"profile.stripe_total_orders > 2"},{"type":"spacer","height":24},)"
                    R"({"type":"product_list","items":"cart.products"},{"type":"order_summary","source":"cart"},{"type":"button","label":"Back to the cart","link":"{{ cart.url }}","full_width":true},)"
                    R"({"type":"html","html":"<p align=\"center\">Made by hand</p>"},{"type":"footer","preferences_label":"Choose what you get"}])";
}

}  // namespace daybook::templates

#include <memory>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include "help/library.h"

namespace daybook::help {
namespace {

struct FreeParser {
    void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeNode {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeText {
    void operator()(char* text) const { free(text); }
};

bool RegisterExtensions() {
    cmark_gfm_core_extensions_ensure_registered();
    return true;
}

}  // namespace

std::string RenderMarkdown(std::string_view markdown) {
    static const bool kRegistered = RegisterExtensions();
    (void)kRegistered;
    // Without CMARK_OPT_UNSAFE raw HTML and javascript: addresses are left out.
    constexpr int kOptions = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_SMART;
    std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(kOptions));
    if (cmark_syntax_extension* tables = cmark_find_syntax_extension("table")) cmark_parser_attach_syntax_extension(parser.get(), tables);
    cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
    std::unique_ptr<cmark_node, FreeNode> document(cmark_parser_finish(parser.get()));
    std::unique_ptr<char, FreeText> html(cmark_render_html(document.get(), kOptions, cmark_parser_get_syntax_extensions(parser.get())));
    return html.get();
}

}  // namespace daybook::help

// The help centre's articles: Markdown files of help/, embedded in the program, rendered when it starts.
//
//   article  = "---" LF { key ": " value LF } "---" LF Markdown      keys: title, summary, section, related, screens
//   related, screens = "[" entries separated by ", " "]"
// The id of an article is its file's name without ".md"; its section is the folder. `screens` are beginnings of the
// application's paths whose "?" opens the article. HTML inside the Markdown is left out (cmark's safe mode).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace daybook::help {

struct File {
    std::string_view path;     // "house/people-and-roles.md", "images/connect.png"
    std::string_view bytes;
};
// What the build embedded of help/.
std::span<const File> EmbeddedFiles();

struct Article {
    std::string id, title, summary, section;
    std::vector<std::string> related, screens;
    std::string markdown, html;
};

// Immutable once made; thread safe.
class Library {
  public:
    // kInvalid names the file and what is wrong with it: a missing key, an id twice, a related article or a picture that
    // is not there.
    static Result<Library> Make(std::span<const File> files);

    // By section, then title.
    const std::vector<Article>& articles() const { return articles_; }
    // Null where there is none.
    const Article* Find(std::string_view id) const;
    // Each word must begin a word of the article; those with it in the title come first, then in the summary.
    std::vector<const Article*> Search(std::string_view query) const;
    // A picture's bytes by its name ("connect.png"); nothing where there is none.
    std::optional<std::string_view> Picture(std::string_view name) const;

  private:
    struct Words {
        std::vector<std::string> title, summary, text;   // sorted
    };
    Status Check() const;

    std::vector<Article> articles_;
    std::vector<Words> words_;          // of the article at the same place
    std::vector<File> pictures_;
};

// The HTML of Markdown with GitHub's tables. Raw HTML and dangerous addresses are left out.
std::string RenderMarkdown(std::string_view markdown);

}  // namespace daybook::help

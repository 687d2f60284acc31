#include "help/library.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/text.h"

namespace daybook::help {
namespace {

constexpr std::string_view kFence = "---\n", kImages = "images/", kPictureStart = "](/help/images/";

std::vector<std::string> Entries(std::string_view value) {
    std::vector<std::string> entries;
    value = Trim(value);
    if (value.starts_with('[') && value.ends_with(']')) value = value.substr(1, value.size() - 2);
    for (std::string_view entry : Split(value, ',')) {
        if (!Trim(entry).empty()) entries.emplace_back(Trim(entry));
    }
    return entries;
}

Error Wrong(std::string_view path, std::string_view what) { return Invalid(fmt::format("help/{}: {}", path, what)); }

Status TakeLine(Article& article, std::string_view path, std::string_view line) {
    size_t colon = line.find(':');
    if (colon == std::string_view::npos) return Wrong(path, fmt::format("\"{}\" is no line such as title: Words", line));
    std::string_view key = Trim(line.substr(0, colon)), value = Trim(line.substr(colon + 1));
    if (key == "title") article.title = value;
    else if (key == "summary") article.summary = value;
    else if (key == "section") article.section = value;
    else if (key == "related") article.related = Entries(value);
    else if (key == "screens") article.screens = Entries(value);
    else return Wrong(path, fmt::format("there is no key \"{}\"", key));
    return {};
}

Result<Article> ReadArticle(const File& file) {
    Article article;
    size_t slash = file.path.rfind('/');
    if (slash == std::string_view::npos) return Wrong(file.path, "an article lies in the folder of its section");
    article.id = file.path.substr(slash + 1, file.path.size() - slash - 4);
    std::string_view folder = file.path.substr(0, slash), text = file.bytes;
    size_t end = text.find("\n" + std::string(kFence));
    if (!text.starts_with(kFence) || end == std::string_view::npos) return Wrong(file.path, "it does not begin with --- and the article's keys");
    for (std::string_view line : Split(text.substr(kFence.size(), end - kFence.size()), '\n')) {
        if (!Trim(line).empty()) TRY(TakeLine(article, file.path, line));
    }
    if (article.title.empty() || article.summary.empty()) return Wrong(file.path, "it has no title or no summary");
    if (article.section != folder) return Wrong(file.path, fmt::format("its section is \"{}\", its folder \"{}\"", article.section, folder));
    article.markdown = Trim(text.substr(end + 1 + kFence.size()));
    article.html = RenderMarkdown(article.markdown);
    return article;
}

std::vector<std::string> SortedWords(std::string_view text) {
    std::vector<std::string> words = SearchWords(text);
    std::ranges::sort(words);
    return words;
}

bool Holds(const std::vector<std::string>& words, const std::string& beginning) {
    auto found = std::ranges::lower_bound(words, beginning);
    return found != words.end() && found->starts_with(beginning);
}

}  // namespace

Result<Library> Library::Make(std::span<const File> files) {
    Library library;
    for (const File& file : files) {
        if (file.path.starts_with(kImages)) library.pictures_.push_back({file.path.substr(kImages.size()), file.bytes});
        else if (file.path.ends_with(".md") && file.path != "README.md") library.articles_.push_back(TRY(ReadArticle(file)));
    }
    std::ranges::sort(library.articles_, [](const Article& a, const Article& b) { return std::tie(a.section, a.title, a.id) < std::tie(b.section, b.title, b.id); });
    for (const Article& article : library.articles_) {
        library.words_.push_back({SortedWords(article.title), SortedWords(article.summary), SortedWords(article.markdown)});
    }
    TRY(library.Check());
    return library;
}

Status Library::Check() const {
    for (const Article& article : articles_) {
        std::string path = fmt::format("{}/{}.md", article.section, article.id);
        if (Find(article.id) != &article) return Wrong(path, "another article has the same name");
        for (const std::string& other : article.related) {
            if (Find(other) == nullptr) return Wrong(path, fmt::format("there is no related article \"{}\"", other));
        }
        for (size_t at = article.markdown.find(kPictureStart); at != std::string::npos; at = article.markdown.find(kPictureStart, at + 1)) {
            size_t start = at + kPictureStart.size();
            std::string name = article.markdown.substr(start, article.markdown.find(')', start) - start);
            if (!Picture(name)) return Wrong(path, fmt::format("there is no picture help/images/{}", name));
        }
    }
    return {};
}

const Article* Library::Find(std::string_view id) const {
    auto found = std::ranges::find(articles_, id, &Article::id);
    return found == articles_.end() ? nullptr : &*found;
}

std::optional<std::string_view> Library::Picture(std::string_view name) const {
    auto found = std::ranges::find(pictures_, name, &File::path);
    if (found == pictures_.end()) return std::nullopt;
    return found->bytes;
}

std::vector<const Article*> Library::Search(std::string_view query) const {
    std::vector<std::string> wanted = SearchWords(query);
    std::vector<std::pair<int, const Article*>> found;
    for (size_t i = 0; i < articles_.size(); ++i) {
        const Words& words = words_[i];
        int weight = 0;
        bool all = true;
        for (const std::string& word : wanted) {
            if (Holds(words.title, word)) weight += 100;
            else if (Holds(words.summary, word)) weight += 10;
            else if (Holds(words.text, word)) weight += 1;
            else all = false;
        }
        if (all) found.emplace_back(weight, &articles_[i]);
    }
    std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<const Article*> articles;
    articles.reserve(found.size());
    for (const auto& [weight, article] : found) articles.push_back(article);
    return articles;
}

}  // namespace daybook::help

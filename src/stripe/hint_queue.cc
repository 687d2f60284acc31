#include "stripe/hint_queue.h"

#include <algorithm>

#include "base/assert.h"

namespace daybook::stripe {
namespace {

// Hints that a window answers, below which single reads run beside windows: they have an endpoint's rate of their own.
constexpr double kPoorYield = 2;

size_t IndexOfKind(Kind kind) {
    const auto index = static_cast<size_t>(kind);
    ASSERT(index < kKindsMax);
    return index;
}

}  // namespace

Verdict VerdictOf(const Window& window, const WindowPage& page, const Hint& hint) {
    if (page.names.contains(hint.name)) return Verdict::kRead;
    const bool whole = !page.has_more || page.names.empty();
    if (whole || hint.created > page.last_created) return Verdict::kAlone;
    // More objects of this very second than a page holds: the window would begin there for ever.
    if (hint.created == window.top) return Verdict::kAlone;
    return Verdict::kNotYet;
}

std::array<double, HintQueue::kKinds> HintQueue::Yields() {
    std::array<double, kKinds> yields;
    yields.fill(static_cast<double>(kWindowHints));
    return yields;
}

void HintQueue::Ready(const Item& item) {
    const size_t kind = IndexOfKind(item.hint.kind);
    if (InWindows(item)) listed_[kind].emplace(-item.hint.created, item.hint.name);
    else alone_[kind].emplace(item.hint.first, item.hint.name);
}

void HintQueue::Unready(const Item& item) {
    const size_t kind = IndexOfKind(item.hint.kind);
    if (item.not_before > 0) later_.erase({item.not_before, item.hint.name});
    else if (InWindows(item)) listed_[kind].erase({-item.hint.created, item.hint.name});
    else alone_[kind].erase({item.hint.first, item.hint.name});
}

void HintQueue::Add(Hint hint) {
    const auto at = items_.find(hint.name);
    if (at == items_.end()) {
        std::string name = hint.name;
        Ready(items_.emplace(std::move(name), Item{.hint = std::move(hint)}).first->second);
        return;
    }
    Item& item = at->second;
    if (!item.busy) Unready(item);
    item.again = item.busy;
    item.hint.seen = std::max(item.hint.seen, hint.seen);
    item.hint.tries = 0;
    if (item.hint.created == 0) item.hint.created = hint.created;
    item.not_before = 0;
    if (!item.busy) Ready(item);
}

Micros HintQueue::Oldest() const {
    Micros oldest = 0;
    for (const auto& [name, item] : items_) {
        if (oldest == 0 || item.hint.first < oldest) oldest = item.hint.first;
    }
    return oldest;
}

void HintQueue::Wake(Micros now) {
    while (!later_.empty() && later_.begin()->first <= now) {
        Item& item = items_.at(later_.begin()->second);
        later_.erase(later_.begin());
        item.not_before = 0;
        Ready(item);
    }
}

bool HintQueue::WantsWindow(Kind kind) const { return listed_[IndexOfKind(kind)].size() > kSinglesMax; }

std::optional<Hint> HintQueue::TakeOne(Micros now) {
    Wake(now);
    Item* oldest = nullptr;
    const auto consider = [&](const std::string& name) {
        Item& item = items_.at(name);
        const bool older = oldest == nullptr || item.hint.first < oldest->hint.first ||
                           (item.hint.first == oldest->hint.first && item.hint.name < oldest->hint.name);
        if (older) oldest = &item;
    };
    for (size_t kind = 0; kind < kKinds; ++kind) {
        if (!alone_[kind].empty()) consider(alone_[kind].begin()->second);
        if (listed_[kind].size() <= kSinglesMax) {
            for (const auto& [created, name] : listed_[kind]) consider(name);
        } else if (yield_[kind] < kPoorYield) {
            consider(listed_[kind].rbegin()->second);
        }
    }
    if (oldest == nullptr) return std::nullopt;
    Unready(*oldest);
    oldest->busy = true;
    return oldest->hint;
}

std::optional<Window> HintQueue::TakeWindow(Kind kind, Micros now) {
    Wake(now);
    if (!WantsWindow(kind)) return std::nullopt;
    Ordered& listed = listed_[IndexOfKind(kind)];
    Window window;
    window.kind = kind;
    while (!listed.empty() && window.hints.size() < kWindowHints) {
        Item& item = items_.at(listed.begin()->second);
        listed.erase(listed.begin());
        item.busy = true;
        window.hints.push_back(item.hint);
    }
    window.top = window.hints.front().created;
    return window;
}

bool HintQueue::Drop(std::string_view name) {
    const auto at = items_.find(std::string(name));
    if (at == items_.end()) return true;
    if (at->second.again) {
        PutBack(name, 0);
        return false;
    }
    if (!at->second.busy) Unready(at->second);
    items_.erase(at);
    return true;
}

void HintQueue::PutBack(std::string_view name, Micros at) {
    const auto found = items_.find(std::string(name));
    if (found == items_.end()) return;
    Item& item = found->second;
    ASSERT(item.busy);
    item.busy = item.again = false;
    item.not_before = at;
    if (at > 0) later_.emplace(at, item.hint.name);
    else Ready(item);
}

void HintQueue::PutBackAlone(std::string_view name) {
    const auto found = items_.find(std::string(name));
    if (found == items_.end()) return;
    found->second.alone = true;
    PutBack(name, 0);
}

int64_t HintQueue::CountTry(std::string_view name) {
    const auto found = items_.find(std::string(name));
    return found == items_.end() ? 0 : found->second.hint.tries++;
}

void HintQueue::NoteYield(Kind kind, size_t answered) {
    double& yield = yield_[IndexOfKind(kind)];
    yield += (static_cast<double>(answered) - yield) / 4;
}

}  // namespace daybook::stripe

// Which hints are read next, and how: single objects, the one that waited longest first, or, where many of one kind wait,
// windows of `created` that a list gives 100 objects at a time (stripe.md §5.4). One reader an object. Pure; time comes
// in as an argument. Not thread safe.
//
// A window begins at the newest object that waits. So it answers at least that hint, and where hints lie densely up to a
// hundred; it never costs more than reading its objects one by one.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "stripe/hints.h"

namespace daybook::stripe {

struct Window {
    Kind kind = Kind::kUnknown;
    int64_t top = 0;              // created of the newest
    std::vector<Hint> hints;      // newest first, at most kWindowHints
};

// What a list page that began at a window's top says of it.
struct WindowPage {
    std::set<std::string, std::less<>> names;
    int64_t last_created = 0;     // of the page's last object
    bool has_more = false;        // nothing below was left out where this is false
};
enum class Verdict {
    kRead,      // it is in the page
    kAlone,     // it must be read by its id: it is not listed where it should be (deleted, on a test clock)
    kNotYet,    // it lies below the page
};
Verdict VerdictOf(const Window& window, const WindowPage& page, const Hint& hint);

class HintQueue {
  public:
    static constexpr size_t kWindowHints = 100;
    // More of one kind than this are read by windows.
    static constexpr size_t kSinglesMax = 20;

    // New, or hinted at again: then what runs will be repeated.
    void Add(Hint hint);
    size_t size() const { return items_.size(); }
    bool Contains(std::string_view name) const { return items_.contains(std::string(name)); }
    // When the one that has waited longest was first hinted at; 0: none waits. Walks all: for screens.
    Micros Oldest() const;

    // Both make what they give busy.
    std::optional<Hint> TakeOne(Micros now);
    std::optional<Window> TakeWindow(Kind kind, Micros now);
    // Whether windows are worth their request for this kind now.
    bool WantsWindow(Kind kind) const;

    // Ends of a read. False: it was hinted at again since it was taken, and is ready to be read once more.
    bool Drop(std::string_view name);
    // To be read again, not before `at`.
    void PutBack(std::string_view name, Micros at);
    void PutBackAlone(std::string_view name);
    // One more failed try; how many there were before.
    int64_t CountTry(std::string_view name);
    void NoteYield(Kind kind, size_t answered);
    // The earliest moment at which something put back is ready; 0: nothing waits for a moment.
    Micros NextAt() const { return later_.empty() ? 0 : later_.begin()->first; }

  private:
    struct Item {
        Hint hint;
        bool busy = false;
        bool again = false;      // hinted at while busy
        bool alone = false;
        Micros not_before = 0;
    };
    using Ordered = std::set<std::pair<int64_t, std::string>>;
    static constexpr size_t kKinds = kKindsMax;

    bool InWindows(const Item& item) const { return item.hint.created > 0 && !item.alone; }
    void Ready(const Item& item);
    void Unready(const Item& item);
    void Wake(Micros now);

    std::unordered_map<std::string, Item> items_;
    std::array<Ordered, kKinds> alone_;    // ready, by when first hinted at
    std::array<Ordered, kKinds> listed_;   // ready, by −created: the newest first
    Ordered later_;                        // not ready, by when they are
    std::array<double, kKinds> yield_ = Yields();
    static std::array<double, kKinds> Yields();
};

}  // namespace daybook::stripe

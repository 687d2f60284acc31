// What in a Stripe customer's metadata says that they want no e-mail (stripe.md §4.1 email_unsubscribed): a key, and the
// values of it that mean so. An administrator chooses it.
//
// Whatever stores a customer notes with it when the metadata begin to say so (table `customer`: refuses, refused, refused_by);
// what was noted stays when they no longer say so, when another key is chosen, or none: Stripe sets it and never clears it.
// It belongs to the customer, and goes along where the customer becomes another profile's. After a choice a sweep asks the
// stored objects of everybody, in slices; each slice stores its position.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "sql/database.h"

namespace daybook::stripe {

class Bodies;

using Metadata = std::vector<std::pair<std::string, std::string>>;

struct RefusalMark {
    std::string key;                  // "newsletter"; exactly
    std::vector<std::string> values;  // "no": compared trimmed, without case

    // "newsletter = no"; empty where these metadata do not say it.
    std::string SaidBy(const Metadata& metadata) const;
    friend bool operator==(const RefusalMark&, const RefusalMark&) = default;
};
inline constexpr size_t kRefusalValuesMax = 20;
// Without what is empty or said twice. kInvalid (param key or values) with a sentence.
Result<RefusalMark> MakeRefusalMark(std::string_view key, const std::vector<std::string>& values);

// Row of table `refusal`; all 0 where nothing was ever chosen.
struct Refusal {
    std::optional<RefusalMark> mark;
    int64_t changed = 0;    // unix seconds
    int64_t version = 0;    // raised by each choice
    int64_t done = 0;       // the version that everybody was asked for
    std::string position;   // the last customer's id
    int64_t looked = 0;     // customers so far
    bool ended() const { return version == done; }
};
Result<Refusal> LoadRefusal(sql::Tx& tx, AccountId account);
// Another choice; none: nothing more is noted. Everybody must be asked again.
Status PutRefusal(sql::Tx& tx, AccountId account, const std::optional<RefusalMark>& mark, Micros now);

// One slice of the sweep: those whose customer begins to say so become due with cause definition. True while there is more.
// Not on the writer's thread.
Result<bool> SweepRefusals(sql::Database& database, const Bodies& bodies, AccountId account, Micros now);

// People of whom it is noted.
Result<int64_t> CountRefused(sql::Tx& tx, AccountId account);

// What a choice would come to.
struct RefusalPreview {
    int64_t customers = 0;  // whom Daybook knows
    int64_t looked = 0;     // how many of them were looked at: all, or a hundred thousand
    int64_t saying = 0;     // of those: whose metadata say so
    int64_t people = 0;     // of their people: who would be unsubscribed and are not
};
Result<RefusalPreview> PreviewRefusal(sql::Database& database, const Bodies& bodies, AccountId account, const RefusalMark& mark);

// What the metadata of some thousand customers hold, keys and values that probably mean it first.
struct RefusalSuggestion {
    struct Value {
        std::string text;
        int64_t found = 0;  // customers
        bool likely = false;
    };
    std::string key;
    int64_t found = 0;  // customers
    bool likely = false;
    std::vector<Value> values;  // the likely ones first, then the most frequent; not all
};
struct RefusalSuggestions {
    int64_t looked = 0;
    std::vector<RefusalSuggestion> keys;
};
Result<RefusalSuggestions> SuggestRefusals(sql::Tx& tx, const Bodies& bodies, AccountId account);
// Of these metadata. Pure.
std::vector<RefusalSuggestion> SuggestionsFrom(const std::vector<Metadata>& customers);

}  // namespace daybook::stripe

// Bodies: Stripe's objects as compressed bytes. zstd level 1 with a dictionary a kind, trained on
// the shop's own first objects; the values of fields that name a person are blanked in the samples,
// so that a dictionary holds the shape of the shop's objects and not its people.
//
// A body is kept with the number of its dictionary: 0 is none, else a row of table `dictionary`.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "sql/database.h"
#include "stripe/resources.h"

namespace daybook::stripe {

struct Packed {
    int64_t dictionary = 0;
    std::string bytes;
};

// Thread safe.
class Bodies {
  public:
    struct Options {
        size_t samples = 300;  // objects of a kind before its dictionary is trained
        size_t dictionary_bytes = 16 * 1024;
    };
    // Reads the stored dictionaries. The database must outlive the object.
    static Result<std::unique_ptr<Bodies>> Create(sql::Database& database, Options options);
    ~Bodies();

    // Trains and stores the kind's dictionary once enough samples came by: then it waits for a
    // commit, so not on the writer's thread. Without a dictionary the bytes are only compressed.
    Packed Pack(Kind kind, std::string_view body);
    // kCorrupt where the bytes or their dictionary are not whole.
    Result<std::string> Unpack(int64_t dictionary, std::string_view bytes) const;

    // False for a dictionary that is erased meanwhile: the body must be fetched again.
    bool Usable(int64_t dictionary) const;
    // After everything was erased: the dictionaries are not used any more, and new ones are
    // trained.
    void Retire();

  private:
    struct Dictionary;
    Bodies(sql::Database& database, Options options);
    void Add(int64_t id, std::string_view bytes);
    std::shared_ptr<const Dictionary> Find(int64_t id) const;
    std::shared_ptr<const Dictionary> ForKind(Kind kind) const;
    // The samples when this one completes them, else nothing.
    std::vector<std::string> Sample(Kind kind, std::string_view body);
    void Train(Kind kind, const std::vector<std::string>& samples);

    sql::Database& database_;
    const Options options_;
    mutable std::shared_mutex mutex_;
    // Shared: a thread that packs keeps its dictionary while another retires it.
    std::unordered_map<int64_t, std::shared_ptr<const Dictionary>> by_id_;
    std::unordered_map<int, std::shared_ptr<const Dictionary>> by_kind_;
    std::unordered_map<int, std::vector<std::string>> samples_;
    int64_t next_id_ = 1;
};

// `json` with the values of personal fields blanked. For tests.
std::string ScrubSample(std::string_view json);

}  // namespace daybook::stripe

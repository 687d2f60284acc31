#include "stripe/bodies.h"

#include <zdict.h>
#include <zstd.h>

#include <algorithm>
#include <array>

#include "base/log.h"

namespace daybook::stripe {

namespace {

constexpr int kLevel = 1;
constexpr size_t kBodyBytesMax = 64u << 20;
// A dictionary's number is its kind plus 64 times its generation.
constexpr int64_t kGeneration = 64;

struct FreeContext {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

// One a thread: making a context costs more than compressing an object.
ZSTD_CCtx& Compressor() {
    thread_local std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
    ASSERT(context != nullptr);
    return *context;
}

ZSTD_DCtx& Decompressor() {
    thread_local std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
    ASSERT(context != nullptr);
    return *context;
}

constexpr std::array<std::string_view, 18> kPersonal = {
    "name",           "individual_name",
    "business_name",  "email",
    "phone",          "line1",
    "line2",          "city",
    "state",          "postal_code",
    "customer_email", "customer_name",
    "customer_phone", "receipt_email",
    "description",    "last4",
    "fingerprint",    "url",
};

bool IsPersonal(std::string_view key) {
    return std::find(kPersonal.begin(), kPersonal.end(), key) != kPersonal.end();
}

// The position after the string that begins at `at` (a quote); npos where it does not end.
size_t EndOfString(std::string_view json, size_t at) {
    for (size_t i = at + 1; i < json.size(); ++i) {
        if (json[i] == '\\')
            ++i;
        else if (json[i] == '"')
            return i + 1;
    }
    return std::string_view::npos;
}

}  // namespace

struct Bodies::Dictionary {
    Dictionary(int64_t number, std::string_view bytes)
        : id(number),
          compress(ZSTD_createCDict(bytes.data(), bytes.size(), kLevel)),
          expand(ZSTD_createDDict(bytes.data(), bytes.size())) {
        ASSERT(compress != nullptr && expand != nullptr);
    }
    ~Dictionary() {
        ZSTD_freeCDict(compress);
        ZSTD_freeDDict(expand);
    }
    Dictionary(const Dictionary&) = delete;
    Dictionary& operator=(const Dictionary&) = delete;

    const int64_t id;
    ZSTD_CDict* const compress;
    ZSTD_DDict* const expand;
};

Bodies::Bodies(sql::Database& database, Options options) : database_(database), options_(options) {}
Bodies::~Bodies() = default;

Result<std::unique_ptr<Bodies>> Bodies::Create(sql::Database& database, Options options) {
    std::unique_ptr<Bodies> bodies(new Bodies(database, options));
    TRY(database.Read([&](sql::Tx& tx) -> Status {
        const sql::Rows rows = TRY(tx.Query("mirror.dictionaries"));
        for (size_t i = 0; i < rows.size(); ++i) bodies->Add(rows.Int(i, 0), rows.TextAt(i, 1));
        return {};
    }));
    return bodies;
}

void Bodies::Add(int64_t id, std::string_view bytes) {
    auto dictionary = std::make_shared<const Dictionary>(id, bytes);
    std::unique_lock lock(mutex_);
    by_id_[id] = dictionary;
    auto& current = by_kind_[static_cast<int>(id % kGeneration)];
    if (!current || current->id < id) current = dictionary;
    next_id_ = std::max(next_id_, id / kGeneration + 1);
}

std::shared_ptr<const Bodies::Dictionary> Bodies::Find(int64_t id) const {
    std::shared_lock lock(mutex_);
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
}

std::shared_ptr<const Bodies::Dictionary> Bodies::ForKind(Kind kind) const {
    std::shared_lock lock(mutex_);
    const auto found = by_kind_.find(static_cast<int>(kind));
    return found == by_kind_.end() ? nullptr : found->second;
}

Packed Bodies::Pack(Kind kind, std::string_view body) {
    std::shared_ptr<const Dictionary> dictionary = ForKind(kind);
    if (!dictionary) {
        const std::vector<std::string> samples = Sample(kind, body);
        if (!samples.empty()) Train(kind, samples);
        dictionary = ForKind(kind);
    }
    Packed packed;
    packed.dictionary = dictionary ? dictionary->id : 0;
    packed.bytes.resize(ZSTD_compressBound(body.size()));
    ZSTD_CCtx& context = Compressor();
    ZSTD_CCtx_reset(&context, ZSTD_reset_session_and_parameters);
    ZSTD_CCtx_setParameter(&context, ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(&context, ZSTD_c_dictIDFlag, 0);
    if (dictionary) ZSTD_CCtx_refCDict(&context, dictionary->compress);
    const size_t size = ZSTD_compress2(&context, packed.bytes.data(), packed.bytes.size(),
                                       body.data(), body.size());
    ASSERT(!ZSTD_isError(size));
    packed.bytes.resize(size);
    packed.bytes.shrink_to_fit();
    return packed;
}

Result<std::string> Bodies::Unpack(int64_t id, std::string_view bytes) const {
    std::shared_ptr<const Dictionary> dictionary;
    if (id != 0) {
        dictionary = Find(id);
        if (!dictionary)
            return Corrupt(
                "A stored Stripe object's dictionary is missing. Resync Stripe to repair it.");
    }
    const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (size > kBodyBytesMax)
        return Corrupt("A stored Stripe object is damaged. Resync Stripe to repair it.");
    std::string body(static_cast<size_t>(size), '\0');
    ZSTD_DCtx& context = Decompressor();
    ZSTD_DCtx_reset(&context, ZSTD_reset_session_and_parameters);
    if (dictionary) ZSTD_DCtx_refDDict(&context, dictionary->expand);
    const size_t got =
        ZSTD_decompressDCtx(&context, body.data(), body.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(got) || got != body.size()) {
        return Corrupt("A stored Stripe object is damaged. Resync Stripe to repair it.");
    }
    return body;
}

bool Bodies::Usable(int64_t dictionary) const {
    return dictionary == 0 || Find(dictionary) != nullptr;
}

void Bodies::Retire() {
    std::unique_lock lock(mutex_);
    by_id_.clear();
    by_kind_.clear();
    samples_.clear();
    ++next_id_;
}

std::vector<std::string> Bodies::Sample(Kind kind, std::string_view body) {
    std::string sample = ScrubSample(body);
    std::unique_lock lock(mutex_);
    std::vector<std::string>& samples = samples_[static_cast<int>(kind)];
    if (samples.size() >= options_.samples) return {};  // another thread is training
    samples.push_back(std::move(sample));
    if (samples.size() < options_.samples) return {};
    return samples;
}

void Bodies::Train(Kind kind, const std::vector<std::string>& samples) {
    std::string all;
    std::vector<size_t> sizes;
    for (const std::string& sample : samples) {
        all += sample;
        sizes.push_back(sample.size());
    }
    std::string bytes(options_.dictionary_bytes, '\0');
    const size_t size = ZDICT_trainFromBuffer(bytes.data(), bytes.size(), all.data(), sizes.data(),
                                              static_cast<unsigned>(sizes.size()));
    std::unique_lock lock(mutex_);
    // Taken at once: whoever trains next, of whatever kind, must not come by the same number.
    const int64_t id = static_cast<int64_t>(kind) + kGeneration * next_id_++;
    if (ZDICT_isError(size)) {
        samples_[static_cast<int>(kind)].clear();  // too few or too alike: sampled again
        return;
    }
    lock.unlock();
    bytes.resize(size);
    const Status stored = database_.Write(
        [&](sql::Tx& tx) { return tx.Run("mirror.add_dictionary", id, sql::Bytes{bytes}); },
        sql::Durability::kBulk);
    if (!stored.ok()) {
        Log(Level::kWarn, "stripe.dictionary_not_stored", {{"error", stored.error().message}});
    } else {
        Add(id, bytes);
    }
    // Only now: while samples are full, nobody else samples or trains this kind.
    lock.lock();
    samples_[static_cast<int>(kind)].clear();
}

std::string ScrubSample(std::string_view json) {
    std::string out;
    out.reserve(json.size());
    bool personal = false;  // the value of a personal key comes next
    for (size_t i = 0; i < json.size();) {
        if (json[i] != '"') {
            if (personal && json[i] != ':' && json[i] != ' ' && json[i] != '\n') personal = false;
            out += json[i++];
            continue;
        }
        const size_t end = std::min(EndOfString(json, i), json.size());
        const std::string_view text = json.substr(i, end - i);
        size_t next = end;
        while (next < json.size() && json[next] == ' ') ++next;
        const bool key = next < json.size() && json[next] == ':';
        out += personal && !key ? std::string_view("\"\"") : text;
        personal = key && text.size() > 2 && IsPersonal(text.substr(1, text.size() - 2));
        i = end;
    }
    return out;
}

}  // namespace daybook::stripe

// How a command reaches the store: over DIR/daybook.sock where a server runs, else by opening the store itself.
// Either way it speaks the HTTP API.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"
#include "server/cli/options.h"

namespace daybook::stripe {
struct Key;
}

namespace daybook::server {

class App;

class Remote {
  public:
    // What becomes of a store that is not there yet.
    enum class Absent { kRefuse, kMake };
    // `serve` is used only where the command must open the store itself; another that has it is waited for, 5 s at most.
    static Result<std::unique_ptr<Remote>> Open(const StoreOptions& store, const ServeOptions& serve, Absent absent = Absent::kRefuse);
    ~Remote();

    // True where a server runs; false where this process opened the store.
    bool server_runs() const { return app_ == nullptr; }
    // Starts the background work where this process opened the store; nothing otherwise.
    Status StartBackground();

    // The JSON text of a 2xx answer; else the API's error as an Error. `target` is path and query, percent-encoded.
    Result<std::string> Call(http::Method method, const std::string& target, const std::string& body = {});
    // The same for long answers, piece by piece.
    Status Stream(const std::string& target, const std::function<Status(std::string_view)>& sink);

  private:
    Remote() = default;
    Result<std::string> CallSocket(http::Method method, const std::string& target, const std::string& body);
    Result<std::string> CallApp(http::Method method, const std::string& target, const std::string& body);

    std::string socket_;
    std::unique_ptr<http::Client> client_;
    std::unique_ptr<Clock> clock_;
    std::unique_ptr<App> app_;
};

// kNotFound where --account names another than the one of the store, as GET /v1/account answers it.
Status CheckAccount(const std::string& account, const std::function<Result<std::string>()>& here);
// That --data names a file where it should name a folder.
bool IsFile(const std::string& path);
Error NoFolder(const std::string& path);
// False where the folder holds no database and none is named.
bool HasStore(const StoreOptions& store);

// Of an error that a server that stopped left: what goes on at its next start ("The import"). Any other stays as it is.
Error GoesOn(Error error, std::string_view what);

// What one thing of a list is called: {"/v1/profiles", "prf", "profile"}.
struct Thing {
    std::string_view list, prefix, noun;
};
inline constexpr Thing kProfile{"/v1/profiles", "prf", "profile"};
// "/v1/profiles/prf_…" of the id that was typed; kNotFound where it is none, so that nothing else ever comes into a path.
Result<std::string> PathOf(const Thing& thing, const std::string& id);

// The bytes of the file that a flag ("--condition-file") names; kInvalid "configuration" where it cannot be read.
Result<std::string> ReadGiven(std::string_view flag, const std::string& path, size_t limit = 64u << 20);

// The same of a secret of Stripe's, which is `what` ("key").
Result<std::string> ReadSecret(std::string_view flag, const std::string& path, std::string_view what);
// Stripe's key in the file; kInvalid too where what is in it is none.
Result<stripe::Key> ReadKey(std::string_view flag, const std::string& path);
// That a file with people or a picture cannot be read.
Error CannotRead(const std::string& path);

// Each setting that no server can be started with; kInvalid "configuration" names the flag.
std::vector<Error> WrongSettings(const StoreOptions& store, const ServeOptions& serve);
// The options of an App from those of the command line; the first of the WrongSettings.
struct AppOptions;
Result<AppOptions> MakeAppOptions(const StoreOptions& store, const ServeOptions& serve);

// What a benchmark's own server will be started with; a database that is named must be empty. kInvalid "configuration" names the flag;
// kUnavailable: the database cannot be reached.
Status CheckBench(const std::string& database, const std::string& stripe_rate);

// The exit code that an error stands for.
int ExitOf(const Error& error);
// Prints the error on standard error (with --json on standard output, as JSON, if that can be written) and returns its exit code.
int Fail(const Error& error, const StoreOptions& options);

}  // namespace daybook::server

// The wiring: how the parts are put together, and nothing else. One App serves one store.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/result.h"
#include "http/message.h"
#include "http/server.h"
#include "runtime/bus.h"

namespace daybook::server {

struct AppOptions {
    std::string data;                  // folder of lock, socket, master.key (and of the database, with SQLite)
    std::string database;              // "postgres://…"; empty: sqlite:DIR/daybook.db
    std::string public_url;
    std::string stripe_api_base;       // without /v1; its address is allowed by the outgoing guard
    std::optional<double> stripe_rate; // requests a second over all; nothing: the default of the key's mode
    bool stripe_unlimited = false;
    std::string stripe_version;        // empty: the pinned one
    std::vector<std::string> allow_addresses;
    std::string listen;                // where it will listen, for links made before it does
    bool demo = false;                 // a sample shop: the application says so
    PasswordCost password_cost;
};

class App {
  public:
    // Opens the store (takes its lock, applies migrations) and puts the parts together; nothing runs yet.
    static Result<std::unique_ptr<App>> Open(const AppOptions& options, const Clock& clock);
    ~App();

    // Starts syncing and settling in the background.
    Status Start();
    // Answers requests on HOST:PORT (port 0: any) and on DIR/daybook.sock.
    Status Listen(const std::string& address);
    int port() const;
    // "127.0.0.1:8484".
    const std::string& address() const;
    // Stops listening, finishes what is in flight (10 s), stops the background work. Idempotent.
    void Stop();

    // A fresh one-time link that makes the shop's owner; empty where there is an owner.
    Result<std::string> OwnerLink();
    // A fresh one-time link that signs in the sample shop's owner, who is made if there is none.
    Result<std::string> DemoLink();

    // What becomes true, for those who watch in this process.
    runtime::Bus& bus();

    // One request: the API's, or the admin application's. Thread safe.
    http::Response Handle(const http::Request& request);
    // Whose a large body is, by its request's head: who may not send it here is refused before it is read. Thread safe.
    http::Uploader WhoUploads(const http::Request& request);

    struct Parts;

  private:
    explicit App(std::unique_ptr<Parts> parts);
    http::Response Dispatch(const http::Request& request);
    std::unique_ptr<Parts> parts_;
};

// Makes the data folder, for its owner alone, where there is none. kInvalid "configuration" where that cannot be.
Status MakeFolder(const std::string& folder);
// "sqlite:DIR/daybook.db", or the PostgreSQL URL.
std::string DatabaseUrl(const AppOptions& options);
// The same for people, without a password.
std::string DescribeStore(const AppOptions& options);

}  // namespace daybook::server

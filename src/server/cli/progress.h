// Progress of an import on standard error: a bar on a terminal, a plain line every few seconds elsewhere.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"

namespace daybook::server {

class Progress {
  public:
    explicit Progress(const Clock& clock);
    // End().
    ~Progress() { End(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    // `integration` is the JSON of GET /v1/integrations/stripe. Prints at most a few times a second, and what is in the way
    // of an import that goes on whenever that changes.
    void Show(std::string_view integration);
    // Prints how it ended, where that was not printed yet, and ends the bar's line.
    void End();

  private:
    void Print(std::string_view integration, Micros now);
    void ShowTrouble(std::string_view integration);

    const Clock& clock_;
    bool terminal_;
    bool open_ = false;
    Micros last_ = 0;
    Micros began_ = 0;
    int64_t first_count_ = -1;
    std::string unprinted_;  // the newest, where it came too soon after the last line
    std::string trouble_;
};

}  // namespace daybook::server

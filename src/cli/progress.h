// A line on the terminal that tells how far a long run has come.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

namespace midstream {

/// Speaks on stderr, only to a terminal and only once a second has passed; its line is gone when it is.
class Progress {
  public:
    explicit Progress(bool is_wanted);
    ~Progress() { clear(); }
    Progress(const Progress &) = delete;
    Progress &operator=(const Progress &) = delete;

    void show(const char *what, int done, int of);
    void clear();

  private:
    using Clock = std::chrono::steady_clock;

    bool is_wanted_;
    bool is_shown_ = false;
    Clock::time_point started_ = Clock::now();
    Clock::time_point shown_ = started_;
};

} // namespace midstream

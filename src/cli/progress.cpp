// A line on the terminal that tells how far a long run has come.
// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.h"

#include "cli/terminal.h"

#include <fmt/format.h>

namespace midstream {

Progress::Progress(bool is_wanted) : is_wanted_{is_wanted && stderr_is_terminal()} {}

void Progress::show(const char *what, int done, int of) {
    using namespace std::chrono_literals;
    const auto now = Clock::now();
    if (!is_wanted_ || now - started_ < 1s || now - shown_ < 100ms) return;
    shown_ = now;
    is_shown_ = true;
    complain(of > 0 ? fmt::format("\r\033[K{}: {} of {} runs", what, done, of)
                    : fmt::format("\r\033[K{}: {} runs", what, done));
}

void Progress::clear() {
    if (is_shown_) complain("\r\033[K");
    is_shown_ = false;
}

} // namespace midstream

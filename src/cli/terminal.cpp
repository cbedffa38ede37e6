// What kind of place the words go to.
// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include <unistd.h>

namespace midstream {

bool stdout_is_terminal() { return isatty(STDOUT_FILENO) != 0; }
bool stderr_is_terminal() { return isatty(STDERR_FILENO) != 0; }

std::string coloured(std::string message, bool to_terminal) {
    const char *no_colour = std::getenv("NO_COLOR");
    if (!to_terminal || (no_colour && *no_colour)) return message;
    for (const auto &[word, code] : {std::pair<std::string_view, const char *>{"error:", "\033[1;31m"},
                                     std::pair<std::string_view, const char *>{"warning:", "\033[1;33m"}})
        if (const auto at = message.find(word); at != message.npos)
            return message.substr(0, at) + code + std::string{word} + "\033[0m" + message.substr(at + word.size());
    return message;
}

void say(std::string_view text) {
    const std::size_t written = std::fwrite(text.data(), 1, text.size(), stdout);
    if (written < text.size() || std::fflush(stdout) != 0)
        throw std::runtime_error("what was to be said could not be written: " + std::string(std::strerror(errno)));
}

void complain(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

} // namespace midstream

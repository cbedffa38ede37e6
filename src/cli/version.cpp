// `midstream version`: which program this is.
// SPDX-License-Identifier: Apache-2.0
#include "report/version.h"

#include "cli/commands.h"
#include "cli/terminal.h"

#include <fmt/format.h>

namespace midstream {

int version_command() {
    const std::string source = commit().empty() ? "" : fmt::format(" ({})", commit());
    say(fmt::format("midstream {}{}, {}, {}\n", version(), source, compiler(), build_type()));
    return ExitCode::done;
}

} // namespace midstream

// `midstream schema`: the JSON Schema of cases.
// SPDX-License-Identifier: Apache-2.0
#include "reader/schema.h"

#include "cli/commands.h"
#include "cli/terminal.h"

namespace midstream {

int schema_command() {
    say(case_schema());
    return ExitCode::done;
}

} // namespace midstream

// `midstream schema`: the JSON Schema of cases, or of studies.
// SPDX-License-Identifier: Apache-2.0
#include "reader/schema.h"

#include "cli/commands.h"
#include "cli/terminal.h"

namespace midstream {

int schema_command(const Arguments &arguments) {
    if (!arguments.topic.empty() && arguments.topic != "case" && arguments.topic != "study")
        throw UsageError{
            "there is no schema of '" + arguments.topic +
            "'; write `midstream schema` for that of cases or `midstream schema study` for that of studies"};
    say(arguments.topic == "study" ? study_schema() : case_schema());
    return ExitCode::done;
}

} // namespace midstream

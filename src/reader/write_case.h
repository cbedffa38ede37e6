// A case as text: everything that was understood, every default and include filled in.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/case.h"

#include <string>

namespace midstream {

/// YAML that needs no other file and reads back to an equal case (its name, which is the file's, apart). Kinds stand
/// resolved: their fields are written out, and a section `kinds` keeps their names as bare behaviours.
std::string case_text(const Case &value);

/// All that a disruption of a case says; equal for equal ones.
std::string disruption_text(const Case &value, const DisruptionSpec &disruption);

} // namespace midstream

// The language of cases as a JSON Schema for editors, out of the declarations that read it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace midstream {

/// Draft 07, indented. The file configs/schema/case.json is kept equal to it by a test.
std::string case_schema();

} // namespace midstream

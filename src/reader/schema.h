// The languages of cases and of studies as JSON Schemas for editors, out of the declarations that read it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace midstream {

/// Draft 07, indented. The file configs/schema/case.json is kept equal to it by a test.
std::string case_schema();
/// Likewise of studies: configs/schema/study.json.
std::string study_schema();

} // namespace midstream

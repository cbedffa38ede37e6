// Which program this is, and how it was built.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace midstream {

std::string_view version();    ///< "0.1.0"
std::string_view commit();     ///< of the source when the build was configured, "-dirty" if changed; may be empty
std::string_view compiler();   ///< "GNU 12.2.0"
std::string_view build_type(); ///< "Release"

} // namespace midstream

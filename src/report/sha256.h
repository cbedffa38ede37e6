// SHA-256 (FIPS 180-4), so that a run can say which inputs it read.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace midstream {

/// 64 hexadecimal digits.
std::string sha256(std::string_view bytes);

} // namespace midstream

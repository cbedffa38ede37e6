// The page as it was bundled, before anything is put into it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace midstream {

std::string_view page_template();

} // namespace midstream

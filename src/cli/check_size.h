// What is wrong with the question of size that a case holds.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/case.h"
#include "reader/read_case.h"

#include <filesystem>
#include <vector>

namespace midstream {

/// Every mistake of `size:` in a case that was read without a problem.
std::vector<Problem> find_size_problems(const std::filesystem::path &file, const ReadOptions &options,
                                        const Case &chain);

} // namespace midstream

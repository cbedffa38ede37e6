// Where the values of a case are written, for checks that come after reading.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/case_error.h"
#include "reader/read_case.h"
#include "reader/yaml_node.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace midstream {

class CasePlaces {
  public:
    /// Of a case that `read_case` reads without a problem.
    CasePlaces(const std::filesystem::path &file, const ReadOptions &options);

    /// A problem at the end of steps down the case: keys of maps, and items of lists by their number from 1. Where one was
    /// not written it is told of what would hold it.
    Problem problem(const std::vector<std::string> &steps, std::string text) const;

  private:
    std::optional<Node> root_;
    std::string file_;
};

} // namespace midstream

// Files of a case: opened, parsed, and joined where one includes others.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/reading.h"

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace midstream {

/// Opens the files of one case. A file that two others include is brought in once.
class FileLoader {
  public:
    explicit FileLoader(Reading &reading) : reading_{reading} {}

    /// A file with all that it includes, `include` taken out.
    std::optional<Node> load(const std::filesystem::path &file);
    /// The same for a text that stands for the file.
    std::optional<Node> load_text(std::string_view text, const std::filesystem::path &file);

  private:
    std::optional<Node> join_includes(Node file);
    void include(const Node &name, Node &below);

    Reading &reading_;
    std::vector<std::filesystem::path> open_; // the chain of files that include each other
    std::set<std::filesystem::path> done_;
};

} // namespace midstream

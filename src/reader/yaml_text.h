// A tree as YAML text: lines of `key: value`, short maps and lists in braces.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/yaml_node.h"

#include <string>
#include <string_view>

namespace midstream {

/// A map as a document that read_yaml reads back to the same keys and texts.
std::string yaml_text(const Node &map);

/// A word or text so that YAML reads it back as it is: plain where that is safe, else in double quotes.
std::string yaml_scalar(std::string_view text);

} // namespace midstream

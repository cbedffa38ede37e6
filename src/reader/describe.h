// The manual of the language, out of the declarations that read it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace midstream {

/// What can be described: sections, behaviours, kinds, laws of chance, and a few pages.
std::vector<std::string> describe_topics();

/// Plain text on a topic, lines of at most 100 characters; empty for a word that is none.
std::optional<std::string> find_description(std::string_view topic);

/// The same, or for an unknown word what would do, with the nearest topic.
std::string describe(std::string_view topic);

} // namespace midstream

// `like: other entry`: an entry that copies another of its section and changes what it says itself.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/reading.h"

namespace midstream {

/// Replaces every `like` in facilities, fleets, materials and routes by what it copies.
void expand_likes(Reading &reading, Node &root);

/// The name of an item of a list as messages and `like` know it: its `name`, or `FROM -> TO`; empty where it has none.
std::string name_of_item(const Node &item);

} // namespace midstream

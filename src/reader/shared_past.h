// What a case holds at its start, apart from what is still to come: cases that agree in it can be run as one until then.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "studies/family.h"

#include <string>
#include <vector>

namespace midstream {

/// A case without what no run looks at: titles and notes, sources, assumptions, observed series, what it is measured by.
Case without_words(Case chain);

/// A text that is the same for cases which differ in nothing but disruptions dated after the start (and in words that no
/// run looks at).
std::string past_text(const Case &chain);

/// The disruptions dated after the start, in their order.
std::vector<DatedDisruption> dated_disruptions(const Case &chain);

} // namespace midstream

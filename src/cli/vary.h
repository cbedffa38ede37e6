// Values of a case that a command may choose: how they are typed, and the case with them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/arguments.h"
#include "model/case.h"
#include "reader/amount.h"
#include "studies/choice.h"

#include <string>
#include <vector>

namespace midstream {

/// "PATH=FROM..TO" or "PATH=FROM:TO"; throws UsageError.
VarySpec vary_of(const std::string &words);

/// The bounds of a value, in one unit; a number without any takes the other's. Throws UsageError.
Choice choice_of(const VarySpec &vary);

/// Throws UsageError, which names the field, where there is no number.
Amount amount_of(const std::string &text, const std::string &field);

/// Key by key, so that an overlay can hold it: lists have no place there. Throws UsageError.
std::vector<std::string> keys_of_path(const std::string &field, const Case &chain);

/// A driver lays its series over whatever is chosen at its field: throws UsageError.
void refuse_driven(const std::string &field, const Case &chain);

/// The case as it is to be read with these values set.
CaseArguments with_values(CaseArguments source, const std::vector<Choice> &choices, const std::vector<double> &values);

} // namespace midstream

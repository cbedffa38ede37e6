// A number with its unit.
// SPDX-License-Identifier: Apache-2.0
#include "reader/amount.h"

#include "reader/series.h"

#include <algorithm>

namespace midstream {

std::optional<Amount> find_amount(std::string_view text) {
    const bool is_close = text.ends_with('%') && text.find(' ') == text.npos;
    const std::size_t stop = is_close ? text.size() - 1 : std::min(text.find(' '), text.size());
    const auto number = parse_number(text.substr(0, stop));
    if (!number) return {};
    text.remove_prefix(stop);
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return Amount{*number, std::string{text}};
}

} // namespace midstream

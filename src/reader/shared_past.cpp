// What a case holds at its start, apart from what is still to come.
// SPDX-License-Identifier: Apache-2.0
#include "reader/shared_past.h"

#include "reader/write_case.h"

namespace midstream {

namespace {

bool is_to_come(const DisruptionSpec &disruption, const TimeSpec &time) {
    return disruption.on && *disruption.on > time.start;
}

} // namespace

Case without_words(Case chain) {
    chain.title.clear();
    chain.note.clear();
    chain.runs = {};
    chain.measure = {};
    chain.drivers.clear(); // what they drive stands in the fields
    chain.observed.clear();
    chain.calibrate = {};
    chain.assumptions.clear();
    chain.sources.clear();
    return chain;
}

std::string past_text(const Case &chain) {
    Case past = without_words(chain);
    DisruptionSpec to_come;
    to_come.on = chain.time.end;
    for (DisruptionSpec &disruption : past.disruptions)
        if (is_to_come(disruption, chain.time)) disruption = to_come;
    while (!past.disruptions.empty() && is_to_come(past.disruptions.back(), chain.time)) past.disruptions.pop_back();
    return case_text(past);
}

std::vector<DatedDisruption> dated_disruptions(const Case &chain) {
    std::vector<DatedDisruption> dated;
    for (std::size_t d = 0; d < chain.disruptions.size(); ++d)
        if (is_to_come(chain.disruptions[d], chain.time))
            dated.push_back({d, *chain.disruptions[d].on, disruption_text(chain, chain.disruptions[d])});
    return dated;
}

} // namespace midstream

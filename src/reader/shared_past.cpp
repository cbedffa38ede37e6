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

std::string past_text(const Case &chain) {
    Case past = chain;
    past.title.clear();
    past.note.clear();
    past.runs = {};
    past.measure = {};
    past.drivers.clear(); // what they drive stands in the fields
    past.observed.clear();
    past.calibrate = {};
    past.assumptions.clear();
    past.sources.clear();
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

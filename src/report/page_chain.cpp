// The chain as a page shows it: facilities and routes with their numbers, large chains gathered into few.
// SPDX-License-Identifier: Apache-2.0
#include "report/page_blocks.h"
#include "report/tables.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace midstream {

namespace {

constexpr std::size_t most_facilities = 200;
constexpr std::size_t points_looked_at = 30;
constexpr std::size_t most_roots = 5;
constexpr std::size_t longest_note = 600; ///< bytes of a note or an estimate that a page repeats

std::string_view words_of_place(const std::string &text) { return std::string_view{text}.substr(0, longest_note); }

void write_stocks(JsonWriter &json, const StudyResult &study, std::size_t facility) {
    bool any = false;
    for (const StockStudy &stock : study.stocks) {
        if (stock.at.index != facility) continue;
        if (!any) json.open('[', "stocks");
        any = true;
        json.open('{').text("material", study.chain->materials[stock.material.index].name);
        const StorageSpec *storage = find_in(study.chain->facilities[facility].storage, stock.material);
        if (storage && storage->capacity) write_short(json, "capacity", storage->capacity->value());
        write_short(json, "mean", stock.mean_t.mean);
        write_short(json, "low", stock.low_t.mean);
        write_short(json, "high", stock.high_t.mean);
        write_short(json, "empty", stock.empty_share.mean);
        write_short(json, "full", stock.full_share.mean);
        json.close();
    }
    if (any) json.close();
}

/// Why the facility made less than its nameplate: the root causes that took the most.
void write_roots(JsonWriter &json, const StudyResult &study, std::size_t f) {
    const RootLossTable &roots = study.facility_roots[f];
    if (roots.empty()) return;
    json.open('[', "roots");
    double others = 0;
    for (std::size_t i = 0; i < roots.size(); ++i) { // the largest first
        const RootCause &root = roots[i].root;
        const double lost = roots[i].lost_tpy.mean;
        if (i >= most_roots || lost <= 0.5) {
            others += lost;
            continue;
        }
        const bool is_own = root.of == RootCause::Of::facility && root.index == f;
        json.open('{').text("cause", word_of(root));
        if (!is_own) json.text("at", name_of(*study.chain, root));
        write_short(json, "lost", lost);
        json.close();
    }
    if (others > 0.5) {
        json.open('{').text("cause", "others");
        write_short(json, "lost", others);
        json.close();
    }
    json.close();
}

void write_facility(JsonWriter &json, const StudyResult &study, std::size_t f) {
    const FacilitySpec &spec = study.chain->facilities[f];
    const FacilityStudy &facility = study.facilities[f];
    json.open('{').text("name", spec.name).text("kind", spec.kind).text("behaviour", behaviour_of(spec));
    if (!spec.country.empty()) json.text("country", spec.country);
    if (!spec.owner.empty()) json.text("owner", spec.owner);
    if (spec.location) {
        json.open('[', "location").rounded("", spec.location->latitude_deg, 7);
        json.rounded("", spec.location->longitude_deg, 7).close();
    }
    json.text("basis", basis_of(study, f));
    write_band(json, "throughput", facility.throughput_tpy);
    if (facility.nameplate_tpy.mean > 0) {
        json.rounded("nameplate", facility.nameplate_tpy.mean, 7);
        write_band(json, "utilisation", facility.utilisation);
        json.open('{', "lost");
        for (std::size_t i = 0; i < loss_count; ++i)
            if (const double lost = facility.lost_tpy[i].mean; lost > 0.5 || lost < -0.5)
                write_short(json, words_of(Loss{})[i], lost);
        json.close();
        write_roots(json, study, f);
    }
    json.open('{', "time");
    for (std::size_t i = 0; i < doing_count; ++i)
        if (facility.time_share[i].mean > 0) json.rounded(words_of(Doing{})[i], facility.time_share[i].mean, 6);
    json.close();
    if (spec.berths && facility.vehicles_py.mean > 0) {
        write_short(json, "berths_busy", facility.berths_busy.mean);
        write_short(json, "berth_wait_d", facility.berth_wait_d.mean);
    }
    write_stocks(json, study, f);
    if (!spec.source.empty()) json.text("source", words_of_place(spec.source));
    if (!spec.estimate.empty()) json.text("estimate", words_of_place(spec.estimate));
    if (!spec.note.empty()) json.text("note", words_of_place(spec.note));
    json.close();
}

struct Carried {
    double moved_tpy = 0, metal_tpy = 0;
    std::uint64_t routes = 0;
    std::size_t first = 0; ///< of the routes
};

} // namespace

PageChoice choose_facilities(const StudyResult &study, const ChokepointResult &chokepoints) {
    const std::size_t count = study.facilities.size();
    std::vector<double> weight(count);
    for (std::size_t f = 0; f < count; ++f) weight[f] = study.facilities[f].throughput_tpy.mean;
    for (std::size_t i = 0; i < chokepoints.ranked.size() && i < points_looked_at; ++i) {
        const Limit &limit = chokepoints.ranked[i].limit;
        if (limit.sort == LimitSort::mine || limit.sort == LimitSort::plant || limit.sort == LimitSort::berths)
            weight[limit.index] += 1e15;
    }
    PageChoice choice;
    for (std::size_t f = 0; f < count; ++f) choice.shown.push_back(f);
    if (count > most_facilities) {
        std::stable_sort(choice.shown.begin(), choice.shown.end(),
                         [&](std::size_t a, std::size_t b) { return weight[a] > weight[b]; });
        choice.shown.resize(most_facilities);
        std::sort(choice.shown.begin(), choice.shown.end());
    }
    choice.node.resize(count);
    for (std::size_t i = 0; i < choice.shown.size(); ++i) choice.node[choice.shown[i]] = i;
    choice.left_out.resize(std::variant_size_v<Behaviour>);
    choice.nodes = choice.shown.size();
    for (std::size_t b = 0; b < choice.left_out.size(); ++b) {
        for (std::size_t f = 0; f < count; ++f) {
            if (study.chain->facilities[f].behaviour.index() != b) continue;
            if (choice.node[f] && *choice.node[f] < choice.shown.size()) continue;
            choice.node[f] = choice.nodes;
            ++choice.left_out[b];
        }
        if (choice.left_out[b] > 0) ++choice.nodes;
    }
    return choice;
}

void write_chain(JsonWriter &json, const StudyResult &study, const PageChoice &choice) {
    const Case &chain = *study.chain;
    json.open('[', "facilities");
    for (const std::size_t f : choice.shown) write_facility(json, study, f);
    for (std::size_t b = 0; b < choice.left_out.size(); ++b) {
        if (choice.left_out[b] == 0) continue;
        const auto any = std::find_if(chain.facilities.begin(), chain.facilities.end(),
                                      [&](const FacilitySpec &spec) { return spec.behaviour.index() == b; });
        const std::string behaviour{behaviour_of(*any)};
        json.open('{').text("name", "other " + behaviour + "s").text("kind", behaviour).text("behaviour", behaviour);
        json.count("count", choice.left_out[b]).close();
    }
    json.close();

    // Routes of the same material between the same nodes are told together.
    std::map<std::tuple<std::size_t, std::size_t, std::uint32_t, std::string>, Carried> carried;
    for (std::size_t r = 0; r < study.routes.size(); ++r) {
        const RouteSpec &spec = chain.routes[r];
        const std::size_t from = choice.node_of(spec.from.index), to = choice.node_of(spec.to.index);
        const bool alone = from < choice.shown.size() && to < choice.shown.size();
        Carried &sum = carried[{from, to, spec.carries.index, alone ? spec.name : std::string{}}];
        if (sum.routes++ == 0) sum.first = r;
        sum.moved_tpy += study.routes[r].moved_tpy.mean;
        if (!study.routes[r].element_tpy.empty()) sum.metal_tpy += study.routes[r].element_tpy.front().mean;
    }
    json.open('[', "routes");
    for (const auto &[key, sum] : carried) {
        const RouteSpec &spec = chain.routes[sum.first];
        const RouteStudy &route = study.routes[sum.first];
        json.open('{').count("from", std::get<0>(key)).count("to", std::get<1>(key));
        json.text("carries", chain.materials[spec.carries.index].name);
        json.rounded("moved", sum.moved_tpy, 7);
        if (!chain.elements.empty()) json.rounded("metal", sum.metal_tpy, 7);
        if (sum.routes > 1) {
            json.count("count", sum.routes).close();
            continue;
        }
        json.text("name", spec.name).text("by", words_of(spec.by)[static_cast<std::size_t>(spec.by)]);
        if (!is_continuous(spec.by)) {
            json.text("fleet", spec.fleet ? chain.fleets[spec.fleet->index].name : "charter");
            write_short(json, "parcels", route.parcels_py.mean);
            write_short(json, "under_way", route.under_way_t.mean);
            if (route.vehicle_wait_share.mean > 0) write_short(json, "no_vehicle", route.vehicle_wait_share.mean);
            if (route.parcels_py.mean > 0) write_short(json, "door_to_door_d", route.door_to_door_d.mean);
        }
        if (!spec.via.empty()) {
            json.open('[', "via");
            for (const PassageId passage : spec.via) json.text("", chain.passages[passage.index].name);
            json.close();
        }
        json.close();
    }
    json.close();
    if (choice.nodes > choice.shown.size())
        json.open('{', "left_out").count("facilities", study.facilities.size() - choice.shown.size()).close();
}

} // namespace midstream

// Tables of routes, fleets and passages.
// SPDX-License-Identifier: Apache-2.0
#include "report/csv.h"
#include "report/tables.h"

namespace midstream {

std::string routes_csv(const StudyResult &study) {
    const Case &chain = *study.chain;
    CsvTable table;
    std::vector<std::string> columns{"route",
                                     "from",
                                     "to",
                                     "carries",
                                     "by",
                                     "fleet",
                                     "moved_t_per_year",
                                     "moved_t_per_year_low",
                                     "moved_t_per_year_high"};
    for (const std::string &element : chain.elements) columns.push_back(element + "_t_per_year");
    for (const char *column :
         {"parcels_per_year", "under_way_mean_t", "share_no_vehicle", "door_to_door_d", "cost_usd_per_year"})
        columns.emplace_back(column);
    for (const char *end : {"under_way_open_t", "under_way_close_t"}) columns.emplace_back(end);
    for (const std::string &element : chain.elements)
        for (const char *end : {"_under_way_open_t", "_under_way_close_t"}) columns.push_back(element + end);
    table.set_columns(std::move(columns));
    for (std::size_t r = 0; r < study.routes.size(); ++r) {
        const RouteSpec &spec = chain.routes[r];
        const RouteStudy &route = study.routes[r];
        const bool in_parcels = !is_continuous(spec.by);
        const auto of_parcels = [&](const Interval &value) {
            return in_parcels ? std::optional{value.mean} : std::nullopt;
        };
        table.text("route", spec.name).text("from", chain.facilities[spec.from.index].name);
        table.text("to", chain.facilities[spec.to.index].name)
            .text("carries", chain.materials[spec.carries.index].name);
        table.text("by", words_of(spec.by)[static_cast<std::size_t>(spec.by)]);
        table.text("fleet", spec.fleet ? chain.fleets[spec.fleet->index].name : in_parcels ? "charter" : "");
        table.interval("moved_t_per_year", route.moved_tpy);
        for (std::size_t e = 0; e < route.element_tpy.size(); ++e)
            table.number(chain.elements[e] + "_t_per_year", route.element_tpy[e].mean);
        table.number("parcels_per_year", of_parcels(route.parcels_py));
        table.number("under_way_mean_t", of_parcels(route.under_way_t));
        table.number("share_no_vehicle", of_parcels(route.vehicle_wait_share));
        table.number("door_to_door_d", route.parcels_py.mean > 0 ? of_parcels(route.door_to_door_d) : std::nullopt);
        table.number("cost_usd_per_year", route.cost_usdpy.mean);
        table.number("under_way_open_t", of_parcels(route.under_way_open_t));
        table.number("under_way_close_t", of_parcels(route.under_way_close_t));
        for (std::size_t e = 0; e < route.under_way_open_e.size(); ++e) {
            table.number(chain.elements[e] + "_under_way_open_t", of_parcels(route.under_way_open_e[e]));
            table.number(chain.elements[e] + "_under_way_close_t", of_parcels(route.under_way_close_e[e]));
        }
        table.end_row();
    }
    return table.str();
}

std::string fleets_csv(const StudyResult &study) {
    CsvTable table;
    for (std::size_t k = 0; k < study.fleets.size(); ++k) {
        const FleetStudy &fleet = study.fleets[k];
        table.text("fleet", study.chain->fleets[k].name).number("vehicles", study.chain->fleets[k].vehicles);
        table.interval("busy_share", fleet.busy_share);
        table.number("voyages_per_year", fleet.voyages_py.mean);
        table.end_row();
    }
    return table.str();
}

std::string passages_csv(const StudyResult &study) {
    CsvTable table;
    for (std::size_t p = 0; p < study.passages.size(); ++p) {
        const PassageStudy &passage = study.passages[p];
        table.text("passage", study.chain->passages[p].name);
        table.interval("transits_per_year", passage.transits_py);
        table.interval("wait_d_per_transit", passage.wait_d);
        table.number("share_shut", passage.shut_share.mean);
        table.number("longest_queue", passage.longest_queue.mean);
        table.end_row();
    }
    return table.str();
}

} // namespace midstream

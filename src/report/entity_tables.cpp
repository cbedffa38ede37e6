// Tables of facilities, markets, stocks and of the materials that are made and taken.
// SPDX-License-Identifier: Apache-2.0
#include "report/csv.h"
#include "report/tables.h"

#include <algorithm>

namespace midstream {

std::string_view behaviour_of(const FacilitySpec &facility) {
    return std::visit([](const auto &spec) { return std::string_view{spec.behaviour}; }, facility.behaviour);
}

std::string_view basis_of(const StudyResult &study, std::size_t facility) {
    const auto basis = study.facilities[facility].basis;
    return basis ? std::string_view{study.chain->materials[basis->index].name} : "any";
}

namespace {

/// A mean only where there is something to say.
std::optional<double> where(bool holds, const Interval &value) {
    return holds ? std::optional{value.mean} : std::nullopt;
}
std::optional<Interval> band_where(bool holds, const Interval &value) {
    return holds ? std::optional{value} : std::nullopt;
}

} // namespace

std::string facilities_csv(const StudyResult &study) {
    CsvTable table;
    for (std::size_t f = 0; f < study.facilities.size(); ++f) {
        const FacilitySpec &spec = study.chain->facilities[f];
        const FacilityStudy &facility = study.facilities[f];
        const bool has_nameplate = facility.nameplate_tpy.mean > 0, has_berths = facility.vehicles_py.mean > 0;
        table.text("facility", spec.name).text("kind", spec.kind).text("behaviour", behaviour_of(spec));
        table.text("country", spec.country).text("basis", basis_of(study, f));
        table.interval("throughput_t_per_year", facility.throughput_tpy);
        table.number("nameplate_t_per_year", where(has_nameplate, facility.nameplate_tpy));
        table.interval("utilisation", band_where(has_nameplate, facility.utilisation));
        for (std::size_t i = 0; i < doing_count; ++i)
            table.number("share_" + std::string{words_of(Doing{})[i]}, facility.time_share[i].mean);
        table.number("vehicles_per_year", facility.vehicles_py.mean);
        table.number("berths_busy", where(has_berths, facility.berths_busy));
        table.number("berth_wait_d_per_vehicle", where(has_berths, facility.berth_wait_d));
        table.number("demurrage_usd_per_year", facility.demurrage_usdpy.mean);
        table.end_row();
    }
    return table.str();
}

std::string markets_csv(const StudyResult &study) {
    CsvTable table;
    table.set_columns({"market", "material", "demand_t_per_year", "delivered_t_per_year", "delivered_t_per_year_low",
                       "delivered_t_per_year_high", "shortfall_t_per_year", "shortfall_t_per_year_low",
                       "shortfall_t_per_year_high", "backlog_end_t"});
    for (const MarketStudy &market : study.markets) {
        table.text("market", study.chain->facilities[market.market.index].name);
        table.text("material", study.chain->materials[market.material.index].name);
        table.number("demand_t_per_year", market.demand_tpy.mean);
        table.interval("delivered_t_per_year", market.delivered_tpy);
        table.interval("shortfall_t_per_year", market.shortfall_tpy);
        table.number("backlog_end_t", market.backlog_end_t.mean);
        table.end_row();
    }
    return table.str();
}

std::string stocks_csv(const StudyResult &study) {
    CsvTable table;
    for (const StockStudy &stock : study.stocks) {
        const FacilitySpec &facility = study.chain->facilities[stock.at.index];
        const StorageSpec *storage = find_in(facility.storage, stock.material);
        table.text("facility", facility.name).text("material", study.chain->materials[stock.material.index].name);
        table.number("capacity_t",
                     storage && storage->capacity ? std::optional{storage->capacity->value()} : std::nullopt);
        table.number("opening_t", stock.opening_t.mean).number("closing_t", stock.closing_t.mean);
        table.interval("mean_t", stock.mean_t);
        table.number("low_t", stock.low_t.mean).number("high_t", stock.high_t.mean);
        table.number("in_t_per_year", stock.in_tpy.mean).number("out_t_per_year", stock.out_tpy.mean);
        table.number("share_empty", stock.empty_share.mean).number("share_full", stock.full_share.mean);
        for (std::size_t e = 0; e < stock.opening_e.size(); ++e) {
            table.number(study.chain->elements[e] + "_opening_t", stock.opening_e[e].mean);
            table.number(study.chain->elements[e] + "_closing_t", stock.closing_e[e].mean);
        }
        table.end_row();
    }
    return table.str();
}

std::string materials_csv(const StudyResult &study) {
    CsvTable table;
    std::vector<std::string> columns{
        "facility", "material", "side", "mass_t_per_year", "mass_t_per_year_low", "mass_t_per_year_high"};
    for (const std::string &element : study.chain->elements)
        for (const char *end : {"", "_low", "_high"}) columns.push_back(element + "_t_per_year" + end);
    table.set_columns(std::move(columns));
    for (const MadeStudy &made : study.made) {
        table.text("facility", study.chain->facilities[made.at.index].name);
        table.text("material", study.chain->materials[made.material.index].name);
        table.text("side", made.taken ? "taken" : "made");
        table.interval("mass_t_per_year", made.mass_tpy);
        for (std::size_t e = 0; e < made.element_tpy.size(); ++e)
            table.interval(study.chain->elements[e] + "_t_per_year", made.element_tpy[e]);
        table.end_row();
    }
    return table.str();
}

} // namespace midstream

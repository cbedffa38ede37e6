// What must hold for a facility to run: recipes that add up, storage that holds its stock, rules that name what exists.
// SPDX-License-Identifier: Apache-2.0
#include "reader/draft.h"
#include "reader/handling.h"
#include "reader/read_words.h"
#include "units/text.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace midstream {

namespace {

constexpr double slack = 1e-9; // of sums of decimal fractions

class FacilityCheck {
  public:
    FacilityCheck(Reading &reading, const Draft &draft, std::size_t number)
        : draft_{draft}, case_{draft.value}, facility_{case_.facilities[number]}, at_{reading, draft, "facilities",
                                                                                      number} {}

    void run() {
        std::visit([&](const auto &spec) { check(spec); }, facility_.behaviour);
        check_storage();
        check_asks();
        check_outages();
    }

  private:
    const std::string &name(MaterialId m) const { return case_.materials[m.index].name; }
    const std::string &name(ElementId e) const { return case_.elements[e.index]; }

    /// The element's fraction in a material where nothing else is said.
    Fraction assay(MaterialId material, ElementId element) const {
        const auto *fraction = find_in(case_.materials[material.index].assay, element);
        return fraction ? *fraction : Fraction{};
    }

    // ---- Behaviours

    void check(const MineSpec &mine) {
        if (mine.charge && mine.rate != Steps<TonnesPerDay>{})
            at_.refuse({"charge"},
                       "both `charge` and `rate` are given; a mine delivers in lots or as a stream, write one");
        if (!mine.charge && !at_.has("rate"))
            at_.refuse(
                {}, "neither `rate` nor `charge` is given; write how fast the mine delivers, such as `rate: 300 kt/y`");
        std::vector<SimTime> dates{case_.time.start};
        for (const auto &[element, grade] : mine.grade)
            for (const auto &[date, value] : grade.changes) dates.push_back(date);
        std::sort(dates.begin(), dates.end());
        for (const SimTime date : dates) {
            double sum = 0;
            for (std::uint32_t e = 0; e < case_.elements.size(); ++e) {
                const auto *grade = find_in(mine.grade, ElementId{e});
                sum += grade ? grade->at(date).value() : assay(mine.makes, ElementId{e}).value();
            }
            if (sum <= 1 + slack) continue;
            at_.refuse({"grade"}, fmt::format("the grades sum to {} with the assay of {}; they must not exceed 100 %",
                                              percent_words(sum), name(mine.makes)));
            break;
        }
    }

    void check(const PlantSpec &plant) {
        const bool takes = check_side("takes", plant.takes.empty()), makes = check_side("makes", plant.makes.empty());
        const bool has_both_sides = takes && makes;
        if (plant.charge && at_.has("capacity"))
            at_.refuse({"charge"},
                       "both `charge` and `capacity` are given; size and duration of a charge are its capacity, "
                       "write one");
        for (const auto &[material, rate] : plant.capacity)
            if (!find_in(plant.takes, material) && !find_in(plant.makes, material))
                at_.refuse({"capacity", name(material)},
                           fmt::format("a capacity for '{}', which is neither taken nor made here; name one of {}",
                                       name(material), fmt::join(materials_of(plant), ", ")));
        for (const auto &[material, ratio] : plant.takes)
            if (ratio.value() <= 0)
                at_.refuse({"takes", name(material)},
                           "a ratio of 0 draws nothing; write more, or take the material out");
        if (!has_both_sides) return;
        if (plant.takes.front().second != TonnesPerTonne{1})
            at_.refuse({"takes", name(plant.takes.front().first)},
                       "the first material taken is the measure of the others; write `1 t/t` for it");
        for (const auto &[material, ratio] : plant.makes)
            if (find_in(plant.takes, material))
                at_.refuse(
                    {"makes", name(material)},
                    fmt::format("'{}' is both taken and made here; give one of the two another name", name(material)));
        check_recoveries(plant);
    }

    bool check_side(std::string_view side, bool is_empty) {
        if (!is_empty) return true;
        return at_.refuse({side},
                          fmt::format("none of the materials that the kind '{}' {} is declared; declare them, or "
                                      "write `{}`",
                                      facility_.kind, side, side));
    }

    std::vector<std::string> materials_of(const PlantSpec &plant) const {
        std::vector<std::string> names;
        for (const auto &[material, ratio] : plant.takes) names.push_back(name(material));
        for (const auto &[material, yield] : plant.makes) names.push_back(name(material));
        return names;
    }

    void check_recoveries(const PlantSpec &plant) {
        for (std::uint32_t e = 0; e < case_.elements.size(); ++e) {
            const ElementId element{e};
            double sum = 0;
            if (const auto *main = find_in(plant.recovery, element)) sum += main->value();
            for (const auto &[material, yield] : plant.makes)
                if (const auto *share = find_in(yield.recovery, element)) sum += share->value();
            if (sum > 1 + slack)
                at_.refuse(
                    {"recovery", case_.elements[e]},
                    fmt::format("the products together recover {} of the {} in the feed; no more than 100 % can leave",
                                percent_words(sum), case_.elements[e]));
        }
        for (std::size_t p = 0; p < plant.makes.size(); ++p) check_yield(plant, p);
    }

    void check_yield(const PlantSpec &plant, std::size_t product) {
        const auto &[material, yield] = plant.makes[product];
        By<ElementId, Fraction> recovered = yield.recovery;
        if (product == 0)
            for (const auto &[element, share] : plant.recovery) {
                if (find_in(recovered, element))
                    at_.refuse({"makes", name(material), "recovery", name(element)},
                               fmt::format("the recovery of {} into '{}' stands here and in `recovery`; write it once",
                                           name(element), name(material)));
                recovered.emplace_back(element, share);
            }
        if (yield.ratio) return;
        const auto leads = [&, made = material](const auto &share) {
            return share.second.value() > 0 && assay(made, share.first).value() > 0;
        };
        if (std::any_of(recovered.begin(), recovered.end(), leads)) return;
        at_.refuse(
            {"makes", name(material)},
            fmt::format("'{}' is made by recovery, but no element that is recovered into it stands in its assay; give "
                        "the assay and the recovery of one, or a ratio such as `0.3 t/t`",
                        name(material)));
    }

    void check(const MarketSpec &market) {
        if (market.takes.empty())
            at_.refuse({"takes"}, "this market takes nothing; write `takes: {cathode: 250 kt/y}`");
    }

    void check(const PortSpec &) {}

    void check(const StockpileSpec &stockpile) {
        if (!stockpile.reserve) return;
        const ReserveSpec &reserve = *stockpile.reserve;
        if (reserve.target.empty())
            at_.refuse({"reserve", "target"}, "no target is given; write `target: {cathode: 50 kt}`");
        for (const auto &[material, target] : reserve.target) {
            const auto *room = find_in(facility_.storage, material);
            if (room && room->capacity && target > *room->capacity)
                at_.refuse({"reserve", "target", name(material)},
                           fmt::format("the target of {} is above the capacity of {}; lower one or raise the other",
                                       print_quantity(target), print_quantity(*room->capacity)));
        }
        for (std::size_t i = 0; i < reserve.release.size(); ++i) check_release(reserve.release[i]);
    }

    void check_release(const ReleaseSpec &rule) {
        const auto refuse = [&](std::string text) { at_.refuse({"reserve", "release"}, std::move(text)); };
        if (!rule.from && !rule.until && !rule.shortage_at && rule.during.empty())
            refuse("a release rule without a condition; write `from`, `shortage at` or `during`");
        if (rule.from && rule.until && *rule.until <= *rule.from)
            refuse("`until` is not after `from`; a rule must hold for some time");
        if (rule.shortage_at) {
            const FacilitySpec &market = case_.facilities[rule.shortage_at->index];
            if (draft_.facilities[rule.shortage_at->index] && !std::holds_alternative<MarketSpec>(market.behaviour))
                refuse(fmt::format("'{}' is no market; name the market whose shortage opens the reserve", market.name));
        }
        if (rule.during.empty()) return;
        std::vector<std::string> known;
        for (const DisruptionSpec &disruption : case_.disruptions) known.push_back(disruption.name);
        if (std::find(known.begin(), known.end(), rule.during) == known.end())
            refuse(fmt::format("there is no disruption '{}'; {}", rule.during,
                               known_names("disruption", rule.during, known)));
    }

    // ---- What every facility has

    void check_storage() {
        for (const auto &[material, room] : facility_.storage)
            if (room.capacity && room.initial > *room.capacity)
                at_.refuse(
                    {"storage", name(material), "initial"},
                    fmt::format("the initial stock of {} is above the capacity of {}; lower one or raise the other",
                                print_quantity(room.initial), print_quantity(*room.capacity)));
    }

    void check_asks() {
        for (const auto &[material, ask] : facility_.ask) {
            const auto refuse = [&, asked = material](std::string text) {
                at_.refuse({"ask", name(asked)}, std::move(text));
            };
            if (ask.cover && ask.reorder) refuse("both `cover` and `reorder` are given; ask by one of them");
            if (!ask.cover && !ask.reorder && !ask.up_to)
                refuse("nothing is asked for; write {cover: 20 d} or {reorder: 10 kt, up to: 40 kt}");
            if (ask.reorder && ask.up_to && *ask.up_to < *ask.reorder)
                refuse(fmt::format("`up to` {} is below `reorder` {}; ask up to more than that",
                                   print_quantity(*ask.up_to), print_quantity(*ask.reorder)));
            const auto *room = find_in(facility_.storage, material);
            if (ask.up_to && room && room->capacity && *ask.up_to > *room->capacity)
                refuse(fmt::format("`up to` {} is above the capacity of {}; ask for no more than it holds",
                                   print_quantity(*ask.up_to), print_quantity(*room->capacity)));
        }
    }

    void check_outages() {
        const OutageSpec &outage = facility_.outage;
        for (const ShutdownSpec &shutdown : outage.shutdowns) {
            if (shutdown.on && (shutdown.every || shutdown.first))
                at_.refuse({"shutdowns"}, "a shutdown with both `on` and `every` or `first`; `on` is for a single one, "
                                          "`first` and `every` for a series");
            if (!shutdown.on && !shutdown.every && !shutdown.first)
                at_.refuse({"shutdowns"}, "a shutdown without a date; write `on`, or `first` and `every`");
        }
        if (outage.campaign && !outage.campaign->life && !outage.campaign->tonnes)
            at_.refuse({"campaign"}, "a campaign without an end; write `life: 6 y` or `tonnes: 3 Mt`");
        for (std::size_t i = 1; i < outage.ramp_up.size(); ++i)
            if (outage.ramp_up[i].after <= outage.ramp_up[i - 1].after) {
                at_.refuse({"ramp up"}, fmt::format("{} does not come after {}; write the points in the order of time",
                                                    print_quantity(outage.ramp_up[i].after),
                                                    print_quantity(outage.ramp_up[i - 1].after)));
                break;
            }
        if (outage.opens && outage.closes && *outage.closes <= outage.opens->on)
            at_.refuse({"closes"}, "this closes before it opens; put the dates in order");
    }

    const Draft &draft_;
    const Case &case_;
    const FacilitySpec &facility_;
    Pointer at_;
};

} // namespace

void check_facilities(Reading &reading, Draft &draft) {
    for (std::size_t i = 0; i < draft.value.facilities.size(); ++i)
        if (draft.facilities[i]) FacilityCheck{reading, draft, i}.run();
}

} // namespace midstream

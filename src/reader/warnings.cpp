// What is legal but hardly meant: told as warnings, the case runs all the same.
// SPDX-License-Identifier: Apache-2.0
#include "reader/draft.h"
#include "reader/fleet_need.h"
#include "reader/handling.h"
#include "reader/read_words.h"
#include "units/text.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace midstream {

namespace {

class Warnings {
  public:
    Warnings(Reading &reading, const Draft &draft)
        : reading_{reading}, draft_{draft}, case_{draft.value}, handlings_{handlings(case_)} {
        for (std::size_t i = 0; i < case_.routes.size(); ++i) {
            const RouteSpec &route = case_.routes[i];
            leaving_.insert({route.from.index, route.carries});
            arriving_.insert({route.to.index, route.carries});
        }
    }

    void run() {
        for (std::uint32_t i = 0; i < case_.facilities.size(); ++i) warn_of_facility(i);
        for (std::uint32_t i = 0; i < case_.routes.size(); ++i) warn_of_push(i);
        warn_of_materials();
        warn_of_fleets();
        warn_of_disruptions();
        warn_of_sources();
    }

  private:
    using Flow = std::pair<std::uint32_t, MaterialId>;

    const std::string &name(MaterialId m) const { return case_.materials[m.index].name; }
    const StorageSpec *storage(const FacilitySpec &facility, MaterialId m) const {
        return find_in(facility.storage, m);
    }
    bool is_carried_from(std::uint32_t facility, MaterialId m) const { return leaving_.contains({facility, m}); }
    bool is_brought_to(std::uint32_t facility, MaterialId m) const { return arriving_.contains({facility, m}); }

    // ---- Facilities

    void warn_of_facility(std::uint32_t number) {
        const FacilitySpec &facility = case_.facilities[number];
        const Pointer at{reading_, draft_, "facilities", number};
        if (std::holds_alternative<MineSpec>(facility.behaviour)) {
            const MaterialId made = handlings_[number].makes.front();
            if (!is_carried_from(number, made))
                at.warn({"makes"}, fmt::format("no route carries {} from here; add one", name(made)));
        }
        if (const auto *plant = std::get_if<PlantSpec>(&facility.behaviour)) {
            warn_of_sides(number, at);
            warn_of_restart(facility, *plant, at);
        }
        if (const auto *market = std::get_if<MarketSpec>(&facility.behaviour))
            for (const auto &[material, demand] : market->takes)
                if (!is_brought_to(number, material))
                    at.warn({"takes", name(material)}, fmt::format("no route brings {} here; add one", name(material)));
        for (const auto &[material, room] : facility.storage)
            if (!handlings_[number].keeps_anything && !has(handlings_[number].makes, material) &&
                !has(handlings_[number].takes, material))
                at.warn({"storage", name(material)},
                        fmt::format("{} is neither made nor taken here; this storage stays as "
                                    "it is",
                                    name(material)));
    }

    void warn_of_sides(std::uint32_t number, const Pointer &at) {
        const FacilitySpec &facility = case_.facilities[number];
        for (const MaterialId taken : handlings_[number].takes) {
            const StorageSpec *room = storage(facility, taken);
            if (!is_brought_to(number, taken) && !(room && room->initial > Tonnes{0}))
                at.warn({"takes", name(taken)},
                        fmt::format("no route brings {} here, and none is in store; the plant will "
                                    "never run",
                                    name(taken)));
        }
        bool is_main = true;
        for (const MaterialId made : handlings_[number].makes) {
            const StorageSpec *room = storage(facility, made);
            const bool is_bounded = room && room->capacity;
            if (!is_carried_from(number, made) && is_bounded)
                at.warn(
                    {"storage", name(made)},
                    fmt::format("{} has nowhere to go: no route carries it from here, and the plant stops when {} are "
                                "full",
                                name(made), print_quantity(*room->capacity)));
            else if (!is_carried_from(number, made) && is_main)
                at.warn({"makes", name(made)}, fmt::format("no route carries {} from here; add one", name(made)));
            is_main = false;
        }
    }

    /// Whether the feed and the room that a restart waits for can be there at all.
    void warn_of_restart(const FacilitySpec &facility, const PlantSpec &plant, const Pointer &at) {
        if (!plant.restart_cover && plant.turndown.value() <= 0) return;
        const Days cover = plant.restart_cover.value_or(Days{1});
        const std::string_view key = plant.restart_cover ? "restart cover" : "turndown";
        const auto warn = [&](MaterialId material, std::optional<TonnesPerDay> rate, std::string_view what) {
            const StorageSpec *room = storage(facility, material);
            if (!rate || !room || !room->capacity || *rate * cover <= *room->capacity) return;
            at.warn({key},
                    fmt::format("a restart waits for {} of {}, {} of {}, but the storage holds {}; it will start "
                                "at nine tenths of that",
                                print_quantity(cover), what, rounded(*rate * cover), name(material),
                                print_quantity(*room->capacity)));
        };
        for (const auto &[material, ratio] : plant.takes) warn(material, most_used(case_, facility, material), "feed");
        for (const auto &[material, yield] : plant.makes) warn(material, most_made(case_, facility, material), "room");
    }

    static std::string rounded(Tonnes mass) { return fmt::format("{:.4g} kt", mass.value() / 1000); }

    // ---- Routes, fleets, materials

    void warn_of_push(std::uint32_t number) {
        const RouteSpec &route = case_.routes[number];
        const FacilitySpec &destination = case_.facilities[route.to.index];
        if (is_continuous(route.by) || std::holds_alternative<MarketSpec>(destination.behaviour)) return;
        const StorageSpec *room = storage(destination, route.carries);
        const AskSpec *ask = find_in(destination.ask, route.carries);
        if ((room && room->capacity) || (ask && (ask->cover || ask->up_to))) return;
        if (!pushed_.insert({route.to.index, route.carries}).second) return;
        Pointer{reading_, draft_, "facilities", route.to.index}.warn(
            {"storage"},
            fmt::format("nothing bounds the {} that parcels bring here; give it a storage, or `ask` for some",
                        name(route.carries)));
    }

    void warn_of_materials() {
        std::set<MaterialId> used;
        for (std::size_t i = 0; i < handlings_.size(); ++i) {
            used.insert(handlings_[i].makes.begin(), handlings_[i].makes.end());
            used.insert(handlings_[i].takes.begin(), handlings_[i].takes.end());
            for (const auto &[material, room] : case_.facilities[i].storage) used.insert(material);
        }
        for (const RouteSpec &route : case_.routes) used.insert(route.carries);
        for (std::uint32_t m = 0; m < case_.materials.size(); ++m)
            if (!used.contains(MaterialId{m}))
                Pointer{reading_, draft_, "materials", m}.warn({}, "nothing makes, takes, holds or carries it");
    }

    void warn_of_fleets() {
        std::vector<bool> used(case_.fleets.size(), false);
        for (const RouteSpec &route : case_.routes)
            if (route.fleet) used[route.fleet->index] = true;
        const auto needs = vehicles_needed(case_);
        for (std::uint32_t i = 0; i < case_.fleets.size(); ++i) {
            const Pointer at{reading_, draft_, "fleets", i};
            if (!used[i]) at.warn({}, "no route uses this fleet");
            if (needs[i] > case_.fleets[i].vehicles * (1 + 1e-9))
                at.warn({"vehicles"},
                        fmt::format("too few for its routes: what they should carry keeps {} vehicles busy "
                                    "all the time, and there {}",
                                    clearly_more(needs[i], case_.fleets[i].vehicles),
                                    case_.fleets[i].vehicles == 1 ? "is 1"
                                                                  : fmt::format("are {}", case_.fleets[i].vehicles)));
        }
    }

    /// A number above `than` in so many decimals that it does not look equal.
    static std::string clearly_more(double number, int than) {
        int decimals = 1;
        while (decimals < 9 && fmt::format("{:.{}f}", number, decimals) == fmt::format("{:.{}f}", 1.0 * than, decimals))
            ++decimals;
        return fmt::format("{:.{}f}", number, decimals);
    }

    // ---- The rest

    void warn_of_disruptions() {
        const TimeSpec &time = case_.time;
        for (std::size_t i = 0; i < case_.disruptions.size(); ++i) {
            const DisruptionSpec &disruption = case_.disruptions[i];
            if (!disruption.on) continue;
            const Pointer at{reading_, draft_, "disruptions", i};
            const bool is_over = disruption.lasts && disruption.lasts->law.is_constant() &&
                                 *disruption.on + round_days(disruption.lasts->mean().value()) <= time.start;
            if (*disruption.on >= time.end)
                at.warn({"on"}, "this begins after the run ends and changes nothing");
            else if (is_over)
                at.warn({"on"}, "this is over before the run starts and changes nothing");
        }
    }

    void warn_of_sources() {
        std::vector<std::string> known;
        for (const auto &[key, words] : case_.sources) known.push_back(key);
        const auto look = [&](std::string_view section, const auto &specs) {
            for (std::size_t i = 0; i < specs.size(); ++i)
                for (const std::string &key : keys_in(specs[i].source))
                    if (std::find(known.begin(), known.end(), key) == known.end())
                        Pointer{reading_, draft_, section, i}.warn(
                            {"source"}, fmt::format("'{}' is not a key of `sources`; add it there, or write words{}",
                                                    key, did_you_mean(key, known)));
        };
        look("materials", case_.materials);
        look("facilities", case_.facilities);
        look("routes", case_.routes);
        look("fleets", case_.fleets);
        look("passages", case_.passages);
        look("network", case_.network);
        look("disruptions", case_.disruptions);
    }

    /// The keys of sources in a text: single words, with semicolons between them. Sentences name none.
    static std::vector<std::string> keys_in(const std::string &text) {
        std::vector<std::string> keys;
        std::string word;
        for (const char c : text + ";") {
            if (c != ';') {
                if (c != ' ' || !word.empty()) word += c;
                continue;
            }
            while (word.ends_with(' ')) word.pop_back();
            if (word.find(' ') != std::string::npos) return {};
            if (!word.empty()) keys.push_back(word);
            word.clear();
        }
        return keys;
    }

    Reading &reading_;
    const Draft &draft_;
    const Case &case_;
    std::vector<Handling> handlings_;
    std::set<Flow> leaving_, arriving_, pushed_;
};

} // namespace

void warn_of_case(Reading &reading, const Draft &draft) {
    Warnings{reading, draft}.run();
    warn_of_recipes(reading, draft);
    warn_of_parcels(reading, draft);
    warn_of_idleness(reading, draft);
}

} // namespace midstream

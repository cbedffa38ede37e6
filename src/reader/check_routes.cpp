// What must hold for a route to run: ends that give and take what it carries, a vehicle that fits, a way to go.
// SPDX-License-Identifier: Apache-2.0
#include "reader/draft.h"
#include "reader/handling.h"
#include "reader/read_words.h"
#include "units/nearest.h"
#include "units/text.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace midstream {

namespace {

class RouteChecks {
  public:
    RouteChecks(Reading &reading, const Draft &draft)
        : reading_{reading}, draft_{draft}, case_{draft.value}, handlings_{handlings(draft.value)} {
        brought_.resize(case_.facilities.size());
        for (std::size_t i = 0; i < case_.routes.size(); ++i)
            if (draft.routes[i])
                brought_[case_.routes[i].to.index].push_back(case_.routes[i].carries);
            else
                knows_all_routes_ = false;
    }

    void run() {
        for (std::size_t i = 0; i < case_.routes.size(); ++i) {
            const RouteSpec &route = case_.routes[i];
            if (!draft_.root.find("routes")->items[i].is_map()) continue;
            const Pointer at{reading_, draft_, "routes", i};
            if (!draft_.routes[i]) {
                check_what_was_read(route, at);
                continue;
            }
            if (route.from == route.to) {
                at.refuse({"to"}, fmt::format("the route ends where it starts, at '{}'; name another facility",
                                              facility(route.to).name));
                continue;
            }
            check_ends(route, at);
            if (is_continuous(route.by))
                check_stream(route, at);
            else
                check_parcels(route, at);
        }
    }

  private:
    const FacilitySpec &facility(EndId end) const { return case_.facilities[end.index]; }
    const std::string &material(const RouteSpec &route) const { return case_.materials[route.carries.index].name; }

    std::string names(const std::vector<MaterialId> &materials) const {
        std::vector<std::string> words;
        for (const MaterialId m : materials) words.push_back(case_.materials[m.index].name);
        return words.empty() ? "nothing" : fmt::format("{}", fmt::join(words, ", "));
    }

    /// Of an entry of which not all could be read: what the rest says for itself.
    void check_what_was_read(const RouteSpec &route, const Pointer &at) {
        if (at.is_sound("from") && at.is_sound("to") && at.is_sound("carries") && route.from != route.to)
            check_ends(route, at);
        if (!at.has_only_fields_of<RouteSpec>() || !at.is_sound("by")) return;
        if (is_continuous(route.by)) {
            check_stream(route, at);
            return;
        }
        if (!at.has("fleet")) refuse_no_fleet(route, at);
        const FleetSpec *fleet = nullptr;
        if (at.has("fleet")) {
            std::vector<std::string> fleets{std::string{charter}};
            for (const FleetSpec &known : case_.fleets) fleets.push_back(known.name);
            const auto meant = nearest_name(at.word("fleet"), fleets);
            const bool is_own = at.is_sound("fleet");
            if (!is_own && !meant) return; // nothing is known of what it carries
            const std::string name = is_own ? at.word("fleet") : *meant;
            for (std::size_t i = 0; i < case_.fleets.size(); ++i)
                if (case_.fleets[i].name == name) {
                    if (!draft_.fleets[i]) return;
                    fleet = &case_.fleets[i];
                }
            if (!at.has("parcel") && !(fleet && fleet->parcel)) refuse_no_parcel(fleet, at);
        }
        if (!at.has("transit") && !at.has("distance") && draft_.root.find("network") == nullptr) refuse_no_time(at);
    }

    static void refuse_no_fleet(const RouteSpec &route, const Pointer &at) {
        at.refuse({}, fmt::format("a route by {} needs `fleet`: a fleet of the case, or `charter` for as many vehicles "
                                  "as are wanted",
                                  words_of(route.by)[static_cast<std::size_t>(route.by)]));
    }
    static void refuse_no_parcel(const FleetSpec *fleet, const Pointer &at) {
        at.refuse({}, fmt::format("what one vehicle carries is not said; write `parcel` here{}",
                                  fleet ? " or in the fleet" : ", such as `parcel: 25 t`"));
    }
    static void refuse_no_time(const Pointer &at) {
        at.refuse({}, "how long it takes is not said; write `transit: 14 h`, or `distance` and `speed`");
    }

    void check_ends(const RouteSpec &route, const Pointer &at) {
        const FacilitySpec &origin = facility(route.from);
        const FacilitySpec &destination = facility(route.to);
        const Handling &gives = handlings_[route.from.index];
        const Handling &takes = handlings_[route.to.index];
        const bool has_store = find_in(origin.storage, route.carries) != nullptr;
        if (draft_.facilities[route.from.index]) {
            if (std::holds_alternative<MarketSpec>(origin.behaviour))
                at.refuse({"from"},
                          fmt::format("'{}' is a market, and nothing leaves a market; start at another facility",
                                      origin.name));
            else if (gives.keeps_anything && !has_store && knows_all_routes_ &&
                     !has(brought_[route.from.index], route.carries))
                at.refuse({"carries"},
                          fmt::format("'{}' has no {}: no route brings any and it has no storage for it; bring "
                                      "some, or start elsewhere",
                                      origin.name, material(route)));
            else if (!gives.keeps_anything && !has(gives.makes, route.carries))
                at.refuse({"carries"}, fmt::format("'{}' does not make {}; it makes {}", origin.name, material(route),
                                                   names(gives.makes)));
        }
        if (draft_.facilities[route.to.index] && !takes.keeps_anything && !has(takes.takes, route.carries))
            at.refuse({"carries"}, fmt::format("'{}' does not take {}; it takes {}", destination.name, material(route),
                                               names(takes.takes)));
    }

    void check_stream(const RouteSpec &route, const Pointer &at) {
        const auto mode = words_of(route.by)[static_cast<std::size_t>(route.by)];
        for (const std::string_view key : {"fleet", "parcel", "at least"})
            if (at.has(key))
                at.refuse({key},
                          fmt::format("a {} carries a stream, not parcels; take `{}` out, or choose truck, rail, barge "
                                      "or ship",
                                      mode, key));
        for (const std::string_view key : {"via", "detour"})
            if (at.has(key)) at.refuse({key}, fmt::format("a {} passes no canals; take `{}` out", mode, key));
    }

    void check_parcels(const RouteSpec &route, const Pointer &at) {
        if (!at.has("fleet")) refuse_no_fleet(route, at);
        const FleetSpec *fleet = route.fleet ? &case_.fleets[route.fleet->index] : nullptr;
        if (route.fleet && !draft_.fleets[route.fleet->index]) return;
        const auto parcel = route.parcel ? route.parcel : fleet ? fleet->parcel : std::nullopt;
        if (!parcel && at.has("fleet")) refuse_no_parcel(fleet, at);
        if (parcel) {
            check_fits(*parcel, route, route.from, "starts", at);
            check_fits(*parcel, route, route.to, "ends", at);
            if (route.at_least && *route.at_least > *parcel)
                at.refuse({"at least"}, fmt::format("the smallest parcel of {} is above the largest of {}; lower it",
                                                    print_quantity(*route.at_least), print_quantity(*parcel)));
        }
        check_way(route, fleet, at);
        if (route.detour && route.via.empty())
            at.refuse({"detour"}, "a detour round nothing; name the passage it avoids in `via`");
    }

    void check_fits(Tonnes parcel, const RouteSpec &route, EndId end, const char *where, const Pointer &at) {
        if (!draft_.facilities[end.index]) return;
        const StorageSpec *room = find_in(facility(end).storage, route.carries);
        const Tonnes smallest = route.at_least.value_or(parcel);
        if (!room || !room->capacity || smallest <= *room->capacity) return;
        at.refuse({"parcel"},
                  fmt::format("a parcel of {} never fits the {} of {} that '{}' holds, where the route {}; make "
                              "it smaller or the storage larger",
                              print_quantity(smallest), print_quantity(*room->capacity), material(route),
                              facility(end).name, where));
    }

    void check_way(const RouteSpec &route, const FleetSpec *fleet, const Pointer &at) {
        if (route.transit) {
            if (route.distance) at.refuse({"distance"}, "both `transit` and `distance` are given; write one of them");
            return;
        }
        const bool has_speed = route.speed || (fleet && fleet->speed);
        if (!route.distance && !has_legs()) {
            refuse_no_time(at);
            return;
        }
        if (!has_speed)
            at.refuse({}, fmt::format("no speed is given for the distance; write `speed: 40 km/h` here{}",
                                      fleet ? " or in the fleet" : ""));
        if (route.distance) return;
        const double km = distance(route).value();
        if (!std::isfinite(km))
            at.refuse({"to"},
                      fmt::format("no legs of the network lead from '{}' to '{}'; add them, or write `transit` or "
                                  "`distance`",
                                  facility(route.from).name, facility(route.to).name));
        if (!route.via.empty())
            at.refuse({"via"}, "the way over the network has its own passages; take `via` out, or write `transit`");
    }

    bool has_legs() const {
        return std::find(draft_.legs.begin(), draft_.legs.end(), false) == draft_.legs.end() && !draft_.legs.empty();
    }

    Kilometres distance(const RouteSpec &route) {
        auto at = distances_.find(route.from.index);
        if (at == distances_.end())
            at = distances_.emplace(route.from.index, distances_from(case_, PointId{route.from.index})).first;
        return at->second[route.to.index];
    }

    Reading &reading_;
    const Draft &draft_;
    const Case &case_;
    std::vector<Handling> handlings_;
    std::vector<std::vector<MaterialId>> brought_; // by facility, what routes bring
    bool knows_all_routes_ = true;                 // else somebody may bring more
    std::map<std::uint32_t, std::vector<Kilometres>> distances_;
};

} // namespace

void check_routes(Reading &reading, Draft &draft) { RouteChecks{reading, draft}.run(); }

} // namespace midstream

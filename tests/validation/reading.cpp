// What the words of a formula mean.
// SPDX-License-Identifier: Apache-2.0
#include "reading.h"

#include "formula.h"

#include "des/calendar.h"

#include <algorithm>
#include <stdexcept>
#include <variant>

namespace midstream::validation {
namespace {

template <class Items> std::uint32_t place_of(const Items &items, const std::string &name, const char *what) {
    for (std::uint32_t i = 0; i < items.size(); ++i)
        if (items[i].name == name) return i;
    throw std::runtime_error(std::string("there is no ") + what + " '" + name + "'");
}

template <class Enum> std::size_t place_of_word(const std::string &word) {
    const auto words = words_of(Enum{});
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) throw std::runtime_error("there is no state or cause '" + word + "'");
    return static_cast<std::size_t>(found - words.begin());
}

SimTime date_of(const std::string &text) {
    const auto date = parse_date(text);
    if (const auto *problem = std::get_if<std::string>(&date)) throw std::runtime_error(*problem);
    return std::get<SimTime>(date);
}

double days_of_us(std::int64_t us) { return days_of(Duration{us}); }

/// The first instant, from a date on, at which a condition holds; found to the microsecond by stepping and halving.
SimTime first_instant(World world, const std::function<bool(World &)> &holds) {
    constexpr Duration step = std::chrono::hours(1);
    World before = world;
    for (;;) {
        const SimTime next = std::min(world.now() + step, world.end());
        world.run_until(next);
        if (holds(world)) break;
        if (next == world.end()) throw std::runtime_error("what is waited for does not come about");
        before = world;
    }
    SimTime late = world.now();
    while (late - before.now() > Duration{1}) {
        World middle = before;
        middle.run_until(before.now() + (late - before.now()) / 2);
        if (holds(middle))
            late = middle.now();
        else
            before = std::move(middle);
    }
    return late;
}

} // namespace

std::uint32_t Readings::facility(const std::string &name) const {
    return place_of(plan_->chain->facilities, name, "facility");
}
std::uint32_t Readings::route(const std::string &name) const { return place_of(plan_->chain->routes, name, "route"); }
std::uint32_t Readings::material(const std::string &name) const {
    return place_of(plan_->chain->materials, name, "material");
}

std::size_t Readings::stock(const Words &words) const {
    const std::uint32_t f = facility(words.at(0)), m = material(words.at(1));
    for (std::size_t h = 0; h < plan_->holdings.size(); ++h)
        if (plan_->holdings[h].facility == f && plan_->holdings[h].material.index == m) return h;
    throw std::runtime_error(words[0] + " holds no " + words[1]);
}

/// Place in Result::made: mines and plants in the order of the case; inputs first, then outputs.
std::size_t Readings::made(const Words &words, bool taken) const {
    const std::uint32_t wanted = facility(words.at(0)), m = material(words.at(1));
    std::size_t place = 0;
    for (std::uint32_t f = 0; f < plan_->chain->facilities.size(); ++f) {
        const auto step = [&](MaterialId id, bool in) {
            const bool found = f == wanted && id.index == m && in == taken;
            if (!found) ++place;
            return found;
        };
        const Behaviour &behaviour = plan_->chain->facilities[f].behaviour;
        if (const auto *mine = std::get_if<MineSpec>(&behaviour); mine && step(mine->makes, false)) return place;
        if (const auto *plant = std::get_if<PlantSpec>(&behaviour)) {
            for (const auto &input : plant->takes)
                if (step(input.first, true)) return place;
            for (const auto &output : plant->makes)
                if (step(output.first, false)) return place;
        }
    }
    throw std::runtime_error(words[0] + " neither makes nor takes " + words[1]);
}

double Readings::days() const {
    const TimeSpec &time = plan_->chain->time;
    return days_of(time.end - time.start - round_days(time.warmup.value()));
}

Value Readings::value(const std::string &formula) {
    return Formula<const Trace &>::parse(
        formula, [this](const std::string &word, const Words &words) { return value_of(word, words); });
}

Value Readings::value_of(const std::string &word, const Words &words) {
    if (word == "the") return value(formulas_.at(words.at(0)));
    if (word == "days") return [d = days()](const Trace &) { return d; };
    if (word == "hours") return [h = days() * 24](const Trace &) { return h; };
    if (word == "least")
        return [a = value(words.at(0)), b = value(words.at(1))](const Trace &t) { return std::min(a(t), b(t)); };
    if (word == "share") {
        const auto f = facility(words.at(0));
        const auto state = place_of_word<Doing>(words.at(1));
        return [f, state, d = days()](const Trace &t) { return days_of_us(t.result.facilities[f].time_us[state]) / d; };
    }
    for (auto make : {&Readings::stock_value, &Readings::transport_value})
        if (Value found = (this->*make)(word, words)) return found;
    if (Value found = dated_value(word, words)) return found;
    if (Value found = seen_value(word, words)) return found;
    throw std::runtime_error("no formula knows the word '" + word + "'");
}

Value Readings::stock_value(const std::string &word, const Words &words) const {
    const bool took = word == "taken" || word == "metal_taken";
    if (took || word == "made" || word == "metal_made") {
        const std::size_t place = made(words, took);
        if (words.size() < 3) return [place](const Trace &t) { return t.result.made[place].mass_t; };
        const auto &elements = plan_->chain->elements;
        const auto element =
            static_cast<std::size_t>(std::find(elements.begin(), elements.end(), words[2]) - elements.begin());
        return [place, element](const Trace &t) { return t.result.made[place].element_t.at(element); };
    }
    if (word == "mean_level") return [s = stock(words)](const Trace &t) { return t.result.stocks[s].mean_t; };
    if (word == "empty")
        return [s = stock(words), d = days()](const Trace &t) { return days_of_us(t.result.stocks[s].empty_us) / d; };
    if (word == "full")
        return [s = stock(words), d = days()](const Trace &t) { return days_of_us(t.result.stocks[s].full_us) / d; };
    if (word == "delivered" || word == "wanted") {
        const std::uint32_t f = facility(words.at(0)), m = material(words.at(1));
        return [f, m, wants = word == "wanted"](const Trace &t) {
            for (const MarketTotals &market : t.result.markets)
                if (market.market.index == f && market.material.index == m)
                    return wants ? market.demand_t : market.delivered_t;
            throw std::runtime_error("a market takes no such material");
        };
    }
    return nullptr;
}

Value Readings::transport_value(const std::string &word, const Words &words) const {
    if (word == "moved") return [r = route(words.at(0))](const Trace &t) { return t.result.routes[r].moved_t; };
    if (word == "parcels")
        return [r = route(words.at(0))](const Trace &t) { return static_cast<double>(t.result.routes[r].parcels); };
    if (word == "mean_under_way")
        return [r = route(words.at(0))](const Trace &t) { return t.result.routes[r].under_way_mean_t; };
    if (word == "door_to_door")
        return [r = route(words.at(0))](const Trace &t) { return t.result.routes[r].mean_days_door_to_door; };
    if (word == "fleet_busy") {
        const auto k = place_of(plan_->chain->fleets, words.at(0), "fleet");
        return [k](const Trace &t) { return t.result.fleets[k].busy_share; };
    }
    if (word == "berths_busy")
        return [f = facility(words.at(0)), d = days()](const Trace &t) {
            return days_of_us(t.result.facilities[f].berth_busy_us) / d;
        };
    if (word == "berths_waiting")
        return [f = facility(words.at(0)), d = days()](const Trace &t) {
            return days_of_us(t.result.facilities[f].berth_wait_us) / d;
        };
    if (word == "served")
        return [f = facility(words.at(0))](const Trace &t) {
            return static_cast<double>(t.result.facilities[f].vehicles_served);
        };
    return nullptr;
}

/// Readings of a run of its own, that stops on the way: for cases without luck.
Value Readings::dated_value(const std::string &word, const Words &words) {
    if (word == "at") {
        const SimTime date = date_of(words.at(0));
        return [plan = plan_, seed = seed_, date, now = instant(words.at(1))](const Trace &) {
            World world(plan, seed, 0);
            world.run_until(date);
            return now(world);
        };
    }
    if (word == "day_when") {
        const bool above = words.at(1) == "above";
        if (!above && words[1] != "below")
            throw std::runtime_error("day_when: `above` or `below`, not '" + words[1] + "'");
        const double mark = std::stod(words.at(2));
        const SimTime date = date_of(words.at(3));
        return [plan = plan_, seed = seed_, date, now = instant(words[0]), above, mark](const Trace &) {
            World world(plan, seed, 0);
            world.run_until(date);
            const double eps = Flow::tolerance(mark);
            const SimTime when = first_instant(
                std::move(world), [&](World &w) { return above ? now(w) >= mark - eps : now(w) <= mark + eps; });
            return days_of(when - plan->chain->time.start);
        };
    }
    return nullptr;
}

/// Readings of the looks at the running world.
Value Readings::seen_value(const std::string &word, const Words &words) {
    if (word.rfind("seen", 0) != 0) return nullptr;
    const auto known = std::find(watched_formulas_.begin(), watched_formulas_.end(), words.at(0));
    const auto place = static_cast<std::size_t>(known - watched_formulas_.begin());
    if (known == watched_formulas_.end()) {
        watched_formulas_.push_back(words[0]);
        watched_.push_back(instant(words[0]));
    }
    const auto mean_of = [place](auto what) {
        return [place, what](const Trace &t) {
            double sum = 0;
            for (const double x : t.seen[place]) sum += what(x);
            return sum / static_cast<double>(t.seen[place].size());
        };
    };
    if (word == "seen") return mean_of([](double x) { return x; });
    if (word == "seen_pairs") return mean_of([](double x) { return x * (x - 1); });
    if (word == "seen_above")
        return mean_of([mark = std::stod(words.at(1))](double x) { return x > mark ? 1.0 : 0.0; });
    if (word == "seen_below")
        return mean_of([mark = std::stod(words.at(1))](double x) { return x < mark ? 1.0 : 0.0; });
    if (word == "seen_variance")
        return [mean = mean_of([](double x) { return x; }), square = mean_of([](double x) { return x * x; })](
                   const Trace &t) { return square(t) - mean(t) * mean(t); };
    return nullptr;
}

Instant Readings::instant(const std::string &formula) {
    return Formula<World &>::parse(
        formula, [this](const std::string &word, const Words &words) { return instant_of(word, words); });
}

Instant Readings::instant_of(const std::string &word, const Words &words) const {
    if (word == "level") {
        (void)stock(words);
        return [f = words.at(0), m = words.at(1)](World &w) { return w.level(f, m); };
    }
    if (word == "under_way") return [r = route(words.at(0))](World &w) { return w.transport().under_way_t(r); };
    if (word == "rate") {
        const auto stream = plan_->works->facilities[facility(words.at(0))].stream;
        if (!stream) throw std::runtime_error(words[0] + " does not work steadily");
        return [s = *stream](World &w) { return w.flow().rate(s); };
    }
    if (word == "made") {
        // Looking at any level brings the whole flow up to now.
        const Holding &any = plan_->holdings.at(plan_->holdings.size() - 1);
        return [f = facility(words.at(0)), at = plan_->chain->facilities[any.facility].name,
                m = plan_->chain->materials[any.material.index].name](World &w) {
            (void)w.level(at, m);
            return w.works().moved(f, w.flow());
        };
    }
    throw std::runtime_error("no look knows the word '" + word + "'");
}

} // namespace midstream::validation

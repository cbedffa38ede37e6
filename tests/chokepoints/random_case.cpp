// Writing random cases.
// SPDX-License-Identifier: Apache-2.0
#include "random_case.h"

#include "des/random.h"

#include <initializer_list>
#include <string_view>

#include <fmt/format.h>

namespace midstream {

namespace {

class Writer {
  public:
    explicit Writer(std::uint64_t number) : luck_(number, 0, "cases", "test") {}

    std::string write() {
        text_ = fmt::format(
            "midstream: 1\ntitle: random\ntime: {{start: 2025-01-01, end: 2026-0{}-11, warmup: {} d}}\n"
            "elements: [Cu]\nmaterials: {{ore: {{assay: {{Cu: 20 %}}}}, metal: {{assay: {{Cu: 80 %}}}}, acid: "
            "{{}}}}\nfacilities:\n",
            1 + below(9), maybe(2) ? 0 : below(90));
        mines_ = 1 + below(3);
        smelters_ = 1 + below(2);
        for (int i = 0; i < mines_; ++i) add_mine(i);
        for (int i = 0; i < smelters_; ++i) add_smelter(i);
        text_ += fmt::format("  port: {{kind: port, storage: {{metal: {} t}}{}{}}}\n", 500 + below(2000),
                             maybe(2) ? ", berths: 1" : "", maybe(2) ? ", loads: 300 t/d, unloads: 200 t/d" : "");
        text_ += fmt::format("  city: {{kind: market, takes: {{metal: {}}}, unmet: {}{}}}\n", rate(20, 150),
                             one_of({"lost", "back-ordered"}), store("metal", 300));
        text_ += fmt::format("  town: {{kind: market, takes: {{metal: {}}}{}}}\n", rate(5, 60), store("metal", 200));
        text_ +=
            fmt::format("  buyers: {{kind: market, takes: {{acid: {}}}, cover: {} d}}\n", rate(5, 80), 1 + below(15));
        add_routes();
        text_ += fmt::format("fleets:\n  trains: {{vehicles: {}, parcel: 100 t, load time: {} h, unload time: 6 h{}}}\n"
                             "  ships: {{vehicles: {}, parcel: 150 t{}}}\n",
                             1 + below(4), 1 + below(12), maybe(3) ? ", return: {uniform: [1 d, 2 d]}" : "",
                             1 + below(5), maybe(2) ? ", loading: 100 t/d" : "");
        text_ += fmt::format("passages:\n  canal: {{slots: {}, transit: 1 d}}\n",
                             maybe(2) ? "0.3 /d" : "{2025-01-01: 1 /d, 2025-06-01: 0.2 /d, 2025-09-01: 0.6 /d}");
        add_disruptions();
        return text_;
    }

  private:
    int below(int n) { return static_cast<int>(luck_.below(static_cast<std::uint64_t>(n))); }
    bool maybe(int one_in) { return below(one_in) == 0; }
    std::string one_of(std::initializer_list<std::string_view> words) {
        return std::string(*(words.begin() + below(static_cast<int>(words.size()))));
    }
    std::string rate(int least, int most) {
        const auto some = [&] { return least + below(most - least); };
        if (!maybe(3)) return fmt::format("{} t/d", some());
        return fmt::format("{{2025-01-01: {} t/d, 2025-04-10: {} t/d, 2025-10-20: {} t/d}}", some(), some(), some());
    }
    std::string days(int least, int most) {
        const int some = least + below(most - least);
        switch (below(5)) {
        case 0:
            return fmt::format("{{exponential: {} d}}", some);
        case 1:
            return fmt::format("{{uniform: [{} d, {} d]}}", some, some + 1 + below(some));
        case 2:
            return fmt::format("{{lognormal: {{mean: {} d, cv: 0.8}}}}", some);
        default:
            return fmt::format("{} d", some);
        }
    }
    std::string store(std::string_view material, int most) {
        if (maybe(2)) return "";
        const int capacity = 160 + below(most);
        return fmt::format(", storage: {{{}: {{capacity: {} t, initial: {} t}}}}", material, capacity, below(capacity));
    }
    std::string outages() {
        std::string text;
        if (maybe(3))
            text += fmt::format(", failures: {{every: {}, for: {}, clock: {}}}", days(10, 60), days(1, 6),
                                one_of({"running", "calendar"}));
        if (maybe(3))
            text += fmt::format(", shutdowns: [{{first: 2025-0{}-04, every: {} d, for: {}}}]", 1 + below(9),
                                60 + below(60), days(3, 20));
        if (maybe(5))
            text += fmt::format(", opens: {{on: 2025-0{}-04, late: {}}}, ramp up: [{{after: 0 d, at: 20 %}}, {{after: "
                                "40 d, at: 100 %}}]",
                                1 + below(9), days(1, 40));
        if (maybe(8)) text += ", closes: 2025-11-03";
        return text;
    }

    void add_mine(int i) {
        const std::string work = maybe(4) ? fmt::format("charge: {{size: {} t, for: {}}}", 20 + below(60), days(1, 3))
                                          : "rate: " + rate(20, 150);
        text_ +=
            fmt::format("  mine {}: {{kind: mine, makes: ore, {}{}{}{}{}}}\n", i, work,
                        maybe(2) ? fmt::format(", grade: {{Cu: {} %}}", 10 + below(30)) : "",
                        maybe(5) ? fmt::format(", reserve: {} kt", 5 + below(20)) : "", store("ore", 800), outages());
    }

    void add_smelter(int i) {
        const bool charge = maybe(4);
        std::string work =
            charge
                ? fmt::format("charge: {{size: {} t, for: {}}}, lines: {}", 20 + below(80), days(1, 4), 1 + below(3))
                : fmt::format("capacity: {{{}: {}}}, lines: {}", one_of({"ore", "metal"}), rate(20, 150), 1 + below(3));
        if (!charge && maybe(3)) work += fmt::format(", turndown: 40 %, restart cover: {} d", 1 + below(3));
        if (!charge && maybe(3))
            work += maybe(2) ? fmt::format(", campaign: {{life: {} d, reline: {}}}", 40 + below(90), days(3, 15))
                             : fmt::format(", campaign: {{tonnes: {} kt, reline: {}}}", 3 + below(8), days(3, 15));
        text_ += fmt::format("  smelter {}: {{kind: plant, takes: {{ore: 1 t/t}}, makes: {{metal: {}, acid: 0.4 t/t}}, "
                             "recovery: {{Cu: {} %}}, {}, storage: {{ore: {} t, metal: {} t, acid: {} t}}{}}}\n",
                             i, one_of({"by recovery", "0.25 t/t"}), 80 + below(20), work, 250 + below(900),
                             200 + below(400), 200 + below(400), outages());
    }

    void add_routes() {
        text_ += "routes:\n";
        const auto add = [&](const std::string &route) { text_ += "  - {" + route + "}\n"; };
        const auto limit = [&] { return maybe(3) ? ", limit: " + rate(20, 120) : std::string(); };
        for (int m = 0; m < mines_; ++m)
            for (int s = 0; s < smelters_; ++s)
                add(fmt::format("name: ore {} {}, from: mine {}, to: smelter {}, carries: ore, {}{}", m, s, m, s,
                                maybe(3)   ? "by: conveyor"
                                : maybe(2) ? "by: rail, fleet: trains, transit: " + days(1, 4)
                                           : "by: truck, fleet: charter, parcel: 50 t, transit: " + days(1, 3),
                                limit()));
        for (int s = 0; s < smelters_; ++s) {
            add(fmt::format(
                "name: out {}, from: smelter {}, to: port, carries: metal, by: rail, fleet: trains, transit: {}{}", s,
                s, days(1, 3), limit()));
            add(fmt::format("name: acid {}, from: smelter {}, to: buyers, carries: acid, by: {}", s, s,
                            one_of({"conveyor", "truck, fleet: charter, parcel: 40 t, transit: 1 d"})));
        }
        add(fmt::format("name: sea, from: port, to: city, carries: metal, by: ship, fleet: {}, parcel: 150 t, at "
                        "least: {} t, transit: {}, via: [canal]{}{}",
                        one_of({"ships", "charter"}), 50 + below(100), days(3, 20),
                        maybe(2) ? ", detour: " + days(20, 30) : "", limit()));
        add(fmt::format("name: coast, from: port, to: town, carries: metal, by: ship, fleet: ships, parcel: 150 t, at "
                        "least: 60 t, transit: {}, priority: {}",
                        days(2, 6), 1 + below(2)));
    }

    void add_disruptions() {
        text_ += "disruptions:\n";
        const auto when = [&] {
            return maybe(3) ? fmt::format("every: {}, for: {}", days(30, 200), days(3, 40))
                            : fmt::format("on: 2025-{:02}-13, for: {}", 1 + below(12), days(3, 90));
        };
        for (int n = below(6); n > 0; --n) {
            const std::string cargo = one_of({"continue", "hold", "divert", "return"});
            switch (below(9)) {
            case 0:
                strike("strike", "smelter 0", when());
                break;
            case 1:
                strike("outage", one_of({"port", "mine 0", "city"}), when());
                break;
            case 2:
                strike("derating", "smelter 0", when() + ", to: 50 %");
                break;
            case 3:
                strike("ban", one_of({"sea", "coast", "ore 0 0"}), when() + ", cargo: " + cargo);
                break;
            case 4:
                strike("quota", one_of({"sea", "out 0", "ore 0 0"}),
                       fmt::format("on: 2025-{:02}-13, amount: {} t, per: {}", 1 + below(12), 300 + below(1500),
                                   one_of({"month", "quarter", "year"})));
                break;
            case 5:
                strike("demand shock", "city", when() + fmt::format(", to: {} %", 50 + below(150)));
                break;
            case 6:
                strike("passage closure", "canal", when() + ", cargo: " + cargo + (maybe(2) ? ", to: 40 %" : ""));
                break;
            case 7:
                strike("slower transit", one_of({"sea", "coast", "ore 0 0", "out 0"}), when() + ", to: 60 %");
                break;
            default:
                strike(one_of({"recovery loss", "derating"}), "smelter 0", when() + ", to: 70 %");
                break;
            }
        }
        strike("new capacity", "smelter 0", when() + ", adds: 10 t/d");
    }
    void strike(const std::string &what, const std::string &at, const std::string &rest) {
        text_ += fmt::format("  - {{what: {}, at: {}, {}}}\n", what, at, rest);
    }

    Stream luck_;
    std::string text_;
    int mines_ = 0, smelters_ = 0;
};

} // namespace

std::string random_case(std::uint64_t number) { return Writer(number).write(); }

} // namespace midstream

// The tables of units, and the regular expression that follows from them.
// SPDX-License-Identifier: Apache-2.0
#include "units/grammar.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace midstream::detail {
namespace {

Units masses() {
    return {{"t"},
            {"kt", 3},
            {"Mt", 6},
            {"kg", -3},
            {"g", -6},
            {"tonne"},
            {"tonnes"},
            {"metric ton"},
            {"metric tons"},
            {"lb", 0, 0.00045359237}, // 0.45359237 kg
            {"short ton", 0, 0.90718474},
            {"short tons", 0, 0.90718474}};
}

Units wet_masses() { return {{"wt"}, {"kwt", 3}, {"Mwt", 6}, {"wmt"}}; }

Units times() {
    return {{"d"},
            {"y", 0, days_per_year},
            {"h", 0, 1, 24},
            {"w", 0, 7},
            {"min", 0, 1, 1440},
            {"s", 0, 1, 86400},
            {"month", 0, days_per_year / 12},
            {"months", 0, days_per_year / 12},
            {"day"},
            {"days"},
            {"year", 0, days_per_year},
            {"years", 0, days_per_year},
            {"hour", 0, 1, 24},
            {"hours", 0, 1, 24},
            {"week", 0, 7},
            {"weeks", 0, 7},
            {"minute", 0, 1, 1440},
            {"minutes", 0, 1, 1440},
            {"second", 0, 1, 86400},
            {"seconds", 0, 1, 86400}};
}

Units distances() {
    return {{"km"},
            {"nm", 0, 1.852},
            {"mile", 0, 1.609344},
            {"miles", 0, 1.609344},
            {"m", -3},
            {"nautical mile", 0, 1.852},
            {"nautical miles", 0, 1.852}};
}

Units monies() { return {{"$"}, {"k$", 3}, {"M$", 6}}; }

Units mass_rates() {
    return {{"tpd"},
            {"ktpd", 3},
            {"tph", 0, 24},
            {"tpa", 0, 1, days_per_year},
            {"ktpa", 3, 1, days_per_year},
            {"Mtpa", 6, 1, days_per_year}};
}

Units speeds() {
    return {{"kn", 0, 1.852 * 24}, {"knot", 0, 1.852 * 24}, {"knots", 0, 1.852 * 24}, {"mph", 0, 1.609344 * 24}};
}

Units ratios() {
    return {{"%", -2}, {"t/t"}, {"kg/t", -3}, {"g/t", -6}, {"ppm", -6}, {"kg/kg"}, {"g/kg", -3}, {"g/g"}};
}

Units contents() {
    Units out;
    for (const char *symbol :
         {"Cu", "Ni", "Co", "Li", "Zn", "Pb", "Sn", "Al", "Fe", "Au", "Ag", "Pt", "Pd", "Rh", "Ir",       "Ru",
          "Os", "Mn", "Cr", "Mo", "W",  "V",  "Ti", "Mg", "Nb", "Ta", "Zr", "Hf", "Re", "U",  "Th",       "Be",
          "B",  "C",  "N",  "O",  "F",  "Na", "Si", "P",  "S",  "Cl", "K",  "Ca", "Sc", "Ga", "Ge",       "As",
          "Se", "Br", "Rb", "Sr", "Y",  "Cd", "In", "Sb", "Te", "I",  "Cs", "Ba", "La", "Ce", "Pr",       "Nd",
          "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu", "Hg", "Tl", "Bi", "H",  "contained"})
        out.push_back({symbol});
    return out;
}

Grammar finished(Grammar g) {
    const auto add = [&](const Unit &unit) {
        g.all.push_back(unit);
        g.spellings.push_back(unit.spelling);
    };
    for (const Unit &first : g.firsts) {
        if (g.seconds.empty()) add(first);
        const bool divides = g.joint == "/";
        for (const Unit &second : g.seconds)
            add({first.spelling + g.joint + second.spelling, first.power + (divides ? -second.power : second.power),
                 first.times * (divides ? second.over : second.times),
                 first.over * (divides ? second.times : second.over)});
    }
    for (const Unit &word : g.words) add(word);
    std::sort(g.all.begin(), g.all.end(), [](const Unit &a, const Unit &b) { return a.spelling < b.spelling; });
    return g;
}

constexpr std::string_view slash = "(?: */ *| +per +)";

std::string alternatives(const Units &units) {
    std::string out;
    for (const Unit &unit : units) {
        if (!out.empty()) out.push_back('|');
        for (const char c : unit.spelling) {
            if (c == ' ')
                out.append(" +");
            else if (c == '/')
                out.append(slash);
            else
                out.append(c == '$' ? "\\" : "").push_back(c);
        }
    }
    return out;
}

} // namespace

const std::vector<Grammar> &grammars() {
    static const std::vector<Grammar> all = [] {
        std::vector<Grammar> made;
        const auto add = [&](Grammar g) { made.push_back(finished(std::move(g))); };
        add({.noun = "dry mass",
             .wanted = "a mass with its unit, such as 500 t, 12.5 kt or 1.2 Mt",
             .example = "t",
             .firsts = masses(),
             .printed = {{"t"}, {"kt"}, {"Mt"}, {"kg", 1}}});
        add({.noun = "wet mass",
             .wanted = "a wet mass with its unit, such as 500 wt or 12.5 kwt",
             .example = "wt",
             .firsts = wet_masses(),
             .printed = {{"wt"}, {"kwt"}, {"Mwt"}}});
        add({.noun = "contained metal",
             .wanted = "a mass of contained metal with its element, such as 12 kt Cu",
             .example = "t Cu",
             .firsts = masses(),
             .joint = " ",
             .seconds = contents(),
             .printed = {{"t contained"}, {"kt contained"}, {"Mt contained"}, {"kg contained", 1}}});
        add({.noun = "mass per time",
             .wanted = "a rate with its unit, such as 300 kt/y, 1.2 Mt/y or 900 t/d",
             .example = "t/d",
             .firsts = masses(),
             .joint = "/",
             .seconds = times(),
             .words = mass_rates(),
             .printed = {{"t/d"}, {"kt/y"}, {"Mt/y"}, {"kt/d", 1}, {"t/y", 1}, {"t/h", 2}}});
        add({.noun = "time",
             .wanted = "a duration with its unit, such as 5 d, 14 h or 3 y",
             .example = "d",
             .firsts = times(),
             .printed = {{"d"}, {"y"}, {"h", 1}, {"months", 1}, {"min", 1}, {"s", 2}}});
        add({.noun = "fraction",
             .wanted = "a fraction with its unit, such as 97 %",
             .example = "%",
             .firsts = ratios(),
             .printed = {{"%"}, {"g/t", 2}},
             .at_most_one = true});
        add({.noun = "ratio",
             .wanted = "a ratio with its unit, such as 0.98 t/t or 98 %",
             .example = "t/t",
             .firsts = ratios(),
             .printed = {{"t/t"}, {"kg/t", 2}, {"g/t", 2}}});
        add({.noun = "money",
             .wanted = "an amount of money with its unit, such as 500 $, 20 k$ or 1.5 M$",
             .example = "$",
             .firsts = monies(),
             .printed = {{"$"}, {"k$"}, {"M$"}},
             .may_be_negative = true});
        add({.noun = "money per mass",
             .wanted = "a price with its unit, such as 85 $/t",
             .example = "$/t",
             .firsts = monies(),
             .joint = "/",
             .seconds = masses(),
             .printed = {{"$/t"}},
             .may_be_negative = true});
        add({.noun = "money per time",
             .wanted = "a cost with its unit, such as 25000 $/d or 25 k$/d",
             .example = "$/d",
             .firsts = monies(),
             .joint = "/",
             .seconds = times(),
             .printed = {{"$/d"}, {"k$/d"}, {"M$/d"}, {"k$/y"}, {"M$/y"}},
             .may_be_negative = true});
        add({.noun = "distance",
             .wanted = "a distance with its unit, such as 850 km or 6200 nm",
             .example = "km",
             .firsts = distances(),
             .printed = {{"km"}, {"nm"}}});
        add({.noun = "distance per time",
             .wanted = "a speed with its unit, such as 13 kn or 60 km/h",
             .example = "km/h",
             .firsts = distances(),
             .joint = "/",
             .seconds = times(),
             .words = speeds(),
             .printed = {{"km/h"}, {"kn"}, {"km/d", 1}}});
        add({.noun = "number per time",
             .wanted = "a number per time with its unit, such as 36 /d or 36 per day",
             .example = "/d",
             .firsts = {{""}},
             .joint = "/",
             .seconds = times(),
             .printed = {{"/d"}, {"/h", 1}, {"/w", 1}, {"/y", 1}}});
        return made;
    }();
    return all;
}

const Unit *find_unit(const Grammar &g, std::string_view spelling) {
    const auto at = std::lower_bound(g.all.begin(), g.all.end(), spelling,
                                     [](const Unit &unit, std::string_view wanted) { return unit.spelling < wanted; });
    return at != g.all.end() && at->spelling == spelling ? &*at : nullptr;
}

std::string pattern(const Grammar &g) {
    std::string unit = alternatives(g.firsts);
    if (!g.seconds.empty()) {
        const bool leading = unit.empty();
        const std::string_view joint = g.joint == " " ? " +" : leading ? "(?:/ *|per +)" : slash;
        unit = fmt::format("(?:{}){}(?:{})", unit, joint, alternatives(g.seconds));
    }
    if (!g.words.empty()) unit.append("|").append(alternatives(g.words));
    constexpr std::string_view number =
        "(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:_[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
        "(?: *(?:thousand|million|billion))?";
    return fmt::format("^ *(?:{}{} *(?:{})|{}(?:\\.0+)?) *$", g.may_be_negative ? "-?" : "", number, unit,
                       g.at_most_one ? "[01]" : "0");
}

} // namespace midstream::detail

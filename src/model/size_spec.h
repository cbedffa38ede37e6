// A question of size, kept in the case: what may be varied, which target must be met, and how surely.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "units/fields.h"
#include "units/quantity.h"

#include <optional>
#include <string>
#include <vector>

namespace midstream {

/// A value whose size is asked for.
struct SizeVarySpec {
    std::string field;
    std::string from, to;
    std::string cost;
    std::string note;

    template <class F> static void fields(F &f) {
        f(Field{"field", "The value, as a path of the case: `facilities.new smelter.capacity.concentrate`.", true},
          &SizeVarySpec::field);
        f(Field{"from", "The smallest it may be, with its unit.", true}, &SizeVarySpec::from);
        f(Field{"to", "The greatest it may be, with the same unit.", true}, &SizeVarySpec::to);
        f(Field{"cost", "Of a unit of it, such as `900 USD per t/y`; needed where two values are varied."},
          &SizeVarySpec::cost);
        f(Field{"note", "Words for the reader of the case."}, &SizeVarySpec::note);
    }
};

/// One of several ways to build.
struct SizeOptionSpec {
    std::string name;
    std::vector<std::string> set, with;
    std::string cost;
    std::string note;

    template <class F> static void fields(F &f) {
        f(Field{"name", "What it is called in the answer.", true}, &SizeOptionSpec::name);
        f(Field{"set", "Changes of the case, each as `PATH=VALUE`."}, &SizeOptionSpec::set);
        f(Field{"with", "Overlays, as files relative to the case."}, &SizeOptionSpec::with);
        f(Field{"cost", "What it costs, such as `250 M USD`; where one has a cost all need one, and a target."},
          &SizeOptionSpec::cost);
        f(Field{"note", "Words for the reader of the case."}, &SizeOptionSpec::note);
    }
};

struct SizeSpec {
    std::vector<SizeVarySpec> vary;
    std::vector<SizeOptionSpec> options;
    std::string target;
    std::optional<Fraction> in;
    Fraction confidence{0.95};
    std::string indifference;

    bool empty() const { return vary.empty() && options.empty() && target.empty() && !in && indifference.empty(); }

    template <class F> static void fields(F &f) {
        f(Field{"vary", "One value to be sized, or two with their costs."}, &SizeSpec::vary);
        f(Field{"options",
                "Instead: the ways to build, of which one is picked: without a target the one that gives "
                "the most, with one the cheapest that meets it; without costs the first in the list that does."},
          &SizeSpec::options);
        f(Field{"target",
                "What must be met: `delivered cathode >= 1.1 Mt/y`, `cathode made in USA >= 900 kt/y`, `shortfall of "
                "cathode at city <= 5 kt/y` or `utilisation of valley smelter >= 85 %`."},
          &SizeSpec::target);
        f(Field{"in", "The share of runs that must meet it, such as 90 %; unless given their mean must.", false, 0.0,
                1.0},
          &SizeSpec::in);
        f(Field{"confidence", "How surely the answer is right; 95 % unless given.", false, 0.5, 0.9999},
          &SizeSpec::confidence);
        f(Field{"indifference", "How far from the target either decision is right: a rate or a share of the target (of "
                                "a shortfall: of the demand), 0.5 % unless given; of a utilisation in points, 0.5 % "
                                "unless given; of a share of runs in points, 5 % unless given."},
          &SizeSpec::indifference);
    }
};

} // namespace midstream

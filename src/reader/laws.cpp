// How the laws of chance are written in a case.
// SPDX-License-Identifier: Apache-2.0
#include "reader/laws.h"

#include <algorithm>
#include <array>
#include <limits>

namespace midstream {

std::span<const LawForm> law_forms() {
    using Sort = LawArgument::Sort;
    using Given = std::span<const double>;
    static const std::array<LawForm, 9> forms{{
        {Law::constant,
         "constant",
         "Always the same.",
         {{"value", "The value."}},
         [](Given a) { return Distribution::constant(a[0]); },
         "{constant: 2 d}"},
        {Law::exponential,
         "exponential",
         "Memoryless: as many short ones as chance brings.",
         {{"mean", "Mean."}},
         [](Given a) { return Distribution::exponential(a[0]); },
         "{exponential: 40 d}"},
        {Law::uniform,
         "uniform",
         "Anything between two bounds.",
         {{"low", "Smallest."}, {"high", "Largest."}},
         [](Given a) { return Distribution::uniform(a[0], a[1]); },
         "{uniform: [1 d, 3 d]}"},
        {Law::triangular,
         "triangular",
         "Between two bounds, most often near a third value.",
         {{"low", "Smallest."}, {"mode", "Most likely."}, {"high", "Largest."}},
         [](Given a) { return Distribution::triangular(a[0], a[1], a[2]); },
         "{triangular: [1 d, 2 d, 6 d]}"},
        {Law::gamma,
         "erlang",
         "The sum of k equal exponential steps.",
         {{"k", "Number of steps.", Sort::whole}, {"mean", "Mean of the sum."}},
         [](Given a) { return Distribution::erlang(static_cast<int>(a[0]), a[1]); },
         "{erlang: {k: 2, mean: 25 h}}"},
        {Law::gamma,
         "gamma",
         "Positive, with a given spread.",
         {{"mean", "Mean."}, {"cv", "Standard deviation over mean.", Sort::number}},
         [](Given a) { return Distribution::gamma(a[0], a[1]); },
         "{gamma: {mean: 2 d, cv: 0.8}}"},
        {Law::lognormal,
         "lognormal",
         "Positive, with a long tail, as repairs are.",
         {{"mean", "Mean of the variable itself."},
          {"cv", "Standard deviation over mean, of the variable itself.", Sort::number}},
         [](Given a) { return Distribution::lognormal(a[0], a[1]); },
         "{lognormal: {mean: 2 d, cv: 0.8}}"},
        {Law::weibull,
         "weibull",
         "Wear: more regular than exponential for a shape above 1.",
         {{"shape", "Shape; 1 is exponential.", Sort::number}, {"mean", "Mean."}},
         [](Given a) { return Distribution::weibull(a[0], a[1]); },
         "{weibull: {shape: 1.5, mean: 3 d}}"},
        {Law::normal,
         "normal",
         "The bell, cut off at two bounds.",
         {{"mean", "Mean before it is cut."},
          {"sd", "Standard deviation before it is cut."},
          {"min", "Smallest; 0 unless given.", Sort::quantity, false},
          {"max", "Largest; no bound unless given.", Sort::quantity, false}},
         [](Given a) { return Distribution::normal(a[0], a[1], a[2], a[3]); },
         "{normal: {mean: 2 d, sd: 0.5 d, min: 1 d, max: 4 d}}"},
    }};
    return forms;
}

const LawForm &form_of(Law law) {
    const auto forms = law_forms();
    const auto found = std::find_if(forms.begin(), forms.end(),
                                    [&](const LawForm &form) { return form.law == law && form.word != "erlang"; });
    return found == forms.end() ? forms.front() : *found;
}

double absent_argument(const LawArgument &argument) {
    return argument.key == "max" ? std::numeric_limits<double>::infinity() : 0;
}

} // namespace midstream

// The least of a function of a few bounded numbers.
// SPDX-License-Identifier: Apache-2.0
#include "studies/optimiser.h"

#include <exception>

#include <nlopt.h>

namespace midstream {

namespace {

struct Descent {
    const std::function<double(const std::vector<double> &)> &value;
    nlopt_opt optimiser;
    Minimum best;
    int most_tries;
    std::exception_ptr failure;
};

double evaluate(unsigned count, const double *x, double *, void *data) {
    Descent &search = *static_cast<Descent *>(data);
    if (search.failure || search.best.tries >= search.most_tries) { // it may ask on before it stops
        nlopt_force_stop(search.optimiser);
        return search.best.value;
    }
    try {
        const std::vector<double> at(x, x + count);
        const double value = search.value(at);
        if (search.best.tries++ == 0 || value < search.best.value) {
            search.best.at = at;
            search.best.value = value;
        }
        return value;
    } catch (...) { // must not pass through a library in C
        search.failure = std::current_exception();
        nlopt_force_stop(search.optimiser);
        return 0;
    }
}

} // namespace

Minimum find_minimum(const std::function<double(const std::vector<double> &)> &value, std::vector<double> start,
                     int most_tries) {
    const auto count = static_cast<unsigned>(start.size());
    nlopt_opt optimiser = nlopt_create(NLOPT_LN_SBPLX, count);
    Descent search{value, optimiser, {start, 0, 0}, most_tries, nullptr};
    const std::vector<double> step(count, 0.25);
    nlopt_set_lower_bounds1(optimiser, 0);
    nlopt_set_upper_bounds1(optimiser, 1);
    nlopt_set_min_objective(optimiser, evaluate, &search);
    nlopt_set_maxeval(optimiser, most_tries);
    nlopt_set_xtol_abs1(optimiser, 1e-3);
    nlopt_set_initial_step(optimiser, step.data());
    double least = 0;
    nlopt_optimize(optimiser, start.data(), &least);
    nlopt_destroy(optimiser);
    if (search.failure) std::rethrow_exception(search.failure);
    return search.best;
}

} // namespace midstream

// Statistics against sums done by hand and tables of Student.
// SPDX-License-Identifier: Apache-2.0
#include "des/statistics.h"
#include "infinity.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <vector>

using namespace midstream;
using doctest::Approx;

namespace {

SimTime day(double d) { return SimTime{} + round_days(d); }

} // namespace

TEST_CASE("a tally knows mean, variance and extremes") {
    Tally tally;
    CHECK(tally.count() == 0);
    CHECK(tally.mean() == 0);
    CHECK(tally.variance() == 0);
    for (const double x : {2., 4., 4., 4., 5., 5., 7., 9.}) tally.add(x);
    CHECK(tally.count() == 8);
    CHECK(tally.mean() == 5);
    CHECK(tally.variance() == Approx(32. / 7));
    CHECK(tally.min() == 2);
    CHECK(tally.max() == 9);
}

TEST_CASE("a tally keeps its digits far from zero") {
    Tally tally;
    for (const double x : {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16}) tally.add(x);
    CHECK(tally.variance() == Approx(30).epsilon(1e-12));
}

TEST_CASE("two tallies merge into that of all") {
    Tally first, second, all, none;
    for (int i = 0; i < 100; ++i) {
        const double x = i * i % 17;
        (i < 30 ? first : second).add(x);
        all.add(x);
    }
    first.merge(second);
    first.merge(none);
    none.merge(first);
    for (const Tally &merged : {first, none}) {
        CHECK(merged.count() == 100);
        CHECK(merged.mean() == Approx(all.mean()).epsilon(1e-14));
        CHECK(merged.variance() == Approx(all.variance()).epsilon(1e-13));
        CHECK(merged.min() == all.min());
        CHECK(merged.max() == all.max());
    }
}

TEST_CASE("a held value weighs by how long it was held") {
    TimeWeighted level{day(0), 10};
    level.set(day(2), 20);
    level.set(day(3), 0);
    CHECK(level.mean(day(4)) == 10);
    CHECK(level.integral() == 40);
    CHECK(level.integral(day(4)) == 40);
    CHECK(level.min() == 0);
    CHECK(level.max() == 20);
    CHECK(level.value() == 0);
}

TEST_CASE("the clock starts at the first value, and over no time the mean is the value") {
    TimeWeighted level;
    CHECK(level.mean(day(5)) == 0);
    level.set(day(100), 7);
    CHECK(level.mean(day(100)) == 7);
    CHECK(level.mean(day(101)) == 7);
}

TEST_CASE("several values at one instant count only by their extremes") {
    TimeWeighted level{day(0), 1};
    level.set(day(1), 100);
    level.set(day(1), 3);
    CHECK(level.mean(day(2)) == 2);
    CHECK(level.max() == 100);
}

TEST_CASE("the warm-up is forgotten, the value is not") {
    TimeWeighted level{day(0), 100};
    level.set(day(5), 4);
    level.reset(day(10));
    CHECK(level.mean(day(10)) == 4);
    CHECK(level.min() == 4);
    CHECK(level.max() == 4);
    level.set(day(11), 8);
    CHECK(level.mean(day(12)) == 6);
}

TEST_CASE("a count held for whole ticks adds up without rounding, however often it changes") {
    TimeWeighted count{SimTime{}, 1};
    for (Ticks tick = 1; tick <= 1'000'000; ++tick)
        count.set(SimTime{Duration{7 * tick}}, static_cast<double>(1 + tick % 2));
    CHECK(count.mean(SimTime{Duration{7'000'000}}) == 1.5);
}

TEST_CASE("a level on a straight line weighs as its trapezium") {
    TimeWeighted level{day(0), 0};
    level.advance_line(day(0), day(10), 0, 50);
    CHECK(level.integral() == 250);
    CHECK(level.max() == 50);
    level.advance_line(day(12), day(16), 50, 10); // held at 50 for two days before
    CHECK(level.integral() == 250 + 100 + 120);
    CHECK(level.value() == 10);
    CHECK(level.mean(day(20)) == (470. + 40) / 20);
}

TEST_CASE("Student's quantiles agree with the tables") {
    CHECK(student_t_quantile(0.975, 1) == Approx(12.706204736174694).epsilon(1e-10));
    CHECK(student_t_quantile(0.975, 2) == Approx(4.302652729696142).epsilon(1e-10));
    CHECK(student_t_quantile(0.975, 5) == Approx(2.570581835636314).epsilon(1e-10));
    CHECK(student_t_quantile(0.975, 10) == Approx(2.2281388519649385).epsilon(1e-10));
    CHECK(student_t_quantile(0.975, 19) == Approx(2.093024054408263).epsilon(1e-10));
    CHECK(student_t_quantile(0.995, 30) == Approx(2.7499956535672232).epsilon(1e-10));
    CHECK(student_t_quantile(0.975, infinity) == Approx(1.959963984540054).epsilon(1e-12));
}

TEST_CASE("Student's quantile with one and two degrees of freedom has a closed form") {
    constexpr double pi = 3.14159265358979323846;
    for (const double p : {1e-9, 1e-4, 0.01, 0.2, 0.45, 0.499999, 0.500001, 0.6, 0.75, 0.9, 0.999, 0.9999999}) {
        CAPTURE(p);
        const double cauchy = p < 0.25 ? -1 / std::tan(pi * p) : std::tan(pi * (p - 0.5));
        CHECK(student_t_quantile(p, 1) == Approx(cauchy).epsilon(1e-9));
        const double of_two = (2 * p - 1) / std::sqrt(2 * p * (1 - p));
        CHECK(student_t_quantile(p, 2) == Approx(of_two).epsilon(1e-9));
    }
}

TEST_CASE("Student's quantile is odd around one half, and passes smoothly into the normal") {
    CHECK(student_t_quantile(0.5, 7) == 0);
    CHECK(student_t_quantile(0.025, 7) == Approx(-student_t_quantile(0.975, 7)).epsilon(1e-12));
    for (const double p : {0.5001, 0.6, 0.9, 0.975, 0.9999})
        CHECK(student_t_quantile(p, 99'999.9) == Approx(student_t_quantile(p, 100'000.1)).epsilon(1e-9));
    CHECK(student_t_quantile(0.9999, 0.1) > 1e30);
    CHECK_THROWS_AS(student_t_quantile(1, 3), std::invalid_argument);
    CHECK_THROWS_AS(student_t_quantile(0.5, 0), std::invalid_argument);
}

TEST_CASE("an interval of few values is honest and quiet") {
    CHECK(interval95({}) == Interval{0, 0, 0});
    CHECK(interval95(std::vector{3.}) == Interval{3, 3, 3});
    CHECK(interval95(std::vector{3., 3.}) == Interval{3, 3, 3});
    const Interval two = interval95(std::vector{1., 3.});
    CHECK(two.mean == 2);
    CHECK(two.high - two.mean == Approx(12.706204736174694));
    CHECK(two.low == Approx(2 - 12.706204736174694));
}

TEST_CASE("95 of 100 intervals hold the truth") {
    std::mt19937_64 random{7};
    int held = 0;
    for (int study = 0; study < 20'000; ++study) {
        std::vector<double> values;
        for (int i = 0; i < 5; ++i) {
            double sum = 0;
            for (int k = 0; k < 12; ++k) sum += static_cast<double>(random() >> 11) * 0x1p-53;
            values.push_back(sum - 6);
        }
        const Interval interval = interval95(values);
        if (interval.low <= 0 && 0 <= interval.high) ++held;
    }
    CHECK(held == Approx(19'000).epsilon(0.006));
}

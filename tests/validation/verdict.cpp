// Intervals, verdicts and the table of results.
// SPDX-License-Identifier: Apache-2.0
#include "verdict.h"

#include "des/statistics.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <sstream>

namespace midstream::validation {
namespace {

/// Rarer than this, or with a longer need, 5 % is enough: the words of the cases.
constexpr double rare = 1e-3, very_long = 1e8;

std::string printed(double x, int digits) {
    std::ostringstream out;
    out << std::setprecision(digits) << x;
    return out.str();
}

std::string verdict_word(const Verdict &v) {
    if (!v.holds) return "**missed**";
    if (!v.narrow) return "wide";
    return v.repeated ? "held at the second try" : "held";
}

} // namespace

Measured measure(std::span<const double> values) {
    Measured measured;
    Tally tally;
    for (const double x : values) tally.add(x);
    measured.mean = tally.mean();
    if (values.size() < 2) return measured;
    const double n = static_cast<double>(values.size());
    const Interval interval = interval95(values);
    measured.half95 = (interval.high - interval.low) / 2;
    measured.half999 = student_t_quantile(0.9995, n - 1) * std::sqrt(tally.variance() / n);
    return measured;
}

double most_half_width(const Expected &expected, double length, double longest_need, bool full) {
    const bool is_rare = std::abs(expected.value) < rare || expected.needs > very_long;
    const double aim = is_rare ? 0.05 : 0.01;
    if (full) return aim;
    const double needs = (expected.needs > 0 ? expected.needs : longest_need) / (is_rare ? 25 : 1);
    return aim * std::max(1.5, 2 * std::sqrt(needs / length)); // half-widths have luck of their own
}

Verdict judge(const Expected &expected, const Measured &measured, double length, double most_half) {
    Verdict v{expected, measured, length, false, false, false, true};
    const double gap = measured.mean - expected.value;
    const double size = std::abs(expected.value);
    switch (expected.kind) {
    case Kind::exact:
        v.in_95 = std::abs(gap) <= measured.half95;
        v.holds = std::abs(gap) <= measured.half999;
        v.narrow = measured.half95 <= most_half * size;
        break;
    case Kind::deterministic:
        v.holds = std::abs(gap) <= expected.tolerance * (expected.absolute ? 1.0 : size);
        break;
    case Kind::bound:
        v.holds = gap <= measured.half999 + 1e-9 * size;
        break;
    case Kind::published:
        v.holds = std::abs(gap) <= expected.tolerance + measured.half999;
        break;
    }
    return v;
}

void write_results(std::ostream &out, const std::vector<Verdict> &verdicts, bool full, double seconds) {
    std::size_t held = 0, wide = 0, again = 0, exact = 0, in_95 = 0;
    for (const Verdict &v : verdicts) {
        held += v.holds && v.narrow;
        wide += v.holds && !v.narrow;
        again += v.repeated;
        if (v.expected.kind != Kind::exact) continue;
        ++exact;
        in_95 += v.in_95;
    }
    out << "# Results of the validation\n\n"
        << "Written by the test itself, never by hand: `" << (full ? "MIDSTREAM_ALL=1 " : "")
        << "MIDSTREAM_RESULTS=RESULTS.md test_validation`. Run lengths are those of `runs.csv`, column `"
        << (full ? "full" : "quick") << "`.\n\n"
        << "- " << verdicts.size() << " quantities: " << held << " held, " << wide
        << " held with an interval wider than 1 %, " << verdicts.size() - held - wide << " missed; " << again
        << " needed the second try (new seeds, four times the length).\n"
        << "- Of " << exact << " with luck, the 95 % interval of the first or only try holds the exact value for "
        << in_95 << ", "
        << printed(100.0 * static_cast<double>(in_95) / static_cast<double>(std::max<std::size_t>(exact, 1)), 3)
        << " % (95 % are expected). The verdict goes by the 99.9 % interval.\n"
        << "- " << printed(seconds, 3) << " s of processor time.\n";
    std::string of;
    for (const Verdict &v : verdicts) {
        if (v.expected.case_id != of) {
            of = v.expected.case_id;
            out << "\n## " << of
                << "\n\n| quantity | unit | expected | measured | half-width, 95 % | in it | verdict "
                   "|\n|---|---|---:|---:|---:|---|---|\n";
        }
        const bool luck = v.measured.half95 > 0;
        out << "| " << v.expected.quantity << " | " << v.expected.unit << " | "
            << (v.expected.kind == Kind::bound ? "at most " : "") << printed(v.expected.value, luck ? 6 : 12) << " | "
            << printed(v.measured.mean, luck ? 6 : 12) << " | "
            << (luck ? printed(v.measured.half95, 2) + " (" +
                           printed(100 * v.measured.half95 / std::abs(v.measured.mean), 2) + " %)"
                     : "none")
            << " | " << (v.expected.kind == Kind::exact ? (v.in_95 ? "yes" : "no") : "") << " | " << verdict_word(v)
            << " |\n";
    }
}

} // namespace midstream::validation

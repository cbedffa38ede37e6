// Sizing by bisection with sequential tests.
// SPDX-License-Identifier: Apache-2.0
#include "studies/sizing.h"

#include "des/portable_math.h"
#include "studies/size_test.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace midstream {

namespace {

/// Each test of a search may err so many times as often as the one before it.
constexpr double growth = 1.5;
/// Share of what is judged below which a difference is rounding.
constexpr double least_difference = 1e-9;
/// Stretches of the curve.
constexpr int stretches = 8;

int halvings_of(int steps) {
    int count = 0;
    for (int left = steps; left > 1; left = (left + 1) / 2) ++count;
    return count;
}

/// Both ends of an axis and what cuts it into equal stretches.
std::vector<int> even_steps(int steps) {
    std::vector<int> even;
    const int parts = std::min(stretches, steps);
    for (int i = 0; i <= parts; ++i) even.push_back((steps * i + parts / 2) / parts);
    return even;
}

/// Told to stop, on its way up.
struct Stopped {};

class Search {
  public:
    Search(const std::vector<Axis> &axes, const SizeRule &rule, const SizeRunner &run)
        : axes_{axes}, rule_{rule}, run_{run} {}

    SizeResult find_one() {
        const int steps = axes_[0].steps, tests = 2 + std::max(1, halvings_of(steps));
        const auto errors = spend_error(each_side(), tests, growth);
        Places answer, short_of; // of one place, or none
        guarded([&] {
            const bool large_meets = meets({steps}, errors[0]);
            if (large_meets)
                answer = {{steps}};
            else
                short_of = {{steps}};
            const bool small_meets = meets({0}, errors[1]);
            if (small_meets == large_meets) {
                result_.trend = trend_of_ends(steps);
                if (small_meets && result_.trend != Trend::falls) answer = {{0}};
                const int end = result_.trend == Trend::falls ? 0 : steps;
                if (!small_meets && nearly_meets({end}, errors[2])) {
                    result_.is_near = true;
                    answer = {{end}};
                    short_of.clear();
                }
                return;
            }
            result_.trend = small_meets ? Trend::falls : Trend::rises;
            const int good_end = small_meets ? 0 : steps, bad_end = steps - good_end;
            answer = {{good_end}};
            short_of.clear();
            if (missed({bad_end})) short_of = {{bad_end}};
            std::size_t test = 2;
            for (int good = good_end, bad = bad_end; std::abs(good - bad) > 1;) {
                const int middle = (good + bad) / 2;
                if (meets({middle}, errors[test++])) {
                    good = middle;
                    answer = {{good}};
                } else {
                    bad = middle;
                    if (missed({bad})) short_of = {{bad}};
                }
            }
        });
        result_.test_runs = total_;
        guarded([&] {
            for (const int step : even_steps(steps)) fill({step});
        });
        Places decisive = answer;
        decisive.insert(decisive.end(), short_of.begin(), short_of.end());
        if (answer.empty()) decisive.push_back({0}); // that nothing meets it hangs on both ends
        finish(tests, decisive);
        if (!answer.empty()) result_.answer = place_of(answer.front());
        if (!short_of.empty()) result_.short_of = place_of(short_of.front());
        result_.changes_nothing = same_runs({0}, {steps});
        return std::move(result_);
    }

    SizeResult find_two() {
        const int columns = axes_[0].steps, rows = axes_[1].steps;
        const int tests = 2 + halvings_of(rows);
        const auto errors = spend_error(each_side() / (columns + 1), tests, growth);
        Places frontier;
        std::optional<std::vector<int>> cheapest;
        guarded([&] {
            int missed_row = -1; // rows up to here miss in the column to the right, so they miss here too
            for (int column = columns; column >= 0; --column) {
                if (cheapest && cost_at({column, missed_row + 1}) >= cost_at(*cheapest)) continue;
                if (!meets({column, rows}, errors[0])) break;
                int high = rows, low = missed_row;
                if (low < 0 && meets({column, 0}, errors[1])) high = 0;
                low = std::max(low, 0);
                std::size_t test = 2;
                for (int from = 0, to = rows; high > 0 && to - from > 1;) {
                    const int middle = (from + to) / 2;
                    if (middle <= low)
                        from = middle;
                    else if (meets({column, middle}, errors[test])) {
                        to = middle;
                        high = middle;
                    } else {
                        from = middle;
                        low = std::max(low, middle);
                    }
                    ++test;
                }
                missed_row = high - 1;
                frontier.push_back({column, high});
                if (!cheapest || cost_at({column, high}) < cost_at(*cheapest)) cheapest = frontier.back();
            }
        });
        result_.test_runs = total_;
        guarded([&] {
            fill({0, 0});
            fill({columns, rows});
        });
        finish(tests * (columns + 1), frontier);
        for (const auto &at : frontier)
            if (const auto place = place_of(at)) result_.frontier.push_back(*place);
        if (cheapest) result_.answer = place_of(*cheapest);
        result_.changes_nothing = same_runs({0, 0}, {columns, rows});
        return std::move(result_);
    }

  private:
    using Places = std::vector<std::vector<int>>;

    double each_side() const { return (1 - rule_.confidence) / 2; }

    template <class Work> void guarded(Work &&work) {
        if (result_.stopped) return;
        try {
            work();
        } catch (const Stopped &) {
            result_.stopped = true;
        }
    }

    SizePoint &point(const std::vector<int> &at) {
        SizePoint &point = points_[at];
        if (point.at.empty()) {
            point.at = at;
            for (std::size_t i = 0; i < axes_.size(); ++i) point.values.push_back(axes_[i].value_at(at[i]));
        }
        return point;
    }

    void add_runs(SizePoint &point, int count) {
        const auto runs = run_(point.values, static_cast<int>(point.runs.size()), count);
        if (!runs) throw Stopped{};
        total_ += static_cast<int>(runs->size());
        point.runs.insert(point.runs.end(), runs->begin(), runs->end());
    }

    bool meets(const std::vector<int> &at, double error) {
        SizePoint &tested = point(at);
        tested.is_tested = true;
        SizeTest test{rule_, error};
        std::size_t seen = 0;
        while (test.decision() == Decision::open) {
            const int count = static_cast<int>(tested.runs.size());
            if (seen == tested.runs.size()) add_runs(tested, count == 0 ? rule_.first : rule_.batch);
            while (seen < tested.runs.size() && test.decision() == Decision::open) test.add(tested.runs[seen++].judged);
        }
        tested.decision = test.decision();
        tested.zone = test.zone();
        tested.decided_after = test.decided_after();
        return tested.decision == Decision::meets;
    }

    /// Whether a size that was judged to miss does so by less than the zone: its mean against the zone's lower edge, as
    /// near to it as the replications allow.
    bool nearly_meets(const std::vector<int> &at, double error) {
        SizePoint &missing = point(at);
        if (rule_.in_share || missing.judged().mean < rule_.target - rule_.zone) return false;
        Tally first;
        for (int r = 0; r < rule_.first; ++r) first.add(missing.runs[static_cast<std::size_t>(r)].judged);
        const double reach = sequential_constant(error, rule_.first) * first.variance();
        const double near = portable::sqrt(reach / rule_.at_most);
        MeanTest test{{rule_.target - rule_.zone + near, near, error, rule_.first, rule_.at_most}};
        for (std::size_t seen = 0; test.decision() == Decision::open; test.add(missing.runs[seen++].judged))
            if (seen == missing.runs.size()) add_runs(missing, rule_.batch);
        return test.decision() == Decision::meets;
    }

    /// Which way what is judged goes from one end to the other; empty where chance may be all.
    std::optional<Trend> trend_of_ends(int steps) {
        const std::vector<SizePoint> ends{points_[{0}], points_[{steps}]};
        const double least = least_difference * std::abs(ends.front().judged().mean), error = 1 - rule_.confidence;
        if (!find_falls(ends, error, least, Trend::rises).empty()) return Trend::falls;
        if (!find_falls(ends, error, least, Trend::falls).empty()) return Trend::rises;
        return {};
    }

    bool missed(const std::vector<int> &at) { return points_[at].decision == Decision::misses; }

    /// For the curve: as many replications as every test begins with.
    void fill(const std::vector<int> &at) {
        SizePoint &filled = point(at);
        if (filled.runs.empty()) add_runs(filled, rule_.first);
    }

    /// What the same tests would have taken with one number of replications for all: as many as those need that the
    /// answer hangs on.
    void count_equal(int tests, const Places &decisive) {
        int most = 0, tested = 0;
        for (auto &[at, point] : points_) {
            if (!point.is_tested || point.decision == Decision::open) continue;
            SizeRule rule = rule_;
            if (!rule.in_share) rule.zone = point.zone;
            SizeTest test{rule, each_side() / tests};
            for (int r = 0; r < rule.first; ++r) test.add(point.runs[static_cast<std::size_t>(r)].judged);
            point.fixed_runs = test.fixed_runs();
            ++tested;
            if (decisive.empty() || std::find(decisive.begin(), decisive.end(), at) != decisive.end())
                most = std::max(most, point.fixed_runs);
        }
        result_.equal_runs = most * tested;
    }

    /// `decisive`: the sizes that the answer and its promise are told of; empty: the only one that was tested.
    void finish(int tests, const Places &decisive) {
        count_equal(tests, decisive);
        result_.total_runs = total_;
        std::vector<int> ends;
        for (const Axis &axis : axes_) ends.push_back(axis.steps);
        for (auto &[at, point] : points_) {
            if (point.runs.empty()) continue; // told to stop before the first
            if (at == ends) result_.largest = result_.points.size();
            if (point.is_tested &&
                (decisive.empty() || std::find(decisive.begin(), decisive.end(), at) != decisive.end()))
                result_.zone = std::max(result_.zone, point.zone);
            result_.points.push_back(std::move(point));
        }
        pick_best();
    }

    /// The most, and of what is no worse beyond the zone what is built for the least. Where the most meets the target
    /// and yet is no answer, it is the one to be told.
    void pick_best() {
        const auto &points = result_.points;
        for (std::size_t i = 1; i < points.size(); ++i) {
            const double most = points[result_.most].judged().mean;
            if (points[i].judged().mean > most + least_difference * std::abs(most)) result_.most = i;
        }
        result_.best = result_.most;
        if (points.empty() || (!rule_.in_share && points[result_.most].judged().low >= rule_.target)) return;
        for (std::size_t i = 0; i < points.size(); ++i)
            if (is_modest(i, result_.best) && is_like_the_most(points[i])) result_.best = i;
    }

    bool is_like_the_most(const SizePoint &point) const {
        const SizePoint &most = result_.points[result_.most];
        const double zone = rule_.in_share ? rule_.zone : std::max(rule_.zone, result_.zone);
        const bool is_as_often = !rule_.in_share || point.share_above(rule_.target).mean >=
                                                        most.share_above(rule_.target).mean - rule_.share_zone;
        return is_as_often && behind(point, most) <= zone;
    }

    /// Whether one place takes less than another; where less does better, whether it lets one go further.
    bool is_modest(std::size_t one, std::size_t other) const {
        const auto &a = result_.points[one].at, &b = result_.points[other].at;
        if (axes_.size() > 1) return cost_at(a) < cost_at(b);
        return result_.trend == Trend::falls ? a > b : a < b;
    }

    std::optional<std::size_t> place_of(const std::vector<int> &at) const {
        for (std::size_t i = 0; i < result_.points.size(); ++i)
            if (result_.points[i].at == at) return i;
        return {};
    }

    bool same_runs(const std::vector<int> &one, const std::vector<int> &two) const {
        const auto a = place_of(one), b = place_of(two);
        if (!a || !b || one == two) return false;
        const auto &first = result_.points[*a].runs, &second = result_.points[*b].runs;
        for (std::size_t r = 0; r < std::min(first.size(), second.size()); ++r)
            if (std::abs(first[r].judged - second[r].judged) > least_difference * std::abs(first[r].judged))
                return false;
        return true;
    }

    double cost_at(const std::vector<int> &at) const {
        double cost = 0;
        for (std::size_t i = 0; i < axes_.size(); ++i) cost += axes_[i].cost * axes_[i].value_at(at[i]);
        return cost;
    }

    const std::vector<Axis> &axes_;
    const SizeRule &rule_;
    const SizeRunner &run_;
    std::map<std::vector<int>, SizePoint> points_;
    int total_ = 0;
    SizeResult result_;
};

} // namespace

SizeResult find_size(const Axis &axis, const SizeRule &rule, const SizeRunner &run) {
    const std::vector<Axis> axes{axis};
    return Search{axes, rule, run}.find_one();
}

SizeResult find_pair(const std::vector<Axis> &axes, const SizeRule &rule, const SizeRunner &run) {
    return Search{axes, rule, run}.find_two();
}

double cost_of(const std::vector<Axis> &axes, const SizePoint &point) {
    double cost = 0;
    for (std::size_t i = 0; i < axes.size(); ++i) cost += axes[i].cost * point.values[i];
    return cost;
}

std::vector<SizePoint> even_curve(const Axis &axis, const SizeResult &result) {
    std::vector<SizePoint> curve;
    const auto even = even_steps(axis.steps);
    for (const SizePoint &point : result.points)
        if (std::find(even.begin(), even.end(), point.at.front()) != even.end()) curve.push_back(point);
    std::size_t common = curve.empty() ? 0 : curve.front().runs.size();
    for (const SizePoint &point : curve) common = std::min(common, point.runs.size());
    for (SizePoint &point : curve) point.runs.resize(common);
    return curve;
}

} // namespace midstream

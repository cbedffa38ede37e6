// The short answer and the measures it can be told in.
// SPDX-License-Identifier: Apache-2.0
#include "report/answer.h"
#include "report/verdict.h"

#include "report/amounts.h"
#include "small_study.h"

#include <doctest/doctest.h>

#include <sstream>

using namespace midstream;

namespace {

std::string with(std::string_view from, std::string_view to) {
    std::string text{small_case};
    text.replace(text.find(from), from.size(), to);
    return text;
}

Case small() { return read_case_text(small_case, "small.yaml").value; }

std::string problem_of(std::string_view words) { return std::get<std::string>(parse_measure(small(), words)); }

} // namespace

TEST_CASE("the answer names what caps the tonnes, and fits a hundred columns") {
    const SmallStudy run = run_small();
    const std::string answer = answer_text(run.study, run.chokepoints, run.bound);
    CAPTURE(answer);
    CHECK(headline(run.study, run.chokepoints).find("What caps it: smelter (capacity); it runs") != answer.npos);
    CHECK(answer.find("against a demand of 100 kt/y") != answer.npos);
    CHECK(answer.find("No way of running it could give more than") != answer.npos);
    std::istringstream lines{answer};
    for (std::string line; std::getline(lines, line);) CHECK(columns_of(line) <= 100);
}

TEST_CASE("where the demand is met the answer says so, and names no limit") {
    const SmallStudy run = run_small(with("anode: 100 kt/y", "anode: 40 kt/y"));
    const std::string answer = headline(run.study, run.chokepoints);
    CHECK(answer.find("all of the demand of 40.0 kt/y. The demand is met, so no limit caps the tonnes delivered") !=
          answer.npos);
    CHECK(answer.find("What caps it") == answer.npos);
}

TEST_CASE("without relief the answer says that it was not tried") {
    const SmallStudy run = run_small(small_case, 1, 0);
    CHECK(headline(run.study, run.chokepoints).find("What more of it would give was not tried.") != std::string::npos);
}

TEST_CASE("a case states its measure, and echoes it") {
    const std::string text = with("elements: [Cu]", "elements: [Cu]\nmeasure: {made: concentrate}");
    const SmallStudy run = run_small(text);
    CHECK(run.chokepoints.measure.words == "concentrate made");
    CHECK(run.chokepoints.measured_tpy.mean == doctest::Approx(run.study.facilities[0].throughput_tpy.mean));
    CHECK(run.file("case.yaml").find("measure:") != std::string::npos);
    CHECK(headline(run.study, run.chokepoints).starts_with("Concentrate made: "));
}

TEST_CASE("measures in words") {
    const Case chain = small();
    const auto spec = std::get<MeasureSpec>(parse_measure(chain, "anode delivered at city"));
    CHECK(spec.delivered == MaterialId{1});
    CHECK(spec.at == FacilityId{2});
    CHECK(std::get<MeasureSpec>(parse_measure_of(chain, "smelter")).made == MaterialId{1});
    CHECK(problem_of("anod made") == "'anod' is no material of this case (did you mean 'anode'?)");
    CHECK(problem_of("anode made at smeltr") == "'smeltr' is no facility of this case (did you mean 'smelter'?)");
    CHECK(problem_of("anodes") == "'anodes' is no measure; write it as `cathode made in USA`, `cathode delivered at "
                                  "CITY` or `anode made at PLANT`");
}

TEST_CASE("the verdict is of those that were tried, whoever is ranked before them") {
    const SmallStudy run = run_small();
    ChokepointResult found = run.chokepoints;
    REQUIRE(found.ranked.size() > 1);
    REQUIRE(verdict_of(found).sort == Verdict::Sort::single);
    for (Chokepoint &point : found.ranked) point.relief_tpy = point.step_tpy = point.together_tpy = std::nullopt;
    found.next = {};
    CHECK(verdict_of(found).sort == Verdict::Sort::untried);
    found.ranked[1].relief_tpy = found.ranked[1].step_tpy = Interval{5, -10, 20};
    const Verdict none = verdict_of(found);
    CHECK(none.sort == Verdict::Sort::none);
    CHECK(none.points == std::vector<std::size_t>{1});
    CHECK(headline(run.study, found)
              .find("the most is " + gain_words(Interval{5, -10, 20}) + " for " + name_of(found.ranked[1].limit)) !=
          std::string::npos);
}

TEST_CASE("limits are told together where the last of them makes them give more than one by one") {
    ChokepointResult found = run_small().chokepoints;
    REQUIRE(found.ranked.size() > 2);
    const double whole = found.measured_tpy.mean;
    for (std::size_t i = 0; i < 3; ++i) {
        found.ranked[i].relief_tpy = found.ranked[i].step_tpy = Interval{0.01 * whole, 0.009 * whole, 0.011 * whole};
        found.ranked[i].together_tpy = std::nullopt;
    }
    CHECK(verdict_of(found).sort == Verdict::Sort::single);
    CHECK(verdict_of(found).points.size() == 3);
    found.ranked[1].together_tpy = Interval{0.03 * whole, 0, 0}; // more than twice one of them, but not than three
    CHECK(verdict_of(found).sort == Verdict::Sort::single);
    found.ranked[1].together_tpy = Interval{0.05 * whole, 0, 0};
    CHECK(verdict_of(found).sort == Verdict::Sort::together);
    CHECK(verdict_of(found).points == std::vector<std::size_t>{0, 1});
}

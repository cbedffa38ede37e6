// What is known of the past: series that drive a case, series that it is held against, and which years fit or score.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/disruption.h"
#include "values/dated_values.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace midstream {

/// What holds for a driver on dates that its series does not have.
enum class Outside { error, hold, repeat, scale };
inline constexpr std::array<std::string_view, 4> words_of(Outside) { return {"error", "hold", "repeat", "scale"}; }
enum class Gaps { error, hold };
inline constexpr std::array<std::string_view, 2> words_of(Gaps) { return {"error", "hold"}; }

/// A recorded series that is laid into a field of the case. When the case is ready to run this has been done: what is
/// kept here is for those who ask what drove it.
struct DriverSpec {
    std::string name;
    std::string field;
    DatedValues values;
    Outside outside = Outside::error;
    std::optional<double> growth;
    Gaps gaps = Gaps::error;
    std::string source;
    std::string estimate;
    std::string note;

    template <class F> static void fields(F &f) {
        f(Field{"field",
                "What it drives, as a path of the case: `facilities.north mine.rate`, `facilities.city.takes.cathode`. "
                "In a disruption (`disruptions.sales quota.amount`) each value becomes a disruption of its own dates.",
                true},
          &DriverSpec::field);
        f(Field{"values",
                "The series, each value holding for the year, month or day it is dated with. A value in tonnes is the "
                "amount of its period and is spread evenly over it, to the day; a rate is taken as it stands.",
                true},
          &DriverSpec::values);
        f(Field{"outside",
                "Before the first date and after the last: `error` (default), `hold` the nearest value, `repeat` the "
                "series from its other end, or `scale` by `growth` for each further period."},
          &DriverSpec::outside);
        f(Field{"growth", "For `outside: scale`: each further period is so many times the one before, such as 1.02.",
                false, 0.0, 1000.0},
          &DriverSpec::growth);
        f(Field{"gaps",
                "Periods that are missing, or whose cell is empty: `error` (default), or `hold` the value before."},
          &DriverSpec::gaps);
        f(Field{"source", "Where the figures come from: a key of `sources` or words."}, &DriverSpec::source);
        f(Field{"estimate", "What here is chosen rather than sourced, and why."}, &DriverSpec::estimate);
        f(Field{"note", "Words for the reader of the case."}, &DriverSpec::note);
    }
};

/// A recorded series that the run is held against, and what it is in the model. A gap is not compared.
struct ObservedSpec {
    std::string name;
    std::optional<MaterialId> made, taken, moved, delivered, held;
    Selector at;
    std::optional<ElementId> of;
    DatedValues values; ///< a level for `held`, else tonnes of each period or their rate
    Fraction error{0.0};
    std::vector<std::string> explained_by;
    std::string source;
    std::string estimate;
    std::string note;

    template <class F> static void fields(F &f) {
        f(Field{"made", "It measures what mines and plants make of this material."}, &ObservedSpec::made);
        f(Field{"taken", "It measures what plants take in of this material."}, &ObservedSpec::taken);
        f(Field{"moved", "It measures what routes deliver of this material."}, &ObservedSpec::moved);
        f(Field{"delivered", "It measures what markets give their customers of this material."},
          &ObservedSpec::delivered);
        f(Field{"held", "It measures what facilities hold of this material at the end of each period."},
          &ObservedSpec::held);
        f(Field{"at",
                "Whose: a name, a list of names, or a selection as in disruptions; all are added up. For `moved` it "
                "selects routes.",
                true,
                {},
                {},
                "names"},
          &ObservedSpec::at);
        f(Field{"of", "Counts this element rather than dry tonnes. Not with `delivered`."}, &ObservedSpec::of);
        f(Field{"values",
                "The series, each value of the year, month or day it is dated with: tonnes of that period, or its mean "
                "rate. What is missing stays a gap and is not compared.",
                true},
          &ObservedSpec::values);
        f(Field{"error", "Standard error of the observation, as a share of it; 0 % unless given.", false, 0.0, 1.0},
          &ObservedSpec::error);
        f(Field{"explained by",
                "Drivers whose sum the straight line is drawn through that the model is compared with; all that are "
                "amounts or rates unless given."},
          &ObservedSpec::explained_by);
        f(Field{"source", "Where the figures come from: a key of `sources` or words."}, &ObservedSpec::source);
        f(Field{"estimate", "What here is chosen rather than sourced, and why."}, &ObservedSpec::estimate);
        f(Field{"note", "Words for the reader of the case."}, &ObservedSpec::note);
    }
};

/// A value that calibration may choose.
struct VarySpec {
    std::string field;
    std::string from, to;
    std::string note;

    template <class F> static void fields(F &f) {
        f(Field{"field", "The value, as a path of the case: `facilities.north smelter.capacity.concentrate`.", true},
          &VarySpec::field);
        f(Field{"from", "The smallest it may be, with its unit.", true}, &VarySpec::from);
        f(Field{"to", "The greatest it may be, with the same unit.", true}, &VarySpec::to);
        f(Field{"note", "Words for the reader of the case."}, &VarySpec::note);
    }
};

/// What makes one set of values better than another.
enum class FitBy { mean, spread };
inline constexpr std::array<std::string_view, 2> words_of(FitBy) { return {"mean", "spread"}; }

/// Which years the case was (or is to be) fitted on, which it is scored on, and what may be chosen.
struct CalibrateSpec {
    std::string fit, score;
    FitBy by = FitBy::mean;
    std::vector<std::string> on;
    std::vector<VarySpec> vary;

    bool empty() const { return fit.empty() && score.empty() && by == FitBy::mean && on.empty() && vary.empty(); }

    template <class F> static void fields(F &f) {
        f(Field{"fit", "Years that may be looked at: `2000..2012`, `..2012` or one year."}, &CalibrateSpec::fit);
        f(Field{"score", "Years that are scored and never looked at before: `2013..2019` or `2013..`."},
          &CalibrateSpec::score);
        f(Field{"by",
                "What a fit is judged by: `mean` (default), how far the mean over replications is from what was "
                "observed; or `spread`, how likely what was observed is under mean and spread of the replications, "
                "which tells stops by how much years differ."},
          &CalibrateSpec::by);
        f(Field{"on", "The observed series that are fitted; all unless given."}, &CalibrateSpec::on);
        f(Field{"vary", "What `midstream calibrate` may choose, each within its bounds."}, &CalibrateSpec::vary);
    }
};

} // namespace midstream

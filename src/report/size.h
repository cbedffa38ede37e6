// A size study: the answer in words, its curve, and for programs.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/json.h"
#include "studies/ranking.h"
#include "studies/size_limits.h"
#include "studies/size_target.h"
#include "studies/sizing.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace midstream {

/// One of several ways to build, with what came out.
struct SizedOption {
    std::string name;
    std::optional<double> cost;
    SizePoint found; ///< without runs where it was not run
    bool is_picked = false;
    bool is_tie = false; ///< with what was picked for the most: its mean is behind by no more than the zone
    std::string
        fate; ///< "picked", "equal within the zone", "behind after 20 runs", "misses the target", "not needed: dearer"
};

struct Sized {
    SizeTarget target;
    SizeRule rule;
    std::vector<Axis> axes;
    std::string currency; ///< "USD"; empty: no costs were given
    bool has_use = false; ///< of the target's, else of what is sized
    SizeResult result;
    std::vector<SizePoint> curve;    ///< of one axis: evenly spaced
    std::vector<SizeLimits> limits;  ///< by point of the curve
    std::optional<SizeLimits> reach; ///< of the nearest size or option, where nothing meets the target
    std::vector<Fall> falls;
    std::optional<Flattening> flattening;
    std::vector<SizedOption> options; ///< instead of axes
    int own_runs = 0;                 ///< of the run of the answer, on which all that the folder has of a run rests
    bool is_met() const;
    /// The end of the range that comes nearest by the trend: a place in the points.
    std::size_t promising_end() const { return result.trend == Trend::falls ? 0 : result.largest; }
    /// What was picked; where nothing meets the target what comes nearest to it.
    std::size_t best_option() const;
    /// Where nothing meets the target the size or option that is told instead.
    const SizePoint &nearest() const {
        return options.empty() ? result.points[result.best] : options[best_option()].found;
    }
    /// The size or option that the folder holds the run of.
    const SizePoint &told() const {
        return options.empty() ? result.points[result.answer.value_or(result.best)] : options[best_option()].found;
    }
    /// Whether something is to be used at least so far; else it is about tonnes, or about using it no further.
    bool asks_for_use() const { return target.of == SizeTarget::Of::use && !target.is_most; }
    /// What the curve shows in place of tonnes: a share of runs, or the utilisation that the target names.
    bool shows_share() const { return rule.in_share || target.of == SizeTarget::Of::use; }
    Interval share(const SizePoint &point) const {
        return rule.in_share ? point.share_above(rule.target) : target.found(point.judged());
    }
};

// size_answer.cpp
/// The answer in sentences, without line breaks.
std::string size_sentence(const Sized &sized);
/// Where the curve goes against the trend that the search takes for granted; empty where it does not.
std::string against_sentence(const Sized &sized);
/// "1.11 Mt/y [1.10, 1.12]", "85.3 % [84.9, 85.7]", "18 of 20 runs, 90.0 % [69.9, 97.2]": of a size, what the target is about.
std::string found_words(const Sized &sized, const SizePoint &point);
/// "90.0 % [69.9, 97.2]".
std::string share_interval_words(const Interval &share);
/// "3 M USD", "900 USD".
std::string cost_words(double cost, const std::string &currency);
/// "840 kt/y", "4 vehicles".
std::string size_words(const Axis &axis, double value);
/// "new smelter capacity concentrate": what a path names.
std::string short_path(const std::string &field);

/// Where the curve flattens and why; empty where it does not. size_text.cpp
std::string flattening_sentence(const Sized &sized);
/// What comes to bind where the curve flattens, if the same limit caps it before and behind; else empty. size_text.cpp
std::string new_limit(const Sized &sized);
/// The answer, the curve and what it took; at most 100 columns. Ends with a line break. size_text.cpp
std::string size_text(const Sized &sized, const std::string &title);
/// What the headline of the run of the answer begins with: how many runs it counts, and how many the answer. size_text.cpp
std::string told_size_words(const Sized &sized);
/// "Miami smelter (capacity)", "demand". size_text.cpp
std::string limit_words(const Sized &sized, std::size_t place);

// size_cause.cpp
/// A sentence that begins with a space: what keeps the nearest size or option from the target. Empty: not known.
std::string prevented_words(const Sized &sized);
/// What caps the tonnes there, of a target that is about tonnes; else empty.
std::string held_down_by(const Sized &sized);
/// Of a utilisation that is not reached: causes and their shares of the nameplate, largest first.
std::vector<std::pair<Loss, double>> lost_of_nameplate(const Sized &sized);

// size_tables.cpp
std::string size_csv(const Sized &sized);
std::string size_json(const Sized &sized, const std::string &case_name, std::uint64_t seed);
/// `size` of a page.
void write_page_size(JsonWriter &json, const Sized &sized);

} // namespace midstream

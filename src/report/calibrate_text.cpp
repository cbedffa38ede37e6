// A calibration in words and as an overlay.
// SPDX-License-Identifier: Apache-2.0
#include "report/amounts.h"
#include "report/calibrate.h"
#include "report/json.h"
#include "report/replay.h"
#include "report/version.h"

#include <fmt/format.h>

namespace midstream {

namespace {

std::string fine_percent(double share) { return fmt::format("{:.2f} %", 100 * share); }

std::string misfit_words(FitBy by, double misfit) {
    return by == FitBy::mean ? fine_percent(misfit) : fmt::format("{:.3f}", misfit);
}

std::string fit_words(const Calibrated &calibrated) {
    const CalibrateResult &result = calibrated.result;
    return fmt::format("fitted years, {}: {} {} over {} values, {} with every value in the middle of its bounds; {} "
                       "tries, and {} more runs of the case to tell how well each value is known",
                       years_words(calibrated.scored.fit),
                       result.by == FitBy::mean ? "relative RMSE" : "minus log-likelihood a value",
                       misfit_words(result.by, result.misfit), result.values,
                       misfit_words(result.by, result.middle_misfit), result.tries, result.range_tries);
}

std::string score_words(const Calibrated &calibrated) {
    const Scores &score = calibrated.scored.score_overall;
    if (score.count == 0) return "scored: no period is known, so nothing can be said";
    return fmt::format("scored years, {}: MAPE {}, bias {:+.2f} % over {} values", years_words(calibrated.scored.score),
                       fine_percent(score.mape), 100 * score.bias, score.count);
}

std::string range_words(const ChosenValue &chosen, FitBy by) {
    const std::string_view how =
        by == FitBy::mean ? "fits within a tenth of the best" : "cannot be told from the best at 95 %";
    if (chosen.reaches_from && chosen.reaches_to)
        return fmt::format("not determined: anything from {} to {} fits as well",
                           choice_words(chosen.choice, chosen.low), choice_words(chosen.choice, chosen.high));
    return fmt::format("{}{} to {}{} {}", choice_words(chosen.choice, chosen.low),
                       chosen.reaches_from ? " (its bound)" : "", choice_words(chosen.choice, chosen.high),
                       chosen.reaches_to ? " (its bound)" : "", how);
}

/// A key as YAML takes it.
std::string key_text(const std::string &key) {
    const bool is_plain = key.find_first_of(":#\"'{}[],&*!|>%@`") == key.npos;
    return is_plain ? key : quoted_text(key);
}

} // namespace

std::string fitted_sentence(const Calibrated &calibrated) { return capitalised(fit_words(calibrated)) + "."; }

std::string calibrated_yaml(const Calibrated &calibrated) {
    std::string text =
        fmt::format("# Values of {} as `midstream calibrate` chose them; lay it over the case by --with.\n",
                    calibrated.scored.chain->name);
    text += "# " + fit_words(calibrated) + "\n# " + score_words(calibrated) + "\nmidstream: 1\n";
    std::vector<std::string> open;
    for (std::size_t i = 0; i < calibrated.paths.size(); ++i) {
        const auto &path = calibrated.paths[i];
        std::size_t same = 0;
        while (same < open.size() && same + 1 < path.size() && open[same] == path[same]) ++same;
        for (std::size_t step = same; step + 1 < path.size(); ++step)
            text += std::string(2 * step, ' ') + key_text(path[step]) + ":\n";
        const ChosenValue &chosen = calibrated.result.chosen[i];
        text += fmt::format("{}{}: {}  # {}\n", std::string(2 * (path.size() - 1), ' '), key_text(path.back()),
                            choice_words(chosen.choice, chosen.value), range_words(chosen, calibrated.result.by));
        open.assign(path.begin(), path.end() - 1);
    }
    return text;
}

std::string calibrate_text(const Calibrated &calibrated) {
    std::string text = wrapped(fitted_sentence(calibrated)) + "\n\n";
    for (const ChosenValue &chosen : calibrated.result.chosen)
        text += wrapped(fmt::format("{} = {}; {}", chosen.choice.field, choice_words(chosen.choice, chosen.value),
                                    range_words(chosen, calibrated.result.by)),
                        100, 4) +
                "\n";
    return text + "\n" + wrapped(capitalised(score_words(calibrated)) + ".") + "\n";
}

std::string calibrate_json(const Calibrated &calibrated) {
    const CalibrateResult &result = calibrated.result;
    JsonWriter json;
    json.open('{').text("case", calibrated.scored.chain->name).text("version", version());
    json.text("fit_years", years_words(calibrated.scored.fit));
    json.text("score_years", years_words(calibrated.scored.score));
    json.text("fit_by", words_of(FitBy{})[static_cast<std::size_t>(result.by)]);
    json.number("fit_misfit", result.misfit).number("middle_misfit", result.middle_misfit);
    json.count("fit_values", static_cast<std::uint64_t>(result.values));
    json.count("tries", static_cast<std::uint64_t>(result.tries));
    json.count("tries_for_ranges", static_cast<std::uint64_t>(result.range_tries));
    json.number("score_mape", calibrated.scored.score_overall.mape);
    json.number("score_bias", calibrated.scored.score_overall.bias);
    json.count("score_values", static_cast<std::uint64_t>(calibrated.scored.score_overall.count));
    json.open('[', "values");
    for (const ChosenValue &chosen : result.chosen) {
        json.open('{')
            .text("field", chosen.choice.field)
            .number("value", chosen.value)
            .text("unit", chosen.choice.unit);
        json.number("from", chosen.choice.from).number("to", chosen.choice.to).number("low", chosen.low);
        json.number("high", chosen.high).flag("reaches_from", chosen.reaches_from);
        json.flag("reaches_to", chosen.reaches_to).close();
    }
    json.close().close();
    return json.str();
}

} // namespace midstream

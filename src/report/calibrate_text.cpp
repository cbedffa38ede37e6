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

std::string percent(double share) { return fmt::format("{:.2f} %", 100 * share); }

std::string fit_words(const Calibrated &calibrated) {
    const CalibrateResult &result = calibrated.result;
    return fmt::format(
        "fitted on {}: relative RMSE {} over {} values, {} with every value in the middle of its bounds; "
        "{} runs of the case",
        years_words(calibrated.scored.fit), percent(result.misfit), result.values, percent(result.middle_misfit),
        result.tries);
}

std::string score_words(const Calibrated &calibrated) {
    const Scores &score = calibrated.scored.score_overall;
    if (score.count == 0) return "scored: no period is known, so nothing can be said";
    return fmt::format("scored on {}: MAPE {}, bias {:+.2f} % over {} values", years_words(calibrated.scored.score),
                       percent(score.mape), 100 * score.bias, score.count);
}

std::string range_words(const ChosenValue &chosen) {
    if (chosen.reaches_from && chosen.reaches_to)
        return fmt::format("not determined: anything from {} to {} fits as well",
                           choice_text(chosen.choice, chosen.low), choice_text(chosen.choice, chosen.high));
    return fmt::format("{}{} to {}{} fits within a tenth of the best", choice_text(chosen.choice, chosen.low),
                       chosen.reaches_from ? " (its bound)" : "", choice_text(chosen.choice, chosen.high),
                       chosen.reaches_to ? " (its bound)" : "");
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
                            choice_text(chosen.choice, chosen.value), range_words(chosen));
        open.assign(path.begin(), path.end() - 1);
    }
    return text;
}

std::string calibrate_text(const Calibrated &calibrated) {
    std::string text = wrapped(fitted_sentence(calibrated)) + "\n\n";
    for (const ChosenValue &chosen : calibrated.result.chosen)
        text += wrapped(fmt::format("{} = {}; {}", chosen.choice.field, choice_text(chosen.choice, chosen.value),
                                    range_words(chosen)),
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
    json.number("fit_relative_rmse", result.misfit).number("middle_relative_rmse", result.middle_misfit);
    json.count("fit_values", static_cast<std::uint64_t>(result.values));
    json.count("runs_of_the_case", static_cast<std::uint64_t>(result.tries));
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

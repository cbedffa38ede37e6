// What must hold for observed series and for the years they are fitted and scored on.
// SPDX-License-Identifier: Apache-2.0
#include "model/observation.h"
#include "model/years.h"
#include "reader/draft.h"
#include "reader/read_words.h"
#include "reader/target_names.h"
#include "units/text.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace midstream {

namespace {

class ObservedCheck {
  public:
    ObservedCheck(Reading &reading, const Draft &draft, const TargetNames &names, std::size_t number)
        : draft_{draft}, names_{names}, spec_{draft.value.observed[number]}, at_{reading, draft, "observed", number} {}

    void run() {
        const auto written = measures();
        if (written.size() != 1) {
            const std::string what = written.empty()
                                         ? "what it measures is not said"
                                         : fmt::format("`{}` are both given", fmt::join(written, "` and `"));
            at_.refuse({}, what + "; write one of `made`, `taken`, `moved`, `delivered` or `held` with a material");
            return;
        }
        if (spec_.delivered && spec_.of)
            at_.refuse({"of"},
                       "`of` means nothing for `delivered`, which counts tonnes; take it out, or write `moved`");
        check_unit(written.front());
        check_signs();
        check_words(written.front());
        check_drivers();
    }

  private:
    std::vector<std::string_view> measures() const {
        std::vector<std::string_view> written;
        for (const std::string_view key : {"made", "taken", "moved", "delivered", "held"})
            if (at_.has(key)) written.push_back(key);
        return written;
    }

    void check_unit(std::string_view measure) {
        const std::string one = "1 " + spec_.values.unit;
        const bool is_mass = std::holds_alternative<Tonnes>(parse_quantity<Tonnes>(one));
        const bool is_rate = std::holds_alternative<TonnesPerDay>(parse_quantity<TonnesPerDay>(one));
        if (is_mass || (is_rate && measure != "held")) return;
        at_.refuse({"values"}, fmt::format("found the unit '{}'; `{}` is told in {}", spec_.values.unit, measure,
                                           measure == "held" ? "tonnes, such as kt"
                                                             : "tonnes of each period, such as kt, or in their mean "
                                                               "rate, such as kt/y"));
    }

    void check_words(std::string_view measure) {
        const bool good = check_selector(at_, spec_.at, names_);
        const auto all_read = [](const std::vector<bool> &read) {
            return std::find(read.begin(), read.end(), false) == read.end();
        };
        if (!good || !all_read(draft_.facilities) || !all_read(draft_.routes)) return; // of those nothing is known
        if (!observe(draft_.value, spec_).at.empty()) return;
        at_.refuse({"at"}, fmt::format("nothing that it selects can be counted for `{}: {}`; select {}", measure,
                                       at_.word(measure), who(measure)));
    }

    /// The first of them only: they tend to come together.
    void check_signs() {
        for (const DatedValue &row : spec_.values.rows) {
            if (row.value >= 0) continue;
            at_.refuse({"values"},
                       fmt::format("found {} {} in {}; what was made, moved or held is not negative: write 0 or more, "
                                   "or leave the cell empty where it is not known",
                                   plain_number(row.value), spec_.values.unit, print_period(row.from, row.kind)));
            return;
        }
    }

    static std::string_view who(std::string_view measure) {
        if (measure == "made") return "mines or plants that make it";
        if (measure == "taken") return "plants that take it";
        if (measure == "moved") return "routes that carry it";
        if (measure == "delivered") return "markets that want it";
        return "facilities that hold it";
    }

    void check_drivers() {
        std::vector<std::string> known;
        for (const Entry *entry : entries("drivers")) known.push_back(entry->key);
        for (const std::string &name : spec_.explained_by)
            if (std::find(known.begin(), known.end(), name) == known.end())
                at_.refuse({"explained by"}, fmt::format("there is no driver '{}'; name one of the case{}", name,
                                                         did_you_mean(name, known)));
    }
    std::vector<const Entry *> entries(std::string_view section) const {
        const auto found = draft_.entries.find(section);
        return found == draft_.entries.end() ? std::vector<const Entry *>{} : found->second;
    }

    const Draft &draft_;
    const TargetNames &names_;
    const ObservedSpec &spec_;
    Pointer at_;
};

void check_calibrate(Reading &reading, const Draft &draft) {
    const CalibrateSpec &spec = draft.value.calibrate;
    const Pointer at{reading, draft, "calibrate"};
    std::optional<Years> fit, score;
    for (const auto &[key, text, out] : {std::tuple{"fit", &spec.fit, &fit}, std::tuple{"score", &spec.score, &score}})
        if (!text->empty() && !(*out = parse_years(*text)))
            at.refuse({key}, fmt::format("'{}' are no years; write 2000..2012, 2013.., ..2012 or 2013", *text));
    if (fit && score && fit->overlaps(*score))
        at.refuse({"score"},
                  fmt::format("{} and {} share years; what was fitted on cannot be scored", spec.fit, spec.score));
    std::vector<std::string> known;
    for (const ObservedSpec &observed : draft.value.observed) known.push_back(observed.name);
    for (const std::string &name : spec.on)
        if (std::find(known.begin(), known.end(), name) == known.end())
            at.refuse({"on"}, fmt::format("there is no observed series '{}'; name one of the case{}", name,
                                          did_you_mean(name, known)));
}

} // namespace

void check_history(Reading &reading, Draft &draft) {
    const TargetNames names = names_of_targets(draft.value);
    for (std::size_t i = 0; i < draft.value.observed.size(); ++i)
        if (draft.observed[i]) ObservedCheck{reading, draft, names, i}.run();
    if (draft.calibrate) check_calibrate(reading, draft);
}

} // namespace midstream

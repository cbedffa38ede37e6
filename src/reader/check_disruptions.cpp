// What must hold for a disruption: fields that suit what it is, targets that exist, a time.
// SPDX-License-Identifier: Apache-2.0
#include "model/targets.h"
#include "reader/draft.h"
#include "reader/target_names.h"
#include "units/text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace midstream {

namespace {

/// What one sort of disruption needs and allows.
struct Suits {
    std::string_view needs;                 ///< the key without which it says nothing; empty where there is none
    std::vector<std::string_view> may_have; ///< of the keys that not every sort may have
    std::string_view strikes;
};

Suits suits(Disturbance what) {
    switch (what) {
    case Disturbance::outage:
    case Disturbance::strike:
        return {"", {"every", "for", "cargo"}, "facilities, passages, and routes by their own or their fleet's name"};
    case Disturbance::derating:
        return {"to", {"every", "for", "to"}, "mines and plants"};
    case Disturbance::ban:
        return {"", {"every", "for", "cargo"}, "routes"};
    case Disturbance::quota:
        return {"amount", {"every", "for", "amount", "per", "cargo"}, "routes"};
    case Disturbance::tariff:
        return {"tariff", {"every", "for", "tariff"}, "routes"};
    case Disturbance::demand_shock:
        return {"to", {"every", "for", "to"}, "markets"};
    case Disturbance::passage_closure:
        return {"", {"every", "for", "to", "cargo"}, "passages"};
    case Disturbance::slower_transit:
        return {"to", {"every", "for", "to"}, "routes"};
    case Disturbance::recovery_loss:
        return {"to", {"every", "for", "to"}, "plants"};
    case Disturbance::permanent_closure:
        return {"", {"cargo"}, "facilities"};
    case Disturbance::new_capacity:
        return {"adds", {"every", "for", "adds"}, "mines and plants"};
    }
    return {};
}

/// Keys that not every sort of disruption may have.
constexpr std::array<std::string_view, 8> particular{"every", "for", "to", "adds", "amount", "per", "tariff", "cargo"};

std::string with_article(std::string_view word) {
    return fmt::format("{} {}", word.starts_with('o') ? "an" : "a", word);
}

class DisruptionCheck {
  public:
    DisruptionCheck(Reading &reading, const Draft &draft, const TargetNames &names, std::size_t number)
        : draft_{draft}, names_{names}, spec_{draft.value.disruptions[number]}, what_{suits(spec_.what)},
          word_{with_article(words_of(spec_.what)[static_cast<std::size_t>(spec_.what)])}, at_{reading, draft,
                                                                                               "disruptions", number} {}

    /// Of an entry of which not all could be read: what the rest says for itself.
    void run_on_what_was_read() {
        if (at_.is_sound("at")) check_selector(at_, spec_.at, names_);
        if (!at_.has_only_fields_of<DisruptionSpec>()) return;
        if (at_.is_sound("what")) check_keys();
        check_time();
    }
    void run() {
        check_keys();
        check_size();
        check_time();
        if (check_selector(at_, spec_.at, names_)) check_targets();
    }

  private:
    void check_keys() {
        if (!what_.needs.empty() && !at_.has(what_.needs))
            at_.refuse({"what"},
                       fmt::format("{} needs `{}`; write how much, such as `{}`", word_, what_.needs, example()));
        for (const std::string_view key : particular)
            if (at_.has(key) && !is_default(key) &&
                std::find(what_.may_have.begin(), what_.may_have.end(), key) == what_.may_have.end())
                at_.refuse({key},
                           fmt::format("`{}` means nothing for {}; take it out, or choose another `what`", key, word_));
    }

    /// A case as understood is written with all defaults: those are no mistake.
    bool is_default(std::string_view key) const {
        if (key == "per") return spec_.per == DisruptionSpec{}.per;
        if (key == "tariff") return spec_.tariff == DisruptionSpec{}.tariff;
        return key == "cargo" && spec_.cargo == DisruptionSpec{}.cargo;
    }

    std::string_view example() const {
        if (what_.needs == "amount") return "amount: 50 kt";
        if (what_.needs == "tariff") return "tariff: 80 $/t";
        if (what_.needs == "adds") return "adds: 100 kt/y";
        return "to: 60 %";
    }

    void check_size() {
        if (!spec_.to) return;
        if (spec_.what != Disturbance::demand_shock && spec_.to->value() > 1)
            at_.refuse({"to"}, fmt::format("{} leaves no more than 100 %; write what is left of it", word_));
        if (spec_.what == Disturbance::slower_transit && spec_.to->value() <= 0)
            at_.refuse({"to"}, "at a speed of 0 nothing arrives; write more, or choose `what: ban`");
    }

    void check_time() {
        const bool on = at_.has("on"), every = at_.has("every");
        if (on && every) at_.refuse({"every"}, "both `on` and `every` are given; it comes on a date or by chance");
        if (!on && !every)
            at_.refuse({"what"}, "when it comes is not said; write `on: 2028-10-01`, or `every` for random ones");
        if (every && !at_.has("for")) at_.refuse({"every"}, "what comes again must end; write `for`");
    }

    void check_targets() {
        const bool all_routes = std::find(draft_.routes.begin(), draft_.routes.end(), false) == draft_.routes.end();
        if (!all_routes || !find_targets(draft_.value, spec_).empty())
            return; // of routes that are wrong nothing is known
        at_.refuse({"at"},
                   fmt::format("{} strikes {}, and this selects none; select some, or choose another `what` (within a "
                               "list any will do, but all lists must hold)",
                               word_, what_.strikes));
    }

    const Draft &draft_;
    const TargetNames &names_;
    const DisruptionSpec &spec_;
    const Suits what_;
    const std::string word_; ///< "a ban"
    Pointer at_;
};

} // namespace

void check_disruptions(Reading &reading, Draft &draft) {
    const TargetNames names = names_of_targets(draft.value);
    for (std::size_t i = 0; i < draft.value.disruptions.size(); ++i)
        if (draft.disruptions[i])
            DisruptionCheck{reading, draft, names, i}.run();
        else if (draft.root.find("disruptions")->items[i].is_map())
            DisruptionCheck{reading, draft, names, i}.run_on_what_was_read();
}

} // namespace midstream

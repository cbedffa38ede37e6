// Ratios of a recipe that the assays, or the masses, of its materials speak against.
// SPDX-License-Identifier: Apache-2.0
#include "reader/draft.h"
#include "reader/handling.h"
#include "reader/read_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

namespace midstream {

namespace {

/// How far a declared assay may lie above what the recipe gives: figures of a recipe are rounded.
constexpr double tolerance = 1.05;

/// Products that take up oxygen, water or flux which no case lists: they may weigh more than the feed.
constexpr std::array<std::string_view, 10> gainers{"acid",      "slag",     "sulphate", "sulfate", "hydroxide",
                                                   "carbonate", "chloride", "oxide",    "lime",    "gypsum"};

class RecipeWarnings {
  public:
    RecipeWarnings(Reading &reading, const Draft &draft) : reading_{reading}, draft_{draft}, case_{draft.value} {}

    void run() {
        for (std::uint32_t i = 0; i < case_.facilities.size(); ++i)
            if (const auto *plant = std::get_if<PlantSpec>(&case_.facilities[i].behaviour)) {
                const Pointer at{reading_, draft_, "facilities", i};
                warn_of_mass(*plant, at);
                for (std::size_t p = 0; p < plant->makes.size(); ++p) warn_of_assay(*plant, p, at);
            }
    }

  private:
    const std::string &name(MaterialId m) const { return case_.materials[m.index].name; }

    void warn_of_mass(const PlantSpec &plant, const Pointer &at) const {
        double taken = 0, made = 0;
        for (const auto &[material, ratio] : plant.takes) taken += ratio.value();
        for (const auto &[material, yield] : plant.makes) {
            const auto gains = [&, &word = name(material)](std::string_view gainer) {
                return word.find(gainer) != std::string::npos;
            };
            if (std::any_of(gainers.begin(), gainers.end(), gains)) return;
            if (yield.ratio) made += yield.ratio->value();
        }
        if (made > tolerance * taken)
            at.warn({"makes"}, fmt::format("makes {:.4g} t of the {:.4g} t that it takes; lower the ratios, or list in "
                                           "`takes` what else goes in",
                                           made, taken));
    }

    /// The highest fraction of an element that a material may come with; empty where that is not declared but follows
    /// from a recipe.
    std::optional<double> highest_fraction(MaterialId material, ElementId element) const {
        const Fraction *assay = find_in(case_.materials[material.index].assay, element);
        double most = assay ? assay->value() : 0;
        for (const FacilitySpec &facility : case_.facilities) {
            if (const auto *mine = std::get_if<MineSpec>(&facility.behaviour); mine && mine->makes == material)
                if (const auto *grade = find_in(mine->grade, element)) {
                    most = std::max(most, grade->first.value());
                    for (const auto &[date, value] : grade->changes) most = std::max(most, value.value());
                }
            if (const auto *plant = std::get_if<PlantSpec>(&facility.behaviour))
                if (!assay && find_in(plant->makes, material)) return {};
        }
        return most;
    }

    void warn_of_assay(const PlantSpec &plant, std::size_t product, const Pointer &at) const {
        const auto &[material, yield] = plant.makes[product];
        if (!yield.ratio || yield.ratio->value() <= 0) return;
        for (const auto &[element, declared] : case_.materials[material.index].assay) {
            double fed = 0;
            for (const auto &[input, ratio] : plant.takes) {
                const auto fraction = highest_fraction(input, element);
                if (!fraction) return;
                fed += *fraction * ratio.value();
            }
            const double part = share(plant, product, element);
            const double given = fed * part / yield.ratio->value();
            if (declared.value() <= given * tolerance) continue;
            const std::string &symbol = case_.elements[element.index];
            std::string remedy = fmt::format("make it `by recovery`, or lower the ratio to {:.3g} t/t",
                                             yield.ratio->value() * given / declared.value());
            if (fed <= 0)
                remedy = fmt::format("declare how much {} is in what it takes", symbol);
            else if (part <= 0)
                remedy = fmt::format("write the recovery of {} into it", symbol);
            at.warn({"makes", name(material)},
                    fmt::format("the recipe gives {} at most {:.4g} % {}, but its assay says {}; {}", name(material),
                                100 * given, symbol, percent_words(declared.value()), remedy));
            return;
        }
    }

    /// Share of an element of the feed that leaves in a product.
    static double share(const PlantSpec &plant, std::size_t product, ElementId element) {
        if (const Fraction *own = find_in(plant.makes[product].second.recovery, element)) return own->value();
        if (product > 0) return 0;
        const Fraction *main = find_in(plant.recovery, element);
        return main ? main->value() : 1; // nobody speaks of it: it stays with the main product
    }

    Reading &reading_;
    const Draft &draft_;
    const Case &case_;
};

} // namespace

void warn_of_recipes(Reading &reading, const Draft &draft) { RecipeWarnings{reading, draft}.run(); }

} // namespace midstream

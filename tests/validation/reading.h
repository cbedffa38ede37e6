// Readings: small formulas over what a run leaves behind, such as `mean_level(furnace, ore) * hours() / taken(furnace, ore)`.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/world.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace midstream::validation {

/// What one replication left: its totals, and what was seen at every look at the running world.
struct Trace {
    Result result;
    std::vector<std::vector<double>> seen; ///< [watched][look]
};

using Instant = std::function<double(World &)>;     ///< read from a world that stands still
using Value = std::function<double(const Trace &)>; ///< read from a trace

/// The readings of one case. README.md lists the words a formula may use.
class Readings {
  public:
    Readings(std::shared_ptr<const Plan> plan, std::uint64_t seed) : plan_(std::move(plan)), seed_(seed) {}

    /// Gives a formula a name, by which `the(name)` in later ones means it.
    void name(const std::string &quantity, const std::string &formula) { formulas_[quantity] = formula; }
    Value value(const std::string &formula);

    /// What the formulas compiled so far want to see at every look.
    const std::vector<Instant> &watched() const { return watched_; }

  private:
    using Words = std::vector<std::string>;
    Value value_of(const std::string &word, const Words &words);
    Value stock_value(const std::string &word, const Words &words) const;
    Value transport_value(const std::string &word, const Words &words) const;
    Value dated_value(const std::string &word, const Words &words);
    Value seen_value(const std::string &word, const Words &words);
    Instant instant(const std::string &formula);
    Instant instant_of(const std::string &word, const Words &words) const;

    std::uint32_t facility(const std::string &name) const;
    std::uint32_t route(const std::string &name) const;
    std::uint32_t material(const std::string &name) const;
    std::size_t stock(const Words &words) const; ///< place in Result::stocks
    std::size_t made(const Words &words, bool taken) const;
    double days() const;

    std::shared_ptr<const Plan> plan_;
    std::uint64_t seed_;
    std::map<std::string, std::string> formulas_;
    std::vector<std::string> watched_formulas_;
    std::vector<Instant> watched_;
};

} // namespace midstream::validation

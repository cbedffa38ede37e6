// Problems that all values of a driver share.
// SPDX-License-Identifier: Apache-2.0
#include "reader/driver_problems.h"

#include "reader/drivers.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace midstream {

namespace {

/// Paths of what a driver laid: `FIELD.2025-01-01`, or `disruptions.NAME 2025.FIELD` of the disruptions it made.
class Laid {
  public:
    explicit Laid(const DriverSpec &driver) : before_{driver.field + "."} {
        if (!drives_disruption(driver)) return;
        const std::size_t dot = driver.field.rfind('.');
        before_ = driver.field.substr(0, dot) + " ";
        after_ = driver.field.substr(dot);
    }

    bool holds(std::string_view path) const {
        if (!path.starts_with(before_) || !path.ends_with(after_) || path.size() <= before_.size() + after_.size())
            return false;
        const auto period = path.substr(before_.size(), path.size() - before_.size() - after_.size());
        return std::all_of(period.begin(), period.end(), [](char c) { return c == '-' || ('0' <= c && c <= '9'); });
    }

  private:
    std::string before_, after_;
};

/// What would do: what was found differs from value to value.
std::string_view remedy(const Problem &problem) {
    const std::string_view text = problem.text;
    return text.substr(std::min(text.find("; "), text.size()));
}

void tell_once(std::vector<Problem> &problems, const DriverSpec &driver) {
    const Laid laid{driver};
    for (std::size_t first = 0; first < problems.size(); ++first) {
        if (!laid.holds(problems[first].path)) continue;
        std::size_t same = 1;
        const auto repeats = [&](const Problem &problem) {
            const bool is_same = laid.holds(problem.path) && remedy(problem) == remedy(problems[first]);
            same += is_same;
            return is_same;
        };
        const auto rest = problems.begin() + static_cast<std::ptrdiff_t>(first) + 1;
        problems.erase(std::remove_if(rest, problems.end(), repeats), problems.end());
        if (same == 1) continue;
        Problem &kept = problems[first];
        kept.text = fmt::format("{}; so for {} values of the driver '{}': {}", kept.text, same, driver.name,
                                drives_disruption(driver) ? "drive a field of the disruption that takes such a value"
                                                          : "drive a field that takes dated values, such as a rate");
    }
}

} // namespace

void tell_drivers_once(std::vector<Problem> &problems, const std::vector<DriverSpec> &drivers) {
    for (const DriverSpec &driver : drivers) tell_once(problems, driver);
}

} // namespace midstream

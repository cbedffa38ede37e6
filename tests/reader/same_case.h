// Whether two cases are equal, member by member of every spec.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/case.h"
#include "reader/shapes.h"

#include <string>
#include <type_traits>
#include <variant>

namespace midstream {

/// Collects the paths at which two specs differ.
class Differences {
  public:
    std::vector<std::string> found;

    template <class Spec> void compare_specs(const Spec &a, const Spec &b, const std::string &path) {
        Into<Spec> into{*this, a, b, path};
        Spec::fields(into);
    }

    template <class T> void compare(const T &a, const T &b, const std::string &path) {
        if constexpr (is_optional<T>) {
            if (a.has_value() != b.has_value())
                found.push_back(path);
            else if (a)
                compare(*a, *b, path);
        } else if constexpr (is_by<T>) {
            if (a.size() != b.size()) found.push_back(path);
            for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
                if (a[i].first != b[i].first) found.push_back(path);
                compare(a[i].second, b[i].second, path + "." + std::to_string(i));
            }
        } else if constexpr (is_list<T>) {
            if (a.size() != b.size()) found.push_back(path);
            for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
                compare(a[i], b[i], path + "." + std::to_string(i));
        } else if constexpr (Fielded<T>) {
            if constexpr (requires { a.name; })
                if (a.name != b.name) found.push_back(path + ".name");
            compare_specs(a, b, path);
        } else {
            if (!(a == b)) found.push_back(path);
        }
    }

  private:
    template <class Spec> struct Into {
        Differences &differences;
        const Spec &a;
        const Spec &b;
        const std::string &path;
        template <class T, class Owner> void operator()(const Field &field, T Owner::*member) {
            differences.compare(a.*member, b.*member, path + "." + std::string{field.key});
        }
    };
};

/// Empty where the cases are equal, but for their names.
inline std::vector<std::string> differences(const Case &a, const Case &b) {
    Differences d;
    const auto words = [&](const std::string &x, const std::string &y, const char *path) {
        if (x != y) d.found.emplace_back(path);
    };
    words(a.title, b.title, "title");
    words(a.note, b.note, "note");
    d.compare(a.time, b.time, "time");
    d.compare(a.runs, b.runs, "runs");
    d.compare(a.measure, b.measure, "measure");
    d.compare(a.elements, b.elements, "elements");
    d.compare(a.materials, b.materials, "materials");
    d.compare(a.facilities, b.facilities, "facilities");
    for (std::size_t i = 0; i < a.facilities.size() && i < b.facilities.size(); ++i) {
        const FacilitySpec &x = a.facilities[i];
        const FacilitySpec &y = b.facilities[i];
        const std::string path = "facilities." + x.name;
        words(x.kind, y.kind, "kind");
        d.compare(x.outage, y.outage, path);
        if (x.behaviour.index() != y.behaviour.index())
            d.found.push_back(path);
        else
            std::visit(
                [&](const auto &spec) { d.compare(spec, std::get<std::decay_t<decltype(spec)>>(y.behaviour), path); },
                x.behaviour);
    }
    d.compare(a.routes, b.routes, "routes");
    d.compare(a.fleets, b.fleets, "fleets");
    d.compare(a.passages, b.passages, "passages");
    d.compare(a.points, b.points, "points");
    d.compare(a.network, b.network, "network");
    d.compare(a.disruptions, b.disruptions, "disruptions");
    d.compare(a.observed, b.observed, "observed");
    d.compare(a.calibrate, b.calibrate, "calibrate");
    d.compare(a.assumptions, b.assumptions, "assumptions");
    if (a.sources != b.sources) d.found.emplace_back("sources");
    return d.found;
}

} // namespace midstream

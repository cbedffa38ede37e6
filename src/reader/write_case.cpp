// A case as text: its sections in the order in which a person would write them.
// SPDX-License-Identifier: Apache-2.0
#include "reader/write_case.h"

#include "reader/drivers.h"
#include "reader/sections.h"
#include "reader/write_values.h"
#include "reader/yaml_text.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

Node scalar_node(std::string text) {
    Node node;
    node.kind = Node::Kind::scalar;
    node.text = std::move(text);
    return node;
}

Node empty_map() {
    Node node;
    node.kind = Node::Kind::map;
    return node;
}

Node empty_list() {
    Node node;
    node.kind = Node::Kind::list;
    return node;
}

void add_entry(Node &map, std::string_view key, Node value) {
    map.entries.push_back({std::string{key}, {}, std::move(value)});
}

namespace {

class Sections {
  public:
    explicit Sections(const Case &value) : case_{value}, writer_{value} {}

    Node root() {
        add_entry(root_, "midstream", scalar_node("1"));
        add_words("title", case_.title);
        add_words("note", case_.note);
        add_spec("time", case_.time);
        add_spec("runs", case_.runs);
        if (!case_.measure.empty()) add_spec("measure", case_.measure);
        add_unless_empty("elements", writer_.node_of(case_.elements));
        add_named("materials", case_.materials);
        add_kinds();
        add_facilities();
        add_unless_empty("routes", writer_.node_of(case_.routes));
        add_named("fleets", case_.fleets);
        add_named("passages", case_.passages);
        add_unless_empty("network", writer_.node_of(case_.network));
        add_unless_empty("disruptions", writer_.node_of(case_.disruptions));
        add_drivers();
        add_named("observed", case_.observed);
        if (!case_.calibrate.empty()) add_spec("calibrate", case_.calibrate);
        if (!case_.size.empty()) add_spec("size", case_.size);
        add_unless_empty("assumptions", writer_.node_of(case_.assumptions));
        Node sources = empty_map();
        for (const auto &[key, words] : case_.sources) add_entry(sources, key, scalar_node(words));
        add_unless_empty("sources", std::move(sources));
        return std::move(root_);
    }

  private:
    void add_words(std::string_view key, const std::string &words) {
        if (!words.empty()) add_entry(root_, key, scalar_node(words));
    }
    void add_unless_empty(std::string_view key, Node node) {
        if (!node.entries.empty() || !node.items.empty()) add_entry(root_, key, std::move(node));
    }
    template <class Spec> void add_spec(std::string_view key, const Spec &spec) {
        Node map = empty_map();
        writer_.write_fields(spec, map);
        add_entry(root_, key, std::move(map));
    }
    template <class Spec> void add_named(std::string_view key, const std::vector<Spec> &specs) {
        Node section = empty_map();
        for (const Spec &spec : specs) {
            Node map = empty_map();
            writer_.write_fields(spec, map);
            add_entry(section, spec.name, std::move(map));
        }
        add_unless_empty(key, std::move(section));
    }

    /// Those whose disruptions stand in the case by now are left out.
    void add_drivers() {
        std::vector<DriverSpec> kept = case_.drivers;
        std::erase_if(kept, drives_disruption);
        add_named("drivers", kept);
    }

    static std::string behaviour_of(const FacilitySpec &facility) {
        return std::visit([](const auto &spec) { return std::string{spec.behaviour}; }, facility.behaviour);
    }

    /// Kinds that are no behaviours, as bare ones: their fields stand in the facilities.
    void add_kinds() {
        Node section = empty_map();
        for (const FacilitySpec &facility : case_.facilities) {
            const std::string behaviour = behaviour_of(facility);
            if (facility.kind == behaviour || section.find(facility.kind)) continue;
            Node kind = empty_map();
            add_entry(kind, "behaviour", scalar_node(behaviour));
            add_entry(section, facility.kind, std::move(kind));
        }
        add_unless_empty("kinds", std::move(section));
    }

    void add_facilities() {
        Node section = empty_map();
        for (const FacilitySpec &facility : case_.facilities) {
            Node map = empty_map();
            add_entry(map, "kind", scalar_node(facility.kind));
            std::visit([&](const auto &spec) { writer_.write_fields(spec, map); }, facility.behaviour);
            writer_.write_fields(facility.outage, map);
            writer_.write_fields(facility, map);
            add_entry(section, facility.name, std::move(map));
        }
        add_entry(root_, "facilities", std::move(section));
    }

    const Case &case_;
    CaseWriter writer_;
    Node root_ = empty_map();
};

} // namespace

std::string case_text(const Case &value) {
    return "# The case as it was understood: every default, kind and included file filled in.\n" +
           yaml_text(Sections{value}.root());
}

std::string disruption_text(const Case &value, const DisruptionSpec &disruption) {
    Node map = empty_map();
    add_entry(map, "disruption", CaseWriter{value}.node_of(disruption));
    return yaml_text(map);
}

} // namespace midstream

// One member of a spec as a node of the tree that becomes text: the mirror of read_values.h.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/calendar.h"
#include "model/case.h"
#include "reader/laws.h"
#include "reader/read_words.h"
#include "reader/shapes.h"
#include "reader/yaml_node.h"

#include <string>
#include <string_view>

namespace midstream {

Node scalar_node(std::string text);
Node empty_map();
Node empty_list();
void add_entry(Node &map, std::string_view key, Node value);

/// A law of chance whose quantities `print` puts into words.
template <class Print> Node law_node(const Distribution &law, Print print) {
    if (law.law == Law::constant) return scalar_node(print(law.parameters[0]));
    if (law.law != Law::empirical && form_of(law.law).arguments.size() == 1) {
        Node node = empty_map();
        add_entry(node, form_of(law.law).word, scalar_node(print(law.parameters[0])));
        return node;
    }
    Node inside = empty_map();
    if (law.law == Law::empirical) {
        inside = empty_list();
        for (const double value : *law.table) inside.items.push_back(scalar_node(print(value)));
    }
    const LawForm &form = form_of(law.law);
    for (std::size_t i = 0; i < form.arguments.size() && law.law != Law::empirical; ++i) {
        const LawArgument &argument = form.arguments[i];
        const double value = law.parameters[i];
        if (!argument.required && value == absent_argument(argument)) continue;
        const bool is_quantity_text = argument.sort == LawArgument::Sort::quantity;
        add_entry(inside, argument.key, scalar_node(is_quantity_text ? print(value) : plain_number(value)));
    }
    Node node = empty_map();
    add_entry(node, law.law == Law::empirical ? "empirical" : form.word, std::move(inside));
    return node;
}

class CaseWriter {
  public:
    explicit CaseWriter(const Case &value) : case_{value} {}

    /// The fields of a spec, those apart that are empty. Specs that share a map are written one after the other.
    template <class Spec> void write_fields(const Spec &spec, Node &map) const {
        Into<Spec> into{*this, spec, map};
        Spec::fields(into);
    }

    template <class T> Node node_of(const T &value) const {
        if constexpr (is_quantity<T>)
            return scalar_node(print_any(value));
        else if constexpr (is_uncertain<T>)
            return law_node(value.law, [](double x) { return print_any(QuantityOf<T>{x}); });
        else if constexpr (is_steps<T>)
            return steps_node(value);
        else if constexpr (is_id<T>)
            return scalar_node(name_of(value));
        else if constexpr (Worded<T>)
            return scalar_node(std::string{words_of(value)[static_cast<std::size_t>(value)]});
        else if constexpr (std::is_same_v<T, SimTime>)
            return scalar_node(print_date(value));
        else if constexpr (std::is_same_v<T, std::string>)
            return scalar_node(value);
        else if constexpr (std::is_same_v<T, Position>)
            return position_node(value);
        else if constexpr (std::is_same_v<T, DatedValues>)
            return dated_values_node(value);
        else if constexpr (std::is_floating_point_v<T>)
            return scalar_node(plain_number(value));
        else if constexpr (std::is_integral_v<T>)
            return scalar_node(std::to_string(value));
        else if constexpr (is_by<T>)
            return by_node(value);
        else if constexpr (is_list<T>)
            return list_node(value);
        else
            return spec_node(value);
    }

  private:
    template <class Spec> struct Into {
        const CaseWriter &writer;
        const Spec &spec;
        Node &map;
        template <class T, class Owner> void operator()(const Field &field, T Owner::*member) const {
            writer.write_member(field, spec.*member, map);
            if constexpr (std::is_same_v<T, std::optional<FleetId>>)
                if (!(spec.*member) && !is_continuous(spec.by))
                    add_entry(map, field.key, scalar_node(std::string{charter}));
        }
    };

    template <class T> void write_member(const Field &field, const T &value, Node &map) const {
        if constexpr (is_optional<T>) {
            if (value) write_member(field, *value, map);
        } else {
            if constexpr (requires { value.empty(); })
                if (value.empty()) return;
            add_entry(map, field.key, node_of(value));
        }
    }

    template <class Spec> Node spec_node(const Spec &spec) const {
        Node map = empty_map();
        write_fields(spec, map);
        if constexpr (std::is_same_v<Spec, YieldSpec>)
            if (map.entries.empty()) return scalar_node(std::string{by_recovery});
        return map;
    }
    template <class Q> Node steps_node(const Steps<Q> &steps) const {
        if (steps.is_constant()) return scalar_node(print_any(steps.first));
        Node map = empty_map();
        add_entry(map, print_date(case_.time.start), scalar_node(print_any(steps.first)));
        for (const auto &[date, value] : steps.changes) add_entry(map, print_date(date), scalar_node(print_any(value)));
        return map;
    }
    template <class Key, class Value> Node by_node(const By<Key, Value> &by) const {
        Node map = empty_map();
        for (const auto &[key, value] : by) add_entry(map, name_of(key), node_of(value));
        return map;
    }
    template <class T> Node list_node(const std::vector<T> &values) const {
        Node list = empty_list();
        for (const T &value : values) list.items.push_back(node_of(value));
        return list;
    }
    static Node dated_values_node(const DatedValues &values) {
        Node map = empty_map();
        for (const DatedValue &row : values.rows)
            add_entry(map, print_period(row.from, row.kind), scalar_node(plain_number(row.value) + " " + values.unit));
        return map;
    }
    static Node position_node(const Position &position) {
        Node list = empty_list();
        list.items = {scalar_node(plain_number(position.latitude_deg)),
                      scalar_node(plain_number(position.longitude_deg))};
        return list;
    }

    const std::string &name_of(ElementId id) const { return case_.elements[id.index]; }
    const std::string &name_of(MaterialId id) const { return case_.materials[id.index].name; }
    const std::string &name_of(FacilityId id) const { return case_.facilities[id.index].name; }
    const std::string &name_of(EndId id) const { return case_.facilities[id.index].name; }
    const std::string &name_of(PointId id) const { return case_.points[id.index]; }
    const std::string &name_of(FleetId id) const { return case_.fleets[id.index].name; }
    const std::string &name_of(PassageId id) const { return case_.passages[id.index].name; }

    const Case &case_;
};

} // namespace midstream

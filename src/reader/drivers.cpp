// Drivers: recorded series laid into the fields they drive.
// SPDX-License-Identifier: Apache-2.0
#include "reader/drivers.h"

#include "model/case.h"
#include "model/driver_periods.h"
#include "reader/like.h"
#include "reader/read_values.h"
#include "reader/set_path.h"
#include "reader/write_values.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr std::string_view disruptions = "disruptions.";

/// A driver with the place it is written at and the text of each of its rows.
struct Driver {
    DriverSpec spec;
    const Node *node;
    std::vector<DatedText> texts;
};

std::optional<SimTime> date_at(const Node &time, std::string_view key) {
    const Node *node = time.find(key);
    if (!node || !node->is_scalar()) return {};
    const auto date = parse_date(node->text);
    if (const auto *good = std::get_if<SimTime>(&date)) return *good;
    return {};
}

class Drivers {
  public:
    Drivers(Reading &reading, Node &root) : reading_{reading}, root_{root} {}

    std::vector<DriverSpec> lay() {
        read();
        Node *time = root_.find("time");
        if (!time || !time->is_map()) return {};
        if (!time->find("end")) add_end(*time);
        const auto start = date_at(*time, "start"), end = date_at(*time, "end");
        std::vector<DriverSpec> specs;
        for (const Driver &driver : drivers_) {
            const Reading::Step step{reading_, "drivers"};
            const Reading::Step inner{reading_, driver.spec.name};
            if (start && end && *start < *end) lay(driver, *start, *end);
            specs.push_back(driver.spec);
        }
        return specs;
    }

  private:
    void read() {
        section_ = root_.find("drivers") ? *root_.find("drivers") : Node{}; // a copy: the tree changes under way
        if (section_.is_nothing()) return;
        const Reading::Step step{reading_, "drivers"};
        if (!section_.is_map()) {
            refuse_shape(reading_, section_, "a map from each name to its fields");
            return;
        }
        for (const Entry &entry : section_.entries) {
            if (is_note(entry.key)) continue;
            const Reading::Step inner{reading_, entry.key};
            Driver driver{{}, &entry.value, {}};
            driver.spec.name = entry.key;
            if (!read_spec(reading_, entry.value, Field{"drivers", ""}, driver.spec) || !check(driver)) continue;
            driver.texts = read_dated(reading_, *entry.value.find("values"), EmptyCell::gap)->rows;
            drivers_.push_back(std::move(driver));
        }
    }

    bool check(const Driver &driver) {
        const DriverSpec &spec = driver.spec;
        const auto refuse = [&](const char *key, std::string text) {
            const Reading::Step step{reading_, key};
            return reading_.refuse(driver.node->find(key)->place, std::move(text));
        };
        if (spec.outside == Outside::scale && !spec.growth)
            return refuse("outside",
                          "`scale` needs `growth`; write how much the next period is of the one before, such "
                          "as `growth: 1.02`");
        if (spec.outside != Outside::scale && spec.growth)
            return refuse("growth", "`growth` means nothing without `outside: scale`; take it out or write that");
        const std::size_t dot = spec.field.find('.');
        const Node *section = root_.find(spec.field.substr(0, dot));
        if (dot == std::string::npos || (section && section->is_map() && section->find(spec.field.substr(dot + 1)) &&
                                         section->find(spec.field.substr(dot + 1))->is_map()))
            return refuse("field",
                          fmt::format("'{}' is no field but the whole of it; name one in it that takes dates, such as "
                                      "`facilities.north mine.rate`",
                                      spec.field));
        if (spec.growth == 0.0) return refuse("growth", "found 0; write more than 0");
        for (const Driver &other : drivers_)
            if (other.spec.field == spec.field)
                return refuse(
                    "field", fmt::format("'{}' is driven by '{}' already; drive it once", spec.field, other.spec.name));
        return true;
    }

    /// The run ends where the first driver does that must not be prolonged.
    void add_end(Node &time) {
        const Driver *first = nullptr, *last = nullptr;
        const auto end_of = [](const Driver &driver) { return driver.spec.values.rows.back().until(); };
        for (const Driver &driver : drivers_) {
            if (driver.spec.outside != Outside::error) continue;
            if (!first || end_of(driver) < end_of(*first)) first = &driver;
            if (!last || end_of(driver) > end_of(*last)) last = &driver;
        }
        const Reading::Step step{reading_, "time"};
        if (!first) {
            if (!reading_.has_problem_at("drivers"))
                refuse_missing(reading_, time, Field{"end", "Last instant of the run.", true});
            return;
        }
        Node end = scalar_node(print_date(end_of(*first)));
        end.place = time.place;
        time.entries.push_back({"end", time.place, std::move(end)});
        if (end_of(*first) < end_of(*last))
            reading_.warn(time.place,
                          fmt::format("the run ends on {} with the driver '{}', though '{}' goes on until {}",
                                      print_date(end_of(*first)), first->spec.name, last->spec.name,
                                      print_date(end_of(*last))));
    }

    void lay(const Driver &driver, SimTime start, SimTime end) {
        const auto filled = driven_periods(driver.spec, start, end);
        if (const auto *problem = std::get_if<std::string>(&filled)) {
            const Reading::Step step{reading_, "values"};
            reading_.refuse(driver.node->find("values")->place, *problem);
            return;
        }
        const auto &periods = std::get<std::vector<DrivenPeriod>>(filled);
        if (drives_disruption(driver.spec)) {
            lay_disruptions(driver, periods, start);
            return;
        }
        const Node &field = *driver.node->find("field");
        const auto tonnes = parse_quantity<Tonnes>("1 " + driver.spec.values.unit);
        const bool is_amount = std::holds_alternative<Tonnes>(tonnes);
        Node steps = empty_map();
        steps.place = field.place;
        for (const DrivenPeriod &period : periods) {
            if (is_amount && period.value < 0) {
                const Reading::Step step{reading_, "values"};
                reading_.refuse(
                    driver.texts[period.row].value.place,
                    fmt::format("found '{}'; an amount cannot be negative", driver.texts[period.row].value.text));
                return;
            }
            Node value = is_amount ? rate_node(period, std::get<Tonnes>(tonnes)) : value_node(driver, period);
            value.place = driver.texts[period.row].value.place;
            const SimTime from = std::max(period.from, start);
            if (!steps.entries.empty() && steps.entries.back().value.text == value.text) continue;
            const Place place = value.place;
            steps.entries.push_back({print_date(from), place, std::move(value)});
        }
        const Reading::Step step{reading_, "field"};
        put_at(reading_, root_, driver.spec.field, field.place, std::move(steps));
    }

    static Node rate_node(const DrivenPeriod &period, Tonnes unit) {
        return scalar_node(plain_number(period.value * unit.value() / period.length_d()) + " t/d");
    }
    static Node value_node(const Driver &driver, const DrivenPeriod &period) {
        return scalar_node(plain_number(period.value) + " " + driver.spec.values.unit);
    }

    void lay_disruptions(const Driver &driver, const std::vector<DrivenPeriod> &periods, SimTime start) {
        const Node &field = *driver.node->find("field");
        const Reading::Step step{reading_, "field"};
        const std::string_view path = std::string_view{driver.spec.field}.substr(disruptions.size());
        Node *list = root_.find("disruptions");
        std::vector<std::string> names;
        std::size_t best = 0, length = 0;
        for (std::size_t i = 0; list && i < list->items.size(); ++i) {
            names.push_back(name_of_item(list->items[i]));
            const std::string &name = names.back();
            if (name.size() <= length || !path.starts_with(name + ".")) continue;
            best = i;
            length = name.size();
        }
        if (length == 0) {
            reading_.refuse(field.place,
                            fmt::format("'{}' names no field of a disruption; write `disruptions.NAME.FIELD`, "
                                        "with the name that the disruption has in the case{}",
                                        driver.spec.field, did_you_mean(path.substr(0, path.rfind('.')), names)));
            return;
        }
        const Node pattern = list->items[best];
        for (const std::string_view key : {"on", "every", "for"})
            if (pattern.find(key)) {
                reading_.refuse(pattern.find(key)->place, fmt::format("`{}` follows from the dates of the driver '{}'; "
                                                                      "take it out",
                                                                      key, driver.spec.name));
                return;
            }
        std::vector<Node> made;
        for (const DrivenPeriod &period : periods) {
            Node one = pattern;
            one.find("name")->text += " " + print_period(period.from, period.kind);
            const SimTime from = std::max(period.from, start);
            Node value = value_node(driver, period);
            value.place = driver.texts[period.row].value.place;
            const auto add = [&](std::string key, Node node) {
                one.entries.push_back({std::move(key), field.place, std::move(node)});
            };
            std::erase_if(one.entries, [&](const Entry &entry) { return entry.key == path.substr(length + 1); });
            add("on", scalar_node(print_date(from)));
            add("for", scalar_node(plain_number(days_of(period.until - from)) + " d"));
            add(std::string{path.substr(length + 1)}, std::move(value));
            for (Entry &entry : one.entries)
                if (!entry.value.place.file) entry.value.place = field.place;
            made.push_back(std::move(one));
        }
        // The last first: at an instant what was scheduled first happens first, so each begins before the one before
        // it ends, and no parcel slips out between two quotas.
        const auto at = list->items.begin() + static_cast<std::ptrdiff_t>(best);
        list->items.insert(list->items.erase(at), std::make_move_iterator(made.rbegin()),
                           std::make_move_iterator(made.rend()));
    }

    Reading &reading_;
    Node &root_;
    Node section_;
    std::vector<Driver> drivers_;
};

} // namespace

bool drives_disruption(const DriverSpec &driver) { return driver.field.starts_with(disruptions); }

std::vector<DriverSpec> lay_drivers(Reading &reading, Node &root) { return Drivers{reading, root}.lay(); }

} // namespace midstream

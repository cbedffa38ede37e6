// From a file to a case: the sections of a case in the order in which one needs the other.
// SPDX-License-Identifier: Apache-2.0
#include "reader/read_case.h"

#include "reader/compose.h"
#include "reader/draft.h"
#include "reader/driver_problems.h"
#include "reader/drivers.h"
#include "reader/include.h"
#include "reader/like.h"
#include "reader/read_values.h"
#include "reader/replaced.h"
#include "reader/sections.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace midstream {

namespace {

/// Reads the sections of a composed case into a draft.
class CaseReader {
  public:
    /// `file`: the case itself, as problems name it.
    CaseReader(Reading &reading, const Composition &composition, std::string file)
        : reading_{reading},
          composition_{composition}, root_{composition.root}, file_{std::move(file)}, draft_{composition.root} {}

    Draft read() {
        check_top();
        read_words_of_top();
        draft_.time = read_one("time", case_.time);
        if (draft_.time) reading_.start = case_.time.start;
        read_one("runs", case_.runs);
        read_elements();
        number_names();
        read_named("materials", reading_.materials, case_.materials, draft_.materials);
        read_facilities();
        read_named("fleets", reading_.fleets, case_.fleets, draft_.fleets);
        read_named("passages", reading_.passages, case_.passages, draft_.passages);
        read_listed("network", case_.network, draft_.legs);
        case_.points = reading_.points.names();
        read_listed("routes", case_.routes, draft_.routes);
        draft_.measure = read_one("measure", case_.measure);
        read_listed("disruptions", case_.disruptions, draft_.disruptions);
        for_entries("observed", [&](const Entry &entry) { observed_.add(entry.key); });
        read_named("observed", observed_, case_.observed, draft_.observed);
        draft_.calibrate = read_one("calibrate", case_.calibrate);
        read_one("size", case_.size);
        std::vector<bool> assumptions;
        read_listed("assumptions", case_.assumptions, assumptions);
        read_sources();
        return std::move(draft_);
    }

  private:
    void check_top() {
        if (const Node *study = root_.find("midstream study")) {
            reading_.refuse(study->place,
                            "this is a study, not a case: run it by `midstream study`, or look at it without "
                            "running anything by `midstream study FILE --status`");
            return;
        }
        std::vector<std::string> known;
        for (const CaseSection &section : case_sections()) known.emplace_back(section.key);
        refuse_unknown_keys(reading_, root_, known);
        const Node *version = root_.find("midstream");
        if (!version)
            reading_.refuse({root_.place.file, 1, 1}, "'midstream' is missing; write `midstream: 1` in the first line");
        else if (version->text != "1") {
            const Reading::Step step{reading_, "midstream"};
            reading_.refuse(version->place, fmt::format("found {}; this program reads version 1", name_of(*version)));
        }
        for (const CaseSection &section : case_sections())
            if (section.required && !root_.find(section.key) && section.key != "midstream")
                refuse_missing(reading_, root_, Field{section.key, section.meaning});
    }

    void read_words_of_top() {
        for (const auto &[key, out] : {std::pair{"title", &case_.title}, std::pair{"note", &case_.note}})
            if (const Node *node = root_.find(key)) {
                const Reading::Step step{reading_, key};
                read_text(reading_, *node, *out);
            }
    }

    template <class Spec> bool read_one(const char *key, Spec &spec) {
        const Node *node = root_.find(key);
        if (!node) return false;
        const Reading::Step step{reading_, key};
        return read_spec(reading_, *node, Field{key, ""}, spec);
    }

    void read_elements() {
        const Node *node = root_.find("elements");
        if (!node) return;
        const Reading::Step step{reading_, "elements"};
        std::vector<std::string> words;
        read_value(reading_, *node, Field{"elements", ""}, words);
        for (const std::string &word : words) {
            if (reading_.elements.find(word))
                reading_.refuse(node->place, fmt::format("'{}' stands twice; name it once", word));
            reading_.elements.add(word);
        }
        case_.elements = reading_.elements.names();
    }

    void number_names() {
        const std::pair<const char *, NameList *> sections[] = {{"materials", &reading_.materials},
                                                                {"facilities", &reading_.facilities},
                                                                {"facilities", &reading_.points},
                                                                {"fleets", &reading_.fleets},
                                                                {"passages", &reading_.passages}};
        for (const auto &section : sections)
            for_entries(section.first, [&](const Entry &entry) { section.second->add(entry.key); });
    }

    /// The entries of a section that is a map, without notes.
    template <class Visit> void for_entries(const char *key, Visit visit) {
        const Node *section = root_.find(key);
        if (!section) return;
        for (const Entry &entry : section->entries)
            if (!is_note(entry.key)) visit(entry);
    }

    void check_is_map(const char *key) {
        const Node *section = root_.find(key);
        const Reading::Step step{reading_, key};
        if (section && !section->is_map()) refuse_shape(reading_, *section, "a map from each name to its fields");
    }

    template <class Spec>
    void read_named(const char *key, const NameList &names, std::vector<Spec> &specs, std::vector<bool> &good) {
        check_is_map(key);
        const Reading::Step step{reading_, key};
        specs.resize(names.names().size());
        for_entries(key, [&](const Entry &entry) {
            const Reading::Step inner{reading_, entry.key};
            Spec &spec = specs[good.size()];
            spec.name = entry.key;
            good.push_back(read_spec(reading_, entry.value, Field{key, ""}, spec));
        });
    }

    void read_facilities() {
        check_is_map("facilities");
        const Reading::Step step{reading_, "facilities"};
        const auto words = behaviour_words();
        std::size_t number = 0;
        for_entries("facilities", [&](const Entry &entry) {
            const Reading::Step inner{reading_, entry.key};
            const auto word = std::find(words.begin(), words.end(), composition_.behaviours[number++]);
            FacilitySpec &facility = case_.facilities.emplace_back();
            facility.name = entry.key;
            if (!entry.value.is_map())
                refuse_shape(reading_, entry.value, "a map such as {kind: mine, ...}");
            else if (!entry.value.find("kind") && !reading_.has_problem_here())
                reading_.refuse(entry.place,
                                !entry.place.file || entry.place.file->name == file_
                                    ? "'kind' is missing; write what it is, such as `kind: mine` or `kind: smelter`"
                                    : fmt::format("the case has no facility '{}' to lay this over, and a new one needs "
                                                  "a `kind`; lay the file over the case that it was written for, or "
                                                  "write `kind: mine` or the like",
                                                  entry.key));
            const bool known = word != words.end() && entry.value.is_map();
            draft_.facilities.push_back(known && read_facility(entry.value, word - words.begin(), facility));
            const auto meant = std::find(words.begin(), words.end(), composition_.guesses[number - 1]);
            if (!known && meant != words.end()) read_as_if(entry.value, meant - words.begin(), facility);
        });
    }

    bool read_facility(const Node &node, std::ptrdiff_t behaviour, FacilitySpec &facility) {
        facility.kind = node.find("kind")->text;
        facility.behaviour = make_behaviour(static_cast<std::size_t>(behaviour));
        MapReader map{reading_, node};
        map.allow("kind");
        std::visit([&](auto &spec) { map.read(spec); }, facility.behaviour);
        map.read(facility.outage);
        map.read(facility);
        return map.finish();
    }

    /// Looks at the values of a facility whose kind is misspelt: those that are wrong are wrong all the same.
    void read_as_if(const Node &node, std::ptrdiff_t behaviour, FacilitySpec &facility) {
        FacilitySpec passing = facility;
        passing.behaviour = make_behaviour(static_cast<std::size_t>(behaviour));
        MapReader map{reading_, node, MapReader::May::lack_keys};
        std::visit([&](auto &spec) { map.read(spec); }, passing.behaviour);
        map.read(passing.outage);
        map.read(passing);
    }

    template <class Spec> void read_listed(const char *key, std::vector<Spec> &specs, std::vector<bool> &good) {
        const Node *section = root_.find(key);
        if (!section) return;
        const Reading::Step step{reading_, key};
        if (!section->is_list()) {
            refuse_shape(reading_, *section, "a list, each item behind a `- `");
            return;
        }
        for (std::size_t i = 0; i < section->items.size(); ++i) {
            const Node &item = section->items[i];
            const Node *name = item.find("name");
            const Reading::Step inner{reading_, name && name->is_scalar() ? name->text : std::to_string(i + 1)};
            good.push_back(read_spec(reading_, item, Field{key, ""}, specs.emplace_back()));
        }
    }

    void read_sources() {
        check_is_map("sources");
        const Reading::Step step{reading_, "sources"};
        for_entries("sources", [&](const Entry &entry) {
            const Reading::Step inner{reading_, entry.key};
            auto &[key, words] = case_.sources.emplace_back(entry.key, "");
            read_text(reading_, entry.value, words);
        });
    }

    Reading &reading_;
    const Composition &composition_;
    const Node &root_;
    const std::string file_;
    NameList observed_{"observed series"};
    Draft draft_;
    Case &case_ = draft_.value;
};

ReadCase finish(Reading &reading, Kinds &kinds, std::optional<Node> root, const std::filesystem::path &file,
                const ReadOptions &options) {
    ReadCase result;
    std::vector<std::string> order;
    if (root) {
        Composition composition = compose(reading, kinds, std::move(*root), options);
        result.asks_size = composition.root.find("size") != nullptr;
        if (const Node *runs = composition.root.find("runs"))
            result.says_replications = runs->find("replications") != nullptr;
        for (const std::string &path : options.varied)
            if (auto replaced = find_replaced(composition.root, path)) result.replaced.push_back(*std::move(replaced));
        std::vector<DriverSpec> drivers = lay_drivers(reading, composition.root);
        Draft draft = CaseReader{reading, composition, file.generic_string()}.read();
        draft.value.drivers = std::move(drivers);
        draft.value.name = file.stem().string();
        check_case(reading, draft);
        if (reading.messages.problems.empty()) warn_of_case(reading, draft); // else they would follow from the problems
        result.value = std::move(draft.value);
    }
    order.push_back(file.generic_string());
    for (const auto &input : reading.inputs) order.push_back(input.generic_string());
    sort_by_place(reading.messages.problems, order);
    tell_drivers_once(reading.messages.problems, result.value.drivers);
    sort_by_place(reading.messages.warnings, order);
    if (!reading.messages.problems.empty())
        throw CaseError{std::move(reading.messages.problems), std::move(reading.messages.warnings)};
    result.warnings = std::move(reading.messages.warnings);
    result.inputs = std::move(reading.inputs);
    return result;
}

} // namespace

ReadCase read_case(const std::filesystem::path &file, const ReadOptions &options) {
    Reading reading;
    auto root = FileLoader{reading}.load(file);
    Kinds kinds{reading, options.kinds};
    return finish(reading, kinds, std::move(root), file, options);
}

ReadCase read_case_text(std::string_view text, const std::filesystem::path &file, const ReadOptions &options) {
    Reading reading;
    auto root = FileLoader{reading}.load_text(text, file);
    Kinds kinds{reading, options.kinds};
    return finish(reading, kinds, std::move(root), file, options);
}

} // namespace midstream

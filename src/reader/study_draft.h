// A study while it is read: what comes in from its list, grid, table and samples, and what may not stand twice.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reader/reading.h"
#include "reader/study_file.h"

#include <map>
#include <set>

namespace midstream {

class StudyDraft {
  public:
    StudyDraft(Reading &told, const Node &node) : reading{told}, root{node} {}

    Reading &reading;
    const Node &root;
    ReadStudy study;

    /// Of a file that the study names.
    std::string path_of(const std::string &name) const;
    /// Overlays of `map`, which names them under `with`.
    std::vector<std::string> overlays_of(const std::vector<std::string> &names, const Node &map);
    /// A place by which a scenario tells where one of its sets is written.
    std::uint32_t number_of(const Place &place);

    void refuse_luck(const std::string &set, const Place &place);
    /// A factor has a column in every table of scenarios. `field`: what it changes, empty of one with options.
    void note_factor(const std::string &name, const std::string &field, const Place &place);
    void add(Scenario scenario, const Place &place);

  private:
    std::set<std::string> names_, told_columns_;
    std::map<std::string, std::string> field_of_; ///< by factor
    bool told_many_ = false;
};

/// An item of a list of a map; of a list that was left out the map, of one item without a list that item.
const Node &study_item(const Node &map, const char *key, std::size_t number);

/// Puts a value at a field of a scenario, and down as that of a factor.
void set_value(Scenario &scenario, const std::string &field, const std::string &factor, const std::string &value,
               std::uint32_t place);

} // namespace midstream

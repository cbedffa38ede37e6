// What reading a case knows on the way: the names it may meet, the path it has come, what it has to say.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/time.h"
#include "facilities/ids.h"
#include "materials/ids.h"
#include "reader/case_error.h"
#include "reader/series.h"
#include "reader/yaml_node.h"
#include "routes/ids.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace midstream {

/// The names of one sort of thing, numbered in the order of the case.
class NameList {
  public:
    explicit NameList(std::string what) : what_{std::move(what)} {}

    std::uint32_t add(const std::string &name); ///< its number, old or new
    std::optional<std::uint32_t> find(const std::string &name) const;
    const std::string &what() const { return what_; } ///< "material"
    const std::vector<std::string> &names() const { return names_; }

  private:
    std::string what_;
    std::vector<std::string> names_;
    std::unordered_map<std::string, std::uint32_t> numbers_; // looked up, never walked
};

/// How long a chain of entries that copy each other may be, and how deep files may include files.
inline constexpr std::size_t longest_chain = 100;

/// " (did you mean 'x'?)" where a known name is near, else nothing.
std::string did_you_mean(std::string_view typed, const std::vector<std::string> &known);

/// What would do instead of an unknown name: all that are known where they are few, and the nearest.
std::string known_names(std::string_view what, std::string_view typed, const std::vector<std::string> &known);

class Reading {
  public:
    NameList elements{"element"};
    NameList materials{"material"};
    NameList facilities{"facility"};
    NameList fleets{"fleet"};
    NameList passages{"passage"};
    NameList points{"point"};     ///< facilities first
    std::optional<SimTime> start; ///< of the run, once it is read

    CaseMessages messages;
    std::vector<std::filesystem::path> inputs; ///< every file that was opened, once
    SeriesFiles series{inputs};

    /// A step down the path while it lives.
    class Step {
      public:
        Step(Reading &reading, std::string key) : reading_{reading} { reading_.path_.push_back(std::move(key)); }
        ~Step() { reading_.path_.pop_back(); }
        Step(const Step &) = delete;
        Step &operator=(const Step &) = delete;

      private:
        Reading &reading_;
    };

    /// Whether a tree may be copied once more for `like` or a kind; tells it, once, when all copies together hold too much.
    bool may_copy(const Node &tree);

    /// Tells a problem; always false, so that a reader can `return reading.refuse(...)`.
    bool refuse(const Place &place, std::string text);
    void warn(const Place &place, std::string text);
    std::string path() const;
    bool has_problem_here() const { return has_problem_at(path()); } ///< told already, at this path or below it
    bool has_problem_at(std::string_view path) const;                ///< likewise

  private:
    std::vector<std::string> path_;
    std::size_t copied_ = 0; // nodes
};

inline const NameList &names_of(const Reading &r, ElementId) { return r.elements; }
inline const NameList &names_of(const Reading &r, MaterialId) { return r.materials; }
inline const NameList &names_of(const Reading &r, FacilityId) { return r.facilities; }
inline const NameList &names_of(const Reading &r, EndId) { return r.facilities; }
inline const NameList &names_of(const Reading &r, FleetId) { return r.fleets; }
inline const NameList &names_of(const Reading &r, PassageId) { return r.passages; }

} // namespace midstream

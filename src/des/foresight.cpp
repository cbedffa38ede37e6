// What events will touch: lists of lines.
// SPDX-License-Identifier: Apache-2.0
#include "des/foresight.h"

#include <algorithm>
#include <stdexcept>

namespace midstream {

void Arrays::add_range(std::uintptr_t begin, std::uintptr_t end) {
    if (size_ == most) throw std::logic_error("more arrays than there are numbers for");
    begin_[size_] = begin / line * line;
    end_[size_++] = end;
}

void Touches::clear() {
    runs_.clear();
    lines_ = 0;
    ++round_;
}

bool Touches::is_new(std::uint32_t array, std::uint32_t line) {
    const std::uint64_t key = (round_ << 32) | (std::uint64_t{array} << 26) | line;
    for (std::size_t at = (line * 31 + array) % seen_places;; at = (at + 1) % seen_places) {
        if (seen_[at] == key) return false;
        if (seen_[at] >> 32 == round_) continue;
        seen_[at] = key;
        ++lines_;
        return true;
    }
}

void Touches::add(const void *first, std::size_t bytes) {
    const auto at = reinterpret_cast<std::uintptr_t>(first);
    if (bytes == 0 || lines_ + bytes / Arrays::line > seen_places / 2) return; // far more than one list has room for
    for (std::uint32_t array = 0; array < arrays_.size(); ++array) {
        if (at < arrays_.begin(array) || at + bytes > arrays_.end(array)) continue;
        const auto line = static_cast<std::uint32_t>((at - arrays_.begin(array)) / Arrays::line),
                   last = static_cast<std::uint32_t>((at + bytes - 1 - arrays_.begin(array)) / Arrays::line);
        for (std::uint32_t found = line; found <= last; ++found) {
            if (!is_new(array, found)) continue;
            if (!runs_.empty() && runs_.back().array == array && runs_.back().line + runs_.back().lines == found)
                ++runs_.back().lines;
            else
                runs_.push_back({array, found, 1});
        }
        return;
    }
}

Foresight::List Foresight::keep(std::span<const Touches::Run> found) {
    const auto list = static_cast<List>(runs_.size());
    runs_.push_back(0);
    for (const Touches::Run &run : found)
        for (std::uint32_t at = 0; at < run.lines && runs_[list] < most_runs; at += max_lines) {
            const std::uint32_t line = run.line + at, lines = std::min(run.lines - at, max_lines);
            if (line + lines > max_line) break;
            runs_.push_back(((lines - 1) << (line_bits + array_bits)) | (run.array << line_bits) | line);
            ++runs_[list];
        }
    return list;
}

} // namespace midstream

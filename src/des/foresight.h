// What events will touch, told beforehand, so that memory is asked for before it is needed.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "des/large_pages.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace midstream {

/// Asks for a line of memory. The compiler takes a function that does nothing else for one without effect, and leaves it
/// out; the empty statement stands against that.
[[gnu::always_inline]] inline void ask_for(const void *at) {
    __builtin_prefetch(at);
    asm volatile("");
}

/// Where the arrays of a running model lie, numbered in the order in which they are told. They may move: a copy of a
/// model tells its own in the same order.
class Arrays {
  public:
    static constexpr std::size_t line = 64; ///< bytes that memory gives at a time
    static constexpr std::size_t most = 64;

    template <class Vector> void add(const Vector &array) { add(array.data(), array.data() + array.size()); }
    /// All that lies within some distance of a place, and in none of the arrays told before.
    void add_around(std::uintptr_t place) {
        constexpr std::uintptr_t far = std::uintptr_t{1} << 28;
        add_range(place > far ? place - far : 0, place + far);
    }
    std::uintptr_t begin(std::size_t array) const { return begin_[array]; }
    std::uintptr_t end(std::size_t array) const { return end_[array]; }
    std::size_t size() const { return size_; }

  private:
    void add(const void *begin, const void *end) {
        add_range(reinterpret_cast<std::uintptr_t>(begin), reinterpret_cast<std::uintptr_t>(end));
    }
    void add_range(std::uintptr_t begin, std::uintptr_t end);

    std::array<std::uintptr_t, most> begin_{}, end_{}; ///< begins at the beginning of a line
    std::size_t size_ = 0;
};

/// The lines that one event is about to touch, as they are found: in the order in which they are wanted, each once.
class Touches {
  public:
    explicit Touches(const Arrays &arrays) : arrays_(arrays), seen_(seen_places, 0) {}

    template <class Record> void add(const Record &record) { add(&record, sizeof record); }
    template <class Record> void add(std::span<const Record> records) { add(records.data(), records.size_bytes()); }
    /// Bytes that lie in none of the arrays are passed over.
    void add(const void *first, std::size_t bytes);
    void clear();

    /// Lines side by side.
    struct Run {
        std::uint32_t array, line, lines;
    };
    std::span<const Run> runs() const { return runs_; }

  private:
    static constexpr std::size_t seen_places = 1024;
    bool is_new(std::uint32_t array, std::uint32_t line);

    const Arrays &arrays_;
    std::vector<Run> runs_;
    std::size_t lines_ = 0;
    std::vector<std::uint64_t> seen_; ///< array, line and round of what was found, at places told by them
    std::uint64_t round_ = 1;
};

/// Lists of lines. In a large model each event is about another place, whose memory left the caches long ago; one line
/// after the other costs a hundred nanoseconds each, all at once a tenth of that.
class Foresight {
  public:
    using List = std::uint32_t;
    static constexpr List nothing = 0;

    Foresight() : runs_(1, 0) {}
    /// Keeps what was found, as far as there is room in a list.
    List keep(std::span<const Touches::Run> found);
    /// Asks for the list itself.
    void ask_for_list(List list) const {
        const auto at = reinterpret_cast<std::uintptr_t>(runs_.data() + list);
        for (std::size_t i = 0; i < list_lines; ++i) ask_for(reinterpret_cast<const void *>(at + i * Arrays::line));
    }
    /// Asks for what is on it.
    void ask(List list, const Arrays &arrays) const {
        for_each_line(list, arrays, [](const void *line) { ask_for(line); });
    }
    /// Calls with the address of each line of a list, as the arrays lie now.
    template <class Each> void for_each_line(List list, const Arrays &arrays, Each &&each) const {
        const Packed *run = runs_.data() + list;
        for (Packed left = *run; left > 0; --left) {
            const Packed packed = *++run;
            std::uintptr_t at =
                arrays.begin((packed >> line_bits) % Arrays::most) + std::uintptr_t{packed % max_line} * Arrays::line;
            for (Packed more = (packed >> (line_bits + array_bits)) + 1; more > 0; --more, at += Arrays::line)
                each(reinterpret_cast<const void *>(at));
        }
    }

  private:
    using Packed = std::uint32_t; ///< lines less one (3 bits), array (6 bits), first line (23 bits)
    static constexpr unsigned line_bits = 23, array_bits = 6;
    static constexpr std::uint32_t max_line = 1u << line_bits, max_lines = 8;
    static constexpr std::size_t most_runs = 96, list_lines = 4;
    static_assert(Arrays::most == std::size_t{1} << array_bits);

    LargeVector<Packed> runs_; ///< of one list side by side, after their number
};

} // namespace midstream

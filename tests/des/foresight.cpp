// Lists of lines of memory: all that was told is on them, once, wherever the arrays lie by then.
// SPDX-License-Identifier: Apache-2.0
#include "des/foresight.h"

#include "des/random.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <set>
#include <stdexcept>
#include <vector>

using namespace midstream;

namespace {

struct Record {
    std::uint64_t words[20]; ///< two lines and a half
};
using Lines = std::vector<std::uintptr_t>;

Lines lines_of(const Foresight &foresight, Foresight::List list, const Arrays &arrays) {
    Lines lines;
    foresight.for_each_line(list, arrays,
                            [&](const void *line) { lines.push_back(reinterpret_cast<std::uintptr_t>(line)); });
    return lines;
}

void add_lines(const void *first, std::size_t bytes, std::set<std::uintptr_t> &lines) {
    const auto at = reinterpret_cast<std::uintptr_t>(first);
    for (std::uintptr_t line = at / Arrays::line; line <= (at + bytes - 1) / Arrays::line; ++line)
        lines.insert(line * Arrays::line);
}

} // namespace

TEST_CASE("a list holds the lines of what was told, each once, where the arrays lie now") {
    LargeVector<Record> records(40'000); // large pages
    LargeVector<double> numbers(500);
    const auto alone = std::make_unique<Record>();
    const auto tell = [&](const LargeVector<Record> &of_records, const LargeVector<double> &of_numbers) {
        Arrays arrays;
        arrays.add(of_records);
        arrays.add(of_numbers);
        arrays.add_around(reinterpret_cast<std::uintptr_t>(alone.get()));
        return arrays;
    };
    const Arrays arrays = tell(records, numbers);
    const LargeVector<Record> other_records = records;
    const LargeVector<double> other_numbers = numbers;
    const Arrays others = tell(other_records, other_numbers);

    Foresight foresight;
    Touches touches(arrays);
    CHECK(lines_of(foresight, Foresight::nothing, arrays).empty());
    Stream luck(1, 0, "foresight", "test");
    struct Kept {
        Foresight::List list;
        std::set<std::uintptr_t> lines, other_lines;
    };
    std::vector<Kept> kept;
    for (int i = 0; i < 300; ++i) {
        touches.clear();
        Kept mine;
        for (int k = 0; k < 12; ++k) {
            const auto r = static_cast<std::size_t>(luck.uniform() * 39'999.0);
            touches.add(records[r]);
            touches.add(records[r]);
            add_lines(&records[r], sizeof(Record), mine.lines);
            add_lines(&other_records[r], sizeof(Record), mine.other_lines);
            const auto n = static_cast<std::size_t>(luck.uniform() * 400.0);
            touches.add(std::span<const double>(numbers).subspan(n, n % 30));
            if (n % 30 == 0) continue;
            add_lines(&numbers[n], n % 30 * sizeof(double), mine.lines);
            add_lines(&other_numbers[n], n % 30 * sizeof(double), mine.other_lines);
        }
        touches.add(*alone);
        add_lines(alone.get(), sizeof(Record), mine.lines);
        add_lines(alone.get(), sizeof(Record), mine.other_lines);
        mine.list = foresight.keep(touches.runs());
        kept.push_back(mine);
    }
    for (const Kept &mine : kept) {
        const Lines lines = lines_of(foresight, mine.list, arrays), other = lines_of(foresight, mine.list, others);
        CHECK(lines.size() == mine.lines.size());
        CHECK(std::set(lines.begin(), lines.end()) == mine.lines);
        CHECK(std::set(other.begin(), other.end()) == mine.other_lines);
        foresight.ask(mine.list, others);
    }
}

TEST_CASE("what lies in no array is passed over, and a list ends where it is full") {
    const LargeVector<Record> records(40'000), elsewhere(40'000);
    Arrays arrays;
    arrays.add(records);
    Touches touches(arrays);
    touches.add(elsewhere[7]);
    CHECK(touches.runs().empty());
    Foresight foresight;
    CHECK(lines_of(foresight, foresight.keep(touches.runs()), arrays).empty());

    touches.add(std::span<const Record>(records)); // far too much
    CHECK(touches.runs().empty());
    for (std::size_t r = 0; r < records.size(); r += 10) touches.add(records[r]);
    const Lines lines = lines_of(foresight, foresight.keep(touches.runs()), arrays);
    CHECK(lines.size() > 150);
    CHECK(lines.size() < 1'000);
    CHECK(lines.front() == reinterpret_cast<std::uintptr_t>(&records[0]));
    for (std::size_t i = 0; i < Arrays::most - 1; ++i) arrays.add(records);
    CHECK_THROWS_AS(arrays.add(records), std::logic_error);
}

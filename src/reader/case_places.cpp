// Where the values of a case are written.
// SPDX-License-Identifier: Apache-2.0
#include "reader/case_places.h"

#include "reader/compose.h"
#include "reader/include.h"

#include <algorithm>

namespace midstream {

CasePlaces::CasePlaces(const std::filesystem::path &file, const ReadOptions &options) : file_{file.generic_string()} {
    Reading reading;
    auto root = FileLoader{reading}.load(file);
    Kinds kinds{reading, options.kinds};
    if (root) root_ = compose(reading, kinds, std::move(*root), options).root;
}

Problem CasePlaces::problem(const std::vector<std::string> &steps, std::string text) const {
    Problem problem{file_, 0, 0, "", std::move(text)};
    const Node *node = root_ ? &*root_ : nullptr;
    for (const std::string &step : steps) {
        problem.path += (problem.path.empty() ? "" : ".") + step;
        const Node *next = nullptr;
        Place place;
        for (std::size_t i = 0; node && i < node->items.size(); ++i)
            if (std::to_string(i + 1) == step) {
                next = &node->items[i];
                place = next->place;
            }
        for (std::size_t i = 0; node && i < node->entries.size(); ++i)
            if (node->entries[i].key == step) {
                next = &node->entries[i].value;
                place = node->entries[i].place;
            }
        node = next;
        if (!node || !place.file) continue;
        problem.file = place.file->name;
        problem.line = place.line;
        problem.column = place.column;
    }
    return problem;
}

} // namespace midstream

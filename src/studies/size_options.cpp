// The cheapest option that meets a target.
// SPDX-License-Identifier: Apache-2.0
#include "studies/size_options.h"

#include <algorithm>

namespace midstream {

OptionTests first_to_meet(const std::vector<std::size_t> &order, const SizeRule &rule, const OptionRunner &run) {
    OptionTests tests;
    tests.decisions.resize(order.size(), Decision::open);
    int most = 0;
    for (const std::size_t option : order) {
        SizeTest test{rule, (1 - rule.confidence) / static_cast<double>(order.size())};
        for (int seen = 0; test.decision() == Decision::open;) {
            const int count = seen == 0 ? rule.first : rule.batch;
            const auto values = run(option, seen, count);
            if (!values) {
                tests.stopped = true;
                return tests;
            }
            seen += count;
            for (const double value : *values) test.add(value); // behind its decision it takes no more
        }
        tests.decisions[option] = test.decision();
        tests.zone = std::max(tests.zone, test.zone());
        most = std::max(most, test.fixed_runs());
        if (test.decision() == Decision::meets) {
            tests.first = option;
            break;
        }
    }
    tests.equal_runs = most * static_cast<int>(order.size());
    return tests;
}

} // namespace midstream

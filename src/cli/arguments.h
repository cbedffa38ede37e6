// What was typed, understood: one command with its options.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace midstream {

/// A mistake on the command line; the text says what would do.
struct UsageError {
    std::string text;
};

struct CaseArguments {
    std::string file;
    std::vector<std::string> overlays; ///< --with
    std::vector<std::string> sets;     ///< --set
};

struct Arguments {
    enum class Command {
        help,
        version,
        check,
        run,
        chokepoints,
        compare,
        replay,
        calibrate,
        size,
        study,
        merge,
        describe,
        schema
    };
    Command command = Command::help;
    std::string help; ///< for Command::help: the text to print

    CaseArguments chain;
    bool json = false;
    bool quiet = false;

    std::optional<std::string> out;
    std::optional<std::uint64_t> seed;
    std::optional<int> replications;
    int threads = 0;
    int relief = 8;
    bool all = false;
    int ladder = 0;
    std::optional<std::string> other; ///< second case of compare
    std::optional<std::string> of, measure;

    std::optional<std::string> fit, score; ///< years of replay and calibrate
    std::vector<std::string> vary;         ///< of calibrate and size
    int tries = 0;                         ///< of calibrate: 0 for its own number

    std::optional<std::string> target, in_share, confidence, indifference; ///< of size
    std::vector<std::string> costs, options;                               ///< of size
    int steps = 0;                                                         ///< of size: 0 for its own number
    int at_most = 1000;                                                    ///< of size

    std::optional<std::string> shard; ///< of study
    bool status = false;              ///< of study
    std::vector<std::string> files;   ///< of merge: results to take over

    std::string topic; ///< of describe and schema
};

/// Throws UsageError.
Arguments parse_arguments(int count, const char *const *words);

} // namespace midstream

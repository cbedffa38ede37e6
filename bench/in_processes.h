// Replications of an engine that runs once a process: so many at a time, each in a child of its own.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

namespace bench {

/// Runs `replication(0)` to `replication(count - 1)` in children, two at a time, and returns the mean of what they
/// return.
inline double mean_in_processes(long count, const std::function<double(std::uint64_t)> &replication) {
    int ends[2];
    if (pipe(ends) != 0) _exit(1);
    const auto wait_for_one = [] {
        int status = 0;
        if (wait(&status) < 0 || status != 0) _exit(1);
    };
    double sum = 0;
    const auto read_one = [&] {
        double value = 0;
        if (read(ends[0], &value, sizeof value) != sizeof value) _exit(1);
        sum += value;
    };
    std::fflush(stdout);
    for (long k = 0; k < count; ++k) {
        if (k >= 2) wait_for_one();
        if (k >= 2) read_one();
        if (fork() != 0) continue;
        const double value = replication(static_cast<std::uint64_t>(k));
        _exit(write(ends[1], &value, sizeof value) == sizeof value ? 0 : 1);
    }
    for (long k = count > 2 ? count - 2 : 0; k < count; ++k) {
        wait_for_one();
        read_one();
    }
    return sum / static_cast<double>(count);
}

} // namespace bench

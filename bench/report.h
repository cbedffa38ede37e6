// The clock of a benchmark and the one line it prints; shared by our models and the peers in C++.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <ctime>

namespace bench {

// Starts when made. CPU time is of the whole process, so that threads of an engine count.
class Stopwatch {
  public:
    double cpu_s() const { return read(CLOCK_PROCESS_CPUTIME_ID) - cpu_; }
    double wall_s() const { return read(CLOCK_MONOTONIC) - wall_; }

  private:
    static double read(clockid_t clock) {
        timespec t{};
        clock_gettime(clock, &t);
        return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
    }
    double cpu_ = read(CLOCK_PROCESS_CPUTIME_ID);
    double wall_ = read(CLOCK_MONOTONIC);
};

// `work` is what the workload counts (events, completions, lots), `check` a value that theory or the others know.
inline void print_result(const char *workload, const char *engine, const Stopwatch &watch, long work, double check) {
    std::printf("RESULT w=%s eng=%s cpu=%.4f wall=%.4f work=%ld check=%.5f\n", workload, engine, watch.cpu_s(),
                watch.wall_s(), work, check);
    std::fflush(stdout);
}

} // namespace bench

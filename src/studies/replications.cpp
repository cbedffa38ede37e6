// Replications on several threads: each writes its own slot, one at a time empties the slots in order.
// SPDX-License-Identifier: Apache-2.0
#include "studies/replications.h"

#include "model/world.h"

#include <algorithm>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace midstream {

namespace {

class Pool {
  public:
    Pool(const std::shared_ptr<const Plan> &plan, const RunsSpec &runs, const StudyOptions &options,
         const std::function<void(Result &&)> &take)
        : plan_{plan}, runs_{runs}, options_{options}, take_{take},
          slots_(static_cast<std::size_t>(runs.replications)) {}

    int run() {
        std::vector<std::thread> others;
        const int threads = std::min(threads_of(options_), runs_.replications);
        for (int i = 1; i < threads; ++i) others.emplace_back([this] { work(); });
        work();
        for (std::thread &other : others) other.join();
        if (error_) std::rethrow_exception(error_);
        for (; first_ < slots_.size(); ++first_) hand_on(); // after a stop there may be gaps
        return taken_;
    }

  private:
    bool stopped() const { return options_.stop && options_.stop->load(std::memory_order_relaxed); }

    void work() {
        while (const auto replication = next()) {
            try {
                auto result = run_one(*replication);
                if (!result) return;
                const std::lock_guard lock{mutex_};
                slots_[*replication] = std::make_unique<Result>(std::move(*result));
                ++done_;
                while (first_ < slots_.size() && slots_[first_]) {
                    hand_on();
                    ++first_;
                }
                if (options_.progress) options_.progress(done_, runs_.replications);
            } catch (...) {
                const std::lock_guard lock{mutex_};
                if (error_ && failed_ < *replication) return;
                error_ = std::current_exception();
                failed_ = *replication;
                return;
            }
        }
    }

    std::optional<std::size_t> next() {
        const std::lock_guard lock{mutex_};
        if (error_ || stopped() || next_ == slots_.size()) return {};
        return next_++;
    }

    /// Looks up from the run once a simulated year, so that a stop need not wait for its end.
    std::optional<Result> run_one(std::size_t replication) const {
        World world{plan_, runs_.seed, replication + static_cast<std::size_t>(options_.first), options_.follow_losses};
        while (options_.stop && world.end() - world.now() > std::chrono::days{365}) {
            if (stopped()) return {};
            world.run_until(world.now() + std::chrono::days{365});
        }
        return world.finish();
    }

    void hand_on() {
        auto &slot = slots_[first_];
        if (!slot) return;
        ++taken_;
        if (options_.each) options_.each(*slot);
        take_(std::move(*slot));
        slot.reset();
    }

    const std::shared_ptr<const Plan> &plan_;
    const RunsSpec &runs_;
    const StudyOptions &options_;
    const std::function<void(Result &&)> &take_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Result>> slots_;
    std::size_t next_ = 0, first_ = 0, failed_ = 0;
    int done_ = 0, taken_ = 0;
    std::exception_ptr error_;
};

} // namespace

int threads_of(const StudyOptions &options) {
    if (options.threads > 0) return options.threads;
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

int run_replications(const std::shared_ptr<const Plan> &plan, const RunsSpec &runs, const StudyOptions &options,
                     const std::function<void(Result &&)> &take) {
    return Pool{plan, runs, options, take}.run();
}

} // namespace midstream

// Independent pieces of work on several threads, handed on in their order: the same for any number of threads.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace midstream {

/// Makes pieces 0 to count - 1 and hands each on in that order. A piece that is not made (after a stop) is left out;
/// where one throws, the failure of the first of them is thrown. Whoever takes them may say that they are enough.
template <class T> class InOrder {
  public:
    std::function<std::optional<T>(std::size_t)> make;
    std::function<void(T &&)> take;
    std::function<void(int, int)> progress;  ///< done, of how many; called by one thread at a time
    const std::atomic<bool> *stop = nullptr; ///< no further piece is begun once it is set

    InOrder(std::size_t count, int threads) : slots_(count), threads_{threads} {}

    /// From within `take`: what follows is not handed on, whether it was made or not.
    void end() { ended_ = true; }

    /// How many pieces were handed on.
    int run() {
        std::vector<std::thread> others;
        const int count = static_cast<int>(slots_.size());
        for (int i = 1; i < std::min(threads_, count); ++i) others.emplace_back([this] { work(); });
        work();
        for (std::thread &other : others) other.join();
        if (error_ && !(ended_ && failed_ >= first_)) std::rethrow_exception(error_);
        for (; first_ < slots_.size() && !ended_; ++first_) hand_on(); // after a stop there may be gaps
        return taken_;
    }

  private:
    void work() {
        while (const auto piece = next()) {
            try {
                auto made = make(*piece);
                if (!made) return;
                const std::lock_guard lock{mutex_};
                slots_[*piece] = std::make_unique<T>(std::move(*made));
                ++done_;
                while (!ended_ && first_ < slots_.size() && slots_[first_]) {
                    hand_on();
                    ++first_;
                }
                if (progress) progress(done_, static_cast<int>(slots_.size()));
            } catch (...) {
                const std::lock_guard lock{mutex_};
                if (error_ && failed_ < *piece) return;
                error_ = std::current_exception();
                failed_ = *piece;
                return;
            }
        }
    }

    std::optional<std::size_t> next() {
        const std::lock_guard lock{mutex_};
        if (error_ || ended_ || (stop && stop->load(std::memory_order_relaxed)) || next_ == slots_.size()) return {};
        return next_++;
    }

    void hand_on() {
        auto &slot = slots_[first_];
        if (!slot) return;
        ++taken_;
        take(std::move(*slot));
        slot.reset();
    }

    std::mutex mutex_;
    std::vector<std::unique_ptr<T>> slots_;
    const int threads_;
    std::size_t next_ = 0, first_ = 0, failed_ = 0;
    int done_ = 0, taken_ = 0;
    bool ended_ = false;
    std::exception_ptr error_;
};

} // namespace midstream

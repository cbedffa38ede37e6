// Arrays that may grow large, on large pages of memory where the system has them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/mman.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <vector>

namespace midstream {

/// The state of a case of 20,000 facilities spreads over more pages of 4 kB than the processor remembers the addresses
/// of; every event is about another place, so that looking up where a page lies costs as much as fetching what is on it.
/// An array of a megabyte or more asks for pages of 2 MB. Where there are none it lies on small ones, as any other.
template <class T> struct LargePages {
    using value_type = T;
    static constexpr std::size_t page = std::size_t{1} << 21, large = page / 2;
    /// Every array begins at the beginning of a line of the cache.
    static constexpr std::align_val_t begins{std::max(alignof(T), std::size_t{64})};

    LargePages() = default;
    template <class U> LargePages(const LargePages<U> &) {}

    T *allocate(std::size_t n) {
        if (n > (static_cast<std::size_t>(PTRDIFF_MAX) - page) / sizeof(T)) throw std::bad_array_new_length();
        const std::size_t bytes = n * sizeof(T);
        if (bytes < large) return static_cast<T *>(::operator new(bytes, begins));
        const std::size_t whole = (bytes + page - 1) / page * page;
        void *const at = std::aligned_alloc(page, whole);
        if (!at) throw std::bad_alloc();
        (void)madvise(at, whole, MADV_HUGEPAGE); // a wish
        return static_cast<T *>(at);
    }
    void deallocate(T *at, std::size_t n) {
        if (n * sizeof(T) < large)
            ::operator delete(at, begins);
        else
            std::free(at);
    }
    friend bool operator==(const LargePages &, const LargePages &) { return true; }
};

template <class T> using LargeVector = std::vector<T, LargePages<T>>;

} // namespace midstream

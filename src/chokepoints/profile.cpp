// Profiles: cutting, scaling and summing what changes in steps.
// SPDX-License-Identifier: Apache-2.0
#include "chokepoints/profile.h"

#include <algorithm>

namespace midstream {

std::size_t Profile::piece_at(double day) const {
    const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), day,
                                        [](double d, const auto &piece) { return d < piece.first; });
    return after == pieces_.begin() ? 0 : static_cast<std::size_t>(after - pieces_.begin()) - 1;
}

std::size_t Profile::cut(double day) {
    const std::size_t piece = piece_at(day);
    if (day <= 0 || pieces_[piece].first == day) return piece;
    pieces_.insert(pieces_.begin() + static_cast<std::ptrdiff_t>(piece) + 1, {day, pieces_[piece].second});
    return piece + 1;
}

void Profile::scale(double from_d, double until_d, double by) {
    if (until_d <= std::max(from_d, 0.0)) return;
    const std::size_t first = cut(from_d);
    const std::size_t last = until_d < for_ever ? cut(until_d) : pieces_.size();
    for (std::size_t i = first; i < last; ++i) pieces_[i].second *= by;
}

void Profile::set(double from_d, double until_d, double value) {
    scale(from_d, until_d, 0);
    add(from_d, until_d, value);
}

void Profile::add(double from_d, double until_d, double more) {
    if (until_d <= std::max(from_d, 0.0)) return;
    const std::size_t first = cut(from_d);
    const std::size_t last = until_d < for_ever ? cut(until_d) : pieces_.size();
    for (std::size_t i = first; i < last; ++i) pieces_[i].second += more;
}

Profile &Profile::operator*=(const Profile &other) {
    std::vector<std::pair<double, double>> product;
    std::size_t a = 0, b = 0;
    for (double day = 0; day < for_ever;) {
        product.emplace_back(day, pieces_[a].second * other.pieces_[b].second);
        const double end_a = end_of(a), end_b = other.end_of(b);
        day = std::min(end_a, end_b);
        if (end_a <= day && a + 1 < pieces_.size()) ++a;
        if (end_b <= day && b + 1 < other.pieces_.size()) ++b;
    }
    pieces_ = std::move(product);
    return *this;
}

double Profile::total(double from_d, double until_d) const {
    double sum = 0;
    for (std::size_t i = piece_at(from_d); i < pieces_.size() && pieces_[i].first < until_d; ++i)
        sum += pieces_[i].second * (std::min(end_of(i), until_d) - std::max(pieces_[i].first, from_d));
    return sum;
}

double Profile::least(double from_d, double until_d) const {
    double value = for_ever;
    for (std::size_t i = piece_at(from_d); i < pieces_.size() && pieces_[i].first < until_d; ++i)
        value = std::min(value, pieces_[i].second);
    return value;
}

double Profile::greatest(double from_d, double until_d) const {
    double value = -for_ever;
    for (std::size_t i = piece_at(from_d); i < pieces_.size() && pieces_[i].first < until_d; ++i)
        value = std::max(value, pieces_[i].second);
    return value;
}

int Profile::falls(double from_d, double until_d) const {
    int count = 0;
    for (std::size_t i = 1; i < pieces_.size() && pieces_[i].first < until_d; ++i)
        count += pieces_[i].first >= from_d && pieces_[i].second < pieces_[i - 1].second;
    return count;
}

} // namespace midstream

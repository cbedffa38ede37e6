// Quantities whose type carries the unit, so that tonnes are never added to days.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <type_traits>

namespace midstream {

// A number in the canonical unit of its tag. Made explicitly (Tonnes{500}); zero unless told.
template <class Tag> class Quantity {
  public:
    constexpr Quantity() = default;
    constexpr explicit Quantity(double value) : value_{value} {}

    constexpr double value() const { return value_; }

    friend constexpr bool operator==(Quantity, Quantity) = default;
    friend constexpr auto operator<=>(Quantity, Quantity) = default;

    constexpr Quantity &operator+=(Quantity other) {
        value_ += other.value_;
        return *this;
    }
    constexpr Quantity &operator-=(Quantity other) {
        value_ -= other.value_;
        return *this;
    }
    constexpr Quantity &operator*=(double factor) {
        value_ *= factor;
        return *this;
    }
    constexpr Quantity &operator/=(double divisor) {
        value_ /= divisor;
        return *this;
    }

    friend constexpr Quantity operator-(Quantity a) { return Quantity{-a.value_}; }
    friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity{a.value_ + b.value_}; }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity{a.value_ - b.value_}; }
    friend constexpr Quantity operator*(Quantity a, double factor) { return Quantity{a.value_ * factor}; }
    friend constexpr Quantity operator*(double factor, Quantity a) { return Quantity{factor * a.value_}; }
    friend constexpr Quantity operator/(Quantity a, double divisor) { return Quantity{a.value_ / divisor}; }
    friend constexpr double operator/(Quantity a, Quantity b) { return a.value_ / b.value_; }

  private:
    double value_ = 0;
};

using Tonnes = Quantity<struct TonnesTag>;                     // dry t
using WetTonnes = Quantity<struct WetTonnesTag>;               // wet t
using MetalTonnes = Quantity<struct MetalTonnesTag>;           // t of a contained element
using TonnesPerDay = Quantity<struct TonnesPerDayTag>;         // t/d
using Days = Quantity<struct DaysTag>;                         // d
using Fraction = Quantity<struct FractionTag>;                 // 0..1
using TonnesPerTonne = Quantity<struct TonnesPerTonneTag>;     // t/t, a yield or a ratio
using Dollars = Quantity<struct DollarsTag>;                   // $
using DollarsPerTonne = Quantity<struct DollarsPerTonneTag>;   // $/t
using DollarsPerDay = Quantity<struct DollarsPerDayTag>;       // $/d
using Kilometres = Quantity<struct KilometresTag>;             // km
using KilometresPerDay = Quantity<struct KilometresPerDayTag>; // km/d, a speed
using PerDay = Quantity<struct PerDayTag>;                     // events or slots per day

inline constexpr double days_per_year = 365.25;

// A relation a x b = c gives the four operators that follow from it, and no others.
#define MIDSTREAM_RELATE(A, B, C)                                                                                      \
    constexpr C operator*(A a, B b) { return C{a.value() * b.value()}; }                                               \
    constexpr C operator*(B b, A a) { return C{a.value() * b.value()}; }                                               \
    constexpr A operator/(C c, B b) { return A{c.value() / b.value()}; }                                               \
    constexpr B operator/(C c, A a) { return B{c.value() / a.value()}; }

MIDSTREAM_RELATE(TonnesPerDay, Days, Tonnes)
MIDSTREAM_RELATE(DollarsPerTonne, Tonnes, Dollars)
MIDSTREAM_RELATE(DollarsPerDay, Days, Dollars)
MIDSTREAM_RELATE(DollarsPerTonne, TonnesPerDay, DollarsPerDay)
MIDSTREAM_RELATE(KilometresPerDay, Days, Kilometres)

#undef MIDSTREAM_RELATE

constexpr double operator*(PerDay rate, Days time) { return rate.value() * time.value(); }
constexpr double operator*(Days time, PerDay rate) { return rate.value() * time.value(); }
constexpr PerDay operator/(double count, Days time) { return PerDay{count / time.value()}; }
constexpr Days operator/(double count, PerDay rate) { return Days{count / rate.value()}; }

// A fraction of anything is of its kind.
template <class Tag> constexpr Quantity<Tag> operator*(Quantity<Tag> whole, Fraction part) {
    return Quantity<Tag>{whole.value() * part.value()};
}
template <class Tag>
requires(!std::is_same_v<Tag, FractionTag>) constexpr Quantity<Tag> operator*(Fraction part, Quantity<Tag> whole) {
    return Quantity<Tag>{part.value() * whole.value()};
}

constexpr Tonnes operator*(Tonnes mass, TonnesPerTonne yield) { return Tonnes{mass.value() * yield.value()}; }
constexpr Tonnes operator*(TonnesPerTonne yield, Tonnes mass) { return Tonnes{yield.value() * mass.value()}; }
constexpr TonnesPerDay operator*(TonnesPerDay rate, TonnesPerTonne yield) {
    return TonnesPerDay{rate.value() * yield.value()};
}
constexpr TonnesPerDay operator*(TonnesPerTonne yield, TonnesPerDay rate) {
    return TonnesPerDay{yield.value() * rate.value()};
}

// 12.5_kt, 900_tpd, 97.5_pct. The arithmetic is in long double, so that a decimal comes out as the text would.
inline namespace literals {
constexpr Tonnes operator""_t(long double v) { return Tonnes{static_cast<double>(v)}; }
constexpr Tonnes operator""_t(unsigned long long v) { return Tonnes{static_cast<double>(v)}; }
constexpr Tonnes operator""_kt(long double v) { return Tonnes{static_cast<double>(v * 1e3L)}; }
constexpr Tonnes operator""_kt(unsigned long long v) { return Tonnes{static_cast<double>(v) * 1e3}; }
constexpr Tonnes operator""_Mt(long double v) { return Tonnes{static_cast<double>(v * 1e6L)}; }
constexpr Tonnes operator""_Mt(unsigned long long v) { return Tonnes{static_cast<double>(v) * 1e6}; }
constexpr TonnesPerDay operator""_tpd(long double v) { return TonnesPerDay{static_cast<double>(v)}; }
constexpr TonnesPerDay operator""_tpd(unsigned long long v) { return TonnesPerDay{static_cast<double>(v)}; }
constexpr Days operator""_d(long double v) { return Days{static_cast<double>(v)}; }
constexpr Days operator""_d(unsigned long long v) { return Days{static_cast<double>(v)}; }
constexpr Fraction operator""_pct(long double v) { return Fraction{static_cast<double>(v / 100)}; }
constexpr Fraction operator""_pct(unsigned long long v) { return Fraction{static_cast<double>(v) / 100}; }
} // namespace literals

} // namespace midstream

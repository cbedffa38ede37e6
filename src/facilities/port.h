// A port: berths where vessels load and unload, and storage behind them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "units/fields.h"

namespace midstream {

/// All that a port has (berths, rates, demurrage, storage) any facility may have; the kind names its business.
struct PortSpec {
    static constexpr std::string_view behaviour = "port";
    static constexpr std::string_view about = "Berths where vessels load and unload, and storage behind them.";
    template <class F> static void fields(F &) {}
};

} // namespace midstream

// Ctrl-C: the first asks the run to end soon, the second ends the program.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

namespace midstream {

/// From now on Ctrl-C sets a flag. The flag lives as long as the program.
const std::atomic<bool> &watch_interrupts();

} // namespace midstream

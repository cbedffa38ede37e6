// What tests of `midstream size` ask of the tiny case.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "program.h"

namespace midstream {

/// A range of the mine that holds every target of these tests.
inline constexpr const char *rate = "--vary 'facilities.mine.rate=60:110 kt/y' ";

} // namespace midstream

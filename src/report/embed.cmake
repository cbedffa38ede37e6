# Turns a file into a C++ source that holds its bytes.
# usage: cmake -DFROM=file -DTO=source.cpp -P embed.cmake
file(READ ${FROM} bytes HEX)
string(REPEAT "[0-9a-f]" 64 row)
string(REGEX REPLACE "(${row})" "\\1\n" bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
file(WRITE ${TO} "// The page of web/dist, put into the program by CMake.
// SPDX-License-Identifier: Apache-2.0
#include \"report/page_template.h\"

namespace midstream {

namespace {

constexpr unsigned char bytes[] = {
${bytes}
};

} // namespace

std::string_view page_template() { return {reinterpret_cast<const char *>(bytes), sizeof bytes}; }

} // namespace midstream
")

// Runs the program as a user would: words in; exit code, stdout and stderr out.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

namespace midstream {

namespace fs = std::filesystem;

inline std::string text_of(const fs::path &file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// Lines joined to one, so that a sentence is found wherever it was broken.
inline std::string one_line(std::string text) {
    for (char &c : text)
        if (c == '\n') c = ' ';
    return text;
}

/// A folder of its own for each test, gone afterwards.
class Scratch {
  public:
    Scratch() {
        static int count = 0;
        path_ =
            fs::temp_directory_path() / ("midstream-cli-" + std::to_string(getpid()) + "-" + std::to_string(count++));
        fs::create_directories(path_);
    }
    ~Scratch() { fs::remove_all(path_); }
    Scratch(const Scratch &) = delete;
    Scratch &operator=(const Scratch &) = delete;
    const fs::path &path() const { return path_; }
    void write(const std::string &name, const std::string &text) const { std::ofstream{path_ / name} << text; }

  private:
    fs::path path_;
};

struct Said {
    int code = 0;
    std::string out, err;
};

/// `words` as typed in a shell, in the scratch folder.
inline Said type_midstream(const Scratch &scratch, const std::string &words, const std::string &before = "") {
    const std::string in = "cd '" + scratch.path().string() + "' && ";
    const int status = std::system((in + before + " '" MIDSTREAM "' " + words + " >.out 2>.err").c_str());
    Said said{WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), text_of(scratch.path() / ".out"),
              text_of(scratch.path() / ".err")};
    fs::remove(scratch.path() / ".out");
    fs::remove(scratch.path() / ".err");
    return said;
}

/// A mine and a city that wants more.
inline constexpr const char *tiny_case = R"(midstream: 1
time: {start: 2025-01-01, end: 2027-01-01}
runs: {seed: 1, replications: 4}
elements: [Cu]
materials: {cathode: {assay: {Cu: 99.99 %}}}
facilities:
  mine: {kind: mine, makes: cathode, rate: 80 kt/y, storage: {cathode: 5 kt}, country: USA, failures: [{every: {exponential: 20 d}, for: {exponential: 2 d}}]}
  city: {kind: market, takes: {cathode: 100 kt/y}}
routes:
  - {from: mine, to: city, carries: cathode, by: conveyor}
)";

} // namespace midstream

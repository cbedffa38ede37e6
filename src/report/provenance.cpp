// run.json: all it takes to run again.
// SPDX-License-Identifier: Apache-2.0
#include "report/provenance.h"

#include "report/json.h"
#include "report/sha256.h"
#include "report/version.h"

#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

#include <fmt/format.h>
#include <sys/utsname.h>

namespace midstream {

std::vector<std::pair<std::string, std::string>> hashes_of(const std::vector<std::filesystem::path> &files) {
    std::vector<std::pair<std::string, std::string>> hashes;
    for (const auto &file : files) {
        std::ifstream in{file, std::ios::binary};
        const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        hashes.emplace_back(file.generic_string(), in.bad() || !in.is_open() ? "" : sha256(bytes));
    }
    return hashes;
}

std::string now_text() {
    using namespace std::chrono;
    const auto now = floor<seconds>(system_clock::now());
    const auto day = floor<days>(now);
    const year_month_day date{day};
    const hh_mm_ss time{now - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                       time.minutes().count(), time.seconds().count());
}

namespace {

void write_list(JsonWriter &json, std::string_view key, const std::vector<std::string> &texts) {
    json.open('[', key);
    for (const std::string &text : texts) json.text("", text);
    json.close();
}

std::string system_text() {
    utsname name{};
    if (uname(&name) != 0) return "unknown";
    return fmt::format("{} {} {}", name.sysname, name.release, name.machine);
}

} // namespace

std::string run_json(const Provenance &p, const std::vector<std::string> &files) {
    JsonWriter json;
    json.open('{').text("program", "midstream").text("version", version());
    if (!commit().empty()) json.text("commit", commit());
    json.text("compiler", compiler()).text("build", build_type()).text("system", system_text());
    json.count("cores", std::thread::hardware_concurrency()).count("threads", static_cast<std::uint64_t>(p.threads));
    json.text("command", p.command).text("case", p.case_file);
    write_list(json, "with", p.overlays);
    write_list(json, "set", p.sets);
    write_list(json, "options", p.options);
    json.count("seed", p.seed).count("replications", static_cast<std::uint64_t>(p.replications));
    json.count("finished", static_cast<std::uint64_t>(p.done)).flag("interrupted", p.interrupted);
    json.text("measure", p.measure).text("random_streams", "one for each seed, replication, entity and purpose");
    json.open('[', "inputs");
    for (const auto &[file, hash] : p.inputs) json.open('{').text("file", file).text("sha256", hash).close();
    json.close();
    json.text("started", p.started).open('{', "seconds").number("reading", p.read_seconds);
    json.number("running", p.run_seconds).number("relief", p.relief_seconds).number("all", p.wall_seconds).close();
    write_list(json, "files", files);
    json.close();
    return json.str();
}

} // namespace midstream

// The folder of a study while it is worked on.
// SPDX-License-Identifier: Apache-2.0
#include "report/study_folder.h"

#include "report/amounts.h"
#include "report/json.h"
#include "report/run_folder.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <stdexcept>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

namespace midstream {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_told = 20;

const std::vector<std::string> told_files{"study.json", "scenarios.csv", "runs.csv", "factors.csv", "report.html"};

std::vector<fs::path> files_in(const fs::path &folder, bool (*fits)(const std::string &)) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto &entry : fs::directory_iterator{folder, error})
        if (fits(entry.path().filename().string())) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

std::string shard_name(int number, int of) { return fmt::format("shard-{}-of-{}.sqlite", number, of); }

void write_study_provenance(const fs::path &folder, const Provenance &provenance) {
    std::vector<std::string> names{"run.json"};
    for (const std::string &name : told_files)
        if (fs::exists(folder / name)) names.push_back(name);
    for (const auto &file : result_files(folder)) names.push_back(file.filename().string());
    write_into_folder(folder, {{"run.json", run_json(provenance, names)}});
}

void make_study_folder(const fs::path &folder, const Provenance &provenance) {
    fs::create_directories(folder);
    write_study_provenance(folder, provenance);
}

void remove_told(const fs::path &folder) {
    for (const std::string &name : told_files) fs::remove(folder / name);
}

std::vector<fs::path> shard_files(const fs::path &folder) {
    return files_in(folder, [](const std::string &name) {
        return name.starts_with("shard-") && name.ends_with(".sqlite") &&
               std::count(name.begin(), name.end(), '.') == 1;
    });
}

int shards_of(const fs::path &file) {
    const std::string name = file.filename().string();
    const auto of = name.find("-of-");
    if (!name.starts_with("shard-") || of == name.npos) return 0;
    int count = 0;
    const auto [end, error] = std::from_chars(name.data() + of + 4, name.data() + name.size(), count);
    return error == std::errc{} && *end == '.' && count <= most_shards ? count : 0;
}

std::vector<fs::path> result_files(const fs::path &folder) {
    return files_in(folder, [](const std::string &name) {
        return (name.starts_with("shard-") || name.starts_with("results.")) && name.ends_with(".sqlite") &&
               name.find(".new.") == name.npos;
    });
}

FileLock::FileLock(const fs::path &file) : path_{fs::path{file}.replace_extension(".lock")} {
    file_ = open(path_.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0666);
    if (file_ < 0)
        throw WriteError(fmt::format("{} cannot be written; choose another folder with --out", path_.string()));
    if (flock(file_, LOCK_EX | LOCK_NB) == 0) return;
    close(file_);
    throw WriteError(
        fmt::format("another midstream is at work on {}; wait for it, or give this one a shard of its own (--shard)",
                    file.string()));
}

FileLock::~FileLock() {
    unlink(path_.c_str());
    close(file_);
}

StudyStatus find_status(const StudyPart &part, const StudyHead &head) {
    StudyStatus status;
    status.part = part.name;
    const auto replications = static_cast<std::size_t>(head.replications);
    std::map<std::string, std::vector<std::size_t>> scenarios; // by the hash of their case
    for (std::size_t s = 0; s < head.hashes.size(); ++s) scenarios[head.hashes[s]].push_back(s);
    std::set<std::pair<std::size_t, std::int64_t>> done;
    for (const auto &file : part.files) {
        if (std::string fault = find_fault(file, head); !fault.empty()) {
            status.troubles.push_back(std::move(fault));
            continue;
        }
        status.files.push_back(file.generic_string());
        Database database{file, Database::Open::read};
        Statement ask = database.prepare("SELECT sha256, replication FROM run JOIN scenario USING(scenario)");
        std::size_t others = 0;
        while (ask.step()) {
            const auto same = scenarios.find(ask.text(0));
            if (same == scenarios.end() || ask.whole(1) < 0 || ask.whole(1) >= head.replications) {
                ++others;
                continue;
            }
            for (const std::size_t s : same->second)
                if (part.runs[s * replications + static_cast<std::size_t>(ask.whole(1))]) done.emplace(s, ask.whole(1));
        }
        if (others > 0)
            status.troubles.push_back(
                fmt::format("{} holds {} runs that the study does not ask for as it stands: of other "
                            "cases, changes or replications. They are kept",
                            file.generic_string(), others));
    }
    status.done.assign(head.scenarios.size(), 0);
    status.lacks = part.runs;
    for (const auto &[scenario, replication] : done) {
        ++status.done[scenario];
        status.lacks[scenario * replications + static_cast<std::size_t>(replication)] = false;
    }
    for (std::size_t s = 0; s < head.scenarios.size(); ++s) {
        const auto first = part.runs.begin() + static_cast<std::ptrdiff_t>(s * replications);
        status.wanted.push_back(static_cast<int>(std::count(first, first + head.replications, true)));
        status.all += static_cast<std::size_t>(status.wanted.back());
    }
    status.missing = status.all - done.size();
    return status;
}

std::string status_text(const StudyStatus &status, const StudyHead &head, const StatusCommands &commands) {
    const bool is_whole = status.part.empty();
    std::string text =
        fmt::format("{}{}: {} of {}{} runs are done ({}{} scenarios, {} replications each)\n", head.name,
                    is_whole ? "" : ", " + status.part, status.all - status.missing, is_whole ? "" : "its ", status.all,
                    is_whole ? "" : "the study has ", head.scenarios.size(), head.replications);
    for (const std::string &file : status.files) text += fmt::format("  {}\n", file);
    for (const std::string &trouble : status.troubles) text += "  " + wrapped(trouble, 98, 4) + "\n";
    if (status.missing == 0)
        return text + "nothing is missing\n" +
               (!commands.merge.empty()    ? fmt::format("to join the shards: {}\n", commands.merge)
                : !commands.tables.empty() ? fmt::format("to write the tables: {}\n", commands.tables)
                                           : "");
    std::size_t told = 0, left_out = 0;
    for (std::size_t s = 0; s < head.scenarios.size(); ++s) {
        const int missing = status.wanted[s] - status.done[s];
        if (missing == 0) continue;
        if (told++ < most_told)
            text += fmt::format("missing: {} of '{}'\n", missing == head.replications ? "all" : std::to_string(missing),
                                head.scenarios[s].name);
        else
            ++left_out;
    }
    if (left_out > 0) text += fmt::format("({} more scenarios with missing runs)\n", left_out);
    return text + fmt::format("to run what is missing: {}\n", commands.run) +
           (commands.merge.empty() ? "" : fmt::format("then, to join the shards: {}\n", commands.merge));
}

std::string status_json(const StudyStatus &status, const StudyHead &head) {
    JsonWriter json;
    json.open('{').text("study", head.name);
    if (!status.part.empty()) json.text("part", status.part);
    json.count("runs", status.all);
    json.count("missing", status.missing).open('[', "files");
    for (const std::string &file : status.files) json.text("", file);
    json.close().open('[', "troubles");
    for (const std::string &trouble : status.troubles) json.text("", trouble);
    json.close().open('[', "scenarios");
    for (std::size_t s = 0; s < head.scenarios.size(); ++s) {
        json.open('{').text("name", head.scenarios[s].name).count("done", static_cast<std::uint64_t>(status.done[s]));
        json.count("missing", static_cast<std::uint64_t>(status.wanted[s] - status.done[s])).close();
    }
    json.close().close();
    return json.str();
}

} // namespace midstream

// The folder of a run.
// SPDX-License-Identifier: Apache-2.0
#include "report/run_folder.h"

#include "report/json.h"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>
#include <variant>

#include <fmt/format.h>
#include <unistd.h>

namespace midstream {

namespace fs = std::filesystem;

namespace {

/// A folder beside the one that is wanted; gone again unless it is moved.
class FolderBeside {
  public:
    FolderBeside(const fs::path &folder, std::string_view what)
        : path_{folder.parent_path() / fmt::format(".{}.{}-{}", folder.filename().string(), what, getpid())} {}
    ~FolderBeside() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    FolderBeside(const FolderBeside &) = delete;
    FolderBeside &operator=(const FolderBeside &) = delete;
    const fs::path &path() const { return path_; }

  private:
    fs::path path_;
};

void write_file(const fs::path &path, const std::string &text) {
    std::ofstream out{path, std::ios::binary};
    out << text;
    out.close();
    if (!out) throw WriteError(fmt::format("{} could not be written; is the disk full?", path.string()));
}

/// Why nothing can be made inside a folder: tried, since what the rights say is not all that may forbid it.
std::optional<std::string> find_refusal_inside(const fs::path &folder) {
    const fs::path trial = folder / fmt::format(".midstream-{}", getpid());
    std::error_code error;
    fs::create_directory(trial, error);
    if (error)
        return fmt::format("nothing can be written in '{}' ({}); choose another folder with --out", folder.string(),
                           error.message());
    fs::remove(trial, error);
    return {};
}

/// What the file system refuses in words that say what would do.
template <class Work> void or_tell(const fs::path &folder, Work &&work) {
    try {
        work();
    } catch (const fs::filesystem_error &error) {
        throw WriteError(fmt::format("'{}' could not be written ({}); make room, or choose another folder with --out",
                                     folder.string(), error.code().message()));
    }
}

/// Why nothing can be made inside the nearest folder above that is there.
std::optional<std::string> find_refusal_above(const fs::path &folder) {
    fs::path above = fs::absolute(folder).parent_path();
    std::error_code error;
    while (above.has_relative_path() && !fs::exists(above, error)) above = above.parent_path();
    if (!fs::is_directory(above, error))
        return fmt::format("'{}' is a file, so no folder can be made in it; choose another with --out", above.string());
    return find_refusal_inside(above);
}

fs::path without_slash(const fs::path &folder) {
    const fs::path plain = folder.lexically_normal();
    return plain.has_filename() ? plain : plain.parent_path();
}

/// Why nothing can stand at a path, whatever is to be written there; else whether something is there.
std::variant<bool, std::string> look_at(const fs::path &folder) {
    const fs::path name = without_slash(folder).filename();
    if (name.empty() || name == "." || name == "..")
        return fmt::format("'{}' cannot be replaced as a whole; give --out a folder of its own", folder.string());
    std::error_code error;
    if (auto refusal = find_refusal_above(without_slash(folder))) return std::move(*refusal);
    const auto status = fs::status(folder, error);
    if (!fs::exists(status)) return false;
    if (!fs::is_directory(status))
        return fmt::format("'{}' is a file; choose another folder with --out", folder.string());
    return !fs::is_empty(folder, error);
}

std::string run_json_in(const fs::path &folder) {
    std::ifstream in{folder / "run.json", std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

bool has_study_results(const fs::path &folder) {
    std::error_code error;
    for (const auto &entry : fs::directory_iterator{folder, error}) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(".sqlite") && (name.starts_with("results.") || name.starts_with("shard-"))) return true;
    }
    return false;
}

} // namespace

std::optional<std::string> find_refusal(const fs::path &folder) {
    const auto look = look_at(folder);
    if (const auto *refusal = std::get_if<std::string>(&look)) return *refusal;
    if (!std::get<bool>(look)) return {};
    if (has_study_results(folder))
        return fmt::format(
            "'{}' holds the results of a study, so it is left as it is; choose another folder with --out",
            folder.string());
    const std::string run = run_json_in(folder);
    if (run.find(run_marker) == run.npos)
        return fmt::format("'{}' exists and is no run of midstream (it has no run.json of ours), so it is left as it "
                           "is; choose another folder with --out",
                           folder.string());
    std::error_code error;
    for (const auto &entry : fs::directory_iterator{folder, error}) {
        const std::string found = entry.path().filename().string();
        if (run.find(quoted_text(found)) == run.npos)
            return fmt::format("'{}' holds '{}', which no run wrote, so it is left as it is; move that file away or "
                               "choose another folder with --out",
                               folder.string(), found);
    }
    return {};
}

std::optional<std::string> find_study_refusal(const fs::path &folder) {
    const auto look = look_at(folder);
    if (const auto *refusal = std::get_if<std::string>(&look)) return *refusal;
    std::error_code error;
    if (fs::is_directory(folder, error))
        if (auto refusal = find_refusal_inside(folder)) return refusal;
    if (!std::get<bool>(look) || has_study_results(folder)) return {};
    const std::string run = run_json_in(folder);
    if (run.find(run_marker) != run.npos && run.find("\"command\": \"study\"") != run.npos) return {};
    return fmt::format("'{}' exists and holds no study, so it is left as it is; choose another folder with --out",
                       folder.string());
}

void write_run_folder(const fs::path &wanted, const std::vector<RunFile> &files) {
    const fs::path folder = without_slash(wanted);
    if (const auto refusal = find_refusal(folder)) throw WriteError(*refusal);
    or_tell(folder, [&] {
        if (folder.has_parent_path()) fs::create_directories(folder.parent_path());
        const FolderBeside fresh{folder, "new"}, old{folder, "old"};
        fs::remove_all(fresh.path());
        fs::create_directory(fresh.path());
        for (const RunFile &file : files) write_file(fresh.path() / file.name, file.text);
        if (!fs::exists(folder)) {
            fs::rename(fresh.path(), folder);
            return;
        }
        fs::rename(folder, old.path());
        std::error_code failed;
        fs::rename(fresh.path(), folder, failed);
        if (failed) {
            fs::rename(old.path(), folder);
            throw fs::filesystem_error("rename", folder, failed);
        }
    });
}

void write_into_folder(const fs::path &folder, const std::vector<RunFile> &files) {
    // Inside of the folder, which may be a disk of its own.
    or_tell(folder, [&] {
        const fs::path fresh = folder / fmt::format(".new-{}", getpid());
        fs::remove_all(fresh);
        fs::create_directory(fresh);
        for (const RunFile &file : files) write_file(fresh / file.name, file.text);
        for (const RunFile &file : files) fs::rename(fresh / file.name, folder / file.name);
        fs::remove_all(fresh);
    });
}

} // namespace midstream

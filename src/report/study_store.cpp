// The results of a study in one SQLite file.
// SPDX-License-Identifier: Apache-2.0
#include "report/study_store.h"

#include "des/statistics.h"
#include "report/sha256.h"
#include "report/version.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr std::string_view form = "midstream study 1";
constexpr int most_dof = 1000; ///< beyond it Student's t is the normal's to three digits

std::string column_of(std::string_view words) {
    std::string column{words};
    std::replace(column.begin(), column.end(), ' ', '_');
    return column;
}

std::string doing_columns(std::string_view type) {
    std::string columns;
    for (const std::string_view word : words_of(Doing{})) columns += fmt::format(", {}{}", column_of(word), type);
    return columns;
}

std::string question_marks(std::size_t count) {
    std::string marks;
    for (std::size_t i = 0; i < count; ++i) marks += i == 0 ? "?" : ", ?";
    return marks;
}

bool keeps(const StudyHead &head, Keep what) {
    return std::find(head.keep.begin(), head.keep.end(), what) != head.keep.end();
}

/// Tables with a row for each run, or for each run and thing; those that are kept.
std::vector<std::string> tables_of(const StudyHead &head) {
    std::vector<std::string> tables{"run"};
    if (keeps(head, Keep::markets)) tables.emplace_back("market");
    if (keeps(head, Keep::facilities)) tables.emplace_back("facility");
    if (keeps(head, Keep::stocks)) tables.emplace_back("stock");
    if (keeps(head, Keep::routes)) tables.emplace_back("route");
    return tables;
}

std::string schema_of(const StudyHead &head) {
    std::string sql = R"(
CREATE TABLE study(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE scenario(scenario INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, with_files TEXT, sets TEXT, sha256 TEXT NOT NULL);
CREATE TABLE setting(scenario INTEGER, factor TEXT, value TEXT, number REAL, unit TEXT, PRIMARY KEY(scenario, factor)) WITHOUT ROWID;
CREATE TABLE student(dof INTEGER PRIMARY KEY, t975 REAL NOT NULL);
CREATE TABLE run(scenario INTEGER, replication INTEGER, measure_t_per_year REAL, demand_t_per_year REAL, events INTEGER,
  PRIMARY KEY(scenario, replication)) WITHOUT ROWID;
CREATE VIEW missing AS
  WITH RECURSIVE r(replication) AS (SELECT 0 UNION ALL SELECT replication + 1 FROM r
    WHERE replication + 1 < (SELECT CAST(value AS INTEGER) FROM study WHERE key = 'replications'))
  SELECT scenario.scenario, scenario.name, r.replication FROM scenario, r
  WHERE NOT EXISTS (SELECT 1 FROM run WHERE run.scenario = scenario.scenario AND run.replication = r.replication);
CREATE VIEW scenario_result AS
  SELECT scenario, name, replications, mean AS t_per_year,
    mean - coalesce(t975, 0) * sqrt(variance / replications) AS t_per_year_low,
    mean + coalesce(t975, 0) * sqrt(variance / replications) AS t_per_year_high
  FROM (SELECT m.scenario, m.name, m.replications, m.mean,
      CASE WHEN m.replications > 1 THEN sum((run.measure_t_per_year - m.mean) * (run.measure_t_per_year - m.mean)) / (m.replications - 1) ELSE 0 END AS variance
    FROM (SELECT scenario, name, count(*) AS replications, avg(measure_t_per_year) AS mean FROM run JOIN scenario USING(scenario) GROUP BY scenario) m
    JOIN run USING(scenario) GROUP BY m.scenario)
  LEFT JOIN student ON dof = min(replications - 1, 1000);
CREATE VIEW scenario_change AS
  WITH d AS (SELECT a.scenario, a.measure_t_per_year - b.measure_t_per_year AS change FROM run a JOIN run b
      ON b.scenario = (SELECT min(scenario) FROM scenario) AND b.replication = a.replication WHERE a.scenario <> b.scenario),
    m AS (SELECT scenario, count(*) AS pairs, avg(change) AS mean FROM d GROUP BY scenario)
  SELECT scenario, name, pairs, mean AS change_t_per_year,
    mean - coalesce(t975, 0) * sqrt(variance / pairs) AS change_t_per_year_low,
    mean + coalesce(t975, 0) * sqrt(variance / pairs) AS change_t_per_year_high
  FROM (SELECT m.scenario, m.pairs, m.mean,
      CASE WHEN m.pairs > 1 THEN sum((d.change - m.mean) * (d.change - m.mean)) / (m.pairs - 1) ELSE 0 END AS variance
    FROM m JOIN d USING(scenario) GROUP BY m.scenario)
  JOIN scenario USING(scenario) LEFT JOIN student ON dof = min(pairs - 1, 1000);
)";
    if (keeps(head, Keep::markets))
        sql += R"(
CREATE TABLE market(scenario INTEGER, replication INTEGER, market TEXT, material TEXT, demand_t_per_year REAL, delivered_t_per_year REAL,
  shortfall_t_per_year REAL, PRIMARY KEY(scenario, replication, market, material)) WITHOUT ROWID;
CREATE VIEW market_mean AS SELECT scenario, name, market, material, avg(demand_t_per_year) AS demand_t_per_year,
  avg(delivered_t_per_year) AS delivered_t_per_year, avg(shortfall_t_per_year) AS shortfall_t_per_year
  FROM market JOIN scenario USING(scenario) GROUP BY scenario, market, material;
)";
    if (keeps(head, Keep::facilities)) {
        sql += fmt::format(R"(
CREATE TABLE facility(scenario INTEGER, replication INTEGER, facility TEXT, throughput_t_per_year REAL, nameplate_t_per_year REAL,
  utilisation REAL{}, PRIMARY KEY(scenario, replication, facility)) WITHOUT ROWID;
CREATE VIEW facility_mean AS SELECT scenario, name, facility, avg(throughput_t_per_year) AS throughput_t_per_year, avg(utilisation) AS utilisation)",
                           doing_columns(" REAL"));
        for (const std::string_view word : words_of(Doing{})) sql += fmt::format(", avg({0}) AS {0}", column_of(word));
        sql += "\n  FROM facility JOIN scenario USING(scenario) GROUP BY scenario, facility;\n";
    }
    if (keeps(head, Keep::stocks))
        sql += R"(
CREATE TABLE stock(scenario INTEGER, replication INTEGER, facility TEXT, material TEXT, mean_t REAL, low_t REAL, high_t REAL,
  closing_t REAL, PRIMARY KEY(scenario, replication, facility, material)) WITHOUT ROWID;
)";
    if (keeps(head, Keep::routes))
        sql += R"(
CREATE TABLE route(scenario INTEGER, replication INTEGER, route TEXT, moved_t_per_year REAL, parcels_per_year REAL, cost_usd_per_year REAL,
  PRIMARY KEY(scenario, replication, route)) WITHOUT ROWID;
)";
    return sql;
}

std::string joined(const std::vector<std::string> &words, std::string_view between) {
    std::string text;
    for (const std::string &word : words) text += (text.empty() ? "" : std::string{between}) + word;
    return text;
}

std::string keep_words(const StudyHead &head) {
    std::vector<std::string> words;
    for (const Keep what : head.keep) words.emplace_back(words_of(Keep{})[static_cast<std::size_t>(what)]);
    return joined(words, ", ");
}

/// What must agree for a run of one file to be a run of another.
std::vector<std::pair<std::string, std::string>> kin_of(const StudyHead &head) {
    std::vector<std::pair<std::string, std::string>> kin;
    kin.emplace_back("form", form);
    kin.emplace_back("version",
                     commit().empty() ? std::string{version()} : std::string{version()} + " " + std::string{commit()});
    kin.emplace_back("seed", std::to_string(head.seed));
    kin.emplace_back("measure", head.measure);
    kin.emplace_back("keep", keep_words(head));
    return kin;
}

std::vector<std::pair<std::string, std::string>> keys_of(const StudyHead &head) {
    auto keys = kin_of(head);
    keys.emplace_back("name", head.name);
    keys.emplace_back("title", head.title);
    keys.emplace_back("case", head.case_file);
    keys.emplace_back("replications", std::to_string(head.replications));
    keys.emplace_back("has_base", head.has_base ? "yes" : "no");
    std::string all;
    for (const auto &[key, value] : keys) all += key + "=" + value + "\n";
    for (std::size_t s = 0; s < head.scenarios.size(); ++s) {
        all += head.scenarios[s].name + "=" + head.hashes[s] + "\n";
        for (const Setting &setting : head.scenarios[s].settings) all += setting.factor + "=" + setting.value + "\n";
    }
    keys.emplace_back("identity", sha256(all));
    return keys;
}

std::string key_in(Database &database, std::string_view key) {
    Statement ask = database.prepare("SELECT value FROM study WHERE key = ?");
    return ask.bind(key).step() ? ask.text(0) : "";
}

bool is_empty(Database &database) { return !database.prepare("SELECT 1 FROM sqlite_master LIMIT 1").step(); }

/// Why runs of a file are not runs of this study; empty where they are.
std::string find_difference(Database &database, const StudyHead &head) {
    if (!database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'study' AND type = 'table'").step())
        return fmt::format("{} is no file of a study", database.file().string());
    for (const auto &[key, wanted] : kin_of(head))
        if (const std::string found = key_in(database, key); found != wanted)
            return fmt::format("{} holds results of {} '{}', and this is {} '{}'", database.file().string(), key, found,
                               key, wanted);
    return "";
}

std::filesystem::path beside(const std::filesystem::path &file, std::string_view what) {
    std::filesystem::path path = file;
    return path.replace_extension(fmt::format("{}.sqlite", what));
}

/// Files that were set aside when the study changed.
std::vector<std::filesystem::path> set_aside_files(const std::filesystem::path &file) {
    std::vector<std::filesystem::path> files;
    for (int number = 1;; ++number) {
        files.push_back(beside(file, fmt::format("before-{}", number)));
        if (std::filesystem::exists(files.back())) continue;
        files.pop_back();
        return files;
    }
}

void remove_file(const std::filesystem::path &file) {
    std::filesystem::remove(file);
    std::filesystem::remove(file.string() + "-journal");
}

} // namespace

struct StudyStore::Inserts {
    Statement run;
    std::optional<Statement> market, facility, stock, route;
};

StudyStore::StudyStore(const std::filesystem::path &file, const StudyHead &head) : file_{file}, head_{head} { open(); }

void StudyStore::open() {
    remove_file(beside(file_, "new")); // left by a kill
    database_ = std::make_unique<Database>(file_, Database::Open::write);
    if (is_empty(*database_)) {
        make();
        take_over_set_aside();
    } else if (const std::string difference = find_difference(*database_, head_); !difference.empty()) {
        throw DatabaseError{difference +
                            ". Runs of the two cannot stand together: move the file away, or choose another "
                            "folder with --out"};
    } else if (key_in(*database_, "identity") != keys_of(head_).back().second) {
        renew();
    }
    list_done();
    inserts_ = std::make_shared<Inserts>();
    const std::size_t doings = words_of(Doing{}).size();
    const auto insert = [&](std::string_view table, std::size_t columns) {
        return database_->prepare(fmt::format("INSERT INTO {} VALUES ({})", table, question_marks(columns)));
    };
    inserts_->run = insert("run", 5);
    if (keeps(head_, Keep::markets)) inserts_->market = insert("market", 7);
    if (keeps(head_, Keep::facilities)) inserts_->facility = insert("facility", 6 + doings);
    if (keeps(head_, Keep::stocks)) inserts_->stock = insert("stock", 8);
    if (keeps(head_, Keep::routes)) inserts_->route = insert("route", 6);
}

/// The study has grown or changed: runs that still hold go into a new file.
void StudyStore::renew() {
    const auto fresh = beside(file_, "new");
    database_ = std::make_unique<Database>(fresh, Database::Open::write);
    make();
    take_over(file_);
    take_over_set_aside();
    if (const std::int64_t others = count_others(file_); others > 0) {
        int number = 1;
        while (std::filesystem::exists(beside(file_, fmt::format("before-{}", number)))) ++number;
        const auto before = beside(file_, fmt::format("before-{}", number));
        std::filesystem::rename(file_, before);
        set_aside_ =
            fmt::format("{} runs that the study no longer asks for are kept in {}; they come back when it asks for "
                        "them again",
                        others, before.generic_string());
    }
    database_.reset();
    std::filesystem::rename(fresh, file_);
    database_ = std::make_unique<Database>(file_, Database::Open::write);
}

void StudyStore::take_over_set_aside() {
    for (const auto &other : set_aside_files(file_))
        if (find_fault(other, head_).empty()) take_over(other);
}

/// Runs of another file that are none of this study's.
std::int64_t StudyStore::count_others(const std::filesystem::path &other) {
    database_->run("ATTACH " + quoted_for_sql(other.string()) + " AS other");
    std::int64_t count = 0;
    {
        Statement ask = database_->prepare("SELECT count(*) FROM other.run JOIN other.scenario s USING(scenario) WHERE "
                                           "replication >= ? OR s.sha256 NOT IN (SELECT sha256 FROM main.scenario)");
        ask.bind(std::int64_t{head_.replications}).step();
        count = ask.whole(0);
    }
    database_->run("DETACH other");
    return count;
}

void StudyStore::make() {
    database_->run("BEGIN");
    database_->run(schema_of(head_));
    Statement key = database_->prepare("INSERT INTO study VALUES (?, ?)");
    for (const auto &[name, value] : keys_of(head_)) key.bind(name).bind(value).run();
    Statement scenario = database_->prepare("INSERT INTO scenario VALUES (?, ?, ?, ?, ?)");
    Statement setting = database_->prepare("INSERT OR REPLACE INTO setting VALUES (?, ?, ?, ?, ?)");
    for (std::size_t s = 0; s < head_.scenarios.size(); ++s) {
        const Scenario &what = head_.scenarios[s];
        const auto number = static_cast<std::int64_t>(s);
        scenario.bind(number).bind(what.name).bind(joined(what.overlays, "\n")).bind(joined(what.sets, "\n"));
        scenario.bind(head_.hashes[s]).run();
        for (const Setting &one : what.settings) {
            setting.bind(number).bind(one.factor).bind(one.value);
            if (one.number)
                setting.bind(*one.number);
            else
                setting.bind_null();
            setting.bind(one.unit).run();
        }
    }
    Statement student = database_->prepare("INSERT INTO student VALUES (?, ?)");
    for (int dof = 1; dof <= std::min(most_dof, std::max(head_.replications - 1, 1)); ++dof)
        student.bind(std::int64_t{dof}).bind(student_t_quantile(0.975, dof)).run();
    database_->run("COMMIT");
}

void StudyStore::list_done() {
    done_.assign(head_.scenarios.size() * static_cast<std::size_t>(head_.replications), false);
    count_ = 0;
    Statement ask = database_->prepare("SELECT scenario, replication FROM run");
    while (ask.step()) {
        const auto replication = ask.whole(1);
        if (replication >= head_.replications) continue;
        done_[static_cast<std::size_t>(ask.whole(0) * head_.replications + replication)] = true;
        ++count_;
    }
}

std::size_t StudyStore::done_of(std::size_t scenario) const {
    std::size_t count = 0;
    for (int r = 0; r < head_.replications; ++r) count += has(scenario, r) ? 1 : 0;
    return count;
}

void StudyStore::begin() {
    if (is_open_) return;
    database_->run("BEGIN IMMEDIATE");
    is_open_ = true;
}

void StudyStore::commit() {
    if (!is_open_) return;
    database_->run("COMMIT");
    is_open_ = false;
}

void StudyStore::add(const SweepRun &run, double measured_tpy, double wanted_tpy) {
    begin();
    const Case &chain = *run.chain;
    const Result &result = run.result;
    const auto scenario = static_cast<std::int64_t>(run.scenario), replication = std::int64_t{run.replication};
    const auto name = [&](FacilityId f) -> const std::string & { return chain.facilities[f.index].name; };
    if (inserts_->market)
        for (const MarketTotals &market : result.markets) {
            inserts_->market->bind(scenario).bind(replication).bind(name(market.market));
            inserts_->market->bind(chain.materials[market.material.index].name).bind(market.demand_t / run.years);
            inserts_->market->bind(market.delivered_t / run.years);
            inserts_->market->bind((market.demand_t - market.delivered_t) / run.years).run();
        }
    if (inserts_->facility)
        for (std::uint32_t f = 0; f < result.facilities.size(); ++f) {
            const FacilityTotals &facility = result.facilities[f];
            inserts_->facility->bind(scenario).bind(replication).bind(chain.facilities[f].name);
            inserts_->facility->bind(facility.throughput_t / run.years).bind(facility.nameplate_t / run.years);
            if (facility.nameplate_t > 0)
                inserts_->facility->bind(facility.throughput_t / facility.nameplate_t);
            else
                inserts_->facility->bind_null();
            const double time_us = run.years * days_per_year * static_cast<double>(ticks_per_day);
            for (const std::int64_t doing_us : facility.time_us)
                inserts_->facility->bind(std::min(1.0, static_cast<double>(doing_us) / time_us));
            inserts_->facility->run();
        }
    if (inserts_->stock)
        for (const StockTotals &stock : result.stocks) {
            inserts_->stock->bind(scenario).bind(replication).bind(name(stock.at));
            inserts_->stock->bind(chain.materials[stock.material.index].name).bind(stock.mean_t).bind(stock.low_t);
            inserts_->stock->bind(stock.high_t).bind(stock.closing_t).run();
        }
    if (inserts_->route)
        for (std::size_t r = 0; r < result.routes.size(); ++r) {
            const RouteTotals &route = result.routes[r];
            inserts_->route->bind(scenario).bind(replication).bind(chain.routes[r].name);
            inserts_->route->bind(route.moved_t / run.years).bind(static_cast<double>(route.parcels) / run.years);
            inserts_->route->bind(route.cost_usd / run.years).run();
        }
    inserts_->run.bind(scenario).bind(replication).bind(measured_tpy).bind(wanted_tpy);
    inserts_->run.bind(static_cast<std::int64_t>(result.events)).run();
    done_[run.scenario * static_cast<std::size_t>(head_.replications) + static_cast<std::size_t>(run.replication)] =
        true;
    ++count_;
}

std::size_t StudyStore::take_over(const std::filesystem::path &other) {
    if (const std::string fault = find_fault(other, head_); !fault.empty()) throw DatabaseError{fault};
    commit();
    const auto count = [&] {
        Statement ask = database_->prepare("SELECT count(*) FROM run");
        ask.step();
        return ask.whole(0);
    };
    const auto before = count();
    database_->run("ATTACH " + quoted_for_sql(other.string()) + " AS other");
    database_->run("BEGIN IMMEDIATE");
    // Which scenario of theirs stands for which of ours; where several do, one.
    database_->run(
        "CREATE TEMP TABLE kin AS SELECT ours.scenario AS ours, min(theirs.scenario) AS theirs FROM main.scenario ours "
        "JOIN other.scenario theirs USING(sha256) GROUP BY ours.scenario");
    for (const std::string &table : tables_of(head_)) {
        std::string columns, values;
        Statement ask =
            database_->prepare(fmt::format("SELECT name FROM pragma_table_info({})", quoted_for_sql(table)));
        while (ask.step()) {
            const std::string column = ask.text(0);
            columns += (columns.empty() ? "" : ", ") + column;
            values += (values.empty() ? "" : ", ") + (column == "scenario" ? "kin.ours" : "t." + column);
        }
        database_->run(
            fmt::format("INSERT OR IGNORE INTO main.{0}({1}) SELECT {2} FROM other.{0} t JOIN kin ON kin.theirs = "
                        "t.scenario WHERE t.replication < {3}",
                        table, columns, values, head_.replications));
    }
    database_->run("DROP TABLE temp.kin; COMMIT; DETACH other");
    list_done();
    return static_cast<std::size_t>(count() - before);
}

std::size_t StudyStore::strangers_in(const std::filesystem::path &other) {
    commit();
    database_->run("ATTACH " + quoted_for_sql(other.string()) + " AS other");
    std::size_t count = 0;
    {
        Statement ask = database_->prepare("SELECT count(*) FROM other.run JOIN other.scenario s USING(scenario) WHERE "
                                           "s.sha256 NOT IN (SELECT sha256 FROM main.scenario)");
        ask.step();
        count = static_cast<std::size_t>(ask.whole(0));
    }
    database_->run("DETACH other");
    return count;
}

void StudyStore::tidy() {
    commit();
    const auto fresh = beside(file_, "new");
    remove_file(fresh);
    database_->run("VACUUM INTO " + quoted_for_sql(fresh.string()));
    inserts_.reset();
    database_.reset();
    Database{fresh, Database::Open::write}.run("PRAGMA schema_version = 1"); // it counts how often a file was rewritten
    std::filesystem::rename(fresh, file_);
    open();
}

std::string find_fault(const std::filesystem::path &file, const StudyHead &head) {
    try {
        Database database{file, Database::Open::read};
        return find_difference(database, head);
    } catch (const DatabaseError &error) {
        return error.what();
    }
}

} // namespace midstream

// An SQLite file.
// SPDX-License-Identifier: Apache-2.0
#include "report/database.h"

#include <cmath>

#include <fmt/format.h>
#include <sqlite3.h>

namespace midstream {

namespace {

constexpr int busy_ms = 10'000;

std::string words_of(sqlite3 *database) {
    const int code = sqlite3_errcode(database) & 0xff;
    const bool is_broken = code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
    return std::string{sqlite3_errmsg(database)} +
           (is_broken ? "; move the file away, what it held must be run again" : "");
}

} // namespace

void Statement::Finalize::operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
void Database::Close::operator()(sqlite3 *database) const { sqlite3_close(database); }

Database::Database(const std::filesystem::path &file, Open how) : file_{file} {
    sqlite3 *opened = nullptr;
    const int flags = how == Open::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int result = sqlite3_open_v2(file.string().c_str(), &opened, flags, nullptr);
    database_.reset(opened);
    if (result != SQLITE_OK)
        throw DatabaseError{fmt::format("{} could not be opened: {}", file.string(),
                                        opened ? words_of(opened) : std::string{"out of memory"})};
    sqlite3_busy_timeout(opened, busy_ms);
}

void Database::run(const std::string &statements) {
    char *message = nullptr;
    if (sqlite3_exec(database_.get(), statements.c_str(), nullptr, nullptr, &message) == SQLITE_OK) return;
    sqlite3_free(message);
    const std::string text = words_of(database_.get());
    throw DatabaseError{fmt::format("{}: {}", file_.string(), text)};
}

Statement Database::prepare(const std::string &statement) {
    sqlite3_stmt *prepared = nullptr;
    if (sqlite3_prepare_v2(database_.get(), statement.c_str(), -1, &prepared, nullptr) != SQLITE_OK)
        throw DatabaseError{fmt::format("{}: {}", file_.string(), words_of(database_.get()))};
    Statement made;
    made.statement_.reset(prepared);
    made.database_ = database_.get();
    return made;
}

Statement &Statement::bind(std::int64_t value) {
    sqlite3_bind_int64(statement_.get(), ++bound_, value);
    return *this;
}

Statement &Statement::bind(double value) {
    if (!std::isfinite(value)) return bind_null();
    sqlite3_bind_double(statement_.get(), ++bound_, value);
    return *this;
}

Statement &Statement::bind(std::string_view value) {
    sqlite3_bind_text(statement_.get(), ++bound_, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
    return *this;
}

Statement &Statement::bind_null() {
    sqlite3_bind_null(statement_.get(), ++bound_);
    return *this;
}

bool Statement::step() {
    const int result = sqlite3_step(statement_.get());
    if (result == SQLITE_ROW) return true;
    bound_ = 0;
    sqlite3_reset(statement_.get());
    if (result == SQLITE_DONE) return false;
    const char *file = sqlite3_db_filename(database_, "main");
    throw DatabaseError{fmt::format("{}: {}", file ? file : "a database", words_of(database_))};
}

std::int64_t Statement::whole(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::optional<double> Statement::number(int column) const {
    if (sqlite3_column_type(statement_.get(), column) == SQLITE_NULL) return {};
    return sqlite3_column_double(statement_.get(), column);
}

std::string Statement::text(int column) const {
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement_.get(), column));
    return text ? std::string{text, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))} : "";
}

std::string quoted_for_sql(std::string_view text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
    return out + "'";
}

} // namespace midstream

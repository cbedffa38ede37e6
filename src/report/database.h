// An SQLite file. The only door to SQLite.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace midstream {

class DatabaseError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A statement that is run again and again; values are bound in the order of its question marks. Its database must
/// outlive it.
class Statement {
  public:
    Statement &bind(std::int64_t value);
    Statement &bind(double value); ///< NULL for what is no number
    Statement &bind(std::string_view value);
    Statement &bind_null();
    /// A row of what was asked, or the end; after the end it can be bound anew. False at the end.
    bool step();
    /// Runs it to its end.
    void run() {
        while (step()) {
        }
    }

    std::int64_t whole(int column) const;
    std::optional<double> number(int column) const;
    std::string text(int column) const;

  private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt *statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    sqlite3 *database_ = nullptr;
    int bound_ = 0;
};

/// Throws DatabaseError, with the file and what SQLite says, whenever something fails.
class Database {
  public:
    enum class Open { read, write }; ///< `write` makes a file that is not there
    Database(const std::filesystem::path &file, Open how);

    void run(const std::string &statements);
    Statement prepare(const std::string &statement);
    const std::filesystem::path &file() const { return file_; }

  private:
    struct Close {
        void operator()(sqlite3 *database) const;
    };
    std::filesystem::path file_;
    std::unique_ptr<sqlite3, Close> database_;
};

/// A name or text inside a statement, in single quotes.
std::string quoted_for_sql(std::string_view text);

} // namespace midstream

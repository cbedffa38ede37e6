// Whether a text is JSON: a reader that keeps nothing.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cctype>
#include <string_view>

namespace midstream {

class JsonCheck {
  public:
    static bool is_json(std::string_view text) {
        JsonCheck check{text};
        const bool good = check.value();
        check.space();
        return good && check.rest_.empty();
    }

  private:
    explicit JsonCheck(std::string_view text) : rest_{text} {}

    void space() {
        while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front()))) rest_.remove_prefix(1);
    }
    bool take(char c) {
        space();
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool word(std::string_view w) {
        if (!rest_.starts_with(w)) return false;
        rest_.remove_prefix(w.size());
        return true;
    }
    bool value() {
        space();
        if (rest_.empty()) return false;
        if (rest_.front() == '{') return members('}', true);
        if (rest_.front() == '[') return members(']', false);
        if (rest_.front() == '"') return text();
        return word("true") || word("false") || word("null") || number();
    }
    bool members(char end, bool keyed) {
        rest_.remove_prefix(1);
        if (take(end)) return true;
        do {
            space();
            if (keyed && !(text() && take(':'))) return false;
            if (!value()) return false;
        } while (take(','));
        return take(end);
    }
    bool text() {
        if (!take('"')) return false;
        while (!rest_.empty() && rest_.front() != '"') {
            if (static_cast<unsigned char>(rest_.front()) < 0x20) return false;
            rest_.remove_prefix(rest_.front() == '\\' && rest_.size() > 1 ? 2 : 1);
        }
        return take('"');
    }
    bool number() {
        const auto end = rest_.find_first_not_of("+-.eE0123456789");
        const bool good = end != 0 && (std::isdigit(static_cast<unsigned char>(rest_.front())) || rest_.front() == '-');
        rest_.remove_prefix(end == rest_.npos ? rest_.size() : end);
        return good;
    }

    std::string_view rest_;
};

} // namespace midstream

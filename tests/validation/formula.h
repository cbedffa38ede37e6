// Formulas of numbers, + - * / ( ) and words with arguments, made into functions once and called often.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cctype>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

namespace midstream::validation {

inline std::string trimmed(const std::string &text) {
    const auto first = text.find_first_not_of(' ');
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// `Arg` is what a made function is called with; `word` makes one from a word and its arguments, which are plain text.
template <class Arg> class Formula {
  public:
    using Function = std::function<double(Arg)>;
    using Word = std::function<Function(const std::string &, const std::vector<std::string> &)>;

    static Function parse(const std::string &text, Word word) {
        Formula formula(text, std::move(word));
        Function made = formula.sum();
        if (formula.at_ < text.size())
            throw std::runtime_error("cannot read '" + text + "' from '" + text.substr(formula.at_) + "'");
        return made;
    }

  private:
    Formula(const std::string &text, Word word) : text_(text), word_(std::move(word)) {}

    char peek() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
        return at_ < text_.size() ? text_[at_] : '\0';
    }
    bool eat(char c) {
        if (peek() != c) return false;
        ++at_;
        return true;
    }
    Function sum() {
        Function left = product();
        for (;;) {
            if (eat('+'))
                left = [a = left, b = product()](Arg x) { return a(x) + b(x); };
            else if (eat('-'))
                left = [a = left, b = product()](Arg x) { return a(x) - b(x); };
            else
                return left;
        }
    }
    Function product() {
        Function left = atom();
        for (;;) {
            if (eat('*'))
                left = [a = left, b = atom()](Arg x) { return a(x) * b(x); };
            else if (eat('/'))
                left = [a = left, b = atom()](Arg x) { return a(x) / b(x); };
            else
                return left;
        }
    }
    Function atom() {
        if (eat('(')) {
            Function inner = sum();
            if (!eat(')')) throw std::runtime_error("a bracket is not closed in '" + text_ + "'");
            return inner;
        }
        if (std::isdigit(static_cast<unsigned char>(peek()))) {
            std::size_t used = 0;
            const double number = std::stod(text_.substr(at_), &used);
            at_ += used;
            return [number](Arg) { return number; };
        }
        std::string word;
        while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '_'))
            word += text_[at_++];
        if (word.empty() || !eat('('))
            throw std::runtime_error("a word with its arguments is missing in '" + text_ + "'");
        std::vector<std::string> arguments(1);
        for (int depth = 0; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == ')' && depth == 0) break;
            depth += (c == '(') - (c == ')');
            if (c == ',' && depth == 0)
                arguments.emplace_back();
            else
                arguments.back() += c;
        }
        if (!eat(')')) throw std::runtime_error("a bracket is not closed in '" + text_ + "'");
        for (std::string &argument : arguments) argument = trimmed(argument);
        return word_(word, arguments);
    }

    const std::string &text_;
    Word word_;
    std::size_t at_ = 0;
};

} // namespace midstream::validation

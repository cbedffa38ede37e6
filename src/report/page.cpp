// Title, headline and data put into the bundled page.
// SPDX-License-Identifier: Apache-2.0
#include "report/page.h"

#include "report/page_template.h"

#include <stdexcept>

namespace midstream {

namespace {

std::string html_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

/// In JSON these stand inside of texts alone, so each can be told by its number: then nothing in a text can end the
/// script element, begin a comment in it, or be a line's end to JavaScript.
std::string script_text(std::string_view json) {
    std::string out;
    out.reserve(json.size());
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        const std::string_view three = json.substr(i, 3);
        if (c == '<')
            out += "\\u003c";
        else if (c == '>')
            out += "\\u003e";
        else if (c == '&')
            out += "\\u0026";
        else if (three == "\u2028" || three == "\u2029") {
            out += three == "\u2028" ? "\\u2028" : "\\u2029";
            i += 2;
        } else
            out += c;
    }
    return out;
}

} // namespace

std::string page_html(std::string_view title, std::string_view headline, std::string_view data) {
    std::string_view rest = page_template();
    std::string out;
    out.reserve(rest.size() + data.size() + data.size() / 8);
    const auto put = [&](std::string_view mark, const std::string &text) {
        const auto at = rest.find(mark);
        if (at == rest.npos) throw std::logic_error("the page has no place for " + std::string{mark});
        out += rest.substr(0, at);
        out += text;
        rest.remove_prefix(at + mark.size());
    };
    put("@TITLE@", html_text(title));
    put("@HEADLINE@", html_text(headline));
    put("@DATA@", script_text(data));
    out += rest;
    return out;
}

} // namespace midstream

// A YAML document as our own tree: built from the parser's events, within bounds, with every oddity refused by name.
// SPDX-License-Identifier: Apache-2.0
#include "reader/yaml_node.h"

#include "reader/text_bytes.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <unordered_map>

#include <fmt/format.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace midstream {

namespace {

/// Thrown by our handler to leave the parser at once; the problem is told already.
struct Stop {};

/// Receives the parser's events and builds the tree.
class TreeBuilder final : public YAML::EventHandler {
  public:
    TreeBuilder(const TextLines &lines, std::shared_ptr<const SourceFile> file, std::vector<Problem> &problems)
        : lines_{lines}, file_{std::move(file)}, problems_{problems} {}

    Node root;

    void OnDocumentStart(const YAML::Mark &) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override {
        add_leaf(make(Node::Kind::nothing, mark), anchor);
    }
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override {
        check_tag(mark, tag);
        Node node = make(Node::Kind::scalar, mark);
        node.text = value;
        node.quoted = tag == "!";
        add_leaf(std::move(node), anchor);
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        check_tag(mark, tag);
        open(Node::Kind::list, mark, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        check_tag(mark, tag);
        open(Node::Kind::map, mark, anchor);
    }
    void OnMapEnd() override { close(); }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override {
        const auto known = anchors_.find(anchor);
        if (known == anchors_.end()) stop(mark, "an alias stands inside its own anchor; write the values out");
        count(mark, known->second.size - 1); // the last is counted as it is made
        Node node = make(Node::Kind::nothing, mark);
        const Place place = node.place;
        node = known->second.node;
        node.place = place;
        take(std::move(node), 0, known->second.size, known->second.depth);
    }

  private:
    struct Open { // a node whose end has not come
        Node node;
        YAML::anchor_t anchor;
        std::size_t before;             // nodes counted before it
        int depth;                      // levels below it
        std::optional<std::string> key; // of a map, waiting for its value
        bool key_is_good = true;
        Place key_place;
        std::unordered_map<std::string, int> lines; // of the keys seen, for maps that are large
    };
    struct Anchored {
        Node node;
        std::size_t size;
        int depth;
    };

    Place place(const YAML::Mark &mark) const {
        const auto [line, column] = lines_.place(mark.line, mark.column);
        return {file_, line, column};
    }
    void tell(const Place &at, std::string text) {
        problems_.push_back({file_->name, at.line, at.column, path(), std::move(text)});
    }
    [[noreturn]] void stop(const YAML::Mark &mark, std::string text) {
        tell(place(mark), std::move(text));
        throw Stop{};
    }
    std::string path() const {
        std::string words;
        for (const Open &above : open_)
            if (above.key) words += (words.empty() ? "" : ".") + *above.key;
        return words;
    }
    void count(const YAML::Mark &mark, std::size_t more) {
        nodes_ += more;
        if (nodes_ > most_nodes) stop(mark, "more than 2,000,000 values; split the case, or write fewer aliases");
    }
    void check_tag(const YAML::Mark &mark, const std::string &tag) {
        if (tag.empty() || tag == "?" || tag == "!") return;
        tell(place(mark), fmt::format("the tag '{}' means nothing here; leave it out", tag));
    }

    Node make(Node::Kind kind, const YAML::Mark &mark) {
        count(mark, 1);
        if (open_.size() > static_cast<std::size_t>(deepest)) stop(mark, too_deep());
        if (open_.empty() && kind != Node::Kind::map && kind != Node::Kind::nothing)
            stop(mark, "a case starts with `key: value` lines, not with a list or a word");
        Node node;
        node.kind = kind;
        node.place = place(mark);
        return node;
    }
    static std::string too_deep() {
        return fmt::format("nested more than {} levels deep; no case needs that", deepest);
    }

    void open(Node::Kind kind, const YAML::Mark &mark, YAML::anchor_t anchor) {
        const std::size_t before = nodes_;
        open_.push_back({make(kind, mark), anchor, before, 0, {}, true, {}, {}});
    }
    void close() {
        Open done = std::move(open_.back());
        open_.pop_back();
        take(std::move(done.node), done.anchor, nodes_ - done.before, done.depth);
    }
    void add_leaf(Node node, YAML::anchor_t anchor) { take(std::move(node), anchor, 1, 0); }

    /// A complete node becomes an item, a key, a value or the root. It holds `size` nodes, itself included, on `depth`
    /// levels below it.
    void take(Node node, YAML::anchor_t anchor, std::size_t size, int depth) {
        if (anchor) keep(node, anchor, size, depth);
        if (open_.empty()) {
            root = std::move(node);
            return;
        }
        Open &parent = open_.back();
        parent.depth = std::max(parent.depth, depth + 1);
        if (open_.size() + static_cast<std::size_t>(depth) > static_cast<std::size_t>(deepest)) {
            tell(node.place, too_deep());
            throw Stop{};
        }
        if (parent.node.is_list())
            parent.node.items.push_back(std::move(node));
        else if (!parent.key)
            take_key(parent, node);
        else
            take_value(parent, std::move(node));
    }

    void keep(const Node &node, YAML::anchor_t anchor, std::size_t size, int depth) {
        kept_ += size;
        if (kept_ > most_nodes) {
            tell(node.place, "anchors within anchors hold too much; write the values out");
            throw Stop{};
        }
        anchors_.insert_or_assign(anchor, Anchored{node, size, depth});
    }

    void take_key(Open &parent, const Node &key) {
        parent.key_place = key.place;
        parent.key = key.text;
        parent.key_is_good = key.is_scalar() && !key.text.empty();
        if (!parent.key_is_good)
            tell(key.place, fmt::format("{} stands where a key should; a key is a word or a name", name_of(key)));
    }

    void take_value(Open &parent, Node value) {
        const std::string key = *parent.key;
        if (value.is_nothing()) value.place = parent.key_place;
        const auto [seen, is_new] = parent.lines.emplace(key, parent.key_place.line);
        if (!parent.key_is_good) {
            parent.key.reset();
            return;
        }
        if (key == "<<")
            tell(parent.key_place, "merge keys `<<` are not part of the language; use `like:` or `include:`");
        else if (!is_new)
            tell(parent.key_place,
                 fmt::format("the key '{}' stands here again, first in line {}; keep one of them", key, seen->second));
        else
            parent.node.entries.push_back({key, parent.key_place, std::move(value)});
        parent.key.reset();
    }

    const TextLines &lines_;
    std::shared_ptr<const SourceFile> file_;
    std::vector<Problem> &problems_;
    std::vector<Open> open_;
    std::unordered_map<YAML::anchor_t, Anchored> anchors_;
    std::size_t nodes_ = 0; // in the tree
    std::size_t kept_ = 0;  // in the copies behind anchors
};

/// Only notes that there was a further document.
class SecondDocument final : public YAML::EventHandler {
  public:
    void OnDocumentStart(const YAML::Mark &) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &mark, YAML::anchor_t) override { see(mark); }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t) override { see(mark); }
    void OnScalar(const YAML::Mark &mark, const std::string &, YAML::anchor_t, const std::string &) override {
        see(mark);
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t,
                         YAML::EmitterStyle::value) override {
        see(mark);
    }
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t, YAML::EmitterStyle::value) override {
        see(mark);
    }
    void OnMapEnd() override {}

    YAML::Mark found;

  private:
    [[noreturn]] void see(const YAML::Mark &mark) {
        found = mark;
        throw Stop{};
    }
};

/// The parser's words for what it could not read, in ours.
std::string in_our_words(const std::string &parser_says) {
    using namespace YAML::ErrorMsg;
    static const std::array<std::pair<std::string_view, std::string_view>, 17> words{{
        {END_OF_MAP, "this does not line up with the lines above; indent entries of one map equally, `key: value`"},
        {END_OF_SEQ, "this does not line up with the list above; indent its `- ` items equally"},
        {END_OF_MAP_FLOW, "a `{` is not closed; write `}`, and a comma between entries"},
        {END_OF_SEQ_FLOW, "a `[` is not closed; write `]`, and a comma between items"},
        {FLOW_END, "a `}` or `]` closes nothing; take it away, or open it before"},
        {BLOCK_ENTRY, "a `- ` item may not stand here; start the list on a line of its own"},
        {MAP_KEY, "a key may not stand here; put it on a line of its own"},
        {MAP_VALUE, "a second `: ` stands in this line; put the text in quotes, or the key on a line of its own"},
        {UNKNOWN_TOKEN, "this character starts nothing in YAML; put the text in quotes"},
        {UNKNOWN_ANCHOR, "this alias names no anchor above; write `&name` at the value it stands for"},
        {ALIAS_NOT_FOUND, "a `*` without a name; put the text in quotes"},
        {ANCHOR_NOT_FOUND, "a `&` without a name; put the text in quotes"},
        {EOF_IN_SCALAR, "a quote is not closed; end the text with the quote it starts with"},
        {DOC_IN_SCALAR, "a quote is not closed before `---`; end the text with the quote it starts with"},
        {TAB_IN_INDENTATION, "a tab; indent with spaces"},
        {CHAR_IN_BLOCK, "words after `|` or `>`; start the text on the next line"},
        {CHAR_IN_SCALAR, "a character that may not stand in text without quotes; put the text in quotes"},
    }};
    for (const auto &[theirs, ours] : words)
        if (parser_says == theirs) return std::string{ours};
    return fmt::format("this is not YAML ({}); put text with odd characters in quotes", parser_says);
}

bool has_bad_bytes(std::string_view text, const TextLines &lines, const SourceFile &file,
                   std::vector<Problem> &problems) {
    const auto tell = [&](std::size_t offset, std::string words) {
        const auto [line, column] = lines.place_at(offset);
        problems.push_back({file.name, line, column, "", std::move(words)});
    };
    if (const auto bad = find_bad_byte(text)) {
        tell(*bad, fmt::format("the byte 0x{:02X} is not text; save the file as UTF-8",
                               static_cast<unsigned char>(text[*bad])));
        return true;
    }
    const std::size_t before = problems.size();
    for (const std::size_t tab : lines.indenting_tabs()) tell(tab, "a tab; indent with spaces");
    return problems.size() > before;
}

bool is_short(const Node &list) {
    return !list.items.empty() && list.items.size() <= 4 &&
           std::all_of(list.items.begin(), list.items.end(), [](const Node &item) { return item.is_scalar(); });
}

std::string in_brackets(const Node &list) {
    std::string words;
    for (const Node &item : list.items) words += (words.empty() ? "" : ", ") + shortened(item.text);
    return "[" + words + "]";
}

} // namespace

const Node *Node::find(std::string_view key) const {
    for (const Entry &entry : entries)
        if (entry.key == key) return &entry.value;
    return nullptr;
}

Node *Node::find(std::string_view key) { return const_cast<Node *>(std::as_const(*this).find(key)); }

std::string name_of(const Node &node) {
    switch (node.kind) {
    case Node::Kind::map:
        return "a map";
    case Node::Kind::list:
        return is_short(node) ? in_brackets(node) : "a list";
    case Node::Kind::scalar:
        return fmt::format("'{}'", shortened(node.text));
    case Node::Kind::nothing:
        break;
    }
    return "nothing";
}

std::optional<Node> read_yaml(std::string_view text, std::shared_ptr<const SourceFile> file,
                              std::vector<Problem> &problems) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    const TextLines lines{text};
    if (has_bad_bytes(text, lines, *file, problems)) return {};
    const auto tell = [&](const YAML::Mark &mark, std::string words) {
        const auto [line, column] = lines.place(mark.line, mark.column);
        problems.push_back({file->name, line, column, "", std::move(words)});
    };
    TreeBuilder tree{lines, file, problems};
    try {
        // Without its last line break: behind one, the parser takes the end of the file for the end of an open quote.
        std::istringstream in{std::string{text.substr(0, text.find_last_not_of(" \t\r\n") + 1)}};
        YAML::Parser parser{in};
        if (!parser.HandleNextDocument(tree) || tree.root.is_nothing()) {
            problems.push_back({file->name, 1, 1, "", "nothing is written here; a case starts with `midstream: 1`"});
            return {};
        }
        // Never to the end of the file: on some texts the parser yields empty documents for ever.
        SecondDocument second;
        try {
            if (parser) parser.HandleNextDocument(second);
            if (parser) parser.HandleNextDocument(second);
        } catch (const Stop &) {
            tell(second.found, "a second document starts after `---`; a file holds one");
        }
    } catch (const Stop &) {
        return {};
    } catch (const YAML::DeepRecursion &at) {
        tell(at.mark, fmt::format("nested more than {} levels deep; no case needs that", deepest));
        return {};
    } catch (const YAML::Exception &at) {
        tell(at.mark, in_our_words(at.msg));
        return {};
    }
    return std::move(tree.root);
}

} // namespace midstream

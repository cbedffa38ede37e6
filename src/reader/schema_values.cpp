// The JSON Schema of the plain shapes.
// SPDX-License-Identifier: Apache-2.0
#include "reader/schema_values.h"

#include <algorithm>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr std::string_view date_pattern =
    "^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?Z?)?)?)?$";

std::string notes() { return R"({"^x-":{}})"; }

/// A map of an entry may be `~` instead, which deletes it. Not by `anyOf`: an editor would then mark the whole entry
/// for a wrong key in it.
std::string or_nothing(const std::string &schema) {
    constexpr std::string_view object = R"({"type":"object")";
    if (!schema.starts_with(object)) return any_of({schema, type_schema("null")});
    return R"({"type":["object","null"])" + schema.substr(object.size());
}

JsonObject object(std::string properties) {
    JsonObject schema;
    schema.add_text("type", "object").add("properties", std::move(properties)).add("patternProperties", notes());
    schema.add("additionalProperties", "false");
    return schema;
}

std::string quoted_list(const std::vector<std::string> &words) {
    std::vector<std::string> json;
    for (const std::string &word : words) json.push_back(json_quoted(word));
    return json_list(json);
}

} // namespace

std::string any_of(std::vector<std::string> schemas) {
    std::vector<std::string> distinct;
    for (std::string &schema : schemas)
        if (std::find(distinct.begin(), distinct.end(), schema) == distinct.end())
            distinct.push_back(std::move(schema));
    return distinct.size() == 1 ? distinct.front() : JsonObject{}.add("anyOf", json_list(distinct)).text();
}

std::string words_schema() { return R"({"type":["string","number","boolean"]})"; }

std::string date_schema() {
    return JsonObject{}.add("type", R"(["string","integer"])").add_text("pattern", date_pattern).text();
}

std::string enum_schema(const std::vector<std::string> &words) {
    return JsonObject{}.add("enum", quoted_list(words)).text();
}

std::string map_schema(const std::string &value) {
    return JsonObject{}
        .add_text("type", "object")
        .add("patternProperties", notes())
        .add("additionalProperties", or_nothing(value))
        .text();
}

std::string addition_schema(std::string_view key, const std::string &item) {
    const std::string list = JsonObject{}.add_text("type", "array").add("items", item).text();
    return with_description(list, fmt::format("Adds to the `{}` of what lies below.", key));
}

std::string law_schema(const std::string &quantity) {
    std::vector<std::string> laws;
    const auto add = [&](std::string_view word, std::string_view meaning, std::vector<std::string> forms) {
        JsonObject inside;
        inside.add(word, any_of(std::move(forms)));
        JsonObject schema = object(inside.text());
        schema.add("required", quoted_list({std::string{word}})).add_text("description", meaning);
        laws.push_back(schema.text());
    };
    for (const LawForm &form : law_forms()) {
        JsonObject arguments;
        std::vector<std::string> required, in_order;
        for (const LawArgument &argument : form.arguments) {
            const std::string schema = argument.sort == LawArgument::Sort::quantity ? quantity
                                       : argument.sort == LawArgument::Sort::whole  ? type_schema("integer")
                                                                                    : type_schema("number");
            arguments.add(argument.key, with_description(schema, argument.meaning));
            in_order.push_back(schema);
            if (argument.required) required.emplace_back(argument.key);
        }
        JsonObject map = object(arguments.text());
        map.add("required", quoted_list(required));
        JsonObject list;
        list.add_text("type", "array").add("items", json_list(in_order));
        list.add("minItems", std::to_string(required.size())).add("maxItems", std::to_string(in_order.size()));
        std::vector<std::string> forms{map.text(), list.text()};
        if (in_order.size() == 1) forms.push_back(in_order.front());
        add(form.word, form.meaning, std::move(forms));
    }
    const std::string file =
        object(
            JsonObject{}.add("file", words_schema()).add("column", words_schema()).add("unit", words_schema()).text())
            .add("required", R"(["file","column","unit"])")
            .text();
    add("empirical", empirical_meaning,
        {JsonObject{}.add_text("type", "array").add("items", quantity).add("minItems", "1").text(), file});
    return any_of(std::move(laws));
}

std::string series_schema(const std::string &quantity) {
    JsonObject dates;
    dates.add(date_pattern, quantity).add("^x-", "{}");
    JsonObject dated;
    dated.add_text("type", "object").add("patternProperties", dates.text()).add("additionalProperties", "false");
    dated.add_text("description", "Holds from each date until the next.");
    JsonObject columns;
    columns.add("csv", words_schema())
        .add("date", words_schema())
        .add("value", words_schema())
        .add("unit", words_schema());
    columns.add("where", JsonObject{}.add_text("type", "object").add("additionalProperties", words_schema()).text());
    columns.add("scale", type_schema("number"));
    JsonObject csv = object(columns.text());
    csv.add("required", R"(["csv","date","value","unit"])").add_text("description", "A column of a CSV file.");
    return any_of({dated.text(), JsonObject{}.add_text("type", "array").add("items", dated.text()).text(), csv.text()});
}

std::string with_description(const std::string &schema, std::string_view description) {
    if (description.empty()) return schema;
    if (schema.starts_with("{\"$ref\"")) // draft 07 ignores what stands beside a reference
        return JsonObject{}.add_text("description", description).add("allOf", json_list({schema})).text();
    if (schema.find("\"description\"") == 1) return schema;
    return "{\"description\":" + json_quoted(description) + "," + schema.substr(1);
}

std::string PropertySchemas::position_schema() {
    return JsonObject{}
        .add_text("type", "array")
        .add("items",
             R"([{"type":"number","minimum":-90,"maximum":90},{"type":"number","minimum":-180,"maximum":180}])")
        .add("minItems", "2")
        .add("maxItems", "2")
        .text();
}

std::string PropertySchemas::number_schema(const Field &field, bool whole) {
    JsonObject schema;
    schema.add_text("type", whole ? "integer" : "number");
    if (field.at_least)
        schema.add("minimum", fmt::format("{}", *field.at_least));
    else if (whole)
        schema.add("minimum", "0");
    if (field.at_most) schema.add("maximum", fmt::format("{}", *field.at_most));
    return schema.text();
}

std::string PropertySchemas::properties(bool may_be_nothing) const {
    JsonObject all;
    std::vector<std::string> done;
    for (const auto &[key, schema] : properties_) {
        if (std::find(done.begin(), done.end(), key) != done.end()) continue;
        done.push_back(key);
        std::vector<std::string> forms;
        for (const auto &[other, form] : properties_)
            if (other == key) forms.push_back(form);
        if (may_be_nothing) forms.push_back(type_schema("null"));
        all.add(key, any_of(std::move(forms)));
    }
    return all.text();
}

std::string PropertySchemas::text(bool may_be_like) const {
    JsonObject schema = object(properties(false));
    if (required_.empty()) return schema.text();
    const std::string required = quoted_list(required_);
    if (!may_be_like) return schema.add("required", required).text();
    const std::string own = JsonObject{}.add("required", required).text();
    return schema.add("anyOf", json_list({own, R"({"required":["like"]})"})).text();
}

std::string PropertySchemas::loose_text(const std::string &all_of) const {
    JsonObject schema = object(properties(true));
    if (!all_of.empty()) schema.add("allOf", all_of);
    return schema.text();
}

bool PropertySchemas::has(std::string_view key) const {
    return std::any_of(properties_.begin(), properties_.end(), [&](const auto &entry) { return entry.first == key; });
}

std::vector<std::string> PropertySchemas::keys() const {
    std::vector<std::string> all;
    for (const auto &[key, schema] : properties_) all.push_back(key);
    return all;
}

} // namespace midstream

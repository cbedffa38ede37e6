// Where the numbers of a page come from: disruptions, the case, its sources and assumptions, how to run it again.
// SPDX-License-Identifier: Apache-2.0
#include "report/page_blocks.h"

#include "des/calendar.h"
#include "report/version.h"

namespace midstream {

namespace {

constexpr std::size_t most_disruptions = 200;
constexpr std::size_t longest_case = 400'000; ///< bytes of a case that a page repeats

std::string at_words(const Case &chain, const Selector &at) {
    std::string words;
    const auto add = [&](std::string_view of, const std::vector<std::string> &names) {
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (!words.empty()) words += ", ";
            if (i == 0) words += of;
            words += names[i];
        }
    };
    add("", at.names);
    add("kind ", at.kinds);
    add("in ", at.countries);
    add("of ", at.owners);
    add("tagged ", at.tags);
    std::vector<std::string> materials;
    for (const MaterialId material : at.materials) materials.push_back(chain.materials[material.index].name);
    add("carrying ", materials);
    add("from ", at.from_countries);
    add("to ", at.to_countries);
    return words;
}

void write_disruptions(JsonWriter &json, const Case &chain) {
    json.open('[', "disruptions");
    std::size_t count = 0;
    for (const DisruptionSpec &disruption : chain.disruptions) {
        if (count++ == most_disruptions) break;
        json.open('{').text("name", disruption.name);
        json.text("what", words_of(disruption.what)[static_cast<std::size_t>(disruption.what)]);
        json.text("at", at_words(chain, disruption.at));
        if (disruption.on) json.text("on", print_date(*disruption.on));
        if (disruption.every) write_short(json, "every_d", disruption.every->mean().value());
        if (disruption.lasts) write_short(json, "lasts_d", disruption.lasts->mean().value());
        if (disruption.to) write_short(json, "to", disruption.to->value());
        json.close();
    }
    json.close();
}

void write_texts(JsonWriter &json, std::string_view key, const std::vector<std::string> &texts) {
    json.open('[', key);
    for (const std::string &text : texts) json.text("", text);
    json.close();
}

} // namespace

void write_provenance(JsonWriter &json, const Case &chain, const Provenance &provenance,
                      const std::vector<std::string> &files, std::string_view case_yaml) {
    write_disruptions(json, chain);
    json.open('{', "provenance").text("version", version()).text("case_file", provenance.case_file);
    if (!provenance.other_file.empty()) json.text("other_file", provenance.other_file);
    write_texts(json, "with", provenance.overlays);
    write_texts(json, "set", provenance.sets);
    write_texts(json, "options", provenance.options);
    json.text("seed", std::to_string(provenance.seed))
        .count("replications", static_cast<std::uint64_t>(provenance.replications));
    json.count("finished", static_cast<std::uint64_t>(provenance.done)).flag("interrupted", provenance.interrupted);
    json.open('[', "inputs");
    for (const auto &[file, hash] : provenance.inputs) json.open('{').text("file", file).text("sha256", hash).close();
    json.close();
    write_texts(json, "files", files);
    json.open('[', "sources");
    for (const auto &[key, words] : chain.sources) json.open('{').text("key", key).text("words", words).close();
    json.close().open('[', "assumptions");
    for (const AssumptionSpec &assumption : chain.assumptions) {
        json.open('{').text("what", assumption.what).text("why", assumption.why);
        if (!assumption.sensitivity.empty()) json.text("sensitivity", assumption.sensitivity);
        json.close();
    }
    json.close();
    if (!case_yaml.empty() && case_yaml.size() <= longest_case) json.text("case_yaml", case_yaml);
    json.close();
}

} // namespace midstream

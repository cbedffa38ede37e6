// From what was wanted to what came, by root cause, for a page.
// SPDX-License-Identifier: Apache-2.0
#include "report/page_blocks.h"
#include "report/tables.h"

namespace midstream {

namespace {

constexpr std::size_t most_steps = 40;

void write_total(JsonWriter &json, std::string_view key, std::string_view label, double tpy) {
    json.open('{', key).text("label", label).rounded("t_per_year", tpy, 7).close();
}

void write_step(JsonWriter &json, std::string_view cause, std::string_view at, double tpy) {
    json.open('{').text("cause", cause).text("at", at).rounded("t_per_year", tpy, 7).close();
}

} // namespace

void write_page_waterfall(JsonWriter &json, const Case &chain, const Measure &measure, const Waterfall &waterfall) {
    json.open('{', "waterfall");
    write_total(json, "from", measure.made ? "nameplate" : "demand", waterfall.from_tpy.mean);
    write_total(json, "to", measure.made ? "made" : "delivered", waterfall.to_tpy.mean);
    json.open('[', "steps");
    double others = 0;
    std::size_t count = 0;
    for (const RootLossStudy &loss : waterfall.steps) { // the largest first
        if (count++ >= most_steps)
            others += loss.lost_tpy.mean;
        else
            write_step(json, word_of(loss.root), name_of(chain, loss.root), loss.lost_tpy.mean);
    }
    if (count > most_steps) write_step(json, std::to_string(count - most_steps) + " others", "", others);
    json.close().close();
}

} // namespace midstream

// A replay as a figure (SVG): for each series what was observed as dots, the model as a line in its 95 % band.
// SPDX-License-Identifier: Apache-2.0
#include "report/replay.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace midstream {

namespace {

constexpr double width = 760, panel = 190, left_margin = 64, right_margin = 16, top = 30, bottom = 26;

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else
            out += c;
    return out;
}

/// A round number not below: 1, 2, 2.5 or 5 times a power of ten.
double round_up(double value) {
    double step = 1e-6;
    while (true) {
        for (const double times : {1.0, 2.0, 2.5, 5.0})
            if (step * times >= value) return step * times;
        step *= 10;
    }
}

/// One series in its frame.
class Panel {
  public:
    Panel(const ReplaySeries &series, double y)
        : series_{series}, by_year_{!series.is_level() && series.mixes_periods()}, y_{y} {
        for (const ReplayPoint &point : series.points)
            highest_ =
                std::max({highest_, told(point, point.simulated.high95), told(point, point.observed_t.value_or(0))});
        step_ = round_up(std::max(highest_, 1.0) / 4);
        first_ = days_of(series.points.front().from.time_since_epoch());
        const ReplayPoint &last = series.points.back();
        last_ = days_of(last.until().time_since_epoch());
    }

    std::string svg() const {
        std::string out = fmt::format("<text x=\"{}\" y=\"{:.0f}\" class=\"title\">{} [{}]</text>\n", left_margin,
                                      y_ + 18, escaped(series_.spec->name), by_year_ ? "kt/y" : "kt");
        shade(out);
        for (double value = 0; value <= highest_ + step_ * 0.5; value += step_)
            out += fmt::format("<path class=\"grid\" d=\"M{} {:.1f}H{}\"/><text x=\"{}\" y=\"{:.1f}\" "
                               "class=\"axis\" text-anchor=\"end\">{:g}</text>\n",
                               left_margin, at_y(value), width - right_margin, left_margin - 6, at_y(value) + 4,
                               value / 1000);
        band(out);
        line(out);
        dots(out);
        labels(out);
        return out;
    }

  private:
    /// Years, months and days in one panel stand beside each other as rates.
    double told(const ReplayPoint &point, double tonnes) const {
        return by_year_ ? tonnes / point.days() * 365.25 : tonnes;
    }
    double at_x(double day) const {
        return left_margin + (day - first_) / (last_ - first_) * (width - left_margin - right_margin);
    }
    double at_y(double value) const {
        const double most = std::max(step_, step_ * static_cast<int>(highest_ / step_ + 0.999));
        return y_ + panel - bottom - value / most * (panel - top - bottom);
    }
    static double begin(const ReplayPoint &point) { return days_of(point.from.time_since_epoch()); }
    static double end(const ReplayPoint &point) { return days_of(point.until().time_since_epoch()); }
    double middle(const ReplayPoint &point) const { return at_x((begin(point) + end(point)) / 2); }

    void shade(std::string &out) const {
        for (const ReplayPoint &point : series_.points)
            if (point.scores)
                out += fmt::format("<rect class=\"scored\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" "
                                   "height=\"{:.1f}\"/>\n",
                                   at_x(begin(point)), y_ + top, at_x(end(point)) - at_x(begin(point)),
                                   panel - top - bottom);
    }
    void band(std::string &out) const {
        std::string up, down;
        for (const ReplayPoint &point : series_.points) {
            up += fmt::format("{:.1f},{:.1f} ", middle(point), at_y(told(point, point.simulated.high95)));
            down =
                fmt::format("{:.1f},{:.1f} ", middle(point), at_y(told(point, std::max(0.0, point.simulated.low95)))) +
                down;
        }
        out += fmt::format("<polygon class=\"band\" points=\"{}{}\"/>\n", up, down);
    }
    void line(std::string &out) const {
        out += "<polyline class=\"model\" points=\"";
        for (const ReplayPoint &point : series_.points)
            out += fmt::format("{:.1f},{:.1f} ", middle(point), at_y(told(point, point.simulated.mean)));
        out += "\"/>\n";
    }
    void dots(std::string &out) const {
        for (const ReplayPoint &point : series_.points)
            if (point.observed_t)
                out += fmt::format("<circle class=\"seen\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.2\"/>\n", middle(point),
                                   at_y(told(point, *point.observed_t)));
    }
    void labels(std::string &out) const {
        double free = 0; // nothing is written left of here
        for (const ReplayPoint &point : series_.points) {
            if (middle(point) < free) continue;
            const std::string date = print_period(point.from, point.kind);
            out += fmt::format("<text x=\"{:.1f}\" y=\"{:.0f}\" class=\"axis\" text-anchor=\"middle\">{}</text>\n",
                               middle(point), y_ + panel - 8, date);
            free = middle(point) + 10 + 7.0 * static_cast<double>(date.size());
        }
    }

    const ReplaySeries &series_;
    const bool by_year_;
    double y_, highest_ = 0, step_ = 1, first_ = 0, last_ = 1;
};

} // namespace

std::string replay_svg(const ReplayResult &result) {
    std::string panels;
    double y = 28;
    for (const ReplaySeries &series : result.series) {
        if (series.points.empty()) continue;
        panels += Panel{series, y}.svg();
        y += panel;
    }
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1:.0f}\" font-family=\"sans-serif\" "
        "font-size=\"11\">\n<style>.title{{font-weight:bold}} .axis{{fill:#444}} "
        ".grid{{stroke:#ddd;fill:none}} .scored{{fill:#f1f4ea}} .band{{fill:#b5651d;opacity:.22}} "
        ".model{{fill:none;stroke:#b5651d;stroke-width:2}} .seen{{fill:#12344d}}</style>\n"
        "<rect width=\"{0}\" height=\"{1:.0f}\" fill=\"white\"/>\n<text x=\"{2}\" y=\"18\">{3}: observed "
        "(dots), model (line, 95 % of runs); scored years on green</text>\n{4}</svg>\n",
        width, y + 4, left_margin, escaped(result.chain->title.empty() ? result.chain->name : result.chain->title),
        panels);
}

} // namespace midstream

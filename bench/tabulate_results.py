# Turns RESULT lines into a table of medians and ratios, and fails when a check is wrong.
# SPDX-License-Identifier: Apache-2.0
import statistics
import sys

# What theory (w1) or long runs of all engines (w2, w3) say; a run of size n may be off by four times
# spread / sqrt(n), and by slack, which covers the start from empty.
WORKLOADS = {
    "w1": dict(text="M/M/1 at a load of 0.9; events. Check: mean time in system, 10.",
               truth=10, spread=190, slack=0),
    "w2": dict(text="ten stations, buffers of 5; completions. Check: jobs per unit of time, 0.763.",
               truth=0.763, spread=0.8, slack=0.002),
    "w3": dict(text="supply network; lots delivered. Check: mean lead time, 32.5 d; 31.4 d where vessels take turns.",
               truth=32.5, spread=0.5, slack=0.3, takes_turns=31.4),
    "w5": dict(text="replications of 10,000 customers of w1, on two threads or processes. Check: mean time in system, "
                    "9.9 d from empty.", truth=9.9, spread=2.2, slack=0.1),
}


def short(rate):
    return f"{rate:,.0f}" if rate >= 100 else f"{rate:.3g}"


def main():
    rates, checks, wrong = {}, {}, set()
    for line in sys.stdin:
        run = dict(field.split("=") for field in line.split()[1:])
        key = run["w"], run["eng"]
        seconds = float(run["wall" if run["w"] == "w5" else "cpu"])
        rates.setdefault(key, []).append(float(run["work"]) / max(1e-9, seconds) / 1000)
        checks.setdefault(key, []).append(float(run["check"]))
        known = WORKLOADS[run["w"]]
        tolerance = 4 * known["spread"] / float(run["size"]) ** 0.5 + known["slack"]
        truth = known["truth"]
        if run["eng"].startswith("midstream"):  # a case has no rule that draws a destination
            truth = known.get("takes_turns", truth)
        if not abs(float(run["check"]) - truth) <= tolerance:
            wrong.add(key)
    for workload, known in WORKLOADS.items():
        rows = [key for key in rates if key[0] == workload]
        if not rows:
            continue
        own = next((key for key in rows if key[1].startswith("midstream")), None)
        ours = statistics.median(rates[own]) if own else 0
        print(f"\n{workload}  {known['text']}")
        print("  engine             thousand/s      least ..    most   midstream is      check")
        for key in rows:
            median = statistics.median(rates[key])
            ratio = f"{ours / median:.1f} x" if ours else "-"
            print(f"  {key[1]:16} {short(median):>12} {short(min(rates[key])):>10} .. {short(max(rates[key])):>7} {ratio:>14} "
                  f"{statistics.mean(checks[key]):10.4f}{'  WRONG' if key in wrong else ''}")
    if not rates:
        print("nothing was measured")
    sys.exit(1 if wrong or not rates else 0)


if __name__ == "__main__":
    main()

// The document inside each report: as the schema says, and as the tables beside it say.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { all, near, pageOf, runs, summaryOf } from './opened.mjs';

const schema = JSON.parse(readFileSync(new URL('../page.schema.json', import.meta.url), 'utf8'));

test('the data of every report is as the schema says', () => {
  const valid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
  for (const name of all) {
    valid(pageOf(name));
    assert.deepEqual(valid.errors, null, name);
  }
});

test('the data is what summary.json says', () => {
  for (const name of runs) {
    const data = pageOf(name),
      summary = summaryOf(name);
    near(data.answer.measured[0], summary.measure.t_per_year.mean, `${name}, measure`);
    data.delivered.forEach((market, index) =>
      near(market.delivered[0], summary.delivered[index].t_per_year.mean, `${name}, ${market.market}`),
    );
    data.chokepoints.forEach((point, index) => {
      assert.equal(point.at, summary.chokepoints[index].at);
      if (point.relief)
        near(point.relief[1], summary.chokepoints[index].relief_t_per_10_percent.low, `${name}, relief of ${point.at}`);
    });
    const byName = new Map(summary.facilities.map((facility) => [facility.name, facility]));
    for (const facility of data.facilities.filter((each) => each.throughput)) {
      near(facility.throughput[2], byName.get(facility.name).throughput_t_per_year.high, `${name}, ${facility.name}`);
      for (const [doing, share] of Object.entries(facility.time))
        near(share, byName.get(facility.name).time_share[doing], `${name}, ${facility.name} ${doing}`);
    }
  }
});

test('states by month add up to the shares of time after the warm-up', () => {
  for (const name of ['short', 'ladder', 'copper', 'decades']) {
    const data = pageOf(name),
      day = (text) => Date.parse(text.slice(0, 10)) / 864e5;
    const starts = data.series.start.map(day),
      ends = [...starts.slice(1), day(data.horizon.end)],
      warm = day(data.horizon.warmup_end);
    const first = starts.indexOf(warm);
    assert.ok(first >= 0 || name === 'ladder' || name === 'decades', `${name}: the warm-up ends with a month`);
    if (first < 0) continue;
    for (const { facility, doing } of data.series.facilities) {
      for (const [state, thousandths] of Object.entries(doing)) {
        let sum = 0;
        for (let i = first; i < starts.length; ++i) sum += (thousandths[i] / 1000) * (ends[i] - starts[i]);
        const share = data.facilities[facility].time[state] ?? 0;
        assert.ok(
          Math.abs(sum / (ends.at(-1) - warm) - share) < 1e-3,
          `${name}, ${data.facilities[facility].name} ${state}: ${sum / (ends.at(-1) - warm)}, not ${share}`,
        );
      }
    }
  }
});

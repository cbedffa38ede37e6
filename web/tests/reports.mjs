// Real reports of every command, made in a folder of their own, and one of made data.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..', '..');
export const template = readFileSync(join(root, 'web/dist/page.html'), 'utf8');

/** Many mines, plants and markets: `groups` chains of twenty facilities. */
function largeCase(groups) {
  const facilities = [],
    routes = [];
  for (let g = 0; g < groups; ++g) {
    for (let m = 0; m < 10; ++m) {
      facilities.push(
        `  mine ${g}-${m}: {kind: mine, makes: ore, rate: ${50 + ((g * 7 + m) % 40)} t/d, storage: {ore: 2 kt}}`,
      );
      routes.push(`  - {from: mine ${g}-${m}, to: plant ${g}-${m % 5}, carries: ore, by: conveyor}`);
    }
    for (let p = 0; p < 5; ++p) {
      facilities.push(
        `  plant ${g}-${p}: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 0.9 t/t}, capacity: {ore: ${90 + p * 5} t/d}, storage: {ore: 2 kt, metal: 2 kt}, failures: {every: {exponential: 90 d}, for: 3 d}}`,
      );
      routes.push(`  - {from: plant ${g}-${p}, to: city ${g}-${p}, carries: metal, by: conveyor}`);
      facilities.push(`  city ${g}-${p}: {kind: market, takes: {metal: 100 t/d}}`);
    }
  }
  return [
    'midstream: 1',
    'title: Twenty thousand',
    'time: {start: 2025-01-01, end: 2028-01-01}',
    'runs: {seed: 1, replications: 2}',
    'materials: {ore: {}, metal: {}}',
    'facilities:',
    ...facilities,
    'routes:',
    ...routes,
    '',
  ].join('\n');
}

export function dataOf(file) {
  const found = /<script type="application\/json" id="data">([^]*?)<\/script>/.exec(readFileSync(file, 'utf8'));
  return JSON.parse(found[1]);
}

/** Name and folder of each report. */
export function makeReports(midstream, folder) {
  const cases = join(root, 'configs/cases'),
    large = join(folder, 'large.yaml');
  writeFileSync(large, largeCase(1000));
  const runs = {
    short: ['run', join(cases, 'short-line.yaml')],
    ladder: ['chokepoints', join(cases, 'valley.yaml'), '--replications', '4', '--relief', '4', '--ladder', '2'],
    compare: [
      'compare',
      join(cases, 'valley.yaml'),
      '--with',
      join(cases, 'overlays/second-smelter.yaml'),
      '--replications',
      '4',
      '--relief',
      '3',
    ],
    copper: ['run', join(cases, 'us-copper.yaml'), '--replications', '3', '--relief', '4'],
    hostile: ['run', join(here, 'hostile.yaml')],
    decades: [
      'run',
      join(cases, 'valley.yaml'),
      '--set',
      'time.end=2055-01-01',
      '--replications',
      '2',
      '--relief',
      '0',
    ],
    large: ['run', large, '--relief', '0'],
  };
  const reports = {};
  for (const [name, words] of Object.entries(runs)) {
    execFileSync(midstream, [...words, '--quiet', '--out', join(folder, name)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    reports[name] = join(folder, name);
  }
  reports.made = join(folder, 'made');
  mkdirSync(reports.made);
  const made = readFileSync(join(here, 'made.json'), 'utf8').replaceAll('<', '\\u003c');
  writeFileSync(
    join(reports.made, 'report.html'),
    template
      .replace('@TITLE@', 'made')
      .replace('@HEADLINE@', '')
      .replace('@DATA@', () => made),
  );
  return reports;
}

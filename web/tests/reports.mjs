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

/** A history to be fitted; plants that bind together; a fleet too small. */
const smallCases = {
  past: `midstream: 1
title: A short past
time: {start: 2001-01-01, end: 2007-01-01}
runs: {seed: 1, replications: 2}
materials: {ore: {}, metal: {}}
facilities:
  mine: {kind: mine, makes: ore, rate: 90 kt/y}
  works: {kind: plant, takes: {ore: 1 t/t}, makes: {metal: 0.25 t/t}, capacity: {ore: 100 kt/y}, storage: {ore: 2 kt}, failures: {every: {exponential: 30 d}, for: 2 d}}
  city: {kind: market, takes: {metal: 1 kt/d}}
routes:
  - {from: mine, to: works, carries: ore, by: conveyor}
  - {from: works, to: city, carries: metal, by: conveyor}
observed:
  made: {made: metal, at: works, values: {2001: 18 kt, 2002: 19 kt, 2003: 17.5 kt, 2004: 18.2 kt, 2005: 18.9 kt, 2006: 18 kt}}
calibrate:
  fit: ..2004
  score: 2005..
  vary: [{field: facilities.works.capacity.ore, from: 60 kt/y, to: 140 kt/y}]
`,
  joint: `midstream: 1
title: Two in a row
time: {start: 2025-01-01, end: 2027-01-01}
runs: {seed: 1, replications: 3}
materials: {ore: {}, matte: {}, metal: {}}
facilities:
  mine: {kind: mine, makes: ore, rate: 900 t/d}
  smelter: {kind: plant, takes: {ore: 1 t/t}, makes: {matte: 1 t/t}, capacity: {ore: 300 t/d}}
  refinery: {kind: plant, takes: {matte: 1 t/t}, makes: {metal: 1 t/t}, capacity: {matte: 300 t/d}}
  city: {kind: market, takes: {metal: 900 t/d}}
routes:
  - {from: mine, to: smelter, carries: ore, by: conveyor}
  - {from: smelter, to: refinery, carries: matte, by: conveyor}
  - {from: refinery, to: city, carries: metal, by: conveyor}
`,
  vehicles: `midstream: 1
title: Too few trains
time: {start: 2025-01-01, end: 2027-01-01}
runs: {seed: 1, replications: 3}
materials: {ore: {}}
facilities:
  mine: {kind: mine, makes: ore, rate: 4000 t/d, storage: {ore: 20 kt}}
  city: {kind: market, takes: {ore: 4000 t/d}, storage: {ore: 20 kt}}
routes:
  - {from: mine, to: city, carries: ore, by: rail, fleet: trains, transit: 2 d}
fleets:
  trains: {vehicles: 4, parcel: 2 kt, load time: 6 h, unload time: 6 h}
`,
};

export function dataOf(file) {
  const found = /<script type="application\/json" id="data">([^]*?)<\/script>/.exec(readFileSync(file, 'utf8'));
  return JSON.parse(found[1]);
}

/** Name and folder of each report. */
export function makeReports(midstream, folder) {
  const cases = join(root, 'configs/cases'),
    large = join(folder, 'large.yaml');
  writeFileSync(large, largeCase(1000));
  for (const [name, text] of Object.entries(smallCases)) writeFileSync(join(folder, `${name}.yaml`), text);
  const sizing = (range, target, ...options) => [
    'size',
    join(cases, 'short-line.yaml'),
    '--vary',
    `facilities.smelter.capacity.ore=${range}`,
    '--target',
    target,
    ...options,
  ];
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
    replay: ['replay', join(cases, 'smelters-history.yaml'), '--replications', '3'],
    calibrate: ['calibrate', join(folder, 'past.yaml'), '--replications', '2', '--tries', '6'],
    size: sizing('80:160 t/d', 'delivered metal >= 34 kt/y', '--relief', '2'),
    chance: sizing(
      '80:160 t/d',
      'delivered metal >= 34 kt/y',
      '--in',
      '80 % of runs',
      '--indifference',
      '15 %',
      '--relief',
      '0',
    ),
    used: sizing('80:260 t/d', 'utilisation of smelter >= 80 %', '--relief', '0'),
    options: [
      'size',
      join(folder, 'vehicles.yaml'),
      '--option',
      'five trains: fleets.trains.vehicles=5',
      '--option',
      'larger trains: fleets.trains.parcel=3 kt',
      '--relief',
      '0',
    ],
    pair: [
      'size',
      join(folder, 'vehicles.yaml'),
      '--vary',
      'fleets.trains.vehicles=2:8',
      '--vary',
      'fleets.trains.parcel=1:4 kt',
      '--cost',
      'fleets.trains.vehicles=40 M USD per train',
      '--cost',
      'fleets.trains.parcel=30 M USD per kt',
      '--target',
      'delivered ore >= 900 kt/y',
      '--relief',
      '0',
    ],
    study: ['study', join(root, 'configs/studies/valley-sizes.yaml'), '--replications', '3'],
    joint: ['run', join(folder, 'joint.yaml')],
    vehicles: ['run', join(folder, 'vehicles.yaml')],
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

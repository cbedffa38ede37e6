// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isChange } from '../src/compare';
import type { Chokepoint, Facility, Page, Replay, Score } from '../src/data';
import { atLimit, ranks, step, triedWords } from '../src/limiting';
import { rootWords } from '../src/details';
import { stepsOf } from '../src/losses';
import { sorted } from '../src/panel';
import { ruledWords, spans } from '../src/replay';
import { contests, overall } from '../src/replay_cards';
import { placeOf } from '../src/passages';
import { commandOf } from '../src/provenance';
import { labelsOf, sizeWords } from '../src/size';
import { stateWords } from '../src/states';
import { axisOf, chanceWords, yearly } from '../src/time';
import { Timeline } from '../src/timeline';

test('a waterfall goes from the first total down to the last, small steps together', () => {
  const steps = stepsOf(
    {
      from: { label: 'demand', t_per_year: 100 },
      to: { label: 'delivered', t_per_year: 70 },
      steps: [
        { cause: 'a', at: 'x', t_per_year: 4 },
        { cause: 'b', at: 'y', t_per_year: 20 },
        { cause: 'c', at: 'x', t_per_year: 5 },
        { cause: 'd', at: '', t_per_year: 1 },
      ],
    },
    2,
  );
  assert.deepEqual(
    steps.map((each) => [each.label, each.from, each.to]),
    [
      ['demand', 0, 100],
      ['b', 100, 80],
      ['c', 80, 75],
      ['2 smaller', 75, 70],
      ['delivered', 0, 70],
    ],
  );
});

test('a facility is at its limit while it runs at its ceiling or is down on its own account', () => {
  const plant = {
    name: 'p',
    kind: 'plant',
    behaviour: 'plant',
    nameplate: 5,
    time: { running: 0.5, failed: 0.1, starved: 0.4 },
  } as Facility;
  assert.equal(atLimit(plant)?.toFixed(3), '0.600');
  assert.equal(atLimit({ ...plant, behaviour: 'market' }), undefined);
  assert.deepEqual([0, 0.19, 0.2, 0.99, 1].map(step), [0, 0, 1, 4, 4]);
});

test('only what stands out of the noise has a rank', () => {
  const point = (rank: number, facility: number, gains: boolean) =>
    ({ rank, facility, gains, at: '', limit: '', share_of_time: [0, 0, 0] }) as Chokepoint;
  assert.deepEqual([...ranks({ chokepoints: [point(1, 4, true), point(2, 2, false)] } as unknown as Page).keys()], [4]);
});

test('a change that its interval does not tell from nothing is none', () => {
  assert.ok(isChange({ before: [10, 9, 11], after: [12, 11, 13], change: [2, 1, 3] }));
  assert.ok(!isChange({ before: [10, 9, 11], after: [12, 11, 13], change: [2, -1, 5] }));
});

test('a table is sorted by number or letter, what is none at the end', () => {
  assert.deepEqual(
    sorted([3, null, 10, 2], (row) => row, -1),
    [10, 3, 2, null],
  );
  assert.deepEqual(
    sorted(['line 10', 'line 9'], (row) => row, 1),
    ['line 9', 'line 10'],
  );
});

test('all charts see the same part of time, never less than three points nor beyond the ends', () => {
  const time = new Timeline(120);
  let calls = 0;
  time.whenSeen(() => ++calls);
  time.see(100, 140);
  assert.deepEqual([time.from, time.to], [80, 120]);
  time.see(10, 10);
  assert.deepEqual([time.from, time.to], [10, 13]);
  time.zoom(2);
  time.move(-0.5);
  assert.equal(calls, 4);
  time.point(200);
  assert.equal(time.pointed, time.to - 1);
});

test('monthly sums become rates by the length of each month', () => {
  const page = {
    horizon: { start: '2025-01-01', end: '2025-03-01', warmup_end: '2025-01-01' },
    disruptions: [{ name: 's', what: 'strike', at: 'x', on: '2025-02-01', lasts_d: 10 }],
  } as unknown as Page;
  const axis = axisOf(page, {
    months_per_point: 1,
    start: ['2025-01-01', '2025-02-01'],
    markets: [],
    facilities: [],
    stocks: [],
  });
  assert.deepEqual(yearly(axis, [31, 28]).map(Math.round), [365, 365]);
  assert.equal(axis.shades[0]?.to.toISOString().slice(0, 10), '2025-02-11');
});

test('disruptions by chance are told in words', () => {
  assert.equal(
    chanceWords([
      { name: 'drought', what: 'passage closure', at: 'canal', every_d: 3652.5, lasts_d: 310, to: 0.61 },
      { name: 'dated', what: 'strike', at: 'x', on: '2028-01-01' },
    ]),
    'drought (about every 10 years, for 10 months, down to 61 %)',
  );
});

test('the command to run again quotes what a shell would take apart', () => {
  const provenance = {
    case_file: "it's.yaml",
    with: [],
    set: ['facilities.a b.rate=5 t/d'],
    options: ['--fit', '2000..2012'],
    seed: '7',
    replications: 20,
  };
  assert.equal(
    commandOf({ command: 'run', provenance } as unknown as Page),
    "midstream run 'it'\\''s.yaml' --set 'facilities.a b.rate=5 t/d' --fit 2000..2012 --seed 7 --replications 20",
  );
});

test('states are told by their length, passages by their name', () => {
  assert.equal(stateWords({ starved: 0.3, running: 0.7, failed: 0.0001 }), 'running 70 %, starved 30 %');
  assert.deepEqual(placeOf('Panama Canal, west'), [-79.7, 9.1]);
  assert.equal(placeOf('gorge'), undefined);
});

test('years ruled by the same thing are told together', () => {
  const year = (number: number, by: string) => ({
    year: number,
    made: 1,
    feed: 0,
    room: 0,
    own_stops: 0,
    ruled_by: by,
  });
  assert.equal(
    ruledWords([year(1996, 'feed'), year(1997, 'feed'), year(1998, 'room'), year(2000, 'room')]),
    '1996 to 1997 feed, 1998 room, 2000 room',
  );
  assert.deepEqual(spans(['neither', 'fit', 'fit', 'score']), [
    { name: 'neither', from: 0, to: 1 },
    { name: 'fit', from: 1, to: 3 },
    { name: 'score', from: 3, to: 4 },
  ]);
});

test('a replay is judged on its scored years alone', () => {
  const score = (series: string, set: Score['set'], skills: number[]): Score => ({
    series,
    window: '',
    set,
    periods: 3,
    mape: 0,
    bias: 0,
    baselines: skills.map((skill, index) => ({ name: `b${index}`, periods: 3, mape: 0, model_mape: 0, skill })),
  });
  const replay = {
    words: '',
    years: { fit: '', score: '' },
    series: [],
    scores: [
      score('x', 'score', [0.1, -1]),
      score('x', 'fit', []),
      score('y', 'score', [0.2]),
      score('all', 'score', []),
      score('all', 'fit', []),
    ],
  } satisfies Replay;
  assert.equal(overall(replay)?.series, 'all');
  assert.deepEqual(contests(replay), [
    { name: 'b0', nearer: 2, of: 2 },
    { name: 'b1', nearer: 0, of: 1 },
  ]);
});

test('whole things are told as what was added, and causes by whose they are', () => {
  const point = { rank: 1, at: 'a', limit: 'vehicles', share_of_time: [0, 0, 0], gains: true } as Chokepoint;
  assert.equal(triedWords(point), '10 % more there gives');
  assert.equal(triedWords({ ...point, tried: '+1 vehicle of 4', things: 1 }), '+1 vehicle of 4 gives');
  assert.equal(triedWords({ ...point, tried: '+2 vehicles of 20', things: 2 }), '+2 vehicles of 20 give');
  assert.equal(rootWords({ cause: 'failures', lost: 2e3 }), 'own failures 2.00 kt/y');
  assert.equal(rootWords({ cause: 'capacity', at: 'north mine', lost: 2e3 }), 'north mine: capacity 2.00 kt/y');
  assert.equal(rootWords({ cause: 'others', lost: 2e3 }), 'others 2.00 kt/y');
});

test('a size is told with the digits of the answer in words', () => {
  assert.equal(sizeWords(112.5, 't/d'), '112.5 t/d');
  assert.equal(sizeWords(712.421875, 'kt/y'), '712.422 kt/y');
  assert.equal(sizeWords(1200000, 't/y'), '1200000 t/y');
  assert.equal(sizeWords(4, ''), '4');
});

test('names of marks that are near each other stand in rows, and within the picture', () => {
  const [answer, flattens] = labelsOf(
    [
      { x: 100, words: 'answer: 108 t/d' },
      { x: 140, words: 'flattens: 119 t/d' },
    ],
    600,
  );
  assert.deepEqual(answer, { x: 104, anchor: 'start', row: 0 });
  assert.deepEqual(flattens, { x: 144, anchor: 'start', row: 1 });
  const turned = labelsOf(
    [
      { x: 590, words: 'answer: 108 t/d' },
      { x: 300, words: 'flattens: 80 t/d' },
    ],
    600,
  );
  assert.deepEqual(
    turned.map((label) => [label.anchor, label.row]),
    [
      ['end', 0],
      ['start', 0],
    ],
  );
});

// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { graphOf } from '../src/chain_graph';
import type { Facility, Page, Route } from '../src/data';

const facility = (name: string, behaviour: Facility['behaviour'], count?: number): Facility => ({
  name,
  kind: behaviour,
  behaviour,
  ...(count ? { count } : {}),
});
const route = (from: number, to: number, moved: number, metal = moved / 4): Route => ({
  from,
  to,
  carries: 'ore',
  moved,
  metal,
});
const page = (facilities: Facility[], routes: Route[]) => ({ facilities, routes }) as unknown as Page;

test('routes of a material between two facilities are one way', () => {
  const { places, ways } = graphOf(
    page([facility('a', 'mine'), facility('b', 'market')], [route(0, 1, 5), route(0, 1, 7)]),
    'moved',
    new Set(),
  );
  assert.equal(places.length, 2);
  assert.deepEqual(
    ways.map((way) => [way.value, way.routes.length]),
    [[12, 2]],
  );
});

test('a way that closes a circle is drawn apart', () => {
  const { ways } = graphOf(
    page(
      [facility('a', 'mine'), facility('b', 'plant'), facility('c', 'plant')],
      [route(0, 1, 9), route(1, 2, 9), route(2, 1, 3)],
    ),
    'moved',
    new Set(),
  );
  assert.deepEqual(
    ways.map((way) => way.back),
    [false, false, true],
  );
});

test('the width follows the metal where that is asked for, and what carries none is left out', () => {
  const graph = graphOf(
    page(
      [facility('a', 'plant'), facility('b', 'market'), facility('acid', 'market')],
      [route(0, 1, 8, 2), route(0, 2, 100, 0)],
    ),
    'metal',
    new Set(),
  );
  assert.deepEqual(
    graph.ways.map((way) => way.value),
    [2],
  );
  assert.equal(graph.alone, 1);
});

test('beyond the most that are drawn the smaller are told together, those that must be seen stay', () => {
  const facilities = [facility('city', 'market'), ...Array.from({ length: 50 }, (_, i) => facility(`m${i}`, 'mine'))];
  const graph = graphOf(
    page(
      facilities,
      Array.from({ length: 50 }, (_, i) => route(i + 1, 0, 100 - i)),
    ),
    'moved',
    new Set([50]),
    10,
  );
  const names = graph.places.map((place) => place.name);
  assert.ok(names.includes('m49') && names.includes('m0') && names.includes('41 other mines'));
  assert.equal(graph.places.length, 11);
  assert.equal(Math.round(graph.ways.reduce((sum, way) => sum + way.value, 0)), 50 * 100 - (49 * 50) / 2);
});

test('a group of the data counts as many as it holds', () => {
  const graph = graphOf(
    page([facility('city', 'market'), facility('other mines', 'mine', 19_000)], [route(1, 0, 5)]),
    'moved',
    new Set(),
  );
  assert.equal(graph.places.find((place) => place.behaviour === 'mine')?.name, '19,000 other mines');
});

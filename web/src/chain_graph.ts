// The chain as a graph to be laid out: at most so many nodes, no way round in circles.
// SPDX-License-Identifier: Apache-2.0
import type { Facility, Page, Route } from './data';

export interface Place {
  /** Of its facility in the page; empty: several told together. */
  facility?: number;
  name: string;
  behaviour: Facility['behaviour'];
  count: number;
}
export interface Way {
  source: number;
  target: number;
  value: number;
  routes: Route[];
  /** Against the stream: drawn apart. */
  back: boolean;
}
export interface Graph {
  places: Place[];
  ways: Way[];
  /** Facilities that no route with tonnes touches. */
  alone: number;
}

export type Weight = 'moved' | 'metal';

const weighed = (route: Route, by: Weight): number => (by === 'metal' ? (route.metal ?? 0) : route.moved);

/** The facilities that are drawn one by one: those that must be, then the busiest. */
function chosen(page: Page, must: Set<number>, most: number): Set<number> {
  const facilities = page.facilities ?? [];
  const traffic = facilities.map(() => 0);
  for (const route of page.routes ?? []) {
    traffic[route.from] = (traffic[route.from] ?? 0) + route.moved;
    traffic[route.to] = (traffic[route.to] ?? 0) + route.moved;
  }
  const weight = (index: number) => (must.has(index) ? Infinity : (traffic[index] ?? 0));
  const all = facilities.map((_, index) => index).filter((index) => facilities[index]?.count === undefined);
  if (all.length <= most) return new Set(all);
  return new Set([...all].sort((a, b) => weight(b) - weight(a) || a - b).slice(0, most));
}

/** Marks the ways that close a circle, met in the order of the places. */
function markBack(places: number, ways: Way[]): void {
  const out: Way[][] = Array.from({ length: places }, () => []);
  for (const way of ways) out[way.source]?.push(way);
  const state = new Array<number>(places).fill(0);
  for (let root = 0; root < places; ++root) {
    if (state[root] !== 0) continue;
    const path: [number, number][] = [[root, 0]];
    state[root] = 1;
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const way = out[top[0]]?.[top[1]++];
      if (!way) {
        state[top[0]] = 2;
        path.pop();
      } else if (state[way.target] === 1) way.back = true;
      else if (state[way.target] === 0) {
        state[way.target] = 1;
        path.push([way.target, 0]);
      }
    }
  }
}

export function graphOf(page: Page, by: Weight, must: Set<number>, most = 70): Graph {
  const facilities = page.facilities ?? [];
  const alone = chosen(page, must, most);
  const places: Place[] = [];
  const placeOf = new Map<string, number>();
  const place = (index: number): number => {
    const facility = facilities[index] as Facility;
    const key = alone.has(index) ? `#${index}` : facility.behaviour;
    let at = placeOf.get(key);
    if (at === undefined) {
      at = places.length;
      placeOf.set(key, at);
      places.push(
        alone.has(index)
          ? { facility: index, name: facility.name, behaviour: facility.behaviour, count: 1 }
          : { name: '', behaviour: facility.behaviour, count: 0 },
      );
    }
    return at;
  };
  const used = new Set<number>();
  const ways = new Map<string, Way>();
  for (const route of page.routes ?? []) {
    const value = weighed(route, by);
    if (!(value > 0)) continue;
    used.add(route.from).add(route.to);
    const source = place(route.from),
      target = place(route.to);
    if (source === target) continue;
    const key = `${source} ${target} ${route.carries}`;
    const way = ways.get(key);
    if (way) {
      way.value += value;
      way.routes.push(route);
    } else ways.set(key, { source, target, value, routes: [route], back: false });
  }
  for (const index of used) {
    const facility = facilities[index] as Facility;
    if (alone.has(index)) continue;
    const group = places[placeOf.get(facility.behaviour) as number] as Place;
    group.count += facility.count ?? 1;
    group.name = `${group.count.toLocaleString('en')} other ${facility.behaviour}s`;
  }
  const list = [...ways.values()];
  markBack(places.length, list);
  return {
    places,
    ways: list,
    alone: facilities.filter((facility, index) => facility.count === undefined && !used.has(index)).length,
  };
}

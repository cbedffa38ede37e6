// The same chain on a map, for facilities that have a location. Coast lines are part of the page.
// SPDX-License-Identifier: Apache-2.0
import {
  geoGraticule10,
  geoNaturalEarth1,
  geoMercator,
  geoPath,
  type GeoPermissibleObjects,
  type GeoProjection,
} from 'd3-geo';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import land from 'land';
import { nodeClass } from './chain_marks';
import type { Facility, Page, Route } from './data';
import { facilityDetails, routeDetails } from './details';
import { choice, el, svg, whenSized } from './dom';
import { ranks } from './limiting';
import { caption } from './panel';
import { placeOf } from './passages';
import { rate } from './words';

interface Spot {
  facility: Facility;
  index: number;
  at: [number, number];
}

const world = land as Topology;

function coast(): GeoPermissibleObjects {
  return feature(world, world.objects.land as Parameters<typeof feature>[1]);
}

const spots = (page: Page): Spot[] =>
  (page.facilities ?? []).flatMap((facility, index) =>
    facility.location ? [{ facility, index, at: [facility.location[1], facility.location[0]] }] : [],
  );

/** Middle of longitudes on the circle: where the map is cut opposite. */
function middleOf(all: Spot[]): number {
  const turn = Math.PI / 180;
  const x = all.reduce((sum, spot) => sum + Math.cos(spot.at[0] * turn), 0),
    y = all.reduce((sum, spot) => sum + Math.sin(spot.at[0] * turn), 0);
  return Math.round(Math.atan2(y, x) / turn);
}

function projectionFor(shown: Spot[], width: number, height: number): GeoProjection {
  const middle = middleOf(shown);
  const off = (spot: Spot) => ((spot.at[0] - middle + 540) % 360) - 180;
  const wide = Math.max(...shown.map(off)) - Math.min(...shown.map(off));
  const projection = (wide > 80 ? geoNaturalEarth1() : geoMercator()).rotate([-middle, 0]);
  const points = { type: 'MultiPoint' as const, coordinates: shown.map((spot) => spot.at) };
  const side = Math.min(70, width / 8);
  projection.fitExtent(
    [
      [side, 36],
      [width - side, height - 36],
    ],
    points,
  );
  projection.scale(Math.min(projection.scale(), 3000));
  const [x, y] = geoPath(projection).centroid(points),
    [a, b] = projection.translate();
  if (shown.length === 1) projection.translate([a + width / 2 - x, b + height / 2 - y]);
  return projection.clipExtent([
    [0, 0],
    [width, height],
  ]);
}

function drawMap(page: Page, shown: Spot[], width: number, show: (content: HTMLElement) => void): SVGElement {
  const height = Math.round(Math.min(620, Math.max(300, width * 0.6)));
  const projection = projectionFor(shown, width, height),
    path = geoPath(projection);
  const all = new Map(spots(page).map((spot) => [spot.index, spot]));
  const byRank = ranks(page);
  const picture = svg(
    'svg',
    { width, height, class: 'map', role: 'group', 'aria-label': 'The chain on a map' },
    svg('rect', { class: 'sea', width, height }),
    svg('path', { class: 'graticule', d: path(geoGraticule10()) ?? '' }),
    svg('path', { class: 'land', d: path(coast()) ?? '' }),
  );
  const routes = (page.routes ?? []).filter((route) => all.has(route.from) && all.has(route.to) && route.moved > 0);
  const weight = (route: Route) => (page.element ? (route.metal ?? 0) : route.moved);
  const most = Math.max(...routes.map(weight), 1e-9);
  for (const route of routes) {
    const from = all.get(route.from) as Spot,
      to = all.get(route.to) as Spot;
    const d = path({
      type: 'LineString',
      coordinates: [from.at, ...(route.via ?? []).map(placeOf).filter((place) => place !== undefined), to.at],
    });
    if (!d) continue;
    picture.append(
      svg(
        'path',
        {
          class: `way by-${route.by ?? 'several'}`,
          d,
          'stroke-width': (1 + (7 * weight(route)) / most).toFixed(2),
          onpointerenter: () => show(routeDetails(page, [route])),
          onclick: () => show(routeDetails(page, [route])),
        },
        svg('title', {}, `${from.facility.name} to ${to.facility.name}: ${route.carries} ${rate(route.moved)}`),
      ),
    );
  }
  const placed: [number, number, number, number][] = [];
  const busiest = Math.max(...shown.map((spot) => spot.facility.throughput?.[0] ?? 0), 1e-9);
  const order = [...all.values()].sort(
    (a, b) =>
      (byRank.get(a.index)?.rank ?? 99) - (byRank.get(b.index)?.rank ?? 99) ||
      (b.facility.throughput?.[0] ?? 0) - (a.facility.throughput?.[0] ?? 0),
  );
  const labels = svg('g', { class: 'labels' }),
    marks = svg('g');
  for (const spot of order) {
    const at = projection(spot.at);
    if (!at || at[0] < 0 || at[0] > width || at[1] < 0 || at[1] > height) continue;
    const point = byRank.get(spot.index);
    const tell = () => show(facilityDetails(spot.facility, point));
    const radius = point ? 9 : 4 + 6 * Math.sqrt((spot.facility.throughput?.[0] ?? 0) / busiest);
    marks.prepend(
      svg(
        'g',
        {
          class: nodeClass(page, spot.index),
          tabindex: 0,
          role: 'button',
          'aria-label': `${spot.facility.name}${point ? `, caps the answer, number ${point.rank}` : ''}`,
          onpointerenter: tell,
          onfocus: tell,
          onclick: tell,
        },
        svg('circle', { class: 'body', cx: at[0], cy: at[1], r: Math.min(11, radius).toFixed(1) }),
        point &&
          svg('text', { class: 'rank', x: at[0], y: at[1], dy: '0.36em', 'text-anchor': 'middle' }, String(point.rank)),
      ),
    );
    const wide = spot.facility.name.length * 6.4 + 14,
      right = at[0] + wide + 14 < width;
    const left = right ? at[0] + 10 : at[0] - 10 - wide;
    const room: [number, number, number, number] = [left, at[1] - 8, left + wide, at[1] + 8];
    if (placed.some((other) => room[0] < other[2] && room[2] > other[0] && room[1] < other[3] && room[3] > other[1]))
      continue;
    placed.push(room);
    labels.append(
      svg(
        'text',
        {
          class: point ? 'name caps' : 'name',
          x: right ? at[0] + 12 : at[0] - 12,
          y: at[1],
          dy: '0.34em',
          'text-anchor': right ? 'start' : 'end',
        },
        spot.facility.name,
      ),
    );
  }
  picture.append(marks, labels);
  return picture;
}

/** Empty where fewer than two facilities have a location. */
export function mapPicture(page: Page, show: (content: HTMLElement) => void): HTMLElement | undefined {
  const all = spots(page);
  if (all.length < 2) return undefined;
  const countries = new Map<string, Spot[]>();
  for (const spot of all)
    if (spot.facility.country)
      countries.set(spot.facility.country, [...(countries.get(spot.facility.country) ?? []), spot]);
  const views: [string, Spot[]][] = [
    ['All', all],
    ...[...countries]
      .filter(([, list]) => list.length > 2 && list.length < all.length)
      .sort((a, b) => b[1].length - a[1].length)
      .slice(0, 4),
  ];
  let view = 0;
  const box = el('div', { class: 'picture' });
  const redraw = () => {
    if (box.clientWidth > 0) box.replaceChildren(drawMap(page, views[view]?.[1] ?? all, box.clientWidth, show));
  };
  whenSized(box, redraw);
  const without = (page.facilities ?? []).filter(
    (facility) => facility.count === undefined && !facility.location,
  ).length;
  return el(
    'div',
    { class: 'mapview' },
    views.length > 1 &&
      choice(
        'Part of the map',
        views.map(([name]) => name),
        0,
        (index) => {
          view = index;
          redraw();
        },
      ),
    box,
    caption(
      `Lines are the shortest way over the globe, by way of those passages whose place this page knows; a case tells no course. ${without > 0 ? `${without} of ${page.facilities?.length ?? 0} facilities have no location and are not on the map. ` : ''}Coast lines: Natural Earth.`,
    ),
  );
}

// A chart over time: lines, bands and limits, with the zoom and the instant that all charts share.
// SPDX-License-Identifier: Apache-2.0
import { scaleLinear, scaleUtc, type ScaleLinear, type ScaleTime } from 'd3-scale';
import { area, line } from 'd3-shape';
import { el, svg, whenSized } from './dom';
import type { Timeline } from './timeline';
import { digits, scaleOf, tickWords } from './words';

export interface Line {
  name: string;
  class: string;
  values: number[];
  low?: number[];
  high?: number[];
}
export interface Level {
  name: string;
  at: number;
}
export interface Shade {
  from: Date;
  to: Date;
  name: string;
  class: string;
}
export interface Axis {
  /** First instant of each point, and the end. */
  dates: Date[];
  shades: Shade[];
}

const right = 20;
/** Room for the numbers of an axis, and for the names of facilities. */
export const margins = { plain: 52, wide: 176 };

/** Lines need not start at nothing: where all lie high, the axis begins closer to them. */
export function floorOf(values: number[]): number {
  const least = values.reduce((low, value) => Math.min(low, value), Infinity),
    most = values.reduce((high, value) => Math.max(high, value), 0);
  return least > 0.6 * most ? Math.max(0, least - 0.6 * (most - least) - 0.02 * most) : 0;
}

export type TimeScale = ScaleTime<number, number>;

export function timeScale(axis: Axis, time: Timeline, width: number, left = margins.plain): TimeScale {
  return scaleUtc([axis.dates[time.from] as Date, axis.dates[time.to] as Date], [left, width - right]);
}

export function dateAxis(x: TimeScale, top: number, bottom: number): SVGGElement {
  const [from, to] = x.range() as [number, number];
  const words = x.tickFormat();
  return svg(
    'g',
    { class: 'axis' },
    ...x
      .ticks(Math.max(2, Math.floor((to - from) / 80)))
      .map((date) =>
        svg(
          'g',
          {},
          svg('path', { class: 'grid', d: `M${x(date)},${top}V${bottom}` }),
          svg('text', { x: x(date), y: bottom + 15, 'text-anchor': 'middle' }, words(date)),
        ),
      ),
  );
}

export function shades(x: TimeScale, axis: Axis, top: number, bottom: number, named: boolean): SVGGElement {
  const [from, to] = x.range() as [number, number];
  return svg(
    'g',
    {},
    ...axis.shades.map((shade) => {
      const a = Math.max(from, x(shade.from)),
        b = Math.min(to, x(shade.to));
      if (b <= a) return undefined;
      return svg(
        'g',
        {},
        svg(
          'rect',
          { class: `shade ${shade.class}`, x: a, y: top, width: Math.max(1.5, b - a), height: bottom - top },
          svg('title', {}, shade.name),
        ),
        named &&
          b - a > 7 * shade.name.length &&
          svg('text', { class: 'shadename', x: a + 5, y: top + 12 }, shade.name),
      );
    }),
  );
}

/** Pointing with the pointer or the arrow keys, zooming by dragging. */
export function interact(
  surface: SVGSVGElement,
  x: () => TimeScale,
  axis: Axis,
  time: Timeline,
  top: number,
  bottom: () => number,
): void {
  const cursor = svg('path', { class: 'cursor' }),
    drag = svg('rect', { class: 'drag', y: top });
  let started: number | undefined;
  const indexAt = (event: PointerEvent) => {
    const date = x().invert(event.clientX - surface.getBoundingClientRect().left);
    let index = time.from;
    while (index + 1 < time.to && (axis.dates[index + 1] as Date) <= date) ++index;
    return index;
  };
  const follow = () => {
    const at = time.pointed;
    cursor.setAttribute(
      'd',
      at === undefined || at < time.from || at >= time.to
        ? ''
        : `M${(x()(axis.dates[at] as Date) + x()(axis.dates[at + 1] as Date)) / 2},${top}V${bottom()}`,
    );
  };
  surface.append(drag, cursor);
  surface.addEventListener('pointermove', (event) => {
    time.point(indexAt(event));
    if (started === undefined) return;
    const a = x()(axis.dates[Math.min(started, time.pointed ?? 0)] as Date),
      b = x()(axis.dates[Math.max(started, time.pointed ?? 0) + 1] as Date);
    for (const [name, value] of Object.entries({ x: a, width: b - a, height: bottom() - top }))
      drag.setAttribute(name, String(value));
  });
  surface.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch') return;
    started = indexAt(event);
    event.preventDefault();
  });
  const end = (event: PointerEvent) => {
    const first = started;
    started = undefined;
    drag.setAttribute('width', '0');
    if (first === undefined) return;
    const second = indexAt(event);
    if (Math.abs(second - first) >= 2) time.see(Math.min(first, second), Math.max(first, second) + 1);
  };
  surface.addEventListener('pointerup', end);
  surface.addEventListener('pointerleave', () => {
    started = undefined;
    drag.setAttribute('width', '0');
    time.point(undefined);
  });
  surface.addEventListener('dblclick', () => time.see(0, time.count));
  surface.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step !== undefined) time.point((time.pointed ?? (step > 0 ? time.from - 1 : time.to)) + step);
    else if (event.key === '+') time.zoom(0.5);
    else if (event.key === '-') time.zoom(2);
    else return;
    event.preventDefault();
  });
  time.whenPointed(follow);
}

export interface ChartWords {
  label: string;
  /** What the numbers are of, without its scale: "t/y" or "t". */
  unit: 't/y' | 't' | '';
  height?: number;
  /** Starts where the bars of states start. */
  aligned?: boolean;
}

function valueAxis(
  y: ScaleLinear<number, number>,
  left: number,
  width: number,
  most: number,
  unit: string,
): SVGGElement {
  const [by, letter] = unit === '' ? [1, ''] : scaleOf(most);
  const ticks = y.ticks(4);
  return svg(
    'g',
    { class: 'axis' },
    ...ticks.map((tick) =>
      svg(
        'g',
        {},
        svg('path', { class: 'grid', d: `M${left},${y(tick)}H${width - right}` }),
        svg('text', { x: left - 6, y: y(tick), dy: '0.34em', 'text-anchor': 'end' }, tickWords(tick / by)),
      ),
    ),
    svg('text', { class: 'unit', x: left - 6, y: 10, 'text-anchor': 'end' }, `${letter}${unit}`),
  );
}

/** Redrawn whenever the time that is seen, or the width, changes. */
export function chart(axis: Axis, time: Timeline, words: ChartWords, lines: Line[], levels: Level[] = []): HTMLElement {
  const box = el('div', { class: 'chart' });
  const height = words.height ?? 200,
    top = 18,
    bottom = height - 22;
  const readout = el('p', { class: 'readout', 'aria-live': 'off' });
  let x: TimeScale = timeScale(axis, time, 600);
  const all = lines.flatMap((each) => [...each.values, ...(each.low ?? []), ...(each.high ?? [])]);
  const values = all.reduce((most, value) => Math.max(most, value), 0);
  const limits = levels.filter((level) => level.at <= 3 * values || values === 0);
  const most = Math.max(values, ...limits.map((level) => level.at), 1e-9);
  const [by, letter] = words.unit === '' ? [1, ''] : scaleOf(most);
  const draw = (width: number) => {
    const left = words.aligned && width >= 620 ? margins.wide : margins.plain;
    x = timeScale(axis, time, width, left);
    const y = scaleLinear([limits.length > 0 ? 0 : floorOf(all), most * 1.02], [bottom, top]).nice(4);
    const seen = Array.from({ length: time.to - time.from }, (_, index) => time.from + index);
    const middle = (index: number) => (x(axis.dates[index] as Date) + x(axis.dates[index + 1] as Date)) / 2;
    const picture = svg(
      'svg',
      {
        width,
        height,
        class: 'plot',
        tabindex: 0,
        role: 'img',
        'aria-label': `${words.label}. Arrow keys point at a time, plus and minus zoom.`,
      },
      shades(x, axis, top, bottom, words.height === undefined),
      dateAxis(x, top, bottom),
      valueAxis(y, left, width, most, words.unit),
    );
    for (const each of lines) {
      if (each.low && each.high)
        picture.append(
          svg('path', {
            class: `band ${each.class}`,
            d:
              area<number>()
                .x(middle)
                .y0((i) => y(each.low?.[i] ?? 0))
                .y1((i) => y(each.high?.[i] ?? 0))(seen) ?? '',
          }),
        );
    }
    for (const each of lines)
      picture.append(
        svg('path', {
          class: `line ${each.class}`,
          d:
            line<number>()
              .x(middle)
              .y((i) => y(each.values[i] ?? 0))(seen) ?? '',
        }),
      );
    for (const level of limits)
      picture.append(
        svg('path', { class: 'limit', d: `M${left},${y(level.at)}H${width - right}` }),
        svg('text', { class: 'limitname', x: width - right - 2, y: y(level.at) - 4, 'text-anchor': 'end' }, level.name),
      );
    interact(
      picture,
      () => x,
      axis,
      time,
      top,
      () => bottom,
    );
    box.replaceChildren(picture);
  };
  const tell = () => {
    const at = time.pointed;
    readout.textContent =
      at === undefined
        ? ' '
        : `${(axis.dates[at] as Date).toISOString().slice(0, 7)}: ${lines
            .map((each) => {
              const value = each.values[at] ?? 0,
                low = each.low?.[at],
                high = each.high?.[at];
              const spread =
                low !== undefined && high !== undefined && low !== high
                  ? ` [${digits(low / by)}, ${digits(high / by)}]`
                  : '';
              return `${each.name} ${digits(value / by)}${spread}`;
            })
            .join(' · ')} ${letter}${words.unit}`;
  };
  tell();
  whenSized(box, draw);
  time.whenSeen(() => {
    if (box.clientWidth > 0) draw(box.clientWidth);
  });
  time.whenPointed(tell);
  return el(
    'figure',
    {},
    el(
      'figcaption',
      {},
      el('span', { class: 'charttitle' }, words.label),
      ' ',
      lines.length > 1 &&
        el(
          'span',
          { class: 'keys' },
          ...lines.map((each) => el('span', {}, el('span', { class: `key ${each.class}` }), each.name)),
        ),
    ),
    box,
    readout,
  );
}

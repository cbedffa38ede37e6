// The axis of time that charts share: scale, dates, and what is shaded.
// SPDX-License-Identifier: Apache-2.0
import { scaleUtc, type ScaleTime } from 'd3-scale';
import { svg } from './dom';
import type { Timeline } from './timeline';

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

/** Room at the end. */
export const right = 20;
/** Room for the numbers of an axis, and for the names of facilities. */
export const margins = { plain: 52, wide: 176 };

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

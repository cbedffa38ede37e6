// A chart over time: lines, bands and limits, with the zoom and the instant that all charts share.
// SPDX-License-Identifier: Apache-2.0
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { el, svg, whenSized } from './dom';
import { interact } from './interact';
import { dateAxis, margins, right, shades, timeScale, type Axis, type TimeScale } from './time_axis';
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
/** Lines need not start at nothing: where all lie high, the axis begins closer to them. */
export function floorOf(values: number[]): number {
  const least = values.reduce((low, value) => Math.min(low, value), Infinity),
    most = values.reduce((high, value) => Math.max(high, value), 0);
  return least > 0.6 * most ? Math.max(0, least - 0.6 * (most - least) - 0.02 * most) : 0;
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

// Small marks inside table cells: a mean with its interval, a share, parts of a whole.
// SPDX-License-Identifier: Apache-2.0
import type { Band } from './data';
import { el, svg } from './dom';

/** A dot with whiskers on a scale from `least` to `most`, with a line at nothing. */
export function dot([mean, low, high]: Band, least: number, most: number, label: string, strong: boolean): SVGElement {
  const width = 200,
    x = (value: number) => 8 + ((value - least) / (most - least || 1)) * (width - 16);
  return svg(
    'svg',
    {
      class: strong ? 'dot strong' : 'dot',
      viewBox: `0 0 ${width} 16`,
      width,
      height: 16,
      role: 'img',
      'aria-label': label,
    },
    svg('path', { class: 'zero', d: `M${x(0).toFixed(1)},0V16` }),
    svg('path', { class: 'whisker', d: `M${x(low).toFixed(1)},8H${x(high).toFixed(1)}` }),
    svg('circle', { cx: x(mean).toFixed(1), cy: 8, r: 4.5 }),
  );
}

export function shareBar(part: number, label: string): HTMLElement {
  return el(
    'span',
    { class: 'sharebar', role: 'img', 'aria-label': label },
    el('span', { style: `width:${(100 * Math.min(1, Math.max(0, part))).toFixed(1)}%` }),
  );
}

export interface Part {
  name: string;
  value: number;
  class: string;
}

export function stacked(parts: Part[], whole: number, label: string): HTMLElement {
  return el(
    'span',
    { class: 'statebar', role: 'img', 'aria-label': label },
    ...parts
      .filter((part) => part.value > 0)
      .map((part) =>
        el('span', { class: part.class, style: `width:${((100 * part.value) / whole).toFixed(2)}%`, title: part.name }),
      ),
  );
}

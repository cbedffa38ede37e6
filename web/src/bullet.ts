// A bar of what comes out, against demand and bound.
// SPDX-License-Identifier: Apache-2.0
import { scaleLinear } from 'd3-scale';
import type { Page } from './data';
import { el, svg, whenSized } from './dom';
import { band, capital, rate } from './words';

interface Mark {
  at: number;
  words: string;
}

export function bullet(page: Page): HTMLElement | undefined {
  const { answer, bound } = page;
  if (!answer) return undefined;
  const [mean, low, high] = answer.measured;
  const marks: Mark[] = [];
  if (answer.demand) marks.push({ at: answer.demand, words: `demand ${rate(answer.demand)}` });
  const expected = bound?.expected ?? mean,
    certain = bound?.certain;
  if (certain !== undefined && Math.abs(certain - expected) > 0.002 * certain)
    marks.push({ at: certain, words: `bound with planned stops alone ${rate(certain)}` });
  if (Math.abs(expected - mean) > 0.002 * mean)
    marks.push({ at: expected, words: `bound with outages at their mean ${rate(expected)}` });
  marks.sort((a, b) => a.at - b.at);
  const most = Math.max(high, ...marks.map((mark) => mark.at)) * 1.02;
  if (!(most > 0)) return undefined;
  const box = el('div', { class: 'bullet' });
  const words = [`${capital(answer.measure)} ${band(answer.measured)}`, ...marks.map((mark) => mark.words)];
  whenSized(box, (width) => {
    const x = scaleLinear([0, most], [0, width]);
    const picture = svg(
      'svg',
      { width, height: 34, role: 'img', 'aria-label': words.join('; ') },
      svg('rect', { class: 'track', x: 0, y: 8, width, height: 18, rx: 3 }),
      svg('rect', { class: 'measured', x: 0, y: 8, width: Math.max(0, x(mean)), height: 18, rx: 3 }),
      svg('path', { class: 'whisker', d: `M${x(low)},17H${x(high)}M${x(low)},12v10M${x(high)},12v10` }),
    );
    for (const mark of marks) picture.append(svg('path', { class: 'mark', d: `M${x(mark.at)},3V31` }));
    box.replaceChildren(
      picture,
      el('ul', { class: 'marks' }, ...marks.map((mark) => el('li', {}, el('span', { class: 'tick' }), mark.words))),
    );
  });
  return box;
}

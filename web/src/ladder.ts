// The ladder: what binds after what, as the measure climbs rung by rung.
// SPDX-License-Identifier: Apache-2.0
import type { Page, Rung } from './data';
import { el, fitted, svg, whenSized } from './dom';
import { nameOf } from './limiting';
import { caption, panel, table } from './panel';
import { digits, gain, gainBand, rate, share } from './words';

function sizeWords(size: number, unit: string): string {
  return unit === 't/y' ? rate(size) : `${digits(size)} ${unit}`;
}

/** What each rung adds to the case as it is. */
function picture(base: number, rungs: Rung[]): HTMLElement {
  const box = el('div', { class: 'chart' });
  const most = Math.max(1e-9, ...rungs.map((rung) => rung.measure - base)),
    row = 30;
  whenSized(box, (width) => {
    const label = Math.min(270, width * 0.44),
      x = (value: number) => label + (Math.max(0, value) / most) * (width - label - 170);
    const bars = svg('svg', {
      width,
      height: (rungs.length + 1) * row + 4,
      class: 'bars',
      role: 'img',
      'aria-label': `From ${rate(base)} up to ${rate(rungs.at(-1)?.measure ?? base)} in ${rungs.length} rungs`,
    });
    const name = (index: number, words: string) =>
      svg(
        'text',
        { x: label - 10, y: index * row + 15, dy: '0.34em', 'text-anchor': 'end' },
        fitted(words, label - 12),
      );
    bars.append(
      svg('path', { class: 'grid', d: `M${x(0)},0V${(rungs.length + 1) * row}` }),
      name(0, 'the case as it is'),
      svg('text', { class: 'value', x: x(0) + 8, y: 15, dy: '0.34em' }, rate(base)),
    );
    let below = 0;
    rungs.forEach((rung, index) => {
      const above = Math.max(below, rung.measure - base),
        y = (index + 1) * row + 5;
      bars.append(
        name(index + 1, `${index + 1}. ${nameOf(rung)}`),
        svg('rect', { class: 'bar held', x: x(0), y, width: x(below) - x(0), height: 20 }),
        svg('rect', { class: 'bar up', x: x(below), y, width: Math.max(1.5, x(above) - x(below)), height: 20 }),
        svg(
          'text',
          { class: 'value', x: x(above) + 8, y: y + 10, dy: '0.34em' },
          `${gain(above - below)} to ${rate(rung.measure)}`,
        ),
      );
      below = above;
    });
    box.replaceChildren(bars);
  });
  return box;
}

export function ladderPanel(page: Page): HTMLElement | undefined {
  const { ladder } = page;
  if (!ladder || ladder.rungs.length === 0) return undefined;
  const [first] = ladder.rungs;
  return panel(
    'ladder',
    'What binds after what',
    first &&
      `${nameOf(first)} binds first${first.still_binds ? ' and still does at four times its size' : `; at ${share(first.lets_go_at / first.size - 1)} more another takes over`}.`,
    picture(ladder.base, ladder.rungs),
    table(
      'Rungs of the ladder',
      [
        { label: 'Rung' },
        { label: 'Size', numeric: true },
        { label: 'Lets go at', numeric: true },
        { label: '10 % more gives', numeric: true },
        { label: 'Raised so far gives', numeric: true },
        { label: 'Left to the bound', numeric: true },
      ],
      ladder.rungs.map((rung, index) => [
        `${index + 1}. ${nameOf(rung)}`,
        rung.together ? 'together' : sizeWords(rung.size, rung.unit),
        rung.still_binds
          ? 'still binds'
          : `${rung.together ? '' : `${sizeWords(rung.lets_go_at, rung.unit)} `}(+${share(rung.lets_go_at / rung.size - 1)})`,
        gainBand(rung.relief),
        gainBand(rung.gained),
        rung.bound === undefined ? '' : rate(Math.max(0, rung.bound - rung.measure)),
      ]),
    ),
    ladder.end_words && el('p', { class: 'end' }, ladder.end_words),
    caption(
      `Each limit is raised until another takes over, all before it well beyond theirs; ${ladder.replications} replications of each run.`,
    ),
  );
}

// The ladder: what binds after what, as the measure climbs rung by rung.
// SPDX-License-Identifier: Apache-2.0
import type { Page, Rung } from './data';
import { el, fitted, svg, whenSized } from './dom';
import { nameOf } from './limiting';
import { caption, panel, table } from './panel';
import { digits, gainBand, rate, share } from './words';

function sizeWords(size: number, unit: string): string {
  return unit === 't/y' ? rate(size) : `${digits(size)} ${unit}`;
}

function picture(base: number, rungs: Rung[]): HTMLElement {
  const box = el('div', { class: 'chart' });
  const most = Math.max(base, ...rungs.map((rung) => rung.measure)) * 1.02, row = 30;
  whenSized(box, (width) => {
    const label = Math.min(250, width * 0.42), wide = width - label - 80, x = (value: number) => label + (Math.max(0, value) / most) * wide;
    const bars = svg('svg', { width, height: (rungs.length + 1) * row + 8, class: 'bars', role: 'img', 'aria-label': `From ${rate(base)} up to ${rate(rungs.at(-1)?.measure ?? base)} in ${rungs.length} rungs` });
    const bar = (index: number, words: string, from: number, to: number, kind: string) => bars.append(
      svg('text', { x: label - 8, y: index * row + 15, dy: '0.34em', 'text-anchor': 'end' }, fitted(words, label - 10)),
      svg('rect', { class: 'bar held', x: x(0), y: index * row + 5, width: Math.max(0, x(from) - x(0)), height: 20 }),
      svg('rect', { class: `bar ${kind}`, x: x(from), y: index * row + 5, width: Math.max(1.5, x(to) - x(from)), height: 20 }),
      svg('text', { class: 'value', x: x(Math.max(from, to)) + 6, y: index * row + 15, dy: '0.34em' }, rate(to)));
    bar(0, 'as the case is', 0, base, 'total');
    let below = base;
    rungs.forEach((rung, index) => {
      bar(index + 1, `${index + 1}. ${nameOf(rung)}`, Math.min(below, rung.measure), rung.measure, 'up');
      below = rung.measure;
    });
    box.replaceChildren(bars);
  });
  return box;
}

export function ladderPanel(page: Page): HTMLElement | undefined {
  const { ladder } = page;
  if (!ladder || ladder.rungs.length === 0) return undefined;
  const [first] = ladder.rungs;
  return panel('ladder', 'What binds after what', first && `${nameOf(first)} binds first${first.still_binds ? ' and still does at four times its size' : `; at ${share(first.lets_go_at / first.size - 1)} more another takes over`}.`,
    picture(ladder.base, ladder.rungs),
    table('Rungs of the ladder', [{ label: 'Rung' }, { label: 'Size', numeric: true }, { label: 'Lets go at', numeric: true }, { label: '10 % more gives', numeric: true }, { label: 'Raised so far gives', numeric: true }],
      ladder.rungs.map((rung, index) => [`${index + 1}. ${nameOf(rung)}`, sizeWords(rung.size, rung.unit), rung.still_binds ? 'still binds' : `${sizeWords(rung.lets_go_at, rung.unit)} (+${share(rung.lets_go_at / rung.size - 1)})`, gainBand(rung.relief), gainBand(rung.gained)])),
    caption(`Each limit is raised until another takes over, all before it well beyond theirs; ${ladder.replications} replications of each run.`));
}

// State bars over time: for each facility and month the share of it spent in each state, mean over replications.
// SPDX-License-Identifier: Apache-2.0
import { interact } from './interact';
import { dateAxis, margins, shades, timeScale, type Axis, type TimeScale } from './time_axis';
import type { Series } from './data';
import { el, fitted, svg, whenSized } from './dom';
import { doings } from './states';
import type { Timeline } from './timeline';
import { share } from './words';

const row = 26;
const bar = 17;

export interface Row {
  name: string;
  rank?: number;
  doing: Series['facilities'][number]['doing'];
}

/** Stacked steps of one state: from the sum of those below it up. */
function outline(x: TimeScale, axis: Axis, time: Timeline, low: number[], high: number[], top: number): string {
  let d = '';
  let i = time.from;
  while (i < time.to) {
    if ((high[i] ?? 0) - (low[i] ?? 0) < 1) {
      ++i;
      continue;
    }
    let upper = '',
      lower = '';
    const first = i;
    for (; i < time.to && (high[i] ?? 0) - (low[i] ?? 0) >= 1; ++i) {
      const a = x(axis.dates[i] as Date).toFixed(1),
        b = x(axis.dates[i + 1] as Date).toFixed(1);
      const y0 = (top + bar - (bar * (low[i] ?? 0)) / 1000).toFixed(2),
        y1 = (top + bar - (bar * (high[i] ?? 0)) / 1000).toFixed(2);
      upper += `${i === first ? 'M' : 'L'}${a},${y1}L${b},${y1}`;
      lower = `L${b},${y0}L${a},${y0}${lower}`;
    }
    d += `${upper}${lower}Z`;
  }
  return d;
}

export function stateRows(axis: Axis, time: Timeline, rows: Row[]): HTMLElement {
  const box = el('div', { class: 'chart' }),
    readout = el('p', { class: 'readout' });
  const top = 14,
    count = time.count;
  let pointed = 0,
    rowHeight = row;
  const draw = (width: number) => {
    const narrow = width < 620;
    const indent = narrow ? 4 : margins.wide,
      x = timeScale(axis, time, width, indent);
    rowHeight = narrow ? row + 14 : row;
    const bottom = top + rows.length * rowHeight;
    const picture = svg(
      'svg',
      {
        width,
        height: bottom + 24,
        class: 'plot gantt',
        tabindex: 0,
        role: 'img',
        'aria-label': 'States of facilities by month. Arrow keys point at a time and a facility, plus and minus zoom.',
      },
      dateAxis(x, top - 4, bottom),
    );
    rows.forEach((each, index) => {
      const y = top + index * rowHeight + (narrow ? 14 : 0);
      const name = fitted(each.name, (narrow ? width : indent) - 30, each.rank !== undefined);
      picture.append(
        svg(
          'text',
          {
            class: each.rank ? 'rowname caps' : 'rowname',
            x: narrow ? 4 : indent - 8,
            y: narrow ? y - 4 : y + bar / 2,
            dy: narrow ? 0 : '0.34em',
            'text-anchor': narrow ? 'start' : 'end',
          },
          each.rank ? `${each.rank} · ${name}` : name,
        ),
      );
      let below: number[] = new Array<number>(count).fill(0);
      for (const doing of doings) {
        const part = each.doing[doing];
        if (!part) continue;
        const above = below.map((sum, i) => sum + (part[i] ?? 0));
        picture.append(svg('path', { class: `state state-${doing}`, d: outline(x, axis, time, below, above, y) }));
        below = above;
      }
    });
    picture.append(shades(x, axis, top - 4, bottom, false));
    picture.addEventListener('pointermove', (event) =>
      point((event.clientY - picture.getBoundingClientRect().top - top) / rowHeight),
    );
    picture.addEventListener('keydown', (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      point(pointed + step);
      tell();
    });
    interact(
      picture,
      () => x,
      axis,
      time,
      top - 4,
      () => bottom,
    );
    box.replaceChildren(picture);
  };
  const point = (index: number) => {
    pointed = Math.max(0, Math.min(rows.length - 1, Math.floor(index)));
  };
  const tell = () => {
    const at = time.pointed;
    const first = rows[pointed];
    if (at === undefined || !first) {
      readout.textContent = ' ';
      return;
    }
    const parts = doings
      .map((doing) => [doing, first.doing[doing]?.[at] ?? 0] as const)
      .filter(([, part]) => part >= 5)
      .map(([doing, part]) => `${doing} ${share(part / 1000)}`);
    readout.textContent = `${(axis.dates[at] as Date).toISOString().slice(0, 7)}, ${first.name}: ${parts.join(', ')}`;
  };
  whenSized(box, draw);
  time.whenSeen(() => {
    if (box.clientWidth > 0) draw(box.clientWidth);
  });
  time.whenPointed(tell);
  tell();
  return el('div', {}, box, readout);
}

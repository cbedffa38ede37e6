// A study: its rows to sort, a heat map of two of its questions, and how the results are spread.
// SPDX-License-Identifier: Apache-2.0
import type { Heat, Page, Study } from './data';
import { el, svg, whenSized } from './dom';
import { panel, table } from './panel';
import { digits, plain, scaleOf } from './words';

function heatMap(heat: Heat): HTMLElement {
  const values = heat.values.flat().filter((value): value is number => value !== null);
  const least = Math.min(...values),
    most = Math.max(...values),
    [by, letter] = heat.unit.startsWith('t') ? scaleOf(most) : [1, ''];
  const step = (value: number) => (most > least ? Math.min(4, Math.floor(((value - least) / (most - least)) * 5)) : 2);
  return el(
    'figure',
    {},
    el('figcaption', {}, el('span', { class: 'charttitle' }, `${heat.label}, ${letter}${heat.unit}`)),
    el(
      'div',
      {
        class: 'scroll',
        tabindex: 0,
        role: 'region',
        'aria-label': `${heat.label} by ${heat.y_label} and ${heat.x_label}`,
      },
      el(
        'table',
        { class: 'heat' },
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            el('th', { scope: 'col' }, `${heat.y_label} \\ ${heat.x_label}`),
            ...heat.x.map((name) => el('th', { scope: 'col' }, name)),
          ),
        ),
        el(
          'tbody',
          {},
          ...heat.y.map((name, row) =>
            el(
              'tr',
              {},
              el('th', { scope: 'row' }, name),
              ...heat.x.map((_, column) => {
                const value = heat.values[row]?.[column] ?? null;
                return el(
                  'td',
                  { class: value === null ? 'none' : `limit-${step(value)}` },
                  value === null ? '–' : digits(value / by),
                );
              }),
            ),
          ),
        ),
      ),
    ),
  );
}

function spread(distribution: NonNullable<Study['distribution']>): HTMLElement {
  const { bins } = distribution,
    box = el('div', { class: 'chart' }),
    height = 200,
    bottom = height - 22;
  const most = Math.max(1, ...bins.map((bin) => bin.count)),
    last = bins.at(-1)?.to ?? 1,
    first = bins[0]?.from ?? 0,
    [by, letter] = distribution.unit.startsWith('t') ? scaleOf(last) : [1, ''];
  whenSized(box, (width) => {
    const x = (value: number) => 8 + ((value - first) / (last - first || 1)) * (width - 16);
    box.replaceChildren(
      svg(
        'svg',
        {
          width,
          height,
          class: 'plot',
          role: 'img',
          'aria-label': `${distribution.label}: ${bins.map((bin) => `${digits(bin.from / by)} to ${digits(bin.to / by)} ${bin.count}`).join(', ')}`,
        },
        ...bins.map((bin) =>
          svg(
            'rect',
            {
              class: 'bar total',
              x: x(bin.from) + 1,
              y: bottom - (bin.count / most) * (bottom - 14),
              width: Math.max(1, x(bin.to) - x(bin.from) - 2),
              height: (bin.count / most) * (bottom - 14),
            },
            svg('title', {}, `${digits(bin.from / by)} to ${digits(bin.to / by)}: ${bin.count}`),
          ),
        ),
        ...[first, (first + last) / 2, last].map((value, index) =>
          svg(
            'text',
            { class: 'tick', x: x(value), y: bottom + 16, 'text-anchor': ['start', 'middle', 'end'][index] },
            digits(value / by),
          ),
        ),
        distribution.mean !== undefined &&
          svg('path', { class: 'answermark', d: `M${x(distribution.mean)},16V${bottom}` }),
        distribution.mean !== undefined &&
          svg(
            'text',
            {
              class: 'limitname',
              x: x(distribution.mean),
              y: 11,
              'text-anchor': distribution.mean > (first + last) / 2 ? 'end' : 'start',
            },
            `mean of these scenarios ${digits(distribution.mean / by)}`,
          ),
      ),
    );
  });
  return el(
    'figure',
    {},
    el('figcaption', {}, el('span', { class: 'charttitle' }, `${distribution.label}, ${letter}${distribution.unit}`)),
    box,
  );
}

export function studyPanel(page: Page): HTMLElement | undefined {
  const { study } = page;
  if (!study) return undefined;
  return panel(
    'study',
    'Scenarios',
    'Changes are against the first scenario, run by run under the same luck. The head of a column sorts.',
    study.heat && heatMap(study.heat),
    study.markets && heatMap(study.markets),
    study.distribution && spread(study.distribution),
    table(
      'Scenarios',
      study.columns.map((column, index) => ({
        label: column.unit ? `${column.label}, ${column.unit}` : column.label,
        numeric: study.rows.some((row) => typeof row[index] === 'number'),
      })),
      study.rows.map((row) =>
        row.map((value) =>
          typeof value === 'number' ? { show: plain(value), by: value } : { show: value ?? '', by: value },
        ),
      ),
      true,
    ),
  );
}

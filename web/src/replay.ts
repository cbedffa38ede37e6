// Replay: what the model says beside what happened, and how far it was off.
// SPDX-License-Identifier: Apache-2.0
import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, line } from 'd3-shape';
import { floorOf } from './chart';
import type { Page, Replay } from './data';
import { el, svg, whenSized } from './dom';
import { caption, panel, table } from './panel';
import { digits, finely, scaleOf, share, tickWords } from './words';

type Told = Replay['series'][number];

function picture(series: Told, until: string | undefined): HTMLElement {
  const box = el('div', { class: 'chart' }),
    height = 230,
    left = 56,
    bottom = height - 24,
    top = 18;
  const dates = series.start.map((text) => new Date(`${text.slice(0, 10)}T00:00:00Z`));
  const all = [...series.simulated, ...(series.high ?? []), ...series.observed.filter((value) => value !== null)];
  const most = Math.max(1e-9, ...all),
    [by, letter] = series.unit.startsWith('t') ? scaleOf(most) : [1, ''];
  whenSized(box, (width) => {
    const x = scaleUtc([dates[0] as Date, dates.at(-1) as Date], [left, width - 14]),
      y = scaleLinear([floorOf(all), most * 1.02], [bottom, top]).nice(),
      indexes = dates.map((_, index) => index);
    const at = (index: number) => x(dates[index] as Date),
      words = x.tickFormat();
    const graph = svg(
      'svg',
      { width, height, class: 'plot', role: 'img', 'aria-label': `${series.name}, observed and simulated` },
      ...y
        .ticks(4)
        .map((tick) =>
          svg(
            'g',
            { class: 'axis' },
            svg('path', { class: 'grid', d: `M${left},${y(tick)}H${width - 14}` }),
            svg('text', { x: left - 6, y: y(tick), dy: '0.34em', 'text-anchor': 'end' }, tickWords(tick / by)),
          ),
        ),
      ...x
        .ticks(Math.max(2, Math.floor(width / 90)))
        .map((date) =>
          svg('text', { class: 'tick', x: x(date), y: bottom + 16, 'text-anchor': 'middle' }, words(date)),
        ),
      svg('text', { class: 'unit', x: left, y: 11 }, `${letter}${series.unit}`),
    );
    if (until) {
      const end = Math.min(width - 14, x(new Date(`${until.slice(0, 10)}T00:00:00Z`)));
      if (end > left)
        graph.append(
          svg('rect', { class: 'shade warmup', x: left, y: top, width: end - left, height: bottom - top }),
          svg('text', { class: 'shadename', x: left + 5, y: top + 12 }, 'calibrated on'),
        );
    }
    if (series.low && series.high)
      graph.append(
        svg('path', {
          class: 'band delivered',
          d:
            area<number>()
              .x(at)
              .y0((i) => y(series.low?.[i] ?? 0))
              .y1((i) => y(series.high?.[i] ?? 0))(indexes) ?? '',
        }),
      );
    graph.append(
      svg('path', {
        class: 'line delivered',
        d:
          line<number>()
            .x(at)
            .y((i) => y(series.simulated[i] ?? 0))(indexes) ?? '',
      }),
      ...indexes
        .filter((i) => series.observed[i] !== null)
        .map((i) =>
          svg(
            'circle',
            { class: 'observed', cx: at(i), cy: y(series.observed[i] ?? 0), r: 3.5 },
            svg(
              'title',
              {},
              `${series.start[i] ?? ''}: ${digits((series.observed[i] ?? 0) / by)} ${letter}${series.unit}`,
            ),
          ),
        ),
    );
    box.replaceChildren(graph);
  });
  return el(
    'figure',
    {},
    el(
      'figcaption',
      {},
      el('span', { class: 'charttitle' }, series.name),
      ' ',
      el(
        'span',
        { class: 'keys' },
        el('span', {}, el('span', { class: 'key delivered' }), 'simulated'),
        el('span', {}, el('span', { class: 'key observed' }), 'observed'),
      ),
    ),
    box,
  );
}

export function replayPanel(page: Page): HTMLElement | undefined {
  const { replay } = page;
  if (!replay) return undefined;
  const names = [...new Set(replay.scores.flatMap((score) => score.baselines.map((baseline) => baseline.name)))];
  return panel(
    'replay',
    'What happened, and what the model says',
    replay.words,
    el('div', { class: 'small-charts' }, ...replay.series.map((series) => picture(series, replay.calibrated_until))),
    table(
      'Scores',
      [
        { label: 'Series' },
        { label: 'Window' },
        ...['Mean error', 'Bias', 'Inside the band', ...names].map((label) => ({ label, numeric: true })),
      ],
      replay.scores.map((score) => [
        score.series,
        score.window,
        { show: finely(score.mape), by: score.mape },
        { show: finely(score.bias), by: score.bias },
        { show: score.coverage === undefined ? '' : share(score.coverage), by: score.coverage ?? null },
        ...names.map((name) => {
          const found = score.baselines.find((baseline) => baseline.name === name);
          return { show: found ? finely(found.mape) : '', by: found?.mape ?? null };
        }),
      ]),
      true,
    ),
    caption(
      'Mean error: mean absolute error as a share of what was observed. The columns behind it are the same error of plainer forecasts.',
    ),
  );
}

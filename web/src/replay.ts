// Replay: what the model says beside what happened, and how far it was off.
// SPDX-License-Identifier: Apache-2.0
import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, line } from 'd3-shape';
import { floorOf } from './chart';
import type { Page, Score, Told } from './data';
import { el, svg, whenSized } from './dom';
import { caption, panel, table } from './panel';
import { overall } from './replay_cards';
import { digits, finely, scaleOf, share, tickWords } from './words';

const instant = (text: string): Date => new Date(`${text.slice(0, 10)}T00:00:00Z`);

/** Neighbouring periods of one set, told together. */
export function spans(set: Told['set']): { name: Told['set'][number]; from: number; to: number }[] {
  const found: { name: Told['set'][number]; from: number; to: number }[] = [];
  set.forEach((name, index) => {
    const last = found.at(-1);
    if (last?.name === name) last.to = index + 1;
    else found.push({ name, from: index, to: index + 1 });
  });
  return found;
}

/** "1996 to 1999 feed, 2000 room". */
export function ruledWords(limits: NonNullable<Told['limits']>): string {
  const parts: { first: number; last: number; by: string }[] = [];
  for (const { year, ruled_by: by } of limits) {
    const last = parts.at(-1);
    if (last?.by === by && last.last + 1 === year) last.last = year;
    else parts.push({ first: year, last: year, by });
  }
  return parts.map(({ first, last, by }) => `${first === last ? first : `${first} to ${last}`} ${by}`).join(', ');
}

const losses = [
  ['feed', 'starved', 'lost for want of feed'],
  ['room', 'blocked', 'for want of room'],
  ['own_stops', 'failed', 'to their own stops and pace'],
] as const;

/** What became of the nameplate year by year, under the years of the chart above. */
function limitBars(
  limits: NonNullable<Told['limits']>,
  x: (date: Date) => number,
  top: number,
  height: number,
): SVGElement {
  return svg(
    'g',
    { class: 'ruled' },
    ...limits.flatMap((year) => {
      const from = x(instant(`${year.year}-01-01`)) + 1,
        wide = Math.max(1, x(instant(`${year.year + 1}-01-01`)) - 2 - from);
      let y = top;
      return losses.map(([key, state, words]) => {
        const tall = Math.max(0, Math.min(1, year[key])) * height;
        const bar = svg(
          'rect',
          { class: `state-${state}`, x: from, y, width: wide, height: tall },
          svg('title', {}, `${year.year}: ${share(year[key])} of the nameplate ${words}; ruled by ${year.ruled_by}`),
        );
        y += tall;
        return bar;
      });
    }),
  );
}

function picture(series: Told, isFitted: boolean): HTMLElement {
  const setNames = { fit: isFitted ? 'fitted' : 'may be looked at', score: 'scored', neither: '' };
  const box = el('div', { class: 'chart' }),
    limits = series.limits ?? [],
    under = limits.length > 0 ? 50 : 0,
    height = 230 + under,
    left = 56,
    bottom = height - 24 - under,
    top = 18;
  const dates = [...series.start, series.end].map(instant);
  const all = [...series.simulated, ...(series.high ?? []), ...series.observed.filter((value) => value !== null)];
  const most = Math.max(1e-9, ...all),
    [by, letter] = scaleOf(most);
  whenSized(box, (width) => {
    const x = scaleUtc([dates[0] as Date, dates.at(-1) as Date], [left, width - 14]),
      y = scaleLinear([floorOf(all), most * 1.02], [bottom, top]).nice(),
      indexes = series.start.map((_, index) => index);
    const at = (index: number) => (x(dates[index] as Date) + x(dates[index + 1] as Date)) / 2,
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
          svg(
            'text',
            { class: 'tick', x: Math.min(width - 24, x(date)), y: bottom + 16, 'text-anchor': 'middle' },
            words(date),
          ),
        ),
      svg('text', { class: 'unit', x: left, y: 11 }, `${letter}${series.unit}`),
    );
    for (const { name, from, to } of spans(series.set)) {
      const [start, end] = [x(dates[from] as Date), x(dates[to] as Date)];
      if (name === 'fit')
        graph.append(
          svg('rect', { class: 'shade warmup', x: start, y: top, width: end - start, height: bottom - top }),
        );
      if (end - start > 7 * setNames[name].length)
        graph.append(svg('text', { class: 'shadename', x: start + 5, y: top + 12 }, setNames[name]));
    }
    if (under > 0) graph.append(limitBars(limits, x, bottom + 26, under - 4));
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
    limits.length > 0 && el('p', { class: 'small' }, `Ruled by: ${ruledWords(limits)}.`),
    series.source && el('p', { class: 'small quiet' }, `Source: ${series.source.replaceAll(';', '; ')}`),
  );
}

function scoreTable(scores: Score[]): HTMLElement {
  const names = [...new Set(scores.flatMap((score) => score.baselines.map((baseline) => baseline.name)))];
  return table(
    'Scores',
    [
      { label: 'Series' },
      { label: 'Years' },
      ...['Periods', 'Mean error', 'Bias', 'Inside the band', ...names].map((label) => ({ label, numeric: true })),
    ],
    scores.map((score) => [
      score.series,
      `${score.window}, ${score.set === 'score' ? 'scored' : 'to fit'}`,
      { show: String(score.periods), by: score.periods },
      { show: finely(score.mape), by: score.mape },
      { show: finely(score.bias), by: score.bias },
      { show: score.coverage === undefined ? '' : share(score.coverage), by: score.coverage ?? null },
      ...names.map((name) => {
        const found = score.baselines.find((baseline) => baseline.name === name);
        if (!found) return { show: '', by: null };
        const fewer =
          found.periods === score.periods ? '' : ` to ${finely(found.model_mape)} of the model on ${found.periods}`;
        return { show: `${finely(found.mape)}${fewer}, ${found.skill > 0 ? 'model' : 'it is'} nearer`, by: found.mape };
      }),
    ]),
    true,
  );
}

export function replayPanel(page: Page): HTMLElement | undefined {
  const { replay } = page;
  if (!replay) return undefined;
  const told = overall(replay);
  return panel(
    'replay',
    'What happened, and what the model says',
    told
      ? `Over the scored years, ${replay.years.score}, the model is off by ${finely(told.mape)} on average.`
      : `Nothing was observed in the years to score, ${replay.years.score}.`,
    replay.series.some((series) => series.limits) &&
      el(
        'ul',
        { class: 'legend' },
        ...losses.map(([, state, words]) => el('li', {}, el('span', { class: `swatch state-${state}` }), words)),
      ),
    el(
      'div',
      { class: 'small-charts' },
      ...replay.series.map((series) => picture(series, page.calibration !== undefined)),
    ),
    scoreTable(replay.scores),
    caption(
      `The band holds 95 % of ${page.replications} replications, widened by the stated error of what was observed; what the case leaves out is not in it. Bars under a chart: shares of the nameplate of its plants. Mean error: mean absolute error as a share of what was observed; the columns behind it are the same error of plainer forecasts on the same periods, and who is nearer by it. Tables: replay.csv, scores.csv, limits.csv.`,
    ),
  );
}

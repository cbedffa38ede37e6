// Time: delivered and demand, the states of facilities, stocks with their limits, under one zoom.
// SPDX-License-Identifier: Apache-2.0
import { chart, type Line } from './chart';
import type { Disruption, MarketSeries, Page, Series } from './data';
import { el, type Child } from './dom';
import { stateRows } from './gantt';
import { ranks } from './limiting';
import { caption, panel } from './panel';
import { stateLegend } from './states';
import type { Axis, Shade } from './time_axis';
import { Timeline } from './timeline';
import type { Doing } from './data';
import { day, share, span } from './words';

const msPerYear = 365.25 * 86400e3;
const fewRows = 10;

const instant = (text: string): Date => new Date(text.length > 10 ? `${text.replace(/Z$/, '')}Z` : `${text}T00:00:00Z`);

export function axisOf(page: Page, series: Series): Axis {
  const end = instant(page.horizon.end),
    start = instant(page.horizon.start),
    warm = instant(page.horizon.warmup_end);
  const shades: Shade[] = [];
  if (warm > start) shades.push({ from: start, to: warm, name: 'warm-up', class: 'warmup' });
  for (const disruption of page.disruptions ?? []) {
    if (!disruption.on) continue;
    const from = instant(disruption.on);
    const to = disruption.lasts_d === undefined ? end : new Date(from.getTime() + disruption.lasts_d * 86400e3);
    shades.push({ from, to, name: disruption.name, class: 'disruption' });
  }
  return { dates: [...series.start.map(instant), end], shades };
}

/** Tonnes in each point as tonnes a year. */
export function yearly(axis: Axis, sums: number[]): number[] {
  return sums.map(
    (sum, index) =>
      (sum * msPerYear) /
      Math.max(1, (axis.dates[index + 1] as Date).getTime() - (axis.dates[index] as Date).getTime()),
  );
}

export function chanceWords(disruptions: Disruption[]): string {
  return disruptions
    .filter((each) => !each.on && each.every_d !== undefined)
    .map(
      (each) =>
        `${each.name} (about every ${span(each.every_d ?? 0)}${each.lasts_d === undefined ? '' : `, for ${span(each.lasts_d)}`}${each.to === undefined ? '' : `, down to ${share(each.to)}`})`,
    )
    .join('; ');
}

const sameMarket = (a: { market: string; material: string }, b: { market: string; material: string }) =>
  a.market === b.market && a.material === b.material;

function marketChart(page: Page, axis: Axis, time: Timeline, market: MarketSeries): HTMLElement {
  const before = page.compare?.series_before.find(
    (other) => sameMarket(other, market) && other.delivered.length === market.delivered.length,
  );
  const lines: Line[] = [
    { name: 'demand', class: 'demand', values: yearly(axis, market.demand) },
    {
      name: page.compare ? 'delivered after' : 'delivered',
      class: 'delivered',
      values: yearly(axis, market.delivered),
      ...(market.low && market.high && page.replications > 1
        ? { low: yearly(axis, market.low), high: yearly(axis, market.high) }
        : {}),
    },
  ];
  if (before) lines.push({ name: 'delivered before', class: 'before', values: yearly(axis, before.delivered) });
  return chart(axis, time, { label: `${market.market}: ${market.material}`, unit: 't/y', aligned: true }, lines);
}

function select(label: string, options: string[], chosen: number, pick: (index: number) => void): HTMLElement {
  const box = el(
    'select',
    { onchange: () => pick(box.selectedIndex) },
    ...options.map((words, index) => el('option', { selected: index === chosen }, words)),
  );
  return el('label', { class: 'select' }, label, box);
}

function zoomButtons(time: Timeline): HTMLElement {
  const button = (sign: string, label: string, act: () => void) =>
    el('button', { type: 'button', 'aria-label': label, title: label, onclick: act }, sign);
  return el(
    'div',
    { class: 'choice', role: 'group', 'aria-label': 'Zoom of all charts' },
    button('All', 'Whole time', () => time.see(0, time.count)),
    button('−', 'Zoom out', () => time.zoom(2)),
    button('+', 'Zoom in', () => time.zoom(0.5)),
    button('←', 'Earlier', () => time.move(-0.5)),
    button('→', 'Later', () => time.move(0.5)),
  );
}

function statesPart(page: Page, series: Series, axis: Axis, time: Timeline): Child[] {
  const byRank = ranks(page);
  const place = new Map(
    (page.chokepoints ?? [])
      .filter((point) => point.facility !== undefined)
      .map((point) => [point.facility as number, point.rank]),
  );
  const isMine = (facility: number) => Number(page.facilities?.[facility]?.behaviour === 'mine');
  const rows = series.facilities
    .filter((each) => Object.keys(each.doing).length > 0)
    .sort(
      (a, b) =>
        (byRank.get(a.facility)?.rank ?? 1e9) - (byRank.get(b.facility)?.rank ?? 1e9) ||
        isMine(a.facility) - isMine(b.facility) ||
        (place.get(a.facility) ?? 1e9) - (place.get(b.facility) ?? 1e9),
    )
    .map((each) => ({
      name: page.facilities?.[each.facility]?.name ?? '',
      doing: each.doing,
      ...(byRank.has(each.facility) ? { rank: byRank.get(each.facility)?.rank ?? 0 } : {}),
    }));
  if (rows.length === 0) return [];
  const used = new Set(rows.flatMap((each) => Object.keys(each.doing) as Doing[]));
  const box = el('div', {}, stateRows(axis, time, rows.slice(0, fewRows)));
  const more =
    rows.length > fewRows &&
    el(
      'button',
      {
        type: 'button',
        class: 'more',
        onclick: () => {
          box.replaceChildren(stateRows(axis, time, rows));
          (more as HTMLElement).remove();
        },
      },
      `Show all ${rows.length}`,
    );
  return [el('h3', {}, 'What each facility was doing'), stateLegend(used), box, more];
}

function stocksPart(page: Page, series: Series, axis: Axis, time: Timeline): Child[] {
  const byFacility = new Map<number, Series['stocks']>();
  for (const stock of series.stocks) byFacility.set(stock.facility, [...(byFacility.get(stock.facility) ?? []), stock]);
  if (byFacility.size === 0) return [];
  const place = new Map(
    (page.chokepoints ?? [])
      .filter((point) => point.facility !== undefined)
      .map((point) => [point.facility as number, point.rank]),
  );
  const order = [...byFacility.keys()].sort((a, b) => (place.get(a) ?? 1e9) - (place.get(b) ?? 1e9) || a - b);
  const box = el('div', { class: 'small-charts' });
  const show = (index: number) =>
    box.replaceChildren(
      ...(byFacility.get(order[index] ?? -1) ?? []).map((stock) => {
        const capacity = page.facilities?.[stock.facility]?.stocks?.find(
          (held) => held.material === stock.material,
        )?.capacity;
        return chart(
          axis,
          time,
          {
            label: `${stock.material}, level at the end of each ${series.months_per_point > 1 ? 'point' : 'month'}`,
            unit: 't',
            height: 150,
          },
          [
            {
              name: stock.material,
              class: 'stock',
              values: stock.level,
              ...(stock.low && stock.high ? { low: stock.low, high: stock.high } : {}),
            },
          ],
          capacity === undefined ? [] : [{ name: 'full', at: capacity }],
        );
      }),
    );
  const first = Math.max(
    0,
    order.findIndex((facility) => page.facilities?.[facility]?.behaviour === 'plant'),
  );
  show(first);
  return [
    el('h3', {}, 'Stocks and their limits'),
    el(
      'div',
      { class: 'controls' },
      select(
        'Stocks at ',
        order.map((facility) => page.facilities?.[facility]?.name ?? ''),
        first,
        show,
      ),
    ),
    box,
  ];
}

export function timePanel(page: Page): HTMLElement | undefined {
  const { series } = page;
  if (!series || series.start.length < 2) return undefined;
  const axis = axisOf(page, series),
    time = new Timeline(series.start.length);
  const box = el('div');
  const first = Math.max(
    0,
    series.markets.findIndex((market) => page.delivered?.some((other) => other.measured && sameMarket(other, market))),
  );
  const show = (index: number) => {
    const market = series.markets[index];
    if (market) box.replaceChildren(marketChart(page, axis, time, market));
  };
  show(first);
  const chance = chanceWords(page.disruptions ?? []);
  return panel(
    'time',
    'Over time',
    'Drag over a chart to zoom all of them, double-click to see the whole again; arrow keys and plus and minus do the same.',
    el(
      'div',
      { class: 'controls' },
      zoomButtons(time),
      series.markets.length > 1 &&
        select(
          'Market ',
          series.markets.map((market) => `${market.market}: ${market.material}`),
          first,
          show,
        ),
    ),
    box,
    ...statesPart(page, series, axis, time),
    ...stocksPart(page, series, axis, time),
    caption(
      [
        series.months_per_point > 1
          ? `Each point tells ${series.months_per_point} months together.`
          : 'Each point is a month.',
        page.replications > 1
          ? `Lines are means over ${page.replications} replications${series.markets.some((market) => market.low) ? '; bands hold 90 % of them' : ''}.`
          : '',
        chance && `Disruptions by chance strike each replication at other times and are not drawn: ${chance}.`,
        `Tables: series.csv. The time shown is ${day(page.horizon.start)} to ${day(page.horizon.end)}.`,
      ]
        .filter(Boolean)
        .join(' '),
    ),
  );
}

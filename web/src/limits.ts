// The limits that could cap the answer: how long each holds, and what a tenth more of it gives.
// SPDX-License-Identifier: Apache-2.0
import type { Chokepoint, Page } from './data';
import { dot, shareBar } from './dots';
import { el } from './dom';
import { caps, nameOf } from './limiting';
import { caption, panel, table, unfold, type Cell } from './panel';
import { count, gainBand, rate, share } from './words';

const shareCell = (part: number | undefined): Cell => ({
  show: part === undefined ? '' : share(part),
  by: part ?? null,
});

function rows(points: Chokepoint[], isLong = false): Cell[][] {
  const tried = points.flatMap((point) => (point.relief ? [point.relief] : []));
  const least = Math.min(0, ...tried.map((relief) => relief[1])),
    most = Math.max(1e-9, ...tried.map((relief) => relief[2]));
  return points.map((point) => [
    {
      show: el(
        'span',
        {},
        point.gains && el('span', { class: 'badge' }, String(point.rank)),
        point.gains && ' ',
        nameOf(point),
      ),
      by: nameOf(point),
    },
    {
      show: el(
        'span',
        { class: 'withbar' },
        shareBar(point.share_of_time[0], share(point.share_of_time[0])),
        share(point.share_of_time[0]),
      ),
      by: point.share_of_time[0],
    },
    {
      show: point.relief ? dot(point.relief, least, most, gainBand(point.relief), point.gains) : undefined,
      by: point.relief?.[0] ?? null,
    },
    {
      show: point.relief
        ? el(
            'span',
            {},
            gainBand(point.relief),
            point.step && el('span', { class: 'quiet' }, ` (${point.tried ?? ''}: ${gainBand(point.step)})`),
          )
        : el('span', { class: 'quiet' }, 'not tried'),
      by: point.relief?.[0] ?? null,
    },
    { show: point.lost ? (point.lost[0] > 0.5 ? rate(point.lost[0]) : '–') : '', by: point.lost?.[0] ?? null },
    ...(isLong ? [shareCell(point.active), shareCell(point.sole), shareCell(point.shifting), point.view ?? ''] : []),
  ]);
}

const columns = [
  { label: 'Limit' },
  { label: 'Time it held' },
  { label: '' },
  { label: '10 % more gives', numeric: true },
  { label: 'Own stops took', numeric: true },
];
const longColumns = [
  ...columns,
  ...['Active', 'Sole bottleneck', 'Shifting'].map((label) => ({ label, numeric: true })),
  { label: 'Other views' },
];

/** Says what the headline says. */
function findingOf({ verdict, answer }: Page, first: Chokepoint | undefined, tried: number): string {
  if (answer?.short_of_demand === false) return 'None was tried: what is wanted is delivered.';
  if (verdict?.sort === 'joint')
    return `Of ${count(tried, 'limit')} tried alone none gives much; ${verdict.limits.map(nameOf).join(' and ')} do together.`;
  if (first) return `Of ${count(tried, 'limit')} tried, ${nameOf(first)} gives the most.`;
  return tried > 0
    ? `Of ${count(tried, 'limit')} tried, none gives anything that stands out of the noise.`
    : 'None was tried: trying was turned off, or nothing promises anything.';
}

export function limitsPanel(page: Page): HTMLElement | undefined {
  const points = page.chokepoints ?? [];
  if (points.length === 0) return undefined;
  const few = points.filter((point, index) => point.relief || index < 5).slice(0, 12);
  const [first] = caps(page);
  const tried = points.filter((point) => point.relief).length;
  const finding = findingOf(page, first, tried);
  return panel(
    'limits',
    'Which limit binds',
    finding,
    table('Limits', columns, rows(few)),
    page.answer?.views && el('p', { class: 'views' }, page.answer.views),
    unfold(
      `${points.length > 1 ? 'All ' : ''}${count(points.length, 'limit')}, with the longest active periods`,
      table('All limits', longColumns, rows(points, true), true),
    ),
    caption(
      'What 10 % more of one limit alone adds to the tonnes measured, replication by replication under the same luck, with its 95 % interval. A filled dot stands out of the noise. ',
      page.chokepoints_left_out ? `${page.chokepoints_left_out} more are in chokepoints.csv. ` : '',
      'midstream chokepoints CASE --all tries every one.',
    ),
  );
}

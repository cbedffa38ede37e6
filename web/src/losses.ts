// Where tonnes go: from demand to delivered by root cause, and nameplate by immediate cause at each facility.
// SPDX-License-Identifier: Apache-2.0
import type { Facility, Page, Waterfall } from './data';
import { stacked } from './dots';
import { el, fitted, svg, whenSized } from './dom';
import { caption, panel, table, unfold, type Cell } from './panel';
import { rate, share } from './words';

const causes: Record<string, string> = {
  failures: 'failed',
  shutdowns: 'shutdown',
  'ramp-up': 'slowed',
  disruptions: 'struck',
  closed: 'closed',
  starved: 'starved',
  blocked: 'blocked',
  'no vehicle': 'waiting',
  pace: 'slowed',
};
const mostSteps = 14;

export interface Step {
  label: string;
  at: string;
  from: number;
  to: number;
  total: boolean;
}

/** Bars from the first total down to the last; small steps beyond the most that are drawn are told together. */
export function stepsOf(waterfall: Waterfall, most = mostSteps): Step[] {
  const order = [...waterfall.steps].sort((a, b) => Math.abs(b.t_per_year) - Math.abs(a.t_per_year));
  const rest = order.slice(most);
  const drawn =
    rest.length > 1
      ? [
          ...order.slice(0, most),
          { cause: `${rest.length} smaller`, at: '', t_per_year: rest.reduce((sum, step) => sum + step.t_per_year, 0) },
        ]
      : order;
  let level = waterfall.from.t_per_year;
  const steps: Step[] = [{ label: waterfall.from.label, at: '', from: 0, to: level, total: true }];
  for (const step of drawn) {
    steps.push({ label: step.cause, at: step.at, from: level, to: level - step.t_per_year, total: false });
    level -= step.t_per_year;
  }
  steps.push({ label: waterfall.to.label, at: '', from: 0, to: waterfall.to.t_per_year, total: true });
  return steps;
}

export function waterfallPanel(page: Page): HTMLElement | undefined {
  const { waterfall } = page;
  if (!waterfall) return undefined;
  const steps = stepsOf(waterfall),
    row = 28;
  const levels = steps.flatMap((step) => (step.total ? [step.to] : [step.from, step.to])),
    most = Math.max(...levels) * 1.01,
    lowest = Math.min(...levels);
  const least = lowest > 0.6 * most ? lowest - 0.5 * (most - lowest) : Math.min(0, lowest),
    isCut = least > 0;
  const box = el('div', { class: 'chart' });
  whenSized(box, (width) => {
    const label = Math.min(280, width * 0.44),
      x = (value: number) => label + ((value - least) / (most - least)) * (width - label - 82);
    const bars = svg('svg', {
      width,
      height: steps.length * row + 6,
      class: 'bars',
      role: 'img',
      'aria-label': `${waterfall.from.label} ${rate(waterfall.from.t_per_year)} down to ${waterfall.to.label} ${rate(waterfall.to.t_per_year)}`,
    });
    steps.forEach((step, index) => {
      const words = step.at ? `${step.at}: ${step.label}` : step.label,
        y = index * row + 4,
        a = Math.max(least, Math.min(step.from, step.to)),
        b = Math.max(step.from, step.to);
      bars.append(
        svg(
          'text',
          { class: step.total ? 'total' : '', x: label - 8, y: y + 10, dy: '0.34em', 'text-anchor': 'end' },
          fitted(words, label - 10, step.total),
        ),
        svg(
          'rect',
          {
            class: `bar ${step.total ? 'total' : step.to <= step.from ? 'down' : 'up'}`,
            x: x(a),
            y,
            width: Math.max(1.5, x(b) - x(a)),
            height: 20,
          },
          svg('title', {}, words),
        ),
        svg(
          'text',
          { class: 'value', x: x(b) + 6, y: y + 10, dy: '0.34em' },
          step.total ? rate(step.to) : `${step.to <= step.from ? '−' : '+'}${rate(b - a)}`,
        ),
      );
    });
    box.replaceChildren(bars);
  });
  const [worst] = [...waterfall.steps].sort((a, b) => b.t_per_year - a.t_per_year);
  return panel(
    'waterfall',
    `From ${waterfall.from.label} to ${waterfall.to.label}${page.compare ? ', after' : ''}`,
    worst && `The most is lost to ${worst.cause}${worst.at ? ` at ${worst.at}` : ''}: ${rate(worst.t_per_year)}.`,
    box,
    unfold(
      'As a table',
      table(
        'Losses by root cause',
        [{ label: 'Cause' }, { label: 'At' }, { label: 'Tonnes', numeric: true }],
        waterfall.steps.map((step) => [step.cause, step.at, { show: rate(step.t_per_year), by: step.t_per_year }]),
        true,
      ),
    ),
    isCut && caption('The long bars are cut on the left.'),
  );
}

const lostSum = (facility: Facility) => Object.values(facility.lost ?? {}).reduce((sum, t) => sum + Math.max(0, t), 0);

function rows(facilities: Facility[]): Cell[][] {
  return facilities.map((facility) => {
    const nameplate = facility.nameplate ?? 0,
      lost = Object.entries(facility.lost ?? {})
        .filter(([, t]) => t > 0)
        .sort(([, a], [, b]) => b - a);
    const words = lost.map(([cause, t]) => `${cause} ${rate(t)}`).join(', ');
    return [
      facility.name,
      {
        show: stacked(
          [
            {
              name: `made ${rate(facility.throughput?.[0] ?? 0)}`,
              value: facility.throughput?.[0] ?? 0,
              class: 'made',
            },
            ...lost.map(([cause, t]) => ({
              name: `${cause} ${rate(t)}`,
              value: t,
              class: `state-${causes[cause] ?? 'slowed'}`,
            })),
          ],
          nameplate,
          words || 'nothing lost',
        ),
        by: lostSum(facility) / nameplate,
      },
      { show: share(lostSum(facility) / nameplate), by: lostSum(facility) / nameplate },
      {
        show: lost
          .slice(0, 2)
          .map(([cause, t]) => `${cause} ${rate(t)}`)
          .join(', '),
        by: lostSum(facility),
      },
    ];
  });
}

export function lossesPanel(page: Page): HTMLElement | undefined {
  const told = (page.facilities ?? []).filter((facility) => facility.nameplate && facility.behaviour !== 'market');
  if (told.length === 0) return undefined;
  const order = [...told].sort((a, b) => lostSum(b) - lostSum(a));
  const few = order.filter(
      (facility, index) => index < 10 && (index === 0 || lostSum(facility) > 0.001 * (facility.nameplate ?? 0)),
    ),
    columns = [
      { label: 'Facility' },
      { label: 'Nameplate: made, then lost' },
      { label: 'Lost', numeric: true },
      { label: 'Most of it' },
    ];
  const used = [
    ...new Set(
      few.flatMap((facility) =>
        Object.entries(facility.lost ?? {})
          .filter(([, t]) => t > 0)
          .map(([cause]) => cause),
      ),
    ),
  ];
  return panel(
    'losses',
    'Where nameplate tonnes go',
    'By what stood in the way at the facility itself; a starved plant may starve for the sake of another.',
    el(
      'ul',
      { class: 'legend' },
      el('li', {}, el('span', { class: 'swatch made' }), 'made'),
      ...used.map((cause) => el('li', {}, el('span', { class: `swatch state-${causes[cause] ?? 'slowed'}` }), cause)),
    ),
    table('Losses', columns, rows(few)),
    order.length > few.length &&
      unfold(`All ${order.length} with a nameplate`, table('All losses', columns, rows(order), true)),
    caption('Table: losses.csv.'),
  );
}

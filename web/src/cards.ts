// The cards of the answer: what comes out, what caps it, what comes next; they follow the verdict of the headline.
// SPDX-License-Identifier: Apache-2.0
import { bullet } from './bullet';
import type { Chokepoint, Compare, Limit, Page, Rung, Verdict } from './data';
import { el, type Child } from './dom';
import { nameOf, triedWords } from './limiting';
import { capital, digits, gainBand, interval, rate, scaleOf, share } from './words';

export function card(label: string, big: Child, small: Child, ...more: Child[]): HTMLElement {
  return el(
    'div',
    { class: 'card' },
    el('h3', {}, label),
    el('p', { class: 'big' }, big),
    small && el('p', { class: 'small' }, small),
    ...more,
  );
}

export function holdsWords(point: Chokepoint): string {
  const all = share(point.share_of_time[0]);
  if (point.running !== undefined) {
    const down = point.share_of_time[0] - point.running;
    return `at its ceiling ${share(point.running)} of the time${down >= 0.005 ? `, down ${share(down)}` : ''}`;
  }
  if (point.limit === 'vehicles') return `cargo waits for a vehicle ${all} of the time`;
  if (point.limit === 'berths') return `berths busy ${all} of the time`;
  return `${all} of it used`;
}

/** The bands of what is measured: a number to be read from afar. */
export function measuredCard(page: Page): HTMLElement | undefined {
  const { answer } = page;
  if (!answer) return undefined;
  const [by, letter] = scaleOf(answer.measured[0]);
  const served = answer.demand
    ? `${share(Math.min(1, answer.measured[0] / answer.demand))} of the demand of ${rate(answer.demand)}`
    : '';
  return card(
    capital(answer.measure),
    el('span', {}, digits(answer.measured[0] / by), el('small', {}, ` ${letter}t/y`)),
    [interval(answer.measured) && `${interval(answer.measured)} 95 %`, served].filter(Boolean).join(' · '),
    bullet(page),
  );
}

const find = (points: Chokepoint[], limit: Limit | undefined): Chokepoint | undefined =>
  points.find((point) => point.at === limit?.at && point.limit === limit.limit);

const gainLine = (words: string, gives: string): HTMLElement =>
  el('p', { class: 'gain' }, `${words} `, el('strong', {}, gives));

function names(limits: Limit[], points: Chokepoint[]): HTMLElement {
  return el(
    'span',
    {},
    ...limits.map((limit) => {
      const point = find(points, limit);
      return el(
        'span',
        { class: 'named' },
        point?.gains && el('span', { class: 'badge' }, String(point.rank)),
        `${point?.gains ? ' ' : ''}${limit.at}`,
      );
    }),
  );
}

/** What the verdict says caps it, and what more of it gives. */
export function cappedCard(verdict: Verdict, points: Chokepoint[], label = 'What caps it'): HTMLElement {
  const { limits, gives = [0, 0, 0] } = verdict,
    first = find(points, limits[0]);
  const all = limits.length === 2 ? 'both' : 'all of them';
  switch (verdict.sort) {
    case 'met':
      return card(label, 'Demand', 'All that is wanted is delivered: only more demand would bring more.');
    case 'joint':
      return card(
        `${label}, together`,
        names(limits, points),
        [...new Set(limits.map((limit) => limit.limit))].map(capital).join(', '),
        gainLine(`10 % more of ${all} gives`, gainBand(gives)),
        el('p', { class: 'small' }, 'Of one alone next to nothing.'),
      );
    case 'together':
      return card(
        `${label}, together`,
        names(limits, points),
        first && `${capital(first.limit)} of the first: ${holdsWords(first)}.`,
        gainLine(`10 % more of ${all} gives`, gainBand(gives)),
        el(
          'p',
          { class: 'small' },
          `Of one alone: ${limits.map((limit) => gainBand(find(points, limit)?.relief ?? [0, 0, 0])).join(', or ')}.`,
        ),
      );
    case 'single':
      return card(
        label,
        names(limits.slice(0, 1), points),
        first && `${capital(first.limit)}: ${holdsWords(first)}.`,
        first && gainLine(triedWords(first), gainBand(gives)),
      );
    case 'none':
      return card(
        label,
        'No single limit',
        first &&
          `10 % more of any limit tried gives nothing that stands out of the noise; the most is ${gainBand(gives)} for ${nameOf(first)}.`,
      );
    case 'nothing':
      return card(label, 'Not a tonne comes', 'The sentence below tells what stands still.');
    case 'untried':
      return card(
        'Closest to its limit',
        names(limits, points),
        first && `${capital(first.limit)}: ${holdsWords(first)}. What more of it would give was not tried.`,
      );
    case 'free':
      return card(label, 'Nothing', 'Nothing upstream of it has a limit.');
  }
}

/** What a change did, and what capped it before and after. */
export function changeCards(page: Page, compare: Compare): HTMLElement[] {
  const { before, after: now, change } = compare.measure,
    [by, letter] = scaleOf(change[0]);
  return [
    card(
      'Change',
      el('span', {}, `${change[0] > 0 ? '+' : ''}${digits(change[0] / by)}`, el('small', {}, ` ${letter}t/y`)),
      `${interval(change)} 95 %`,
      el('p', { class: 'small' }, `From ${rate(before[0])} to ${rate(now[0])}.`),
    ),
    cappedCard(compare.verdict_before, compare.chokepoints_before, 'What capped it before'),
    ...(page.verdict ? [cappedCard(page.verdict, page.chokepoints ?? [], 'What caps it after')] : []),
  ];
}

const namesOf = (limits: Limit[]): string => limits.map(nameOf).join(' + ');
const sameLimits = (a: Limit[], b: Limit[]): boolean => namesOf(a) === namesOf(b);

/** Whether a rung raises what the verdict names. */
const climbs = (rung: Rung | undefined, named: Limit[]): boolean =>
  rung !== undefined &&
  rung.at === named.map((limit) => limit.at).join(' + ') &&
  rung.limit === named.map((limit) => limit.limit).join(' + ');

/** By the ladder: it was run. Undefined where it does not tell what takes over. */
function nextByLadder(page: Page, named: Limit[]): HTMLElement | undefined {
  const { ladder } = page;
  if (!ladder) return undefined;
  const [rung, after] = ladder.rungs;
  if (!rung || !climbs(rung, named)) return undefined;
  if (rung.still_binds)
    return card('What comes next', 'Nothing takes over', `Up to four times its size ${nameOf(rung)} still binds.`);
  const raised = `Once ${nameOf(rung)} is raised by ${share(rung.lets_go_at / rung.size - 1)}, which gives ${gainBand(rung.gained)}.`;
  if (after)
    return card('What comes next', after.at, raised, gainLine('10 % more there then gives', gainBand(after.relief)));
  if (ladder.end === 'demand') return card('What comes next', 'Demand', `${raised} ${ladder.end_words ?? ''}`);
  if (ladder.end === 'nothing')
    return card('What comes next', 'No single limit', `${raised} ${ladder.end_words ?? ''}`);
  return undefined;
}

/** What takes over from what the verdict names: by the ladder where one was climbed, else by the bound. */
export function nextCard(page: Page): HTMLElement | undefined {
  const { verdict, next } = page,
    points = page.chokepoints ?? [];
  if (!verdict || !['joint', 'together', 'single'].includes(verdict.sort)) return undefined;
  const named = verdict.sort === 'single' ? verdict.limits.slice(0, 1) : verdict.limits;
  const byLadder = nextByLadder(page, named);
  if (byLadder) return byLadder;
  const ask = el(
    'p',
    { class: 'small' },
    'What binds after what, by runs: ',
    el('code', {}, 'midstream chokepoints CASE --ladder 5'),
  );
  const hint: Child = !page.ladder && ask;
  if (next && sameLimits(next.after, named)) {
    const big = next.still_binds
      ? 'Nothing takes over'
      : next.limits.length > 0
        ? names(next.limits, points)
        : 'No limit that can be named';
    return card('What comes next', big, next.words, hint);
  }
  const second = verdict.sort === 'single' ? find(points, verdict.limits[1]) : undefined;
  if (!second?.relief)
    return card('What comes next', 'Not known', 'No other limit that was tried gives anything alone.', hint);
  return card(
    'What else caps it',
    names([second], points),
    `${capital(second.limit)}: ${holdsWords(second)}.`,
    gainLine(`Alone, ${triedWords(second)}`, gainBand(second.step ?? second.relief)),
    hint,
  );
}

// The answer first: what comes out, what caps it, what comes next.
// SPDX-License-Identifier: Apache-2.0
import { scaleLinear } from 'd3-scale';
import type { Chokepoint, Compare, Page } from './data';
import { el, svg, whenSized, type Child } from './dom';
import { caps, nameOf } from './limiting';
import { band, capital, digits, gainBand, interval, rate, scaleOf, share } from './words';

interface Mark {
  at: number;
  words: string;
}

/** A bar of what comes out, against demand and bound. */
function bullet(page: Page): HTMLElement | undefined {
  const { answer, bound } = page;
  if (!answer) return undefined;
  const [mean, low, high] = answer.measured;
  const marks: Mark[] = [];
  if (answer.demand) marks.push({ at: answer.demand, words: `demand ${rate(answer.demand)}` });
  const expected = bound?.expected ?? mean,
    certain = bound?.certain;
  if (certain !== undefined && Math.abs(certain - expected) > 0.002 * certain)
    marks.push({ at: certain, words: `bound with planned stops alone ${rate(certain)}` });
  if (Math.abs(expected - mean) > 0.002 * mean)
    marks.push({ at: expected, words: `bound with outages at their mean ${rate(expected)}` });
  marks.sort((a, b) => a.at - b.at);
  const most = Math.max(high, ...marks.map((mark) => mark.at)) * 1.02;
  if (!(most > 0)) return undefined;
  const box = el('div', { class: 'bullet' });
  const words = [`${capital(answer.measure)} ${band(answer.measured)}`, ...marks.map((mark) => mark.words)];
  whenSized(box, (width) => {
    const x = scaleLinear([0, most], [0, width]);
    const picture = svg(
      'svg',
      { width, height: 34, role: 'img', 'aria-label': words.join('; ') },
      svg('rect', { class: 'track', x: 0, y: 8, width, height: 18, rx: 3 }),
      svg('rect', { class: 'measured', x: 0, y: 8, width: Math.max(0, x(mean)), height: 18, rx: 3 }),
      svg('path', { class: 'whisker', d: `M${x(low)},17H${x(high)}M${x(low)},12v10M${x(high)},12v10` }),
    );
    for (const mark of marks) picture.append(svg('path', { class: 'mark', d: `M${x(mark.at)},3V31` }));
    box.replaceChildren(
      picture,
      el('ul', { class: 'marks' }, ...marks.map((mark) => el('li', {}, el('span', { class: 'tick' }), mark.words))),
    );
  });
  return box;
}

function card(label: string, big: Child, small: Child, ...more: Child[]): HTMLElement {
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
function measuredCard(page: Page): HTMLElement | undefined {
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

/** What a change did, and what capped it before and after. */
function changeCards(compare: Compare, after: HTMLElement | undefined): (HTMLElement | undefined)[] {
  const { before, after: now, change } = compare.measure,
    [by, letter] = scaleOf(change[0]);
  const capped = compare.chokepoints_before.filter((point) => point.gains).slice(0, 2);
  after?.querySelector('h3')?.replaceChildren('What caps it after');
  return [
    card(
      'Change',
      el('span', {}, `${change[0] > 0 ? '+' : ''}${digits(change[0] / by)}`, el('small', {}, ` ${letter}t/y`)),
      `${interval(change)} 95 %`,
      el('p', { class: 'small' }, `From ${rate(before[0])} to ${rate(now[0])}.`),
    ),
    card(
      'What capped it before',
      el(
        'span',
        {},
        ...(capped.length > 0
          ? capped.map((point) =>
              el('span', { class: 'named' }, el('span', { class: 'badge' }, String(point.rank)), ` ${point.at}`),
            )
          : ['No single limit']),
      ),
      capped
        .map((point) => `${capital(point.limit)}: 10 % more gave ${gainBand(point.relief ?? [0, 0, 0])}.`)
        .join(' '),
    ),
    after,
  ];
}

export function cappedCard(page: Page): HTMLElement | undefined {
  const { answer, chokepoints = [] } = page;
  if (!answer) return undefined;
  if (!answer.short_of_demand)
    return card('What caps it', 'Demand', 'All that is wanted is delivered: only more demand would bring more.');
  const [first, second] = caps(page);
  if (!first) {
    const best = chokepoints.find((point) => point.relief);
    return card(
      'What caps it',
      'No single limit',
      best?.relief
        ? `10 % more of any limit tried gives nothing that stands out of the noise; the most is ${gainBand(best.relief)} for ${nameOf(best)}.`
        : chokepoints[0]
          ? `Closest to its limit: ${nameOf(chokepoints[0])}, ${holdsWords(chokepoints[0])}. What more of it would give was not tried.`
          : 'No limit was found.',
    );
  }
  const relief = first.relief ?? [0, 0, 0];
  const together =
    second?.together && second.relief && second.together[0] > 1.3 * (relief[0] + second.relief[0])
      ? second.together
      : undefined;
  const named = (point: Chokepoint) =>
    el('span', { class: 'named' }, el('span', { class: 'badge' }, String(point.rank)), ` ${point.at}`);
  if (together && second)
    return card(
      'What caps it, together',
      el('span', {}, named(first), named(second)),
      `${capital(first.limit)} of the first: ${holdsWords(first)}.`,
      el('p', { class: 'gain' }, '10 % more of both gives ', el('strong', {}, gainBand(together))),
      el('p', { class: 'small' }, `Of one alone: ${gainBand(relief)}, or ${gainBand(second.relief ?? relief)}.`),
    );
  return card(
    'What caps it',
    named(first),
    `${capital(first.limit)}: ${holdsWords(first)}.`,
    el('p', { class: 'gain' }, '10 % more there gives ', el('strong', {}, gainBand(relief))),
  );
}

/** What takes over: by the ladder where one was climbed, else the next limit that gives something alone. */
export function nextCard(page: Page): HTMLElement | undefined {
  const { answer, ladder } = page;
  if (!answer?.short_of_demand) return undefined;
  const rungs = ladder?.rungs ?? [];
  const [rung, after] = rungs;
  const ask = el(
    'p',
    { class: 'small' },
    'What binds after what: ',
    el('code', {}, 'midstream chokepoints CASE --ladder 5'),
  );
  if (rung && !rung.still_binds) {
    const by = share(rung.lets_go_at / rung.size - 1);
    return card(
      'What comes next',
      after ? after.at : 'No single limit',
      `It takes over once ${nameOf(rung)} is raised by ${by}, which gives ${gainBand(rung.gained)}.`,
      after && el('p', { class: 'gain' }, '10 % more there then gives ', el('strong', {}, gainBand(after.relief))),
    );
  }
  const [, second, third] = caps(page),
    joint = second?.together !== undefined && !third;
  if (!second?.relief || joint)
    return caps(page)[0]
      ? card('What comes next', 'Not asked', 'No other limit that was tried gives anything alone.', ask)
      : undefined;
  return card(
    'What comes next',
    el('span', {}, el('span', { class: 'badge' }, '2'), ` ${second.at}`),
    `${capital(second.limit)}: ${holdsWords(second)}.`,
    el('p', { class: 'gain' }, 'Alone, 10 % more there gives ', el('strong', {}, gainBand(second.relief))),
    rungs.length === 0 && ask,
  );
}

export function answerPanel(page: Page): HTMLElement {
  const words =
    page.compare?.sentence ??
    page.size?.words ??
    page.replay?.words ??
    page.study?.words ??
    page.answer?.headline ??
    '';
  const cards = (
    page.compare ? changeCards(page.compare, cappedCard(page)) : [measuredCard(page), cappedCard(page), nextCard(page)]
  ).filter((each) => each !== undefined);
  return el(
    'section',
    { id: 'answer', class: 'panel answer', 'aria-labelledby': 'answer-title' },
    el('h2', { id: 'answer-title' }, 'The answer'),
    cards.length > 0 && el('div', { class: 'cards' }, ...cards),
    el('p', { class: cards.length > 0 ? 'headline' : 'headline alone' }, words),
    page.bound && !page.compare && el('p', { class: 'bound' }, page.bound.words),
    el('p', { class: 'caption' }, `In brackets: 95 % intervals over ${page.replications} replications.`),
  );
}

// The states of a facility: order, words and bars.
// SPDX-License-Identifier: Apache-2.0
import type { Doing, Shares } from './data';
import { el } from './dom';
import { share } from './words';

export const doings: Doing[] = ['running', 'slowed', 'starved', 'blocked', 'waiting', 'failed', 'shutdown', 'closed'];

export const meaning: Record<Doing, string> = {
  running: 'at its ceiling',
  slowed: 'below its ceiling',
  starved: 'at rest, no feed',
  blocked: 'at rest, no room',
  waiting: 'at rest, no vehicle',
  failed: 'broken down',
  shutdown: 'planned stop',
  closed: 'not open, or struck',
};

export function stateWords(time: Shares): string {
  return doings
    .filter((doing) => (time[doing] ?? 0) >= 0.0005)
    .sort((a, b) => (time[b] ?? 0) - (time[a] ?? 0))
    .map((doing) => `${doing} ${share(time[doing] ?? 0)}`)
    .join(', ');
}

/** All shares in one bar. */
export function stateBar(time: Shares): HTMLElement {
  return el(
    'span',
    { class: 'statebar', role: 'img', 'aria-label': stateWords(time) },
    ...doings
      .filter((doing) => (time[doing] ?? 0) > 0)
      .map((doing) =>
        el('span', {
          class: `state-${doing}`,
          style: `width:${((time[doing] ?? 0) * 100).toFixed(2)}%`,
          title: `${doing} ${share(time[doing] ?? 0)}`,
        }),
      ),
  );
}

export function stateLegend(used: Iterable<Doing>): HTMLElement {
  const seen = new Set(used);
  return el(
    'ul',
    { class: 'legend', 'aria-label': 'States' },
    ...doings
      .filter((doing) => seen.has(doing))
      .map((doing) =>
        el(
          'li',
          {},
          el('span', { class: `swatch state-${doing}` }),
          doing,
          el('span', { class: 'quiet' }, meaning[doing]),
        ),
      ),
  );
}

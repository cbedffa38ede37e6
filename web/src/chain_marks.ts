// How facilities are marked in pictures of the chain, and the legend of it.
// SPDX-License-Identifier: Apache-2.0
import type { Page } from './data';
import { el } from './dom';
import { atLimit, ranks, step } from './limiting';

export function nodeClass(page: Page, facility: number | undefined): string {
  const told = facility === undefined ? undefined : page.facilities?.[facility];
  if (!told) return 'node group';
  if (facility !== undefined && ranks(page).has(facility)) return 'node caps';
  const part = atLimit(told);
  return part === undefined ? `node plain ${told.behaviour}` : `node limit-${step(part)}`;
}

export function limitingLegend(page: Page): HTMLElement {
  return el(
    'ul',
    { class: 'legend', 'aria-label': 'Colours' },
    ranks(page).size > 0 && el('li', {}, el('span', { class: 'badge' }, '1'), 'caps the answer, in this order'),
    el(
      'li',
      {},
      el('span', { class: 'ramp' }, ...[0, 1, 2, 3, 4].map((n) => el('span', { class: `swatch limit-${n}` }))),
      'time at its own limit, 0 to 100 %',
    ),
    el('li', {}, el('span', { class: 'swatch plain' }), 'port, stockpile, market'),
  );
}

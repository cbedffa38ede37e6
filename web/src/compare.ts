// Two cases under the same luck: what changed.
// SPDX-License-Identifier: Apache-2.0
import type { Band, Chokepoint, Page, Paired } from './data';
import { dot } from './dots';
import { el } from './dom';
import { cappedCard } from './answer';
import { nameOf } from './limiting';
import { caption, panel, table, type Cell } from './panel';
import { stateBar } from './states';
import { gainBand, rate } from './words';

/** Stands out of the noise and is more than a ten-thousandth of what there was. */
export function isChange({ before, after, change }: Paired): boolean {
  return Math.abs(change[0]) > 1e-4 * Math.max(Math.abs(before[0]), Math.abs(after[0])) && (change[1] > 0 || change[2] < 0);
}

function rows(all: (Paired & { name: string })[]): Cell[][] {
  const ends = all.flatMap(({ change }) => [change[1], change[2]]);
  const least = Math.min(0, ...ends), most = Math.max(1e-9, ...ends);
  return all.map((each) => [each.name, { show: rate(each.before[0]), by: each.before[0] }, { show: rate(each.after[0]), by: each.after[0] },
    { show: dot(each.change, least, most, gainBand(each.change), isChange(each)), by: each.change[0] }, { show: gainBand(each.change), by: each.change[0] }]);
}

const columns = ['', 'Before', 'After', '', 'Change'].map((label, index) => ({ label, numeric: index === 1 || index === 2 || index === 4 }));

function capsWords(points: Chokepoint[]): string {
  const list = points.filter((point) => point.gains).slice(0, 3);
  return list.map((point) => `${nameOf(point)} ${gainBand(point.relief as Band)}`).join('; ') || 'no single limit that was tried';
}

export function comparePanel(page: Page): HTMLElement | undefined {
  const { compare } = page;
  if (!compare) return undefined;
  const markets = compare.markets.filter(isChange).map((market) => ({ ...market, name: `${market.market}: ${market.material}` }));
  const facilities = compare.facilities.filter((facility) => (isChange(facility) || facility.only) && !page.facilities?.some((other) => other.name === facility.name && other.behaviour === 'market'));
  const changed = facilities.slice(0, 15).map((facility) => ({ ...facility, name: `${facility.name}${facility.only === 'after' ? ' (new)' : facility.only === 'before' ? ' (gone)' : ''}` }));
  const states = facilities.slice(0, 10).filter((facility) => facility.time_before && facility.time_after);
  return panel('compare', 'What changed', `${page.replications} replications of each case under the same luck, so that the differences are of what was changed and of nothing else.`,
    el('div', { class: 'cards' },
      el('div', { class: 'card' }, el('h3', {}, 'Change'), el('p', { class: 'big' }, gainBand(compare.measure.change)), el('p', { class: 'small' }, `${rate(compare.measure.before[0])} before, ${rate(compare.measure.after[0])} after.`)),
      el('div', { class: 'card' }, el('h3', {}, 'What capped it before'), el('p', { class: 'small' }, capsWords(compare.chokepoints_before))), cappedCard(page)),
    markets.length > 0 ? table('Markets', columns.map((column, index) => (index === 0 ? { label: 'Market' } : column)), rows(markets)) : el('p', {}, 'No market gets more or less.'),
    changed.length > 0 ? table('Facilities', columns.map((column, index) => (index === 0 ? { label: 'Facility' } : column)), rows(changed)) : el('p', {}, 'No mine, plant, stockpile or port moves more or less.'),
    states.length > 0 && table('States before and after', [{ label: 'Facility' }, { label: 'States before' }, { label: 'States after' }],
      states.map((facility) => [facility.name, { show: stateBar(facility.time_before ?? {}), by: null }, { show: stateBar(facility.time_after ?? {}), by: null }])),
    caption('A filled dot stands out of the noise. All rows: compare.csv. What follows is the second case.'));
}

// Two cases under the same luck: what changed.
// SPDX-License-Identifier: Apache-2.0
import type { Page, Paired } from './data';
import { dot } from './dots';
import { el } from './dom';
import { caption, panel, table, type Cell } from './panel';
import { stateBar } from './states';
import { gainBand, rate } from './words';

/** Stands out of the noise and is more than a ten-thousandth of what there was. */
export function isChange({ before, after, change }: Paired): boolean {
  return (
    Math.abs(change[0]) > 1e-4 * Math.max(Math.abs(before[0]), Math.abs(after[0])) && (change[1] > 0 || change[2] < 0)
  );
}

function rows(all: (Paired & { name: string })[]): Cell[][] {
  const ends = all.flatMap(({ change }) => [change[1], change[2]]);
  const least = Math.min(0, ...ends),
    most = Math.max(1e-9, ...ends);
  return all.map((each) => [
    each.name,
    { show: rate(each.before[0]), by: each.before[0] },
    { show: rate(each.after[0]), by: each.after[0] },
    { show: dot(each.change, least, most, gainBand(each.change), isChange(each)), by: each.change[0] },
    { show: gainBand(each.change), by: each.change[0] },
  ]);
}

const columns = ['', 'Before', 'After', '', 'Change'].map((label, index) => ({
  label,
  numeric: index === 1 || index === 2 || index === 4,
}));

/** What the second case is, as it was typed. */
function changeWords(page: Page): string {
  const p = page.provenance;
  if (!p) return '';
  const parts = [
    p.other_file ?? p.case_file,
    ...p.with.map((file) => `with ${file}`),
    ...p.set.map((change) => `with ${change}`),
  ];
  return `Before: ${p.case_file}. After: ${parts.join(', ')}. `;
}

export function comparePanel(page: Page): HTMLElement | undefined {
  const { compare } = page;
  if (!compare) return undefined;
  const markets = compare.markets
    .filter(isChange)
    .map((market) => ({ ...market, name: `${market.market}: ${market.material}` }));
  const facilities = compare.facilities.filter(
    (facility) =>
      (isChange(facility) || facility.only) &&
      !page.facilities?.some((other) => other.name === facility.name && other.behaviour === 'market'),
  );
  const changed = facilities
    .slice(0, 15)
    .map((facility) => ({
      ...facility,
      name: `${facility.name}${facility.only === 'after' ? ' (new)' : facility.only === 'before' ? ' (gone)' : ''}`,
    }));
  const states = facilities.slice(0, 10).filter((facility) => facility.time_before && facility.time_after);
  return panel(
    'compare',
    'What changed',
    `${changeWords(page)}${page.replications} replications of each case under the same luck, so that the differences are of what was changed and of nothing else.`,
    markets.length > 0
      ? table(
          'Markets',
          columns.map((column, index) => (index === 0 ? { label: 'Market' } : column)),
          rows(markets),
        )
      : el('p', {}, 'No market gets more or less.'),
    changed.length > 0
      ? table(
          'Facilities',
          columns.map((column, index) => (index === 0 ? { label: 'Facility' } : column)),
          rows(changed),
        )
      : el('p', {}, 'No mine, plant, stockpile or port moves more or less.'),
    states.length > 0 &&
      table(
        'States before and after',
        [{ label: 'Facility' }, { label: 'States before' }, { label: 'States after' }],
        states.map((facility) => [
          facility.name,
          { show: stateBar(facility.time_before ?? {}), by: null },
          { show: stateBar(facility.time_after ?? {}), by: null },
        ]),
      ),
    caption('A filled dot stands out of the noise. All rows: compare.csv. What follows is the second case.'),
  );
}

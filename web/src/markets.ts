// What each market gets of what it wants.
// SPDX-License-Identifier: Apache-2.0
import type { Page } from './data';
import { shareBar } from './dots';
import { el } from './dom';
import { caption, panel, table } from './panel';
import { band, count, rate, share } from './words';

export function marketsPanel(page: Page): HTMLElement | undefined {
  const all = page.delivered ?? [];
  if (all.length === 0) return undefined;
  const short = all.filter((market) => market.shortfall[0] > 1e-3 * market.demand);
  const finding =
    short.length === 0
      ? 'Every market gets all it wants.'
      : `${short.length} of ${count(all.length, 'market')} ${short.length === 1 ? 'goes' : 'go'} short.`;
  return panel(
    'markets',
    'What markets get',
    finding,
    table(
      'Markets',
      [
        { label: 'Market' },
        { label: 'Material' },
        { label: 'Delivered of demand' },
        ...['Delivered', 'Demand', 'Short by'].map((label) => ({ label, numeric: true })),
      ],
      all.map((market) => {
        const part = market.demand > 0 ? market.delivered[0] / market.demand : 0;
        return [
          market.market,
          market.material,
          { show: el('span', { class: 'withbar' }, shareBar(part, share(part)), share(part)), by: part },
          { show: band(market.delivered), by: market.delivered[0] },
          { show: rate(market.demand), by: market.demand },
          { show: market.shortfall[0] > 0.5 ? band(market.shortfall) : '–', by: market.shortfall[0] },
        ];
      }),
      all.length > 3,
    ),
    caption(page.delivered_left_out ? `${page.delivered_left_out} more are in markets.csv.` : 'Table: markets.csv.'),
  );
}

// The panel of the chain: the picture by stage or the map, and the numbers of what is pointed at.
// SPDX-License-Identifier: Apache-2.0
import { graphOf, type Weight } from './chain_graph';
import { limitingLegend } from './chain_marks';
import { drawChain } from './chain_picture';
import type { Page } from './data';
import { facilityDetails } from './details';
import { choice, el, whenSized } from './dom';
import { atLimit, ranks } from './limiting';
import { mapPicture } from './map';
import { caption, panel, table, unfold } from './panel';
import { rate, share } from './words';

const narrowest = 940;

function facilityTable(page: Page): HTMLElement {
  return table(
    'Facilities',
    ['Facility', 'Kind', 'Throughput', 'Use', 'At its limit'].map((label, index) => ({ label, numeric: index > 1 })),
    (page.facilities ?? [])
      .filter((facility) => facility.throughput)
      .map((facility) => [
        facility.name,
        facility.kind,
        { show: rate(facility.throughput?.[0] ?? 0), by: facility.throughput?.[0] ?? 0 },
        { show: facility.utilisation ? share(facility.utilisation[0]) : '', by: facility.utilisation?.[0] ?? null },
        { show: atLimit(facility) === undefined ? '' : share(atLimit(facility) ?? 0), by: atLimit(facility) ?? null },
      ]),
    true,
  );
}

export function chainPanel(page: Page): HTMLElement | undefined {
  if (!page.facilities?.length || !page.routes) return undefined;
  let by: Weight = page.element ? 'metal' : 'moved';
  const byRank = ranks(page);
  const [first] = byRank.keys();
  const details = el('aside', {
    class: 'details',
    'aria-live': 'polite',
    'aria-label': 'Numbers of what is pointed at',
  });
  const show = (content: HTMLElement) => details.replaceChildren(content);
  const start = first === undefined ? undefined : page.facilities[first];
  show(
    start
      ? facilityDetails(start, byRank.get(first as number))
      : el(
          'div',
          {},
          el(
            'p',
            { class: 'quiet' },
            'Point at a facility or an arrow, or move to it with the Tab key, to see its numbers.',
          ),
        ),
  );

  const box = el('div', { class: 'scroll picture', tabindex: 0, role: 'region', 'aria-label': 'Picture of the chain' });
  const note = caption();
  let graph = graphOf(page, by, new Set(byRank.keys()));
  const redraw = () => {
    const width = Math.max(narrowest, box.clientWidth);
    box.replaceChildren(drawChain(page, graph, width, show));
    const together = graph.places
      .filter((place) => place.facility === undefined)
      .reduce((sum, place) => sum + place.count, 0);
    note.textContent = [
      `Arrows are as wide as the ${by === 'metal' ? `${page.element} in what they carry` : 'tonnes they carry'} a year; the number behind a name is what passes through it.`,
      together > 0 && `${together.toLocaleString('en')} smaller facilities are drawn together.`,
      graph.alone > 0 && `${graph.alone} that move nothing${by === 'metal' ? ' of it' : ''} are left out.`,
      graph.ways.some((way) => way.back) && 'Dashed: back to an earlier stage.',
    ]
      .filter(Boolean)
      .join(' ');
  };
  const map = mapPicture(page, show);
  const views = el('div', {}, box, note);
  if (map) {
    map.hidden = true;
    views.append(map);
  }
  whenSized(box, redraw);
  const seeMap = (wanted: boolean) => {
    box.hidden = note.hidden = wanted;
    if (map) map.hidden = !wanted;
    if (!wanted) redraw();
  };
  const controls = el(
    'div',
    { class: 'controls' },
    map && choice('View', ['By stage', 'Map'], 0, (index) => seeMap(index === 1)),
    page.element &&
      choice('Width of arrows', [`${page.element} contained`, 'Tonnes'], 0, (index) => {
        by = index === 0 ? 'metal' : 'moved';
        graph = graphOf(page, by, new Set(byRank.keys()));
        if (!box.hidden) redraw();
      }),
    limitingLegend(page),
  );
  return panel(
    'chain',
    'The chain',
    'Point at a facility or an arrow, tap it, or reach it with the Tab key, to see its numbers.',
    controls,
    el('div', { class: 'beside' }, views, details),
    unfold('All facilities as a table', facilityTable(page)),
  );
}

// The numbers of a facility or a route, in a card beside the picture.
// SPDX-License-Identifier: Apache-2.0
import type { Chokepoint, Facility, Page, Route } from './data';
import { el, type Child } from './dom';
import { nameOf, triedWords } from './limiting';
import { stateBar, stateWords } from './states';
import { band, digits, gainBand, rate, share, tonnes } from './words';

function list(pairs: [string, Child | undefined][]): HTMLElement {
  return el(
    'dl',
    {},
    ...pairs
      .filter(([, value]) => value)
      .map(([term, value]) => el('div', {}, el('dt', {}, term), el('dd', {}, value))),
  );
}

/** "own failures 12 kt/y", "north mine: capacity 3 kt/y". */
export function rootWords(root: { cause: string; at?: string; lost: number }): string {
  const own = root.at === undefined && root.cause !== 'others';
  return `${own ? 'own ' : root.at === undefined ? '' : `${root.at}: `}${root.cause} ${rate(root.lost)}`;
}

export function facilityDetails(facility: Facility, point?: Chokepoint): HTMLElement {
  const stock = (facility.stocks ?? []).map(
    (held) =>
      `${held.material}: ${tonnes(held.mean)} on average${held.capacity ? ` of ${tonnes(held.capacity)}` : ''}${held.full >= 0.005 ? `, full ${share(held.full)}` : ''}${held.empty >= 0.005 ? `, empty ${share(held.empty)} of the time` : ''}`,
  );
  return el(
    'div',
    {},
    el('h3', {}, point && el('span', { class: 'badge' }, String(point.rank)), point && ' ', facility.name),
    el('p', { class: 'quiet' }, [facility.kind, facility.owner, facility.country].filter(Boolean).join(' · ')),
    facility.time && facility.nameplate !== undefined && stateBar(facility.time),
    facility.time && facility.nameplate !== undefined && el('p', { class: 'small' }, stateWords(facility.time)),
    list([
      [
        'Throughput',
        facility.throughput &&
          `${band(facility.throughput)}${facility.basis && facility.basis !== 'any' ? ` of ${facility.basis}` : ''}`,
      ],
      [
        facility.behaviour === 'market' ? 'Demand' : 'Nameplate',
        facility.nameplate ? rate(facility.nameplate) : undefined,
      ],
      ['Use', facility.utilisation && share(facility.utilisation[0])],
      [point ? triedWords(point, 'of it') : '', point?.relief && gainBand(point.step ?? point.relief)],
      [
        'Nameplate lost, by root cause',
        facility.roots
          ? el('ul', {}, ...facility.roots.map((root) => el('li', {}, rootWords(root))))
          : facility.lost && 'nothing',
      ],
      [
        'Berths busy',
        facility.berths_busy !== undefined
          ? `${digits(facility.berths_busy)} on average, wait ${digits(facility.berth_wait_d ?? 0)} d`
          : undefined,
      ],
      ['Stocks', stock.length > 0 && el('ul', {}, ...stock.map((words) => el('li', {}, words)))],
    ]),
  );
}

export function routeDetails(page: Page, routes: Route[]): HTMLElement {
  const name = (index: number) => page.facilities?.[index]?.name ?? '';
  const [route] = routes;
  if (!route) return el('div');
  if (routes.length > 1 || route.count) {
    const moved = routes.reduce((sum, each) => sum + each.moved, 0);
    const number = routes.reduce((sum, each) => sum + (each.count ?? 1), 0);
    return el('div', {}, el('h3', {}, `${route.carries}, ${number} routes`), list([['Moved', rate(moved)]]));
  }
  const point = page.chokepoints?.find(
    (each) =>
      each.gains &&
      each.facility === undefined &&
      (each.at === route.name || each.at === route.fleet || route.via?.includes(each.at)),
  );
  return el(
    'div',
    {},
    el('h3', {}, `${name(route.from)} → ${name(route.to)}`),
    el('p', { class: 'quiet' }, [route.carries, route.by, route.fleet].filter(Boolean).join(' · ')),
    list([
      ['Moved', rate(route.moved)],
      [page.element ? `${page.element} in it` : '', page.element && route.metal ? rate(route.metal) : undefined],
      ['Parcels', route.parcels !== undefined ? `${digits(route.parcels)} a year` : undefined],
      ['Door to door', route.door_to_door_d !== undefined ? `${digits(route.door_to_door_d)} d` : undefined],
      ['Under way', route.under_way !== undefined ? `${tonnes(route.under_way)} on average` : undefined],
      ['No vehicle', route.no_vehicle ? `${share(route.no_vehicle)} of the time, with a parcel ready` : undefined],
      ['By way of', route.via?.join(', ')],
      [
        point ? triedWords(point, 'of it') : '',
        point?.relief && `${gainBand(point.step ?? point.relief)} (${nameOf(point)})`,
      ],
    ]),
  );
}

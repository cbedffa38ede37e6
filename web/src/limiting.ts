// How limiting a facility is: its rank among what caps the answer, and the share of time it stands at its own limit.
// SPDX-License-Identifier: Apache-2.0
import type { Chokepoint, Facility, Page } from './data';

/** Chokepoints whose relief stands out of the noise, first first. */
export const caps = (page: Page): Chokepoint[] => (page.chokepoints ?? []).filter((point) => point.gains);

/** The rank of each facility that caps, by its place among `facilities`. */
export function ranks(page: Page): Map<number, Chokepoint> {
  const found = new Map<number, Chokepoint>();
  for (const point of caps(page))
    if (point.facility !== undefined && !found.has(point.facility)) found.set(point.facility, point);
  return found;
}

/** Share of time at its ceiling, failed or shut down: what more feed could not change. Empty where it has no limit. */
export function atLimit(facility: Facility): number | undefined {
  if ((facility.behaviour !== 'mine' && facility.behaviour !== 'plant') || !facility.time || !facility.nameplate)
    return undefined;
  const { running = 0, failed = 0, shutdown = 0 } = facility.time;
  return Math.min(1, running + failed + shutdown);
}

/** One of five steps of a share, 0 to 4. */
export const step = (part: number): number => Math.min(4, Math.floor(part * 5));

export const nameOf = (point: { at: string; limit: string }): string => `${point.at} (${point.limit})`;

/** "10 % more there gives", "+1 vehicle of 4 gives". */
export function triedWords(point: Chokepoint, where = 'there'): string {
  return point.things && point.tried
    ? `${point.tried} ${point.things === 1 ? 'gives' : 'give'}`
    : `10 % more ${where} gives`;
}

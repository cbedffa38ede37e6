// The answer of a replay in cards: how far off, against which plainer forecasts, and whether the band holds.
// SPDX-License-Identifier: Apache-2.0
import { card } from './cards';
import type { Replay, Score } from './data';
import { count, finely, share } from './words';

/** Of all series together where there are several. */
export const overall = (replay: Replay): Score | undefined =>
  replay.scores.filter((score) => score.set === 'score').at(-1);

/** By baseline: in how many series the model came nearer, of how many that have it. */
export function contests(replay: Replay): { name: string; nearer: number; of: number }[] {
  const all = replay.scores.filter((score) => score.set === 'score').flatMap((score) => score.baselines);
  return [...new Set(all.map((each) => each.name))].map((name) => {
    const met = all.filter((each) => each.name === name);
    return { name, nearer: met.filter((each) => each.skill > 0).length, of: met.length };
  });
}

export function replayCards(replay: Replay): HTMLElement[] {
  const told = overall(replay),
    met = contests(replay);
  if (!told) return [card('How good it is', 'Not known', 'Nothing was observed in the years to score.')];
  const cards = [
    card(
      'Mean error, scored years',
      finely(told.mape),
      `${count(told.periods, 'observed value')}, ${told.window}; bias ${told.bias > 0 ? '+' : ''}${finely(told.bias)}`,
    ),
  ];
  if (met.length > 0)
    cards.push(
      card(
        'Nearer than plainer forecasts',
        `${met.reduce((sum, each) => sum + each.nearer, 0)} of ${met.reduce((sum, each) => sum + each.of, 0)}`,
        met.map((each) => `${each.name}: ${each.nearer} of ${each.of}`).join('; '),
      ),
    );
  if (told.coverage !== undefined)
    cards.push(card('Inside the 95 % band', share(told.coverage), 'of the observed values of the scored years'));
  return cards;
}

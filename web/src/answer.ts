// The answer first: its cards and its sentence.
// SPDX-License-Identifier: Apache-2.0
import { cappedCard, changeCards, measuredCard, nextCard } from './cards';
import type { Page } from './data';
import { el } from './dom';
import { replayCards } from './replay_cards';

function cardsOf(page: Page): (HTMLElement | undefined)[] {
  if (page.compare) return changeCards(page, page.compare);
  if (page.replay) return replayCards(page.replay);
  return [measuredCard(page), page.verdict && cappedCard(page.verdict, page.chokepoints ?? []), nextCard(page)];
}

export function answerPanel(page: Page): HTMLElement {
  const words =
    page.compare?.sentence ??
    page.size?.words ??
    page.replay?.words ??
    page.study?.words ??
    page.answer?.headline ??
    '';
  const cards = cardsOf(page).filter((each) => each !== undefined);
  return el(
    'section',
    { id: 'answer', class: 'panel answer', 'aria-labelledby': 'answer-title' },
    el('h2', { id: 'answer-title' }, 'The answer'),
    cards.length > 0 && el('div', { class: 'cards' }, ...cards),
    el('p', { class: cards.length > 0 ? 'headline' : 'headline alone' }, words),
    page.bound && !page.compare && el('p', { class: 'bound' }, page.bound.words),
    !page.replay &&
      el('p', { class: 'caption' }, `In brackets: 95 % intervals over ${page.replications} replications.`),
  );
}

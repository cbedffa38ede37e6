// The page: panels fed by one document. `show` may be called again with another, as an editor would.
// SPDX-License-Identifier: Apache-2.0
import { answerPanel } from './answer';
import { calibrationPanel } from './calibration';
import { chainPanel } from './chain';
import { comparePanel } from './compare';
import type { Page } from './data';
import { el } from './dom';
import { ladderPanel } from './ladder';
import { limitsPanel } from './limits';
import { lossesPanel, waterfallPanel } from './losses';
import { marketsPanel } from './markets';
import { provenancePanel } from './provenance';
import { replayPanel } from './replay';
import { sizePanel } from './size';
import { studyPanel } from './study';
import { timePanel } from './time';
import { day } from './words';

const panels: [string, (page: Page) => HTMLElement | undefined][] = [
  ['Answer', answerPanel],
  ['Changes', comparePanel],
  ['Size', sizePanel],
  ['Replay', replayPanel],
  ['Values', calibrationPanel],
  ['Scenarios', studyPanel],
  ['Chain', chainPanel],
  ['Markets', marketsPanel],
  ['Limits', limitsPanel],
  ['Ladder', ladderPanel],
  ['Waterfall', waterfallPanel],
  ['Time', timePanel],
  ['Losses', lossesPanel],
  ['Provenance', provenancePanel],
];

function themeButton(): HTMLElement {
  const root = document.documentElement;
  const isDark = () =>
    (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const button = el('button', {
    type: 'button',
    class: 'theme',
    onclick: () => {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      name();
    },
  });
  const name = () => {
    button.textContent = isDark() ? 'Light' : 'Dark';
  };
  name();
  return button;
}

export function show(page: Page): void {
  document.title = `${page.title} · Midstream`;
  const made = panels.flatMap(([name, build]) => {
    const panel = build(page);
    return panel ? [[name, panel] as const] : [];
  });
  const years = `${day(page.horizon.start)} to ${day(page.horizon.end)} · ${page.replications} replications · seed ${page.seed}`;
  document.body.replaceChildren(
    el('a', { class: 'skip', href: '#main' }, 'To the answer'),
    el(
      'header',
      { class: 'top' },
      el(
        'div',
        {},
        el('p', { class: 'brand' }, `Midstream ${page.command}`),
        el('h1', {}, page.title),
        el('p', { class: 'quiet' }, years),
      ),
      themeButton(),
    ),
    el(
      'nav',
      { 'aria-label': 'Parts of this page' },
      ...made.map(([name, panel]) => el('a', { href: `#${panel.id}` }, name)),
    ),
    el('main', { id: 'main' }, ...made.map(([, panel]) => panel)),
    el('footer', {}, `Made by midstream ${page.provenance?.version ?? ''}. This page needs no network.`),
  );
}

const data = document.getElementById('data')?.textContent;
if (data) show(JSON.parse(data) as Page);
declare global {
  interface Window {
    midstream: { show: typeof show };
  }
}
window.midstream = { show };

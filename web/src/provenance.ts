// Where the numbers come from, and how to have them again.
// SPDX-License-Identifier: Apache-2.0
import type { Page } from './data';
import { el } from './dom';
import { panel, table, unfold } from './panel';
import { day } from './words';

const quoted = (word: string): string => (/^[\w./@%+=:,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

const chosenBy: Partial<Record<Page['command'], string>> = { calibrate: 'replay', size: 'run' };

/** The command that gives this page again. */
export function commandOf(page: Page): string {
  const { provenance: p } = page;
  if (!p) return '';
  const options = [
    ...p.with.flatMap((file) => ['--with', file]),
    ...p.set.flatMap((change) => ['--set', change]),
    ...p.options,
    '--seed',
    p.seed,
    // A size study begins each size with a number of its own.
    ...(page.command === 'size' ? [] : ['--replications', String(p.replications)]),
  ];
  if (page.ladder) options.push('--ladder', String(page.ladder.rungs.length));
  return ['midstream', page.command, p.case_file, ...(p.other_file ? [p.other_file] : []), ...options]
    .map(quoted)
    .join(' ');
}

export function provenancePanel(page: Page): HTMLElement | undefined {
  const { provenance: p } = page;
  if (!p) return undefined;
  const runs =
    p.finished === p.replications
      ? `${p.finished} replications`
      : `${p.finished} of ${p.replications} replications finished`;
  return panel(
    'provenance',
    'Where this comes from',
    page.note ?? '',
    el(
      'dl',
      { class: 'facts' },
      el('dt', {}, 'Run again with'),
      el(
        'dd',
        {},
        el('code', {}, commandOf(page)),
        p.files.includes('case.yaml') &&
          el(
            'span',
            { class: 'quiet' },
            ' or, in the folder of this page, with everything filled in: ',
            // A calibration and a size study leave the case with the values that they chose.
            el('code', {}, `midstream ${chosenBy[page.command] ?? page.command} case.yaml`),
          ),
      ),
      el('dt', {}, 'Program'),
      el('dd', {}, `midstream ${p.version}; ${runs}, seed ${p.seed}${p.interrupted ? '; interrupted' : ''}`),
      el('dt', {}, 'Time'),
      el(
        'dd',
        {},
        `${day(page.horizon.start)} to ${day(page.horizon.end)}; numbers from ${day(page.horizon.warmup_end)} on`,
      ),
      el('dt', {}, 'Files beside this page'),
      el(
        'dd',
        {},
        ...p.files.flatMap((file, index) => [index > 0 ? ', ' : '', el('a', { href: encodeURI(`./${file}`) }, file)]),
      ),
      el('dt', {}, 'Read'),
      el(
        'dd',
        {},
        el(
          'ul',
          { class: 'plainlist' },
          ...p.inputs.map((input) =>
            el('li', {}, input.file, ' ', el('code', { class: 'quiet' }, input.sha256.slice(0, 12))),
          ),
        ),
      ),
    ),
    p.assumptions.length > 0 &&
      unfold(
        `${p.assumptions.length} assumptions`,
        table(
          'Assumptions',
          [{ label: 'What is assumed' }, { label: 'Why' }, { label: 'When it is wrong' }],
          p.assumptions.map((each) => [each.what, each.why, each.sensitivity ?? '']),
        ),
      ),
    p.sources.length > 0 &&
      unfold(
        `${p.sources.length} sources`,
        table(
          'Sources',
          [{ label: 'Key' }, { label: 'Source' }],
          p.sources.map((each) => [each.key, each.words]),
        ),
      ),
    p.case_yaml !== undefined &&
      unfold(
        'The case as it was understood',
        el('pre', { tabindex: 0, 'aria-label': 'The case as it was understood' }, p.case_yaml),
      ),
  );
}

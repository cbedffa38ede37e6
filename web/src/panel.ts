// A panel: heading, one sentence that tells what is to be seen, the picture, and its numbers as a table to unfold.
// SPDX-License-Identifier: Apache-2.0
import { el, type Child } from './dom';

export function panel(id: string, title: string, finding: Child, ...content: Child[]): HTMLElement {
  return el(
    'section',
    { id, class: 'panel', 'aria-labelledby': `${id}-title` },
    el('h2', { id: `${id}-title` }, title),
    finding && el('p', { class: 'finding' }, finding),
    ...content,
  );
}

export const caption = (...words: Child[]): HTMLElement => el('p', { class: 'caption' }, ...words);

export function unfold(summary: string, ...content: Child[]): HTMLDetailsElement {
  return el('details', {}, el('summary', {}, summary), ...content);
}

export interface Column {
  label: string;
  numeric?: boolean;
}
/** What is shown, and what it is sorted by. */
export type Cell = string | { show: Child; by: number | string | null };

/** A table in a box of its own that scrolls; sorted by a click on a heading. */
export function table(label: string, columns: Column[], rows: Cell[][], sortable = false): HTMLElement {
  const body = el('tbody');
  const value = (cell: Cell | undefined) => (typeof cell === 'object' ? cell.by : (cell ?? null));
  const fill = (order: Cell[][]) => {
    body.replaceChildren(
      ...order.map((row) =>
        el(
          'tr',
          {},
          ...row.map((cell, index) =>
            el(
              index === 0 ? 'th' : 'td',
              { scope: index === 0 && 'row', class: columns[index]?.numeric && 'number' },
              typeof cell === 'object' ? cell.show : cell,
            ),
          ),
        ),
      ),
    );
  };
  const headings = columns.map((column, index) => {
    const heading = el('th', { scope: 'col', class: column.numeric && 'number' });
    if (!sortable) heading.append(column.label);
    else
      heading.append(
        el(
          'button',
          {
            type: 'button',
            onclick: () => {
              const down = heading.getAttribute('aria-sort') === 'descending' ? 1 : -1;
              headings.forEach((other) => other.removeAttribute('aria-sort'));
              heading.setAttribute('aria-sort', down < 0 ? 'descending' : 'ascending');
              fill(sorted(rows, (row) => value(row[index]), down));
            },
          },
          column.label,
        ),
      );
    return heading;
  });
  fill(rows);
  return el(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label },
    el('table', {}, el('thead', {}, el('tr', {}, ...headings)), body),
  );
}

/** Numbers by size, texts by letters, what is none at the end. */
export function sorted<T>(rows: T[], key: (row: T) => number | string | null, direction: number): T[] {
  return [...rows].sort((a, b) => {
    const x = key(a),
      y = key(b);
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    if (typeof x === 'number' && typeof y === 'number') return direction * (x - y);
    return direction * String(x).localeCompare(String(y), 'en', { numeric: true });
  });
}

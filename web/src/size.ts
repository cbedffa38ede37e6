// Sizing: delivered tonnes against size, the target, and where more of it stops helping.
// SPDX-License-Identifier: Apache-2.0
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { Band, Page, Size } from './data';
import { el, svg, whenSized } from './dom';
import { caption, panel, table, unfold } from './panel';
import { band, money, rate, scaleOf, share, tickWords } from './words';

/** With the six digits of the answer in words, so that a size can be asked for as it is told. */
export const sizeWords = (size: number, unit: string): string => `${Number(size.toPrecision(6))} ${unit}`.trimEnd();

/** A share of runs or of the nameplate with its interval: "90.0 % [69.9, 97.2]". */
const shareBand = ([mean, low, high]: Band): string =>
  `${(100 * mean).toFixed(1)} % [${(100 * low).toFixed(1)}, ${(100 * high).toFixed(1)}]`;

interface Label {
  x: number;
  anchor: 'start' | 'end';
  row: number;
}

/** Where the names of upright marks stand: beside the mark within the picture, a row higher where another is in the way. */
export function labelsOf(marks: { x: number; words: string }[], right: number): Label[] {
  const letter = 6.5,
    gap = 4;
  const taken: { from: number; to: number; row: number }[] = [];
  return marks.map(({ x, words }) => {
    const width = words.length * letter;
    const anchor = x + gap + width > right ? 'end' : 'start';
    const from = anchor === 'start' ? x + gap : x - gap - width;
    let row = 0;
    while (taken.some((other) => other.row === row && other.from < from + width + gap && from < other.to + gap)) ++row;
    taken.push({ from, to: from + width, row });
    return { x: anchor === 'start' ? x + gap : x - gap, anchor, row };
  });
}

function curve(size: Size): HTMLElement {
  const box = el('div', { class: 'chart' }),
    height = 300,
    left = 56,
    bottom = height - 34,
    top = 18;
  const points = [...size.curve].sort((a, b) => a.size - b.size);
  const isShare = size.share_of !== undefined;
  const found = (point: Size['curve'][number]): Band => point.share ?? point.t_per_year;
  const told = isShare ? shareBand : band;
  whenSized(box, (width) => {
    const xs = points.map((point) => point.size);
    const x = scaleLinear([Math.min(...xs), Math.max(...xs)], [left, width - 14]).nice();
    const most = Math.max(size.target ?? 0, ...points.map((point) => found(point)[2]));
    const y = scaleLinear(
      isShare
        ? [0, 1]
        : [Math.min(size.target ?? Infinity, ...points.map((point) => found(point)[1])) * 0.9, most * 1.03],
      [bottom, top],
    ).nice();
    const [by, unit] = isShare ? [0.01, '%'] : [scaleOf(most)[0], `${scaleOf(most)[1]}t/y`],
      [sizeBy, sizeLetter] = size.unit.startsWith('t') ? scaleOf(Math.max(...xs)) : [1, ''];
    const picture = svg(
      'svg',
      { width, height, class: 'plot', role: 'img', 'aria-label': size.words },
      ...y
        .ticks(5)
        .map((tick) =>
          svg(
            'g',
            { class: 'axis' },
            svg('path', { class: 'grid', d: `M${left},${y(tick)}H${width - 14}` }),
            svg('text', { x: left - 6, y: y(tick), dy: '0.34em', 'text-anchor': 'end' }, tickWords(tick / by)),
          ),
        ),
      ...x
        .ticks(Math.max(2, Math.floor(width / 110)))
        .map((tick) =>
          svg(
            'g',
            { class: 'axis' },
            svg('text', { x: x(tick), y: bottom + 15, 'text-anchor': 'middle' }, tickWords(tick / sizeBy)),
          ),
        ),
      svg('text', { class: 'unit', x: left, y: 11 }, isShare ? `${size.share_of ?? ''}, ${unit}` : unit),
      svg(
        'text',
        { class: 'unit', x: width - 14, y: height - 4, 'text-anchor': 'end' },
        `${size.what}, ${sizeLetter}${size.unit}`,
      ),
      svg('path', {
        class: 'band delivered',
        d:
          area<Size['curve'][number]>()
            .x((p) => x(p.size))
            .y0((p) => y(found(p)[1]))
            .y1((p) => y(found(p)[2]))(points) ?? '',
      }),
      svg('path', {
        class: 'line delivered',
        d:
          line<Size['curve'][number]>()
            .x((p) => x(p.size))
            .y((p) => y(found(p)[0]))(points) ?? '',
      }),
      ...points.map((point) =>
        svg(
          'circle',
          { class: 'point', cx: x(point.size), cy: y(found(point)[0]), r: 3.5 },
          svg('title', {}, `${sizeWords(point.size, size.unit)}: ${told(found(point))}`),
        ),
      ),
    );
    if (size.target !== undefined)
      picture.append(
        svg('path', { class: 'limit', d: `M${left},${y(size.target)}H${width - 14}` }),
        svg(
          'text',
          { class: 'limitname', x: width - 16, y: y(size.target) - 4, 'text-anchor': 'end' },
          `target ${isShare ? share(size.target) : rate(size.target)}`,
        ),
      );
    const marks = (
      [
        [size.answer, 'answer'],
        [size.flattens_at, 'flattens'],
      ] as const
    ).flatMap(([at, words]) =>
      at === undefined ? [] : [{ x: x(at), words: `${words}: ${sizeWords(at, size.unit)}` }],
    );
    const labels = labelsOf(marks, width - 2);
    picture.append(...marks.map((mark) => svg('path', { class: 'answermark', d: `M${mark.x},${top}V${bottom}` })));
    labels.forEach((label, index) => {
      picture.append(
        svg(
          'text',
          { class: 'limitname', x: label.x, y: bottom - 6 - 14 * label.row, 'text-anchor': label.anchor },
          marks[index]?.words ?? '',
        ),
      );
    });
    box.replaceChildren(picture);
  });
  return box;
}

function sizesTable(size: Size): HTMLElement {
  const cells = (value: number | undefined, show: (value: number) => string) => ({
    show: value === undefined ? '' : show(value),
    by: value ?? null,
  });
  return table(
    'Sizes',
    [
      { label: size.what },
      ...(size.share_of === undefined ? [] : [{ label: size.share_of, numeric: true }]),
      { label: 'Tonnes', numeric: true },
      { label: 'Use', numeric: true },
      { label: 'Shortfall', numeric: true },
      { label: 'Runs', numeric: true },
      { label: 'Target' },
      { label: 'What caps it then' },
    ],
    size.curve.map((point) => [
      { show: sizeWords(point.size, size.unit), by: point.size },
      ...(point.share ? [{ show: shareBand(point.share), by: point.share[0] }] : []),
      { show: band(point.t_per_year), by: point.t_per_year[0] },
      cells(point.utilisation, share),
      cells(point.shortfall, rate),
      cells(point.runs, String),
      point.decision ?? '',
      point.capped_by ?? '',
    ]),
    true,
  );
}

function pairsTable(size: Size): HTMLElement {
  return table(
    'Pairs of sizes that meet the target',
    [
      { label: size.what },
      { label: size.second ?? '' },
      { label: 'Cost', numeric: true },
      { label: 'Tonnes', numeric: true },
    ],
    (size.pairs ?? []).map((pair) => [
      { show: `${sizeWords(pair.size, size.unit)}${pair.is_answer ? ' (answer)' : ''}`, by: pair.size },
      { show: sizeWords(pair.second, size.second_unit ?? ''), by: pair.second },
      { show: money(pair.cost, size.currency ?? ''), by: pair.cost },
      { show: band(pair.t_per_year), by: pair.t_per_year[0] },
    ]),
    true,
  );
}

function optionsTable(size: Size): HTMLElement {
  return table(
    'Options',
    [
      { label: 'Option' },
      { label: 'Cost', numeric: true },
      ...(size.share_of === undefined ? [] : [{ label: size.share_of, numeric: true }]),
      { label: 'Tonnes', numeric: true },
      { label: 'Runs', numeric: true },
      { label: 'What became of it' },
    ],
    (size.options ?? []).map((option) => [
      option.name,
      { show: option.cost === undefined ? '' : money(option.cost, size.currency ?? ''), by: option.cost ?? null },
      ...(size.share_of === undefined
        ? []
        : [{ show: option.share ? shareBand(option.share) : '', by: option.share?.[0] ?? null }]),
      { show: option.t_per_year ? band(option.t_per_year) : '', by: option.t_per_year?.[0] ?? null },
      { show: String(option.runs), by: option.runs },
      option.fate,
    ]),
    true,
  );
}

export function sizePanel(page: Page): HTMLElement | undefined {
  const { size } = page;
  if (!size) return undefined;
  if (size.options) return panel('size', 'Which one', '', optionsTable(size));
  if (size.pairs) return panel('size', 'How large', '', pairsTable(size));
  return panel(
    'size',
    'How large',
    size.why ?? '',
    curve(size),
    unfold('The curve as a table', sizesTable(size)),
    caption('The band is the 95 % interval over replications.'),
  );
}

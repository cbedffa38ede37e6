// Elements made of words and attributes; nothing of a case is ever read as markup.
// SPDX-License-Identifier: Apache-2.0

export type Child = Node | string | undefined | false;
type Attributes = Record<string, string | number | boolean | undefined | ((event: never) => void)>;

function fill<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as (event: Event) => void);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const size =
    tag === 'svg' && attributes.viewBox === undefined
      ? { viewBox: `0 0 ${String(attributes.width)} ${String(attributes.height)}` }
      : {};
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), { ...attributes, ...size }, children);
}

let pen: CanvasRenderingContext2D | null | undefined;

/** How wide a text of a picture is [px]. */
export function widthOf(words: string, bold = false, size = 12): number {
  pen ??= document.createElement('canvas').getContext('2d');
  if (!pen) return words.length * size * 0.58;
  pen.font = `${bold ? 650 : 400} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(words).width;
}

/** The text, cut with an ellipsis to what fits. */
export function fitted(words: string, width: number, bold = false): string {
  if (widthOf(words, bold) <= width) return words;
  let end = words.length;
  while (end > 1 && widthOf(`${words.slice(0, end)}…`, bold) > width) --end;
  return `${words.slice(0, end).trimEnd()}…`;
}

/** Draws into a box, and again whenever its width changes. */
export function whenSized(box: HTMLElement, draw: (width: number) => void): void {
  let last = 0;
  const observer = new ResizeObserver(() => {
    const width = Math.floor(box.clientWidth);
    if (width === 0 || width === last) return;
    last = width;
    draw(width);
  });
  observer.observe(box);
}

/** A choice of one out of a few, as buttons. */
export function choice(label: string, options: string[], chosen: number, pick: (index: number) => void): HTMLElement {
  const buttons = options.map((words, index) =>
    el(
      'button',
      {
        type: 'button',
        'aria-pressed': String(index === chosen),
        onclick: () => {
          buttons.forEach((button, other) => button.setAttribute('aria-pressed', String(other === index)));
          pick(index);
        },
      },
      words,
    ),
  );
  return el('div', { class: 'choice', role: 'group', 'aria-label': label }, ...buttons);
}

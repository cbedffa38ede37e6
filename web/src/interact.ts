// Pointing at an instant and zooming: all charts follow.
// SPDX-License-Identifier: Apache-2.0
import { svg } from './dom';
import type { Axis, TimeScale } from './time_axis';
import type { Timeline } from './timeline';

/** Pointing with the pointer or the arrow keys, zooming by dragging. */
export function interact(
  surface: SVGSVGElement,
  x: () => TimeScale,
  axis: Axis,
  time: Timeline,
  top: number,
  bottom: () => number,
): void {
  const cursor = svg('path', { class: 'cursor' }),
    drag = svg('rect', { class: 'drag', y: top });
  let started: number | undefined;
  const indexAt = (event: PointerEvent) => {
    const date = x().invert(event.clientX - surface.getBoundingClientRect().left);
    let index = time.from;
    while (index + 1 < time.to && (axis.dates[index + 1] as Date) <= date) ++index;
    return index;
  };
  const follow = () => {
    const at = time.pointed;
    cursor.setAttribute(
      'd',
      at === undefined || at < time.from || at >= time.to
        ? ''
        : `M${(x()(axis.dates[at] as Date) + x()(axis.dates[at + 1] as Date)) / 2},${top}V${bottom()}`,
    );
  };
  surface.append(drag, cursor);
  surface.addEventListener('pointermove', (event) => {
    time.point(indexAt(event));
    if (started === undefined) return;
    const a = x()(axis.dates[Math.min(started, time.pointed ?? 0)] as Date),
      b = x()(axis.dates[Math.max(started, time.pointed ?? 0) + 1] as Date);
    for (const [name, value] of Object.entries({ x: a, width: b - a, height: bottom() - top }))
      drag.setAttribute(name, String(value));
  });
  surface.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch') return;
    started = indexAt(event);
    event.preventDefault();
  });
  const end = (event: PointerEvent) => {
    const first = started;
    started = undefined;
    drag.setAttribute('width', '0');
    if (first === undefined) return;
    const second = indexAt(event);
    if (Math.abs(second - first) >= 2) time.see(Math.min(first, second), Math.max(first, second) + 1);
  };
  surface.addEventListener('pointerup', end);
  surface.addEventListener('pointerleave', () => {
    started = undefined;
    drag.setAttribute('width', '0');
    time.point(undefined);
  });
  surface.addEventListener('dblclick', () => time.see(0, time.count));
  surface.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step !== undefined) time.point((time.pointed ?? (step > 0 ? time.from - 1 : time.to)) + step);
    else if (event.key === '+') time.zoom(0.5);
    else if (event.key === '-') time.zoom(2);
    else return;
    event.preventDefault();
  });
  time.whenPointed(follow);
}

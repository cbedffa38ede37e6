// Numbers as people read them: three digits and the unit that suits.
// SPDX-License-Identifier: Apache-2.0
import type { Band } from './data';

/** Three significant digits, no exponent: 203, 1.20, 0.0412. */
export function digits(value: number, significant = 3): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(significant));
  const whole = Math.floor(Math.log10(Math.abs(rounded)));
  return rounded.toFixed(Math.min(8, Math.max(0, significant - 1 - whole))).replace('-', '−');
}

/** The number of a tick: no more digits than it needs. */
export const tickWords = (value: number): string => String(Number(value.toPrecision(3))).replace('-', '−');

const scales: [number, string][] = [
  [1e6, 'M'],
  [1e3, 'k'],
  [1, ''],
];

export function scaleOf(tonnes: number): [number, string] {
  const size = Math.abs(Number(tonnes.toPrecision(3)));
  return scales.find(([least]) => size >= least) ?? [1, ''];
}

/** "203 kt". */
export function tonnes(t: number): string {
  if (Math.abs(t) < 0.005) return '0 t';
  const [by, letter] = scaleOf(t);
  return `${digits(t / by)} ${letter}t`;
}

/** "203 kt/y". */
export const rate = (t: number): string => `${tonnes(t)}/y`;

/** "[201, 205]" in the unit of the mean; empty where the interval has no width. */
export function interval([mean, low, high]: Band): string {
  if (low === high) return '';
  const [by] = scaleOf(mean);
  return `[${digits(low / by)}, ${digits(high / by)}]`;
}

export const band = (value: Band): string => [rate(value[0]), interval(value)].filter(Boolean).join(' ');

/** "+31.0 kt/y". */
export const gain = (t: number): string => (t > 0 ? `+${rate(t)}` : rate(t));
export const gainBand = (value: Band): string =>
  value.every((t) => Math.abs(t) < 0.5) ? 'nothing' : [gain(value[0]), interval(value)].filter(Boolean).join(' ');

/** "71 %", "0.4 %". */
export function share(part: number): string {
  const percent = 100 * part;
  if (percent > 0 && percent < 0.05) return '< 0.1 %';
  return `${Math.abs(percent) < 1 ? digits(percent, 1) : percent.toFixed(0)} %`;
}

/** "3.1 %". */
export const finely = (part: number): string => `${(100 * part).toFixed(1).replace('-', '−')} %`;

/** Four digits, thousands apart: 842,000, 0.9312. */
export const plain = (value: number): string =>
  Math.abs(value) >= 1000 ? Number(value.toPrecision(4)).toLocaleString('en').replace('-', '−') : digits(value, 4);

/** "3 M USD", "900 USD": as the program prints a cost. */
export const money = (cost: number, currency: string): string =>
  cost >= 1e6
    ? `${Number((cost / 1e6).toPrecision(6))} M ${currency}`
    : `${cost >= 1e3 ? cost.toFixed(0) : Number(cost.toPrecision(4))} ${currency}`;

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** "2 days", "5 months", "10 years". */
export function span(days: number): string {
  if (days >= 700) return `${digits(days / 365.25, 2)} years`;
  if (days >= 75) return `${digits(days / 30.44, 2)} months`;
  return `${digits(days, 2)} days`;
}

/** The day of an instant. */
export const day = (instant: string): string => instant.slice(0, 10);

// Where the best-known passages lie, so that sea legs through them are drawn along their way: longitude, latitude.
// SPDX-License-Identifier: Apache-2.0

const known: [RegExp, [number, number]][] = [
  [/panama/i, [-79.7, 9.1]],
  [/suez/i, [32.4, 30.4]],
  [/malacca/i, [101.3, 2.8]],
  [/gibraltar/i, [-5.6, 35.95]],
  [/mandeb/i, [43.3, 12.6]],
  [/hormuz/i, [56.4, 26.5]],
  [/good hope/i, [18.5, -35.2]],
  [/cape horn|drake/i, [-67.3, -56.5]],
  [/magellan/i, [-70.9, -53.5]],
  [/bosp|turkish strait/i, [29.1, 41.1]],
  [/dardanelles/i, [26.4, 40.2]],
  [/dover/i, [1.5, 51]],
  [/sunda/i, [105.8, -5.9]],
  [/lombok/i, [115.7, -8.7]],
  [/kiel/i, [9.7, 54.3]],
  [/torres/i, [142.2, -10.6]],
  [/taiwan strait/i, [119.5, 24.5]],
];

/** The place of a passage that the page knows by its name. */
export const placeOf = (passage: string): [number, number] | undefined =>
  known.find(([name]) => name.test(passage))?.[1];

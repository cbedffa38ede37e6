// The values that a calibration chose, and how well what was observed tells them.
// SPDX-License-Identifier: Apache-2.0
import type { Calibration, Page } from './data';
import { dot } from './dots';
import { caption, panel, table } from './panel';
import { digits, finely } from './words';

type Chosen = Calibration['chosen'][number];

const amount = (chosen: Chosen, value: number): string => [digits(value, 4), chosen.unit].filter(Boolean).join(' ');

export function rangeWords(chosen: Chosen): string {
  if (chosen.reaches_from && chosen.reaches_to) return 'not determined';
  return `${amount(chosen, chosen.low)}${chosen.reaches_from ? ' (its bound)' : ''} to ${amount(chosen, chosen.high)}${chosen.reaches_to ? ' (its bound)' : ''}`;
}

export function calibrationPanel(page: Page): HTMLElement | undefined {
  const { calibration } = page;
  if (!calibration) return undefined;
  return panel(
    'calibration',
    'The values chosen',
    calibration.by === 'spread'
      ? `Minus the log-likelihood of a fitted value: ${digits(calibration.misfit, 3)}, and ${digits(calibration.middle_misfit, 3)} with every value in the middle of its bounds.`
      : `Off by ${finely(calibration.misfit)} on the years fitted, and by ${finely(calibration.middle_misfit)} with every value in the middle of its bounds.`,
    table(
      'Values chosen',
      [
        { label: 'Value' },
        { label: 'Chosen', numeric: true },
        { label: 'Between its bounds' },
        { label: 'As good: from, to' },
      ],
      calibration.chosen.map((chosen) => [
        chosen.field,
        { show: amount(chosen, chosen.value), by: chosen.value },
        {
          show: dot(
            [chosen.value, chosen.low, chosen.high],
            chosen.from,
            chosen.to,
            `${amount(chosen, chosen.value)} between ${amount(chosen, chosen.from)} and ${amount(chosen, chosen.to)}`,
            true,
          ),
          by: chosen.value,
        },
        rangeWords(chosen),
      ]),
    ),
    caption(
      `Root of the mean square of the relative errors over ${calibration.values} observed values; ${calibration.tries} runs of the case. The whiskers: there, the others as they are, the fit stays within a tenth of the best. calibrated.yaml lays the values over the case.`,
    ),
  );
}

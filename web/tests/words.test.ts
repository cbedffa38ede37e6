// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { band, digits, gain, gainBand, interval, money, rate, share, span, tickWords, tonnes } from '../src/words';

test('a number has three digits and no exponent', () => {
  assert.equal(digits(203.4), '203');
  assert.equal(digits(1.2), '1.20');
  assert.equal(digits(0.04123), '0.0412');
  assert.equal(digits(999.6), '1000');
  assert.equal(digits(-2.5), '−2.50');
  assert.equal(digits(0), '0');
  assert.equal(digits(NaN), '–');
});

test('an amount has the unit that suits', () => {
  assert.equal(rate(203_400), '203 kt/y');
  assert.equal(rate(1_204_000), '1.20 Mt/y');
  assert.equal(rate(950), '950 t/y');
  assert.equal(rate(999_900), '1.00 Mt/y');
  assert.equal(tonnes(0), '0 t');
  assert.equal(gain(12_340), '+12.3 kt/y');
  assert.equal(gain(-12_340), '−12.3 kt/y');
});

test('an interval is told in the unit of its mean, and not at all without a width', () => {
  assert.equal(band([203_400, 201_000, 205_000]), '203 kt/y [201, 205]');
  assert.equal(interval([5, 5, 5]), '');
  assert.equal(gainBand([500, -1400, 2400]), '+500 t/y [−1400, 2400]');
});

test('shares, spans and ticks', () => {
  assert.equal(share(0.714), '71 %');
  assert.equal(share(0.004), '0.4 %');
  assert.equal(share(0), '0 %');
  assert.equal(share(0.0001), '< 0.1 %');
  assert.equal(span(2), '2.0 days');
  assert.equal(span(3652.5), '10 years');
  assert.equal(tickWords(0.5), '0.5');
});

test('a cost is told as the program prints it', () => {
  assert.equal(money(170_500_000, 'USD'), '170.5 M USD');
  assert.equal(money(12_345.6, 'EUR'), '12346 EUR');
  assert.equal(money(900, 'USD'), '900 USD');
});

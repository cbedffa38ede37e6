// What the tests of the page share: the reports, made once, and the browser that opens them with the network shut.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openBrowser } from './browser.mjs';
import { dataOf, makeReports } from './reports.mjs';

let folder, reports, browser;

before(async () => {
  assert.ok(process.env.MIDSTREAM, 'MIDSTREAM must name the program');
  folder = mkdtempSync(join(tmpdir(), 'midstream-page-'));
  reports = makeReports(process.env.MIDSTREAM, folder);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

/** Opens a report with the network shut; `close` tells what went wrong. */
export async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const wrong = [],
    url = pathToFileURL(join(reports[name], 'report.html')).href;
  await context.route('**', (route) => {
    if (route.request().url() === url) return route.continue();
    wrong.push(`asked for ${route.request().url()}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) wrong.push(message.text());
  });
  page.on('pageerror', (error) => wrong.push(String(error)));
  await page.goto(url);
  await page.waitForSelector('#answer');
  return {
    page,
    close: async () => {
      assert.deepEqual(wrong, []);
      await context.close();
    },
  };
}

/** A file beside a report. */
export const fileOf = (name, file) => join(reports[name], file);
export const textOf = (name, file) => readFileSync(fileOf(name, file), 'utf8');
export const pageOf = (name) => dataOf(fileOf(name, 'report.html'));
export const summaryOf = (name) => JSON.parse(textOf(name, 'summary.json'));
export const near = (a, b, message) =>
  assert.ok(Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(b)), `${message}: ${a}, not ${b}`);
/** As the page writes it, for numbers from 1 to 999. */
export const three = (value) => value.toPrecision(3);
export const runs = ['short', 'ladder', 'copper', 'hostile', 'decades', 'large', 'joint', 'vehicles'];
export const all = [...runs, 'size', 'options', 'pair', 'compare', 'replay', 'calibrate', 'study', 'made'];

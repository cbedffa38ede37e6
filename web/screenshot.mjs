// A picture of a report in Debian's Chromium.
// usage: node screenshot.mjs REPORT.html PICTURE.png [--dark] [--width N] [--height N] [--full] [--panel ID] [--map]
// SPDX-License-Identifier: Apache-2.0
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { openBrowser } from './tests/browser.mjs';

const {
  values,
  positionals: [report, picture],
} = parseArgs({
  allowPositionals: true,
  options: {
    dark: { type: 'boolean' },
    full: { type: 'boolean' },
    map: { type: 'boolean' },
    panel: { type: 'string' },
    width: { type: 'string', default: '1280' },
    height: { type: 'string', default: '800' },
  },
});
const browser = await openBrowser();
const page = await browser.newPage({
  viewport: { width: Number(values.width), height: Number(values.height) },
  colorScheme: values.dark ? 'dark' : 'light',
});
await page.goto(pathToFileURL(report).href);
await page.waitForSelector('#answer');
if (values.map) await page.getByRole('button', { name: 'Map', exact: true }).click();
await page.waitForTimeout(400);
if (values.panel) await page.locator(`#${values.panel}`).screenshot({ path: picture });
else await page.screenshot({ path: picture, fullPage: values.full });
await browser.close();

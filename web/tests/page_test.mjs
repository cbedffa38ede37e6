// Real reports in a real browser: what is seen is what the files say, nothing breaks, nothing leaves the page.
// usage: MIDSTREAM=path/to/midstream node --test page_test.mjs
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import './data_checks.mjs';
import './answer_checks.mjs';
import { all, fileOf, open, summaryOf, three } from './opened.mjs';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const mostBytes = 15e6;
const mostSeconds = 2;

test('pointing, tapping and the keyboard give the numbers of a facility', async () => {
  const { page, close } = await open('copper'),
    summary = summaryOf('copper');
  const details = page.locator('#chain .details');
  for (const name of ['Miami smelter', 'El Paso refinery', 'New Orleans']) {
    const node = page.locator(`#chain .chain [aria-label^="${name}"]`);
    await node.locator('.touch').hover();
    assert.match(await details.innerText(), new RegExp(name));
  }
  await page.locator('#chain .chain [aria-label^="Garfield smelter"]').focus();
  const garfield = summary.facilities.find((facility) => facility.name === 'Garfield smelter');
  assert.ok(
    (await details.innerText()).includes(`${three(garfield.throughput_t_per_year.mean / 1e3)} kt/y`),
    await details.innerText(),
  );
  assert.ok(
    (await details.innerText()).includes(`slowed ${(100 * garfield.time_share.slowed).toFixed(0)} %`),
    await details.innerText(),
  );
  await page.locator('#chain .flow').first().dispatchEvent('click');
  assert.match(await details.innerText(), /→/);

  await page.getByRole('button', { name: 'Tonnes', exact: true }).click();
  assert.match(await page.locator('#chain .caption').first().innerText(), /tonnes they carry/);
  await page.getByRole('button', { name: 'Map', exact: true }).click();
  assert.equal(await page.locator('#chain .chain').isVisible(), false);
  assert.ok((await page.locator('#chain .map .node').count()) > 20);
  await page.getByRole('button', { name: 'USA', exact: true }).click();
  await page.locator('#chain .map [aria-label^="El Paso refinery"]').focus();
  assert.match(await details.innerText(), /El Paso refinery/);
  await close();
});

test('all charts share one zoom, by button, key and drag', async () => {
  const { page, close } = await open('copper');
  const texts = async (index) =>
    (await page.locator('#time .plot').nth(index).locator('.axis').first().locator('text').allInnerTexts()).join(' ');
  const whole = await texts(0);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  const closer = await texts(0);
  assert.notEqual(closer, whole);
  assert.equal(await texts(1), closer);
  await page.getByRole('button', { name: 'Whole time' }).click();
  assert.equal(await texts(0), whole);
  const plot = page.locator('#time .plot').first(),
    box = await plot.boundingBox();
  await page.mouse.move(box.x + 300, box.y + 80);
  await page.mouse.down();
  await page.mouse.move(box.x + 500, box.y + 80, { steps: 4 });
  await page.mouse.up();
  assert.notEqual(await texts(1), whole);
  await page.locator('#time .plot').first().dblclick();
  await page.locator('#time .plot').first().press('ArrowRight');
  assert.match(await page.locator('#time .readout').first().innerText(), /^20\d\d-\d\d: demand [\d.]+.*delivered/);
  await page.getByLabel('Stocks at').selectOption({ index: 1 });
  await close();
});

test('no name in a case breaks out of the page', async () => {
  const { page, close } = await open('hostile');
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.equal(await page.title(), "</title><script>document.title='broken'</script> & co · Midstream");
  assert.equal(await page.locator('script[src], img, iframe, object, embed, a[href^="javascript"]').count(), 0);
  assert.match(await page.locator('#limits').innerText(), /<\/script><script>window\.broken=3<\/script>|constructor/);
  await page.locator('details').evaluateAll((all) =>
    all.forEach((each) => {
      each.open = true;
    }),
  );
  assert.match(await page.locator('#provenance').innerText(), /18446744073709551615/);
  await page.getByRole('button', { name: 'Map', exact: true }).click();
  await close();
});

test('nothing is wider than the window, in whatever width', async () => {
  for (const name of all) {
    for (const width of [400, 1600]) {
      const { page, close } = await open(name, { viewport: { width, height: 900 } });
      await page.waitForTimeout(150);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${name} is ${wide} wide in a window of ${width}`);
      await close();
    }
  }
});

test('axe finds nothing serious, in light and in dark', async () => {
  for (const [name, colorScheme] of [
    ['copper', 'light'],
    ['copper', 'dark'],
    ['compare', 'light'],
    ['made', 'dark'],
    ['size', 'light'],
    ['pair', 'dark'],
    ['ladder', 'light'],
    ['replay', 'light'],
    ['calibrate', 'dark'],
    ['vehicles', 'dark'],
  ]) {
    const { page, close } = await open(name, { colorScheme });
    await page.addScriptTag({ content: axe }).catch(() => page.evaluate(axe));
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    const serious = violations
      .filter((each) => ['serious', 'critical'].includes(each.impact))
      .map(
        (each) =>
          `${each.id}: ${each.nodes
            .slice(0, 3)
            .map((node) => node.html.slice(0, 140))
            .join(' | ')}`,
      );
    assert.deepEqual(serious, [], `${name}, ${colorScheme}`);
    await close();
  }
});

test('a large or long run opens in two seconds and stays small', async (t) => {
  for (const name of ['large', 'decades', 'copper']) {
    const bytes = statSync(fileOf(name, 'report.html')).size;
    assert.ok(bytes < mostBytes, `${name} has ${bytes} bytes`);
    let best = Infinity;
    for (let round = 0; round < 3; ++round) {
      // the machine may be busy with other things
      const { page, close } = await open(name);
      const seconds = await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now() / 1000)))),
      );
      best = Math.min(best, seconds);
      await close();
    }
    t.diagnostic(`${name}: ${(bytes / 1e6).toFixed(2)} MB, open after ${best.toFixed(2)} s`);
    assert.ok(best < mostSeconds, `${name} takes ${best} s to open`);
  }
});

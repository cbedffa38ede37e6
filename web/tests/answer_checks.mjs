// What is told: the answer and its panels, in the numbers of the files beside the page.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { near, open, pageOf, summaryOf, textOf, three } from './opened.mjs';

test('the answer is seen first, in the numbers of summary.json', async () => {
  for (const name of ['short', 'copper', 'ladder']) {
    const { page, close } = await open(name),
      summary = summaryOf(name);
    const shown = await page.locator('#answer .card').first().locator('.big').innerText();
    const [, number, letter] = /^([\d.]+) (k|M|)t\/y$/.exec(shown.trim());
    near(
      Number(number) * { k: 1e3, M: 1e6, '': 1 }[letter],
      Number(three(summary.measure.t_per_year.mean)),
      `${name}: ${shown}`,
    );
    const box = await page.locator('#answer .card').nth(1).boundingBox();
    assert.ok(box.y + box.height < 700, `${name}: what caps it is seen without scrolling`);
    const first = summary.chokepoints[0];
    assert.match(await page.locator('#answer .card').nth(1).innerText(), new RegExp(first.at));
    const row = page.locator('#limits tbody tr').first();
    assert.match(await row.innerText(), new RegExp(`${first.at}`));
    const relief = three(first.relief_t_per_10_percent.mean / 1e3);
    assert.ok((await row.innerText()).includes(`+${relief}`), `${name}: ${await row.innerText()} tells +${relief}`);
    await close();
  }
});

test('no card contradicts the headline', async () => {
  for (const [name, sort] of [
    ['short', 'single'],
    ['ladder', undefined],
    ['copper', undefined],
    ['decades', 'untried'],
    ['joint', 'joint'],
    ['vehicles', 'single'],
    ['hostile', undefined],
  ]) {
    const { page, close } = await open(name),
      { answer, verdict, next, ladder, chokepoints } = pageOf(name);
    if (sort) assert.equal(verdict.sort, sort, name);
    const shown = await page.locator('#answer .headline').innerText();
    assert.equal(shown, answer.headline);
    const card = await page.locator('#answer .card').nth(1).innerText();
    const named = verdict.sort === 'single' || verdict.sort === 'none' ? verdict.limits.slice(0, 1) : verdict.limits;
    for (const limit of named) {
      assert.ok(answer.headline.includes(`${limit.at} (${limit.limit})`), `${name}: the headline names ${limit.at}`);
      assert.ok(card.includes(limit.at), `${name}: the card names ${limit.at}: ${card}`);
    }
    if (verdict.gives && verdict.gives[0] > 0.5) {
      const told = /^\+([\d.]+)/.exec(card.split(/gives? |most is /).at(verdict.sort === 'together' ? 1 : -1))?.[1];
      if (verdict.sort === 'joint') assert.match(card, /Of one alone next to nothing/);
      else assert.ok(told && answer.headline.includes(`+${told}`), `${name}: ${card} against ${answer.headline}`);
    }
    const first = chokepoints[0];
    if (name === 'vehicles') {
      assert.equal(first.things, 1);
      assert.match(card, /\+1 vehicle of 4 gives/);
    }
    const after = await page
      .locator('#answer .card')
      .nth(2)
      .innerText()
      .catch(() => '');
    if (next && !ladder) assert.ok(after.includes(next.words), `${name}: ${after}`);
    if (ladder && after.includes('Once')) assert.ok(named.every((limit) => ladder.rungs[0].at.includes(limit.at)));
    await close();
  }
});

test('a facility tells the root causes of what it lost', async () => {
  const { page, close } = await open('ladder'),
    data = pageOf('ladder');
  const table = textOf('ladder', 'losses.csv');
  const told = data.facilities.filter((each) => each.roots?.length > 1);
  assert.ok(told.length > 1);
  for (const facility of told.slice(0, 4)) {
    await page.locator(`#chain .chain [aria-label^="${facility.name}"]`).focus();
    const words = await page.locator('#chain .details').innerText(),
      [root] = facility.roots;
    assert.ok(words.includes(root.at ? `${root.at}: ${root.cause}` : `own ${root.cause}`), words);
    const row = table
      .split('\n')
      .find(
        (line) => line.startsWith(`${facility.name},`) && line.includes(`,${root.at ?? facility.name},${root.cause},`),
      );
    near(Number(three(root.lost)), Number(three(Number(row.split(',')[7]))), `${facility.name}: ${row}`);
  }
  await close();
});

test('a replay shows what replay.json says', async () => {
  for (const name of ['replay', 'calibrate']) {
    const { page, close } = await open(name),
      { replay } = pageOf(name),
      told = JSON.parse(textOf(name, 'replay.json'));
    assert.equal(replay.series.length, told.series.length);
    replay.series.forEach((series, index) => {
      const { periods } = told.series[index];
      assert.equal(series.start.length, periods.length);
      periods.forEach((period, p) => {
        if (period.observed_t === undefined) assert.equal(series.observed[p], null);
        else near(series.observed[p], period.observed_t, `${series.name}, ${period.date}, observed`);
        near(series.simulated[p], period.mean_t, `${series.name}, ${period.date}`);
        near(series.high[p], period.high95_t, `${series.name}, ${period.date}, high`);
        assert.equal(series.set[p], period.set);
      });
    });
    const scored = replay.scores.filter((score) => score.set === 'score');
    for (const score of scored) {
      const same = told.series.find((each) => each.name === score.series)?.score ?? told.overall.score;
      near(score.mape, same.mape, `${name}, ${score.series}`);
      near(score.coverage, same.within95, `${name}, ${score.series}, band`);
    }
    const { mape, bias } = told.overall.score,
      percent = (part) => `${(100 * part).toFixed(1)} %`.replace('-', '−');
    assert.equal((await page.locator('#answer .big').first().innerText()).trim(), percent(mape));
    const headline = await page.locator('#answer .headline').innerText();
    assert.ok(headline.includes(`off by ${percent(mape)} on average (bias `), headline);
    const rows = await page.locator('#replay tbody tr').allInnerTexts();
    assert.equal(rows.length, replay.scores.length);
    scored.forEach((score) => {
      const row = rows.find((each) => each.startsWith(score.series) && each.includes('scored'));
      assert.ok(row.includes(percent(score.mape)), row);
      for (const baseline of score.baselines) assert.ok(row.includes(percent(baseline.mape)), row);
    });
    const observed = replay.series.flatMap((series) => series.observed).filter((value) => value !== null).length;
    assert.equal(await page.locator('#replay circle.observed').count(), observed);
    assert.ok(bias !== undefined);
    const limits = textOf(name, 'limits.csv')
      .trim()
      .split('\n')
      .filter((row) => row.split(',')[1] === 'all'); // rows of single plants are in the table alone
    assert.equal(replay.series.flatMap((series) => series.limits ?? []).length, limits.length);
    if (limits.length > 0)
      assert.match(await page.locator('#replay').innerText(), new RegExp(`Ruled by: .*${limits[0].split(',').at(-1)}`));
    await page.locator('#provenance details').evaluateAll((each) =>
      each.forEach((one) => {
        one.open = true;
      }),
    );
    assert.match(await page.locator('#provenance').innerText(), new RegExp(`midstream ${name}`));
    await close();
  }
  const { page, close } = await open('calibrate'),
    { values } = JSON.parse(textOf('calibrate', 'calibrate.json'));
  const row = await page.locator('#calibration tbody tr').first().innerText();
  assert.ok(row.includes(values[0].field) && row.includes(values[0].value.toPrecision(4)), row);
  await close();
});

test('a size study shows what size.json and size.csv say', async () => {
  const { page, close } = await open('size'),
    told = JSON.parse(textOf('size', 'size.json')),
    { size, provenance } = pageOf('size');
  assert.equal(size.words, told.answer_in_words);
  near(size.answer, told.answer.sizes[0], 'answer');
  const rows = textOf('size', 'size.csv').trim().split('\n').slice(1);
  assert.equal(size.curve.length, rows.length);
  size.curve.forEach((point, index) => {
    const cells = rows[index].split(',');
    near(point.size, Number(cells[0]), rows[index]);
    near(point.t_per_year[0], Number(cells[5]), rows[index]);
  });
  assert.equal(await page.locator('#size circle.point').count(), rows.length);
  assert.match(await page.locator('#answer .headline').innerText(), /is the smallest size that meets the target/);
  assert.equal(provenance.options[0], '--vary');
  await page.locator('#size details').evaluate((one) => {
    one.open = true;
  });
  assert.equal(await page.locator('#size tbody tr').count(), rows.length);
  await close();
  const options = await open('options');
  assert.match(await options.page.locator('#size').innerText(), /picked/);
  await options.close();
  const pair = await open('pair');
  const shown = await pair.page.locator('#size').innerText();
  assert.match(shown, /\(answer\)/);
  const { answer, currency } = JSON.parse(textOf('pair', 'size.json'));
  assert.ok(shown.includes(`${Number((answer.cost / 1e6).toPrecision(6))} M ${currency}`), shown);
  for (const one of answer.sizes) assert.ok(shown.includes(String(Number(one.toPrecision(6)))), shown);
  await pair.close();
});

test('a size study shows shares where its target is about shares', async () => {
  for (const [name, words, column] of [
    ['chance', /runs that meet the target, %/, 8],
    ['used', /utilisation of smelter, %/, 11],
  ]) {
    const { page, close } = await open(name),
      { size } = pageOf(name);
    const rows = textOf(name, 'size.csv').trim().split('\n').slice(1);
    assert.equal(await page.locator('#size circle.point').count(), rows.length);
    size.curve.forEach((point, index) => near(point.share[0], Number(rows[index].split(',')[column]), rows[index]));
    const picture = await page.locator('#size svg.plot').evaluate((one) => one.textContent);
    assert.match(picture, words);
    assert.match(picture, /target 80 %/);
    const [mean, low, high] = size.curve[0].share.map((part) => (100 * part).toFixed(1));
    assert.ok(picture.includes(`${mean} % [${low}, ${high}]`), picture);
    await close();
  }
});

test('a study shows each of its scenarios, to be sorted, and the map of its grid', async () => {
  const { page, close } = await open('study'),
    { scenarios } = JSON.parse(textOf('study', 'study.json'));
  const rows = page.locator('#study table').last().locator('tbody tr');
  assert.equal(await rows.count(), scenarios.length);
  const best = scenarios.reduce((a, b) => (b.t_per_year.mean > a.t_per_year.mean ? b : a));
  const first = await rows.first().innerText();
  assert.ok(first.includes(best.name), `${first} is not ${best.name}`);
  await page.locator('#study').getByRole('button', { name: 'Measure, t/y' }).click();
  await page.locator('#study').getByRole('button', { name: 'Measure, t/y' }).click();
  const names = await rows.evaluateAll((all) => all.map((row) => row.firstElementChild.textContent));
  assert.equal(new Set(names).size, scenarios.length);
  const [grid, markets] = await page.locator('#study .heat').all();
  assert.equal(await grid.locator('tbody tr').count(), 3);
  assert.equal(await markets.locator('tbody tr').count(), scenarios.length);
  const city = await markets.locator('tbody tr').first().innerText();
  assert.ok(city.includes(three((100 * scenarios[0].t_per_year.mean) / scenarios[0].demand_t_per_year)), city);
  const cell = scenarios.find((each) => each.settings.smelter === '0.9 Mt/y' && each.settings.trains === '1');
  assert.ok((await grid.innerText()).includes(three(cell.t_per_year.mean / 1e3)));
  assert.match(await page.locator('#provenance').innerText(), /midstream study/);
  await close();
});

test('every block makes its panel, and tables are sorted by a click', async () => {
  const { page, close } = await open('made');
  for (const id of ['size', 'replay', 'calibration', 'study', 'waterfall'])
    assert.ok(await page.locator(`#${id} svg`).first().isVisible(), id);
  assert.match(await page.locator('#waterfall').innerText(), /Miami smelter: 98.0 kt\/y/);
  await page.locator('#study').getByRole('button', { name: 'delivered, t/y' }).click();
  assert.match(
    await page.locator('#study table').last().locator('tbody tr').first().innerText(),
    /second smelter.*842/s,
  );
  assert.match(await page.locator('#study .heat').innerText(), /842/);
  await close();
  const ladder = await open('ladder');
  assert.ok(await ladder.page.locator('#ladder svg').isVisible());
  await ladder.close();
  const compare = await open('compare'),
    told = JSON.parse(textOf('compare', 'compare.json'));
  const change = Object.entries(told.measure).find(([key]) => key.startsWith('change'))[1].mean;
  assert.ok(
    (await compare.page.locator('#answer .big').first().innerText()).includes(`${three(Math.abs(change) / 1e3)} kt/y`),
  );
  assert.match(await compare.page.locator('#compare').innerText(), /east smelter \(new\)/);
  assert.match(await compare.page.locator('#waterfall').innerText(), /From demand to delivered, after/);
  await compare.close();
});

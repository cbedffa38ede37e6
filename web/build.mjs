// Bundles the page into one file: dist/page.html, which is committed and put into the program by CMake.
// usage: node build.mjs [FILE]
// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build, transformSync } from 'esbuild';
import { filter, filterWeight, presimplify, quantile, simplify } from 'topojson-simplify';

const here = new URL('.', import.meta.url);
const read = (name) => readFileSync(new URL(name, here), 'utf8');

/** Natural Earth's land at 1:110 million, with the points that change the coast least left out. */
function coast() {
  const world = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('world-atlas/land-110m.json'), 'utf8'));
  const weighed = presimplify(world);
  const thin = filter(simplify(weighed, quantile(weighed, 0.25)), filterWeight(weighed, 1));
  const round = (number) => Math.round(number * 20) / 20;
  const arcs = thin.arcs.map((arc) => arc.map((point) => [round(point[0]), round(point[1])]));
  return JSON.stringify({ type: 'Topology', arcs, objects: { land: thin.objects.land } });
}

const land = {
  name: 'land',
  setup(of) {
    of.onResolve({ filter: /^land$/ }, () => ({ path: 'land', namespace: 'land' }));
    of.onLoad({ filter: /.*/, namespace: 'land' }, () => ({ contents: coast(), loader: 'json' }));
  },
};

const { outputFiles } = await build({
  entryPoints: [new URL('src/main.ts', here).pathname],
  bundle: true,
  minify: true,
  write: false,
  format: 'iife',
  target: ['es2022'],
  charset: 'utf8',
  legalComments: 'none',
  plugins: [land],
});
const script = outputFiles[0].text.trim().replaceAll('</script', '<\\/script');
const style = transformSync(read('src/page.css'), { loader: 'css', minify: true, charset: 'utf8' }).code.trim();
const licences =
  '/* Contains d3 (ISC and BSD-3-Clause, Mike Bostock), topojson (ISC, Mike Bostock), Natural Earth (public domain) by way of world-atlas (ISC). */\n';
const page = read('src/page.html')
  .replace('%STYLE%', () => style)
  .replace('%SCRIPT%', () => licences + script);
const file = process.argv[2] ?? new URL('dist/page.html', here).pathname;
writeFileSync(file, page);
console.log(`${file}: ${(page.length / 1000).toFixed(0)} kB`);

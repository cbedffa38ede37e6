// Bundles each unit test and runs it with Node's own runner.
// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'midstream-page-'));
const tests = readdirSync(here).filter((name) => name.endsWith('.test.ts'));
const noLand = {
  name: 'land',
  setup: (of) => {
    of.onResolve({ filter: /^land$/ }, () => ({ path: 'land', namespace: 'land' }));
    of.onLoad({ filter: /.*/, namespace: 'land' }, () => ({ contents: '{}', loader: 'json' }));
  },
};
await build({
  entryPoints: tests.map((name) => join(here, name)),
  bundle: true,
  platform: 'node',
  format: 'esm',
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  plugins: [noLand],
});
const { status } = spawnSync(
  process.execPath,
  ['--test', ...tests.map((name) => join(folder, name.replace(/\.ts$/, '.mjs')))],
  { stdio: 'inherit' },
);
rmSync(folder, { recursive: true });
process.exit(status ?? 1);

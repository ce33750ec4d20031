// @ts-check
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from './build.js';

/*
 * mocha on the compiled tests. Names of test files stand for what was compiled of them:
 * npm test -- test/catalogue/arms.test.ts --grep=window
 */

const folder = build(true);
const given = process.argv.slice(2);
const isFile = (/** @type {string} */ word) => /^test\/.*\.ts$/.test(word);
const files = given.filter(isFile).map((file) => join(folder, file.replace(/ts$/, 'js')));
const specs = files.length > 0 ? [...files, '--no-parallel'] : [join(folder, 'test/**/*.test.js')];
const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
const { status } = spawnSync(process.execPath, [mocha, ...given.filter((word) => !isFile(word)), ...specs], {
  stdio: 'inherit',
});
process.exit(status ?? 1);

// @ts-check
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from './build.js';

/*
 * Runs mocha on the compiled tests. Names of test files and folders are mapped to their compiled files:
 * npm test -- test/catalogue/arm-syntax.test.ts --grep=window
 */

const folder = build(true);
const given = process.argv.slice(2);
const isNamed = (/** @type {string} */ word) => /^test\/[\w/.-]+$/.test(word);
const isFile = (/** @type {string} */ word) => word.endsWith('.ts');
const compiled = (/** @type {string} */ name) =>
  join(folder, isFile(name) ? name.replace(/ts$/, 'js') : `${name}/**/*.test.js`);
const named = given.filter(isNamed);
/** Whole commands first: they take longest. */
const ALL = ['test/cli', 'test/!(cli)'];
const specs = (named.length > 0 ? named : ALL).map(compiled);
if (named.length > 0 && named.every(isFile)) specs.push('--no-parallel');
const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
const { status } = spawnSync(process.execPath, [mocha, ...given.filter((word) => !isNamed(word)), ...specs], {
  stdio: 'inherit',
});
process.exit(status ?? 1);

// @ts-check
import { existsSync } from 'node:fs';
import { buildPackage } from './build.js';

/* Compiles what the package exports. `npm ci` and `npm pack` run it; without the compiler (`--omit=dev`) there is nothing to do. */

if (existsSync(new URL('../node_modules/typescript', import.meta.url))) buildPackage();

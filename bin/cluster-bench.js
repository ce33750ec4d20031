#!/usr/bin/env node
// @ts-check
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/* A clone is compiled as it is now; what was installed has been. */

const isClone = existsSync(new URL('../src/cli/main.ts', import.meta.url));
const folder = isClone
  ? pathToFileURL(`${(await import('./build.js')).build()}/`)
  : new URL('../dist/package/', import.meta.url);
await import(new URL('src/cli/main.js', folder).href);

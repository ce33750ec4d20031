#!/usr/bin/env node
// @ts-check
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.js';

await import(pathToFileURL(join(build(), 'src/cli/main.js')).href);

import { pathToFileURL } from 'node:url';
import { untoldLoad } from '../bench/untold-load.ts';

/** Run with a program and its words: that program, but it does not wait for a quiet machine. */
process.argv.splice(1, 1);
untoldLoad();
await import(pathToFileURL(process.argv[1] ?? '').href);

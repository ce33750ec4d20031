import { knownFlags } from './known-flags.ts';

/**
 * V8's, for the processes of a cluster. A trial lasts seconds, a service for months, and its code is compiled all that time:
 * so nothing is interpreted, and what is hot is optimised after a sixth of the usual wait.
 */
const WANTED: readonly string[] = ['--always-sparkplug', '--interrupt-budget=20000'];

export function serverFlags(): readonly string[] {
  return knownFlags(WANTED);
}

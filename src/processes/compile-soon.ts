import { setFlagsFromString } from 'node:v8';

/**
 * From now on what is hot is optimised after a sixth of the usual wait. For the processes of a cluster once they are ready,
 * and for what drives them: a trial lasts seconds, a service for months, and its code is compiled all that time.
 */
export function compileSoon(): void {
  setFlagsFromString('--interrupt-budget=20000');
}

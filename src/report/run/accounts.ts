import { isType } from '../../results/class-names.ts';
import type { RunResult } from '../../results/schema.ts';
import { listed } from '../table/words.ts';

const KINDS = [
  ['failed', 'failed'],
  ['timedOut', 'timed out'],
  ['cancelled', 'cancelled'],
  ['rejected', 'rejected'],
  ['lost', 'lost'],
] as const;

/** The outcomes of all requests. `isFine` if each got a good answer. */
export interface Accounts {
  readonly isFine: boolean;
  readonly text: string;
}

export function accountsOf({ strategies }: RunResult): Accounts {
  const classes = strategies.flatMap((one) => one.classes.filter(({ name }) => !isType(name)));
  const total = (of: (counts: (typeof classes)[number]['counts']) => number) =>
    classes.reduce((sum, { counts }) => sum + of(counts), 0);
  const offered = total((counts) => counts.offered);
  const bad = offered - total((counts) => counts.ok);
  if (offered === 0) return { isFine: true, text: 'No request was counted.' };
  if (bad === 0) return { isFine: true, text: `All ${offered} requests were answered.` };
  const kinds = KINDS.flatMap(([kind, words]) => {
    const count = total((counts) => counts[kind]);
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return { isFine: false, text: `${bad} of ${offered} requests got no good answer: ${listed(kinds)}.` };
}

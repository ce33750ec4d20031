import type { AnyRun } from '../results/advice-schema.ts';

/** The last line of a command that made a run; none for a run that is to be continued. */
export function reportHint({ complete }: AnyRun, folder: string): string[] {
  return complete ? [`Report with charts: npm run report -- ${folder}`] : [];
}

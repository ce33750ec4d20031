import { isType } from './class-names.ts';

/** The most frequent heavy type: the short one, which suffers from bad placement. Null without heavy requests. */
export function classJudgedFirst(
  classes: readonly { readonly name: string; readonly counts: { readonly offered: number } }[],
): string | null {
  const types = classes.filter(({ name }) => isType(name));
  return types.toSorted((a, b) => b.counts.offered - a.counts.offered)[0]?.name ?? null;
}

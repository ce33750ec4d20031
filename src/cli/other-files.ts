import type { Arm } from '../catalogue/arms.ts';
import { compilerMistakes, misnamedIn } from '../catalogue/plug-in.ts';
import type { KnownScenario } from '../catalogue/scenarios.ts';
import { warnLines } from './output.ts';

/** What is wrong with files that this command does not use: it goes on, and its user knows. */
export async function warnOfOtherFiles(
  arms: readonly Arm[],
  used?: Pick<KnownScenario, 'plugIn' | 'scenario'>,
): Promise<void> {
  const places = new Set([
    ...(used === undefined ? [] : [used.plugIn.place]),
    ...Object.values(used?.scenario.jobs ?? {}).map(({ place }) => place),
    ...arms.flatMap((arm) => (arm.kind === 'strategy' ? [arm.file.place] : [])),
  ]);
  const others = [...(await compilerMistakes())].flatMap(([file, mistakes]) =>
    places.has(file) ? [] : mistakes,
  );
  const misnamed = [
    ...(await misnamedIn('strategies')),
    ...(await misnamedIn('scenarios')),
    ...(await misnamedIn('jobs')),
  ];
  warnLines([...others, ...misnamed].map((mistake) => `Warning: ${mistake} (not used here)`));
}

import type { Arm } from '../catalogue/arms.ts';
import { compilerMistakes, misnamedIn } from '../catalogue/plug-in.ts';
import { warnLines } from './output.ts';

/** Warns of mistakes in files that this command does not use. The command goes on. */
export async function warnOfOtherFiles(arms: readonly Arm[], scenarioPlace = ''): Promise<void> {
  const used = new Set([
    scenarioPlace,
    ...arms.flatMap((arm) => (arm.kind === 'strategy' ? [arm.file.place] : [])),
  ]);
  const others = [...(await compilerMistakes())].flatMap(([file, mistakes]) =>
    used.has(file) ? [] : mistakes,
  );
  const misnamed = [...(await misnamedIn('strategies')), ...(await misnamedIn('scenarios'))];
  warnLines([...others, ...misnamed].map((mistake) => `Warning: ${mistake} (not used here)`));
}

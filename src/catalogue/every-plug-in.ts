import { UsageError } from '../core/usage-error.ts';
import { type Folder, misnamedIn, namesIn } from './plug-in.ts';

/** The valid files of a folder, and a line for each mistake in the others. */
export interface Every<Known> {
  readonly known: readonly Known[];
  readonly mistakes: readonly string[];
}

export async function everyPlugIn<Known>(
  folder: Folder,
  find: (name: string) => Promise<Known>,
): Promise<Every<Known>> {
  const known: Known[] = [];
  const mistakes = await misnamedIn(folder);
  for (const name of await namesIn(folder)) {
    try {
      known.push(await find(name));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      mistakes.push(...error.mistakes);
    }
  }
  return { known, mistakes };
}

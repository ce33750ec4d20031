import type { Knowledge } from '../contract/strategy.ts';
import type { PlugIn } from './plug-in.ts';
import { knownStrategy } from './strategies.ts';

/** One row of a comparison: a strategy with its parameters; `inline`, where the HTTP workers compute; or a server as it is. */
export type Arm = InlineArm | AsIsArm | StrategyArm;

export interface AsIsArm {
  readonly kind: 'as-is';
  readonly label: 'as-is';
}

export const AS_IS: AsIsArm = { kind: 'as-is', label: 'as-is' };

export interface InlineArm {
  readonly kind: 'inline';
  readonly label: 'inline';
}

export interface StrategyArm {
  readonly kind: 'strategy';
  /** The strategy's name, then the parameters that differ from their defaults: `type-affinity:homes=1`. */
  readonly label: string;
  /** The name of its file, or its path. */
  readonly name: string;
  readonly parameters: ArmParameters;
  /** Unfinished jobs a worker may hold; null for no limit, so that it survives JSON. */
  readonly window: number | null;
  /** The knowledge that it declares. */
  readonly uses: readonly Knowledge[];
  readonly file: StrategyFile;
}

/** Where its code is: see `PlugIn`. */
export type StrategyFile = Pick<PlugIn, 'place' | 'source' | 'module'>;

export type ArmParameters = Readonly<Record<string, number | string>>;

/** An arm of an earlier run: its parameters and window, with the strategy's file as it is now. */
export async function armAgain(kept: Omit<StrategyArm, 'uses' | 'file'>): Promise<StrategyArm> {
  const { plugIn, definition } = await knownStrategy(kept.name);
  return { ...kept, uses: definition.uses, file: fileOf(plugIn) };
}

/** The fields that say where the code is, without the name. */
export function fileOf({ place, source, module }: PlugIn): StrategyFile {
  return { place, source, module };
}

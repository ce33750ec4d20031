import type { Knowledge } from '../contract/strategy.ts';
import type { PlugIn } from './plug-in.ts';
import { knownStrategy } from './strategies.ts';

/** One row of a comparison: a strategy with its parameters, or the HTTP workers computing for themselves. */
export type Arm = InlineArm | StrategyArm;

export interface InlineArm {
  readonly kind: 'inline';
  readonly label: 'inline';
}

export interface StrategyArm {
  readonly kind: 'strategy';
  /** The strategy's name, then what differs from its defaults: `type-affinity:homes=1`. */
  readonly label: string;
  /** What finds it again: the name of its file, or its path. */
  readonly name: string;
  readonly parameters: ArmParameters;
  /** Unfinished jobs a worker may hold; null for no limit, so that it survives JSON. */
  readonly window: number | null;
  /** What it declares that it may know. */
  readonly uses: readonly Knowledge[];
  readonly file: StrategyFile;
}

/** Where its code is: see `PlugIn`. */
export type StrategyFile = Pick<PlugIn, 'place' | 'source' | 'module'>;

export type ArmParameters = Readonly<Record<string, number | string>>;

/** An arm of an earlier run: the same parameters and window, of the strategy's file as it is now. */
export async function armAgain(kept: Omit<StrategyArm, 'uses' | 'file'>): Promise<StrategyArm> {
  const { plugIn, definition } = await knownStrategy(kept.name);
  return { ...kept, uses: definition.uses, file: fileOf(plugIn) };
}

/** Of its own, without what finds it. */
export function fileOf({ place, source, module }: PlugIn): StrategyFile {
  return { place, source, module };
}

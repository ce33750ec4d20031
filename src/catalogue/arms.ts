import type { Knowledge } from '../contract/strategy.ts';
import type { PlugIn } from './plug-in.ts';
import { knownStrategy } from './strategies.ts';

/**
 * One row of a comparison: a strategy with its parameters; `inline`, where the HTTP workers compute; a server as it is; or
 * what people use instead.
 */
export type Arm = InlineArm | AsIsArm | StrategyArm | AlternativeArm;

/** Something that people use instead of this project: see `ALTERNATIVES`. */
export interface AlternativeArm {
  /** A pool of threads or processes, a message queue, or Node's cluster module alone. */
  readonly kind: 'pool' | 'queue' | 'cluster';
  /** The name, and the parameters that differ from their defaults: `pool:poolifier:choice=round-robin`. */
  readonly label: string;
  readonly name: string;
  readonly parameters: ArmParameters;
}

export function isAlternative(arm: Arm): arm is AlternativeArm {
  return arm.kind === 'pool' || arm.kind === 'queue' || arm.kind === 'cluster';
}

/** Whether its HTTP workers run the jobs, and there are no others. */
export function computesInHttpWorkers({ kind }: Arm): boolean {
  return kind === 'inline' || kind === 'cluster';
}

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
  /**
   * The strategy's name, the parameters that differ from their defaults, a window of its own, and any wire but the usual
   * one: `type-affinity:homes=1:window=4@threads`.
   */
  readonly label: string;
  /** The name of its file, or its path. */
  readonly name: string;
  readonly parameters: ArmParameters;
  /** Unfinished jobs a worker may hold; null for no limit, so that it survives JSON. */
  readonly window: number | null;
  /** The knowledge that it declares. */
  readonly uses: readonly Knowledge[];
  readonly file: StrategyFile;
  /** `ipc` if absent. */
  readonly wire?: Wire | undefined;
}

export const WIRES = ['ipc', 'threads', 'nats'] as const;

/** How a primary reaches its job workers: as processes, as threads of its own, or on other machines. */
export type Wire = (typeof WIRES)[number];

/** Inline has no job workers. */
export function wireOf(arm: Arm): Wire {
  return arm.kind === 'strategy' ? (arm.wire ?? 'ipc') : 'ipc';
}

/** Each arm over each wire. */
export function overWires(arms: readonly Arm[], wires: readonly Wire[] = ['ipc']): readonly Arm[] {
  return arms.flatMap((arm): readonly Arm[] =>
    arm.kind === 'strategy' ? wires.map((wire) => overWire(arm, wire)) : [arm],
  );
}

function overWire(arm: StrategyArm, wire: Wire): StrategyArm {
  return wire === 'ipc' ? arm : { ...arm, label: `${arm.label}@${wire}`, wire };
}

/** Where its code is: see `PlugIn`. */
export type StrategyFile = Pick<PlugIn, 'place' | 'source' | 'module'>;

export type ArmParameters = Readonly<Record<string, number | string>>;

/** The same with another window. */
export function withWindow(arm: StrategyArm, window: number): StrategyArm {
  return { ...arm, window, label: `${arm.label}:window=${window}` };
}

/** An arm of an earlier run: its parameters and window, with the strategy's file as it is now. */
export async function armAgain(kept: Omit<StrategyArm, 'uses' | 'file'>): Promise<StrategyArm> {
  const { plugIn, definition } = await knownStrategy(kept.name);
  return { ...kept, uses: definition.uses, file: fileOf(plugIn) };
}

/** The fields that say where the code is, without the name. */
export function fileOf({ place, source, module }: PlugIn): StrategyFile {
  return { place, source, module };
}

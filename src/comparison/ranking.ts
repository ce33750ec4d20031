import type { Metric } from '../results/comparison-schema.ts';

/** A strategy ranked by its time in one class. */
export interface Rival {
  readonly name: string;
  /** Null if there is no valid time. */
  readonly ms: number | null;
  /** One value per block or replication. */
  readonly drawsMs: readonly (number | null)[];
  /** It was overloaded: its time depends only on the length of the run. */
  readonly unstable: boolean;
}

/** The ranking in one class of requests. */
export interface Ranking {
  readonly class: string;
  readonly metric: Metric;
  /** Strategies with a valid time, the fastest first. */
  readonly fit: readonly Rival[];
  readonly unfit: readonly Rival[];
  /** Strategies that no other is significantly faster than. */
  readonly leaders: readonly Rival[];
  /** Whether one is significantly faster than the other. */
  faster(one: Rival, other: Rival): boolean;
}

export function rankingOf(
  className: string,
  metric: Metric,
  rivals: readonly Rival[],
  faster: (one: Rival, other: Rival) => boolean,
): Ranking {
  const fit = rivals
    .filter(({ ms, unstable }) => ms !== null && !unstable)
    .sort((a, b) => (a.ms as number) - (b.ms as number));
  return {
    class: className,
    metric,
    fit,
    unfit: rivals.filter((one) => !fit.includes(one)),
    leaders: fit.filter((one) => !fit.some((other) => faster(other, one))),
    faster,
  };
}

/** Without a test: every draw of one is below every draw of the other. One draw each is not enough. */
export function apart(one: Rival, other: Rival): boolean {
  if (one.drawsMs.length < 2 || other.drawsMs.length < 2) return false;
  const [own, others] = [one.drawsMs, other.drawsMs].map((all) => all.map((ms) => ms ?? Number.NaN));
  return Math.max(...(own ?? [])) < Math.min(...(others ?? []));
}

/**
 * Letters for groups of strategies without significant differences. Two strategies that share no letter differ significantly
 * (compact letter display by insertion and absorption; Piepho, Journal of Computational and Graphical Statistics 13, 2004).
 */
export function letters({ fit, faster }: Ranking): ReadonlyMap<Rival, string> {
  let groups: Rival[][] = [[...fit]];
  for (const one of fit)
    for (const other of fit) {
      if (!faster(one, other)) continue;
      groups = groups.flatMap((group) =>
        group.includes(one) && group.includes(other)
          ? [group.filter((member) => member !== one), group.filter((member) => member !== other)]
          : [group],
      );
      groups = groups.filter((group, at) => !groups.some((wider, i) => absorbs(wider, group, i < at)));
    }
  const ordered = groups
    .filter((group) => group.length > 0)
    .sort((a, b) => fit.indexOf(a[0] as Rival) - fit.indexOf(b[0] as Rival) || b.length - a.length);
  return new Map(
    fit.map((one) => [one, ordered.map((group, at) => (group.includes(one) ? letterAt(at) : '')).join('')]),
  );
}

/** Removes groups that lie in another one. Of two equal groups the first stays. */
function absorbs(wider: readonly Rival[], group: readonly Rival[], isEarlier: boolean): boolean {
  if (wider === group || !group.every((member) => wider.includes(member))) return false;
  return wider.length > group.length || isEarlier;
}

function letterAt(at: number): string {
  const first = 'a'.charCodeAt(0);
  return at < 26 ? String.fromCharCode(first + at) : String.fromCharCode(first - 32 + (at % 26));
}

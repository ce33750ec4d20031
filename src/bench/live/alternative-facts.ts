import { alternativeOf } from '../../catalogue/alternatives.ts';
import { type AlternativeArm, type Arm, isAlternative } from '../../catalogue/arms.ts';
import { isInPrimary, poolWorkers } from '../../cluster/alternatives/pool-workers.ts';
import type { ClusterShape } from '../../contract/scenario.ts';
import { workerSpeeds } from '../../load/plan/heavy-stream.ts';
import type { PacedScenario } from '../../load/plan/scenario-states.ts';
import type { StrategyResult } from '../../results/schema.ts';

/** What a row is that is no strategy; nothing for a strategy. */
export function alternativeFacts(arm: Arm, cluster: ClusterShape): Pick<StrategyResult, 'alternative'> {
  if (!isAlternative(arm)) return {};
  const { durability, aborts, onDeath } = alternativeOf(arm.name);
  return {
    alternative: {
      started: started(arm, cluster),
      durability,
      aborts: aborts ?? null,
      onDeath,
    },
  };
}

/** Why rows that are no strategies cannot have this scenario, one sentence each. */
export function alternativeMistakes(name: string, scenario: PacedScenario, arms: readonly Arm[]): string[] {
  const ofJobWorkers = (scenario.faults ?? []).filter(({ hits }) => hits === 'job worker');
  const others = ofJobWorkers.filter(({ does }) => does !== 'kill').map(({ does }) => DONE[does]);
  return arms.filter(isAlternative).flatMap(({ kind, label }) => {
    if (kind === 'cluster' && ofJobWorkers.length > 0)
      return [`${name} has faults of job workers, but ${label} has no job workers`];
    if (kind !== 'pool') return [];
    if (others.length > 0)
      return [`${name} ${others[0]} job workers, but workers of ${label} can only be killed`];
    return workerSpeeds(scenario).some((speed) => speed !== 1)
      ? [`${name} has job workers of different speed, which workers of ${label} cannot have`]
      : [];
  });
}

const DONE = { kill: 'kills', stop: 'stops', slow: 'slows' } as const;

function started(arm: AlternativeArm, cluster: ClusterShape): string {
  const { httpWorkers, jobWorkers } = cluster;
  const { kind, workers, server } = alternativeOf(arm.name);
  if (kind === 'cluster') return `${httpWorkers + jobWorkers} HTTP workers, no job workers`;
  if (kind === 'queue') return `${jobWorkers} job workers and a ${server}`;
  if (isInPrimary(arm)) return `${jobWorkers} ${workers} in the primary`;
  const each = Array.from({ length: httpWorkers }, (_, index) => poolWorkers(cluster, index));
  return `${each.join(' + ')} ${workers} in the HTTP workers`;
}

import type { TracedTrial } from './traced-trial.ts';
import { trialEvents } from './trial-events.ts';

/**
 * A trace in the JSON format of Chrome, which Perfetto reads. All trials begin at time 0, so that those of a block, which have the
 * same requests, stand below each other.
 */
export function traceText(runId: string, trials: readonly TracedTrial[]): string {
  const events = trials.flatMap(trialEvents);
  return [
    `{"displayTimeUnit":"ms","otherData":${JSON.stringify({ run: runId })},"traceEvents":[`,
    events.map((event) => JSON.stringify(event)).join(',\n'),
    ']}\n',
  ].join('\n');
}

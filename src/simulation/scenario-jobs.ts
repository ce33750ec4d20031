import { type HeavyStream, heavyStream } from '../load/plan/heavy-stream.ts';
import type { ReadScenario, ScheduledLoad } from '../load/plan/scenario-states.ts';
import { meanMs } from '../load/plan/service-time.ts';
import type { JobStream, SimulatedType } from './job-stream.ts';

/** The heavy requests of a scenario: the same jobs, at the same moments, as the live cluster gets for that seed. */
export class ScenarioJobs implements JobStream {
  readonly #stream: HeavyStream;
  readonly #types: ReadonlyMap<string, SimulatedType>;

  constructor(scenario: ReadScenario, load: ScheduledLoad, seed: number) {
    this.#stream = heavyStream(scenario, load, seed);
    this.#types = new Map(simulatedTypes(scenario).map((type) => [type.type, type]));
  }

  get atMs(): number {
    return this.#stream.atMs;
  }

  get sizeMs(): number {
    // Types without one are refused.
    return this.#stream.shape.sizeMs as number;
  }

  get type(): SimulatedType {
    const { type: name, key } = this.#stream.shape;
    const type = this.#types.get(name) as SimulatedType;
    return key === '' ? type : { ...type, key };
  }

  advance(): void {
    this.#stream.advance();
  }
}

/** The scenario's types in order. The estimate of a size is the mean of its type. */
export function simulatedTypes({ types, timeoutMs }: ReadScenario): SimulatedType[] {
  return Object.entries(types).map(([name, type], typeIndex) => {
    if (!('service' in type)) {
      throw new Error(
        `type ${name} runs a job of a file; the simulator needs types whose length is given (sleep or spin)`,
      );
    }
    return { type: name, typeIndex, estimateMs: meanMs(type.service), key: '', timeoutMs };
  });
}

import type { JobType, Scenario } from '../../contract/scenario.ts';
import { RandomStream } from '../../core/random-stream.ts';
import { meanMs, type Sampler, samplerOf } from './service-time.ts';
import { zipf } from './zipf.ts';

/** The content of a request, before it is sent. */
export interface RequestShape {
  /** `route` of requests to a server that is not ours. */
  readonly class: 'light' | 'heavy' | 'route';
  /** Name of the request type; `light` for light requests, of a route what tables call its class. */
  readonly type: string;
  /** Length of a timed job in ms; undefined for light requests and for jobs of files, which take what they take. */
  readonly sizeMs: number | undefined;
  /** What the parameters of a job are drawn from; undefined for all others. */
  readonly sample?: number;
  /** Empty unless the scenario has keys. */
  readonly key: string;
}

const MOST_SAMPLES = 2 ** 32;

export const LIGHT: RequestShape = { class: 'light', type: 'light', sizeMs: undefined, key: '' };

/** Draws the content of requests: types by shares, sizes by distribution, keys by popularity; each from its own stream. */
export class RequestMix {
  /** In order of their start. */
  readonly #phases: readonly Phase[];
  readonly #key: (stream: RandomStream) => string;
  readonly #typeStream: RandomStream;
  readonly #sizeStream: RandomStream;
  readonly #keyStream: RandomStream;
  readonly #sampleStream: RandomStream;
  #phase = 0;

  constructor(scenario: Pick<Scenario, 'types' | 'shifts' | 'keys'>, seed: number, purpose = '') {
    const { types, shifts = [], keys } = scenario;
    this.#phases = [{ atMs: 0, types }, ...shifts].map(({ atMs, types }) => phase(atMs, types));
    this.#key = keys === undefined ? () => '' : namedKeys(zipf(keys.count, keys.zipfExponent));
    this.#typeStream = new RandomStream(seed, `types${purpose}`);
    this.#sizeStream = new RandomStream(seed, `sizes${purpose}`);
    this.#keyStream = new RandomStream(seed, `keys${purpose}`);
    this.#sampleStream = new RandomStream(seed, `samples${purpose}`);
  }

  /** The content of a request that arrives `atMs` after the start of the load. `atMs` must not decrease. */
  heavy(atMs: number): RequestShape {
    const { name, sampler, isSampled } = this.#drawType(atMs);
    return {
      class: 'heavy',
      type: name,
      sizeMs: sampler?.(this.#sizeStream),
      ...(isSampled && { sample: Math.floor(this.#sampleStream.next() * MOST_SAMPLES) }),
      key: this.#key(this.#keyStream),
    };
  }

  /** Light with this probability, otherwise heavy. */
  either(lightShare: number, atMs: number): RequestShape {
    return this.#typeStream.next() < lightShare ? LIGHT : this.heavy(atMs);
  }

  #drawType(atMs: number): MixedType {
    for (
      let next = this.#phases[this.#phase + 1];
      next && atMs >= next.atMs;
      next = this.#phases[this.#phase + 1]
    ) {
      this.#phase++;
    }
    const { types, totalShare } = this.#phases[this.#phase] as Phase;
    let left = this.#typeStream.next() * totalShare;
    for (const type of types) {
      left -= type.share;
      if (left < 0) return type;
    }
    return types[types.length - 1] as MixedType;
  }
}

interface Phase {
  readonly atMs: number;
  readonly types: readonly MixedType[];
  readonly totalShare: number;
}

interface MixedType {
  readonly name: string;
  readonly share: number;
  /** Undefined for jobs of files: they have no size of their own. */
  readonly sampler: Sampler | undefined;
  /** Each of its requests has parameters of its own. */
  readonly isSampled: boolean;
}

function phase(atMs: number, types: Readonly<Record<string, JobType>>): Phase {
  const mixed = Object.entries(types).map(([name, type]) => mixedType(name, type));
  return { atMs, types: mixed, totalShare: mixed.reduce((sum, { share }) => sum + share, 0) };
}

function mixedType(name: string, type: JobType): MixedType {
  const sampler = 'service' in type ? samplerOf(type.service) : undefined;
  const isSampled = type.runs === 'job' && type.params === undefined;
  return { name, share: type.share, sampler, isSampled };
}

function namedKeys(rank: (stream: RandomStream) => number): (stream: RandomStream) => string {
  return (stream) => `k${rank(stream)}`;
}

/** Mean length of a heavy request in ms; undefined if a type runs a job of a file, whose length depends on the machine. */
export function meanHeavyMs(types: Scenario['types']): number | undefined {
  let weighted = 0;
  let shares = 0;
  for (const type of Object.values(types)) {
    if (!('service' in type)) return undefined;
    weighted += type.share * meanMs(type.service);
    shares += type.share;
  }
  return weighted / shares;
}

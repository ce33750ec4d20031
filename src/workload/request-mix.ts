import type { JobType, Scenario } from '../contract/scenario.ts';
import { RandomStream } from './random-stream.ts';
import { meanMs, type Sampler, samplerOf } from './service-time.ts';

/** What one request asks for, before anything is sent. */
export interface RequestShape {
  readonly class: 'light' | 'heavy';
  /** Name of the request type; `light` for light requests. */
  readonly type: string;
  /** Length of a timed job in ms; 0 for light requests and for reports. */
  readonly sizeMs: number;
}

const LIGHT: RequestShape = { class: 'light', type: 'light', sizeMs: 0 };

/** Draws what requests ask for: types by their shares and sizes by their laws, each from a stream of its own. */
export class RequestMix {
  readonly #types: readonly MixedType[];
  readonly #totalShare: number;
  readonly #typeStream: RandomStream;
  readonly #sizeStream: RandomStream;

  constructor(scenario: Scenario, seed: number, purpose = '') {
    this.#types = Object.entries(scenario.types).map(([name, type]) => mixedType(name, type));
    this.#totalShare = this.#types.reduce((sum, { share }) => sum + share, 0);
    this.#typeStream = new RandomStream(seed, `types${purpose}`);
    this.#sizeStream = new RandomStream(seed, `sizes${purpose}`);
  }

  light(): RequestShape {
    return LIGHT;
  }

  heavy(): RequestShape {
    const { name, sampler } = this.#drawType();
    return { class: 'heavy', type: name, sizeMs: sampler(this.#sizeStream) };
  }

  /** Light with this probability, else heavy. */
  either(lightShare: number): RequestShape {
    return this.#typeStream.next() < lightShare ? LIGHT : this.heavy();
  }

  #drawType(): MixedType {
    let left = this.#typeStream.next() * this.#totalShare;
    for (const type of this.#types) {
      left -= type.share;
      if (left < 0) return type;
    }
    return this.#types[this.#types.length - 1] as MixedType;
  }
}

interface MixedType {
  readonly name: string;
  readonly share: number;
  readonly sampler: Sampler;
}

/** Reports have no size of their own: they take what they take. */
function mixedType(name: string, type: JobType): MixedType {
  return { name, share: type.share, sampler: 'service' in type ? samplerOf(type.service) : () => 0 };
}

/** Mean length of a heavy request in ms; undefined if a type is a report, whose length depends on the machine. */
export function meanHeavyMs(scenario: Scenario): number | undefined {
  let weighted = 0;
  let shares = 0;
  for (const type of Object.values(scenario.types)) {
    if (!('service' in type)) return undefined;
    weighted += type.share * meanMs(type.service);
    shares += type.share;
  }
  return weighted / shares;
}

import type { JobType, Scenario, ServiceTime } from '../contract/scenario.ts';
import { RandomStream } from './random-stream.ts';

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
  readonly #types: [name: string, type: JobType][];
  readonly #totalShare: number;
  readonly #typeStream: RandomStream;
  readonly #sizeStream: RandomStream;

  constructor(scenario: Scenario, seed: number, purpose = '') {
    this.#types = Object.entries(scenario.types);
    this.#totalShare = this.#types.reduce((sum, [, type]) => sum + type.share, 0);
    this.#typeStream = new RandomStream(seed, `types${purpose}`);
    this.#sizeStream = new RandomStream(seed, `sizes${purpose}`);
  }

  light(): RequestShape {
    return LIGHT;
  }

  heavy(): RequestShape {
    const [name, type] = this.#drawType();
    const sizeMs = 'service' in type ? drawServiceMs(type.service, this.#sizeStream) : 0;
    return { class: 'heavy', type: name, sizeMs };
  }

  /** Light with this probability, else heavy. */
  either(lightShare: number): RequestShape {
    return this.#typeStream.next() < lightShare ? LIGHT : this.heavy();
  }

  #drawType(): [string, JobType] {
    let left = this.#typeStream.next() * this.#totalShare;
    for (const entry of this.#types) {
      left -= entry[1].share;
      if (left < 0) return entry;
    }
    return this.#types[this.#types.length - 1] as [string, JobType];
  }
}

function drawServiceMs(service: ServiceTime, stream: RandomStream): number {
  switch (service.law) {
    case 'constant':
      return service.meanMs;
    case 'exponential':
      return stream.exponential(service.meanMs);
  }
}

/** Mean length of a heavy request in ms; undefined if a type is a report, whose length depends on the machine. */
export function meanHeavyMs(scenario: Scenario): number | undefined {
  let weighted = 0;
  let shares = 0;
  for (const type of Object.values(scenario.types)) {
    if (!('service' in type)) return undefined;
    weighted += type.share * type.service.meanMs;
    shares += type.share;
  }
  return weighted / shares;
}

import { MAX_PARAMS_LENGTH } from '../../jobs/limits.ts';
import type { LoadedJob } from '../../jobs/loaded-job.ts';
import type { JobWork } from '../../jobs/work.ts';
import { SeededDraw } from '../../load/plan/seeded-draw.ts';
import type { UsualJob } from '../settings.ts';

interface Refused {
  readonly refused: string;
}

/** What requests of one type ask of its job: the type's own parameters, some of them replaced by those of the query. */
export class JobQuery {
  readonly #usual: UsualJob;
  readonly #job: LoadedJob | undefined;
  readonly #seed: number;

  /** `job` where its file checks or draws parameters. */
  constructor(usual: UsualJob, job: LoadedJob | undefined, seed: number) {
    this.#usual = usual;
    this.#job = job;
    this.#seed = seed;
  }

  /** `query`: without type and key. `sample` is the number that the plan gave the request. */
  workOf({ sample, ...query }: Readonly<Record<string, string | undefined>>): JobWork | Refused {
    const { params } = this.#usual;
    if (sample !== undefined && (params !== undefined || !/^\d{1,10}$/.test(sample)))
      return { refused: 'sample must be a whole number, of a type whose parameters are drawn' };
    const usual = params ?? this.#drawn(Number(sample ?? 0));
    const given = Object.entries(query);
    // Checked before the cluster started, and as it was then.
    if (given.length === 0 && params !== undefined) return this.#work(params);
    const replaced = given.length === 0 ? JSON.parse(usual) : replace(JSON.parse(usual), given);
    if (replaced instanceof Mistaken) return { refused: replaced.message };
    const wrong = this.#job?.check(replaced);
    if (wrong !== undefined) return { refused: wrong };
    const text = JSON.stringify(replaced);
    if (text.length > MAX_PARAMS_LENGTH)
      return {
        refused: `the parameters are ${text.length} characters of JSON; at most ${MAX_PARAMS_LENGTH} may be`,
      };
    return this.#work(text);
  }

  #work(params: string): JobWork {
    return { runs: 'job', job: this.#usual.job, params };
  }

  #drawn(sample: number): string {
    const draw = new SeededDraw(this.#seed, sample);
    const { samples } = this.#usual;
    return samples.length > 0 ? draw.pick(samples) : (this.#job?.sample(draw) ?? 'null');
  }
}

class Mistaken {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/** Top-level parameters by their text: numbers and booleans where the type's own are. */
function replace(params: unknown, given: readonly (readonly [string, string | undefined])[]): unknown {
  const isRecord = typeof params === 'object' && params !== null && !Array.isArray(params);
  const known = isRecord ? (params as Readonly<Record<string, unknown>>) : {};
  const replaced: Record<string, unknown> = { ...known };
  const mistakes: string[] = [];
  for (const [name, text = ''] of given) {
    const value = Object.hasOwn(known, name) ? likeUsual(name, text, known[name]) : unknown(name);
    if (value instanceof Mistaken) mistakes.push(value.message);
    else replaced[name] = value;
  }
  return mistakes.length === 0 ? replaced : new Mistaken(mistakes.join('; '));
}

function unknown(name: string): Mistaken {
  return new Mistaken(`unknown parameter ${JSON.stringify(name.slice(0, 40))}`);
}

function likeUsual(name: string, text: string, usual: unknown): unknown {
  switch (typeof usual) {
    case 'string':
      return text;
    case 'number':
      return /^-?\d{1,15}(\.\d{1,15})?$/.test(text)
        ? Number(text)
        : new Mistaken(`${name} must be given once, as a plain number such as 12 or 12.5`);
    case 'boolean':
      return text === 'true' || text === 'false'
        ? text === 'true'
        : new Mistaken(`${name} must be given once, as true or false`);
    default:
      return new Mistaken(`${name} is no text, number or boolean: a query cannot give it`);
  }
}

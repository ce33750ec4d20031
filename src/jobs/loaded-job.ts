import type { Draw, JobContext, JobFunction, JobOptions, SetupContext } from '../contract/define-job.ts';
import { startTimer } from '../processes/timer.ts';
import { jsonText } from './json-text.ts';
import { MAX_PARAMS_LENGTH, MAX_RESULT_LENGTH } from './limits.ts';
import { messageOf } from './thrown.ts';

/** Where the code of a job is. */
export interface JobFile {
  readonly name: string;
  /** URL of what is loaded. */
  readonly module: string;
}

export const SETUP_TIMEOUT_MS = 10_000;

/** A job file may export these; all but `run` (the default) are optional. */
interface JobExports {
  readonly run: JobFunction<unknown, unknown>;
  readonly options?: JobOptions;
  setup?(context: SetupContext): unknown;
  teardown?(): unknown;
  check?(params: unknown): unknown;
  sample?(draw: Draw): unknown;
}

/** By name. They were checked when they were chosen; loading one that is no job throws all the same. */
export async function loadJobs(files: readonly JobFile[]): Promise<ReadonlyMap<string, LoadedJob>> {
  const jobs = await Promise.all(
    files.map(async ({ name, module }) => LoadedJob.of(name, await import(module))),
  );
  return new Map(jobs.map((job) => [job.name, job]));
}

/** A job of a file in the process that runs it. */
export class LoadedJob {
  readonly name: string;
  readonly #exports: JobExports;

  /** Throws for a module that exports no function by default. */
  static of(name: string, module: Readonly<Record<string, unknown>>): LoadedJob {
    const exports = jobExports(module);
    if (typeof exports.default !== 'function') throw new Error(`job ${name} exports no function by default`);
    return new LoadedJob(name, { ...exports, run: exports.default as JobExports['run'] });
  }

  private constructor(name: string, exports: JobExports) {
    this.name = name;
    this.#exports = exports;
  }

  get options(): JobOptions {
    return this.#exports.options ?? {};
  }

  /**
   * `params` is JSON text, and so is the result; undefined if there is none. Throws, or rejects with, what the job does, and
   * for a result that JSON cannot carry. A job that does not await gives its result at once.
   */
  run(params: string, context: JobContext): string | undefined | Promise<string | undefined> {
    const result = this.#exports.run(JSON.parse(params), context);
    return isPromise(result) ? result.then(resultText) : resultText(result);
  }

  /** What is wrong with parameters, in a sentence; undefined if nothing is. */
  check(params: unknown): string | undefined {
    const wrong = this.#exports.check?.(params);
    return wrong === undefined || wrong === null || wrong === '' || wrong === true
      ? undefined
      : String(wrong);
  }

  /** JSON text of parameters for a request. Throws where the job cannot draw them. */
  sample(draw: Draw): string {
    if (this.#exports.sample === undefined) throw new Error(`job ${this.name} exports no sample(draw)`);
    return jsonText('sample', this.#exports.sample(draw), MAX_PARAMS_LENGTH);
  }

  /** Rejects with one sentence if it fails, or does not end in time. */
  async setup(): Promise<void> {
    if (this.#exports.setup === undefined) return;
    const limitMs = this.options.setupTimeoutMs ?? SETUP_TIMEOUT_MS;
    const over = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = startTimer(() => {
        const reason = new Error(`does not end within ${limitMs / 1000} s`);
        reject(reason);
        over.abort(reason);
      }, limitMs);
    });
    try {
      await Promise.race([this.#exports.setup({ signal: over.signal }), late]);
    } catch (error) {
      throw new Error(`setup of job ${this.name}: ${messageOf(error)}`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  async teardown(): Promise<void> {
    await this.#exports.teardown?.();
  }
}

/** What a file exports: of one that was compiled to CommonJS, the default export has it all. */
export function jobExports(module: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { default: inner } = module;
  const isDeeper = typeof inner === 'object' && inner !== null && 'default' in inner;
  return isDeeper ? (inner as Readonly<Record<string, unknown>>) : module;
}

function resultText(result: unknown): string | undefined {
  return result === undefined ? undefined : jsonText('result', result, MAX_RESULT_LENGTH);
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

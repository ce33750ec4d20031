import type { Draw } from '../../contract/define-job.ts';
import { serveTasks, TaskFailure } from '../../processes/serve-tasks.ts';
import type { TrafficRequest } from '../plan/app-under-test.ts';
import { SeededDraw } from '../plan/seeded-draw.ts';
import { checkedRequest } from './checked-request.ts';

/** What a module of requests is asked for. */
export interface DrawTask {
  readonly place: string;
  readonly module: string;
  readonly seed: number;
  readonly count: number;
}

const MOST_MISTAKES = 10;

serveTasks<DrawTask, TrafficRequest[]>(async ({ place, module, seed, count }, watch) => {
  const make = await makerIn(module, place);
  const requests: TrafficRequest[] = [];
  const mistakes: string[] = [];
  for (let n = 0; n < count && mistakes.length < MOST_MISTAKES; n++) {
    watch.beat();
    const checked = checkedRequest(await made(make, place, seed, n));
    if ('request' in checked) requests.push(checked.request);
    else mistakes.push(...checked.mistakes.map((why) => `${place}: request ${n}: ${why}`));
  }
  if (mistakes.length > 0) throw new TaskFailure([...new Set(mistakes)].join('\n'));
  return requests;
});

type Maker = (draw: Draw, n: number) => unknown;

async function makerIn(module: string, place: string): Promise<Maker> {
  const loaded: { default?: unknown } = await import(module).catch((error: unknown) => {
    throw new TaskFailure(`${place}: cannot be loaded: ${messageOf(error)}`);
  });
  if (typeof loaded.default === 'function') return loaded.default as Maker;
  throw new TaskFailure(`${place}: must export by default a function (draw, n) => request`);
}

async function made(make: Maker, place: string, seed: number, n: number): Promise<unknown> {
  try {
    return await make(new SeededDraw(seed, n), n);
  } catch (error) {
    throw new TaskFailure(`${place}: request ${n}: threw ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

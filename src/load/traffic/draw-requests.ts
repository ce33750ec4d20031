import { UsageError } from '../../core/usage-error.ts';
import { localSite } from '../../processes/local-tasks.ts';
import { TaskProcess } from '../../processes/task-process.ts';
import type { Traffic, TrafficRequest } from '../plan/app-under-test.ts';
import { SeededDraw } from '../plan/seeded-draw.ts';
import { classesOf, underClass } from './classes.ts';
import type { DrawTask } from './draw-child.ts';

const CHILD = new URL('./draw-child.js', import.meta.url);

/**
 * Requests 0 to `count` − 1 of the plan with that seed. Each follows from seed and number alone, so every strategy meets the
 * same ones in the same order, over whatever connection. A module runs in a process of its own.
 */
export async function drawRequests(traffic: Traffic, seed: number, count: number): Promise<TrafficRequest[]> {
  const drawn =
    traffic.kind === 'list' ? picked(traffic.requests, seed, count) : await made(traffic, seed, count);
  const names = new Set(classNamesOf(traffic));
  return drawn.map((request) => underClass(request, names));
}

/** Every class that its requests may have. */
export function classNamesOf(traffic: Traffic): readonly string[] {
  return traffic.kind === 'list' ? classesOf(traffic.requests) : traffic.classes;
}

function picked(requests: readonly TrafficRequest[], seed: number, count: number): TrafficRequest[] {
  return Array.from({ length: count }, (_, n) => new SeededDraw(seed, n).pick(requests));
}

/** Throws a `UsageError` for what is wrong with the module or with what it makes. */
export async function made(
  { place, module }: Pick<Extract<Traffic, { kind: 'module' }>, 'place' | 'module'>,
  seed: number,
  count: number,
): Promise<TrafficRequest[]> {
  const process = new TaskProcess<DrawTask, TrafficRequest[]>(localSite(CHILD));
  try {
    const settled = await process.ask({ place, module, seed, count }, place);
    if ('failure' in settled) throw new UsageError(settled.failure.split('\n'));
    return settled.result;
  } finally {
    process.end();
  }
}

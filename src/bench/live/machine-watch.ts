import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { countStops } from '../../processes/stops.ts';
import { sleep } from '../../processes/timer.ts';

/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;
const QUIET_LOOK_MS = 100;
const QUIET_WITHIN_MS = 1000;
/** Share of one core. */
const QUIET = 0.2;

/** Use of the machine during a trial. */
export interface MachineUse {
  readonly elapsedMs: number;
  /** CPU time of all processes on the machine; null if the system does not report it. */
  readonly busyMs: number | null;
  /** Steal time: CPU time that the host of a virtual machine gave to others. */
  readonly stolenMs: number | null;
  /** Shift of the wall clock against the monotonic clock. */
  readonly clockJumpMs: number;
  /** How often a signal stopped this process and another one resumed it. */
  readonly stops: number;
}

const stops = countStops();

/** Starts watching. The returned function stops it. */
export async function watchMachine(): Promise<() => Promise<MachineUse>> {
  const before = await processorTimes();
  const stopsBefore = stops();
  const startedMs = performance.now();
  const wallMs = Date.now();
  return async () => {
    const after = await processorTimes();
    const elapsedMs = performance.now() - startedMs;
    return {
      elapsedMs,
      busyMs: before && after ? after.busyMs - before.busyMs : null,
      stolenMs: before && after ? after.stolenMs - before.stolenMs : null,
      clockJumpMs: Math.abs(Date.now() - wallMs - elapsedMs),
      stops: stops() - stopsBefore,
    };
  };
}

/** Waits for an idle machine, but not for long. The trial flags processes that still run. */
export async function untilQuiet(signal: AbortSignal): Promise<void> {
  for (let waitedMs = 0; waitedMs < QUIET_WITHIN_MS && !signal.aborted; waitedMs += QUIET_LOOK_MS) {
    const before = await processorTimes();
    if (before === undefined) return;
    await sleep(QUIET_LOOK_MS);
    const after = await processorTimes();
    if (after === undefined || after.busyMs - before.busyMs <= QUIET_LOOK_MS * QUIET) return;
  }
}

/** Whether this system reports the CPU time of all processes. */
export function tellsForeignCpu(platform: string): boolean {
  return platform.startsWith('linux');
}

/** Since the machine started; undefined if the system does not report it. */
async function processorTimes(): Promise<{ busyMs: number; stolenMs: number } | undefined> {
  const text = await readFile('/proc/stat', 'utf8').catch(() => '');
  const fields = /^cpu +([\d ]+)/.exec(text)?.[1]?.split(' ').map(Number);
  if (fields === undefined) return undefined;
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = fields;
  return { busyMs: (user + nice + system + irq + softirq) * TICK_MS, stolenMs: steal * TICK_MS };
}

import { RandomStream } from '../../core/random-stream.ts';
import { arrivalTimes } from '../plan/arrival-times.ts';
import { isBefore } from '../plan/rounding.ts';
import type { ScheduledLoad } from '../plan/scenario-states.ts';

/** When the requests of a load are due, in ms from its start and in order, whatever they ask for. */
export function momentsOf(load: ScheduledLoad, seed: number): number[] {
  const endMs = load.warmupMs + load.durationMs;
  switch (load.model) {
    case 'open': {
      if (!('perSecond' in load.heavy))
        throw new Error('the rate of a load must be known before it is drawn');
      const perMs = (load.heavy.perSecond + load.lightPerSecond) / 1000;
      const next = arrivalTimes(
        load.arrivals,
        perMs,
        [load.warmupMs, endMs],
        new RandomStream(seed, 'arrivals'),
      );
      const moments: number[] = [];
      for (let atMs = next(0); isBefore(atMs, endMs); atMs = next(atMs)) moments.push(atMs);
      return moments;
    }
    case 'bursts': {
      const { everyMs, lightPerBurst, heavyPerBurst } = load;
      const moments: number[] = [];
      for (let burst = 0; isBefore(burst * everyMs, endMs); burst++)
        for (let i = 0; i < lightPerBurst + heavyPerBurst; i++) moments.push(burst * everyMs);
      return moments;
    }
    case 'trace':
      return load.rows.map(({ arrivalMs }) => arrivalMs).filter((atMs) => isBefore(atMs, endMs));
  }
}

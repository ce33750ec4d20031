import { Interrupted } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { ShareProgress } from './progress.ts';

const LOOK_EVERY_MS = 200;

/**
 * Does it with its progress shown: `title`, and about how long it takes. Throws if it was interrupted meanwhile. `measure` gives
 * undefined only then.
 */
export async function whileMeasuring<Found>(
  title: string,
  expectedMs: number,
  measure: (signal: AbortSignal) => Promise<Found | undefined>,
): Promise<Found> {
  const progress = new ShareProgress();
  const startMs = performance.now();
  const looking = setInterval(() => {
    progress.show(title, Math.min(1, (performance.now() - startMs) / expectedMs));
  }, LOOK_EVERY_MS);
  const interrupted = interruption();
  try {
    const found = await measure(interrupted.signal);
    // The cluster has ended, and there is nothing yet that would have to be kept.
    if (interrupted.code !== undefined) throw new Interrupted(interrupted.code);
    if (found === undefined) throw new Error('a measurement ended without a result');
    return found;
  } finally {
    clearInterval(looking);
    progress.end();
    interrupted.forget();
  }
}

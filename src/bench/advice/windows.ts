import { type StrategyArm, withWindow } from '../../catalogue/arms.ts';

/** Unfinished jobs per worker that are worth a look: more only queue behind one another. */
const WINDOWS = [1, 2, 4];
/** A window that is not its strategy's own must be better by this, or the difference is chance. */
const CLEARLY = 0.98;

/** The strategy with each other window; none where the window is fixed: it has no limit, or the user set it. */
export function otherWindows(arm: StrategyArm): StrategyArm[] {
  if (arm.window === null || arm.label.includes(':window=')) return [];
  return WINDOWS.filter((window) => window !== arm.window).map((window) => withWindow(arm, window));
}

/** Each of `tried` with its own window, unless another was clearly better with the same number of workers. */
export function withBestWindows<
  Tried extends { readonly arm: StrategyArm; readonly workers: number; readonly worst: number },
>(tried: readonly Tried[], others: readonly Tried[]): Tried[] {
  return tried.map((one) => {
    const [best] = others
      .filter(
        ({ arm, workers }) => workers === one.workers && arm.label.startsWith(`${one.arm.label}:window=`),
      )
      .sort((a, b) => a.worst - b.worst);
    return best !== undefined && best.worst < CLEARLY * one.worst ? best : one;
  });
}

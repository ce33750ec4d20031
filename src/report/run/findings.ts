import type { Ranking, Rival } from '../../comparison/ranking.ts';
import { listed } from '../table/words.ts';

/** Number of names shown before the rest is counted. */
const MOST_NAMES = 3;

/** The leaders of a class and their lead. `share` is the class's part of the heavy requests, in words. */
export function leadFinding(ranking: Ranking, share: string): string {
  const { fit, leaders, metric } = ranking;
  const what = `${ranking.class}${share}`;
  const [first, ...rest] = fit;
  if (first === undefined) return `${what}: no strategy has a ${metric} that can be judged.`;
  if (rest.length === 0) return `${what}: ${first.name} ran alone, so there is nothing to compare it with.`;
  if (ranOnce(ranking))
    return `${what}: ${metric} is lowest with ${first.name}; it is ${times(first, rest)}.`;
  const last = fit.at(-1) as Rival;
  if (leaders.length === fit.length)
    return `${what}: ${all(fit)} cannot be told apart; ${metric} differs by at most ${ratio(last, first)} times.`;
  const ahead =
    leaders.length === 1 ? `${first.name} is ahead` : `${all(leaders)} are ahead and cannot be told apart`;
  const others = fit.filter((one) => !leaders.includes(one));
  return `${what}: ${ahead}; ${metric} is ${times(first, others)}.`;
}

/** Without verdicts there is an order, but it may be chance. */
function ranOnce({ fit }: Ranking): boolean {
  return fit.every(({ drawsMs }) => drawsMs.length < 2);
}

/** How many times as long the nearest and the farthest of the others take. */
function times(first: Rival, others: readonly Rival[]): string {
  const [nearest, farthest] = [others[0] as Rival, others.at(-1) as Rival];
  const nearestTimes = `${asLong(ratio(nearest, first))} with ${nearest.name}`;
  return nearest === farthest
    ? nearestTimes
    : `${nearestTimes}, ${ratio(farthest, first)} times with ${farthest.name}`;
}

function asLong(times: string): string {
  return times === '1.00' ? 'as long' : `${times} times as long`;
}

/** The effect of handing work over on light requests; without `inline`, the effect of the strategy on them. */
export function lightFinding(ranking: Ranking): string | undefined {
  const { fit, metric } = ranking;
  const inline = fit.find(({ name }) => name === 'inline');
  const handedOver = fit.filter((one) => one !== inline);
  const typical = handedOver[Math.floor((handedOver.length - 1) / 2)];
  if (typical === undefined || fit.length < 2) return undefined;
  const faster = ranOnce(ranking)
    ? (one: Rival, other: Rival) => fit.indexOf(one) < fit.indexOf(other)
    : ranking.faster;
  if (inline !== undefined) {
    const [handing, computing] = ['work is handed over', 'HTTP workers compute (inline)'];
    if (handedOver.every((one) => faster(one, inline)))
      return `light: ${metric} is ${ratio(inline, typical)} times as long when ${computing} as when ${handing}.`;
    if (handedOver.every((one) => faster(inline, one)))
      return `light: ${metric} is ${ratio(typical, inline)} times as long when ${handing} as when ${computing}.`;
    return `light: this run does not show whether handing heavy work over changes ${metric}.`;
  }
  const slower = fit.filter((one) => fit.some((other) => faster(other, one)));
  const [first, last] = [fit[0] as Rival, slower.at(-1)];
  if (last === undefined || ranOnce(ranking))
    return 'light: this run shows no difference between the strategies.';
  return `light: ${metric} is ${ratio(last, first)} times as long with ${last.name} as with ${first.name}.`;
}

function ratio(one: Rival, other: Rival): string {
  const value = (one.ms as number) / (other.ms as number);
  return value < 10 ? value.toFixed(value < 1.1 ? 2 : 1) : value.toFixed(0);
}

function all(rivals: readonly Rival[]): string {
  return listed(
    rivals.map(({ name }) => name),
    MOST_NAMES,
  );
}

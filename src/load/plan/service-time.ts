import type { ServiceTime } from '../../contract/workload.ts';
import type { RandomStream } from '../../core/random-stream.ts';

/** Draws one service time in ms. */
export type Sampler = (stream: RandomStream) => number;

/** A sampler for the distribution. Parts that do not depend on the draw are computed once. */
export function samplerOf(service: ServiceTime): Sampler {
  switch (service.law) {
    case 'constant':
      return () => service.meanMs;
    case 'exponential':
      return (stream) => stream.exponential(service.meanMs);
    case 'hyperexponential':
      return hyperexponential(service.meanMs, service.squaredCv);
    case 'log-normal':
      return logNormal(service.meanMs, service.squaredCv);
    case 'weibull': {
      const scaleMs = service.meanMs / gamma(1 + 1 / service.shape);
      return (stream) => scaleMs * (-Math.log(1 - stream.next())) ** (1 / service.shape);
    }
    case 'bounded-pareto':
      return boundedPareto(service.lowMs, service.highMs, service.alpha);
    case 'bimodal':
      return (stream) => (stream.next() < service.longShare ? service.longMs : service.shortMs);
    case 'measured':
      return measured(service.quantilesMs);
  }
}

/** The mean of the distribution in ms. */
export function meanMs(service: ServiceTime): number {
  switch (service.law) {
    case 'bounded-pareto':
      return boundedParetoMean(service.lowMs, service.highMs, service.alpha);
    case 'bimodal':
      return service.shortMs * (1 - service.longShare) + service.longMs * service.longShare;
    case 'measured':
      return meanOfQuantiles(service.quantilesMs);
    default:
      return service.meanMs;
  }
}

/** The same distribution with every time multiplied. */
export function scaleServiceTime(service: ServiceTime, factor: number): ServiceTime {
  switch (service.law) {
    case 'bounded-pareto':
      return { ...service, lowMs: service.lowMs * factor, highMs: service.highMs * factor };
    case 'bimodal':
      return { ...service, shortMs: service.shortMs * factor, longMs: service.longMs * factor };
    case 'measured':
      return { ...service, quantilesMs: service.quantilesMs.map((ms) => ms * factor) };
    default:
      return { ...service, meanMs: service.meanMs * factor };
  }
}

function measured(quantilesMs: readonly number[]): Sampler {
  const last = quantilesMs.length - 1;
  return (stream) => {
    const position = stream.next() * last;
    const below = Math.floor(position);
    const low = quantilesMs[below] as number;
    const high = quantilesMs[Math.min(below + 1, last)] as number;
    return low + (position - below) * (high - low);
  };
}

/** Of straight lines from each to the next. */
function meanOfQuantiles(quantilesMs: readonly number[]): number {
  const [first = 0] = quantilesMs;
  const last = quantilesMs.at(-1) ?? first;
  if (quantilesMs.length === 1) return first;
  const sum = quantilesMs.reduce((total, ms) => total + ms, 0);
  return (sum - (first + last) / 2) / (quantilesMs.length - 1);
}

/** Two branches that carry half of the work each: p/µ₁ = (1 − p)/µ₂. */
function hyperexponential(meanMs: number, squaredCv: number): Sampler {
  const p = (1 + Math.sqrt((squaredCv - 1) / (squaredCv + 1))) / 2;
  const shortMs = meanMs / (2 * p);
  const longMs = meanMs / (2 * (1 - p));
  return (stream) => stream.exponential(stream.next() < p ? shortMs : longMs);
}

/** A normal value by Box–Muller. Always two draws for a value, so that the stream does not depend on earlier calls. */
function logNormal(meanMs: number, squaredCv: number): Sampler {
  const variance = Math.log(1 + squaredCv);
  const mu = Math.log(meanMs) - variance / 2;
  const sigma = Math.sqrt(variance);
  return (stream) => {
    const radius = Math.sqrt(-2 * Math.log(1 - stream.next()));
    return Math.exp(mu + sigma * radius * Math.cos(2 * Math.PI * stream.next()));
  };
}

function boundedPareto(lowMs: number, highMs: number, alpha: number): Sampler {
  const atHigh = (lowMs / highMs) ** alpha;
  return (stream) => lowMs * (1 - stream.next() * (1 - atHigh)) ** (-1 / alpha);
}

function boundedParetoMean(lowMs: number, highMs: number, alpha: number): number {
  const mass = 1 - (lowMs / highMs) ** alpha;
  if (alpha === 1) return (lowMs * Math.log(highMs / lowMs)) / mass;
  return ((lowMs ** alpha * alpha) / (alpha - 1)) * ((lowMs ** (1 - alpha) - highMs ** (1 - alpha)) / mass);
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Γ(x) for x ≥ 1, by Lanczos' approximation (g = 7, n = 9). */
function gamma(x: number): number {
  const z = x - 1;
  const t = z + 7.5;
  const series = LANCZOS.reduce(
    (sum, coefficient, i) => sum + coefficient / (z + i + 1),
    0.99999999999980993,
  );
  return Math.sqrt(2 * Math.PI) * t ** (z + 0.5) * Math.exp(-t) * series;
}

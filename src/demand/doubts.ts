import type { Figures } from './figures.ts';
import type { Recovered } from './recovered.ts';

/** Beside the usual time, coarser durations shift it, and coarser stamps change who came first. */
const COARSE_DURATION = 0.1;
const COARSE_STAMP = 0.25;
/** With fewer, neither a queue nor a field can be held against how many others there were. */
const LEAST_REQUESTS = 500;
/** Requests that were given up hide how long the longest take. */
const MOST_GIVEN_UP = 0.01;

export interface Circumstances {
  /** Of the service times of each type; null where none are known. */
  readonly figures: readonly (Figures | null)[];
  readonly stampStepMs: number;
  readonly durationStepMs: number;
  readonly requests: number;
  /** Requests that ended before their work did. */
  readonly givenUp: number;
}

/** Why service times may be wrong, a sentence each. None: they are sure. */
export function doubtsAbout(recovered: Recovered, around: Circumstances): string[] {
  if (recovered.source === 'library') return [];
  return [...doubtsOfSource(recovered), ...doubtsOfLog(around)];
}

function doubtsOfSource({ source, inversion, met }: Recovered): string[] {
  const doubts =
    inversion === null || inversion.holds || source === 'field'
      ? []
      : [
          `One first-come-first-served queue does not explain this log: with ${inversion.workers} workers the remaining times still depend on how many others there were (correlation ${inversion.dependence.toFixed(2)}).`,
        ];
  switch (source) {
    case 'alone':
      return [...doubts, 'Only requests that found nobody are used.'];
    case 'bound':
      return [...doubts, `Requests that found up to ${met} others are used: an upper bound.`];
    case 'utilisation':
      return [
        ...doubts,
        'The mean follows from the load of the processors, which includes all else they did.',
      ];
    default:
      return doubts;
  }
}

function doubtsOfLog({ figures, stampStepMs, durationStepMs, requests, givenUp }: Circumstances): string[] {
  const shortest = Math.min(...figures.map((one) => one?.p50 ?? Number.POSITIVE_INFINITY));
  return [
    ...(requests < LEAST_REQUESTS ? [`There are only ${requests} heavy requests.`] : []),
    ...(durationStepMs > COARSE_DURATION * shortest
      ? [
          `Durations in steps of ${durationStepMs} ms are coarse beside a median of ${shortest.toFixed(1)} ms.`,
        ]
      : []),
    ...(stampStepMs > COARSE_STAMP * shortest
      ? [`Stamps in steps of ${stampStepMs} ms are coarse beside a median of ${shortest.toFixed(1)} ms.`]
      : []),
    ...(givenUp > MOST_GIVEN_UP * requests
      ? [`${givenUp} of ${requests} requests timed out or failed: the longest are longer than they seem.`]
      : []),
  ];
}

import { encode } from '../../cluster/wire/encode.ts';
import type { Message } from '../../cluster/wire/messages.ts';
import { median } from '../../measuring/statistics/quantile.ts';
import { inFreshProcess } from './forked.ts';
import { interleave, type OnProgress } from './interleave.ts';
import type { ConversionNs, MessageTask } from './messages/arena.ts';
import { SAMPLES } from './messages/samples.ts';

export interface MessageRow {
  readonly kind: Message['kind'];
  readonly arraysBytes: number;
  readonly objectsBytes: number;
  /** Medians. */
  readonly arraysWriteNs: number;
  readonly objectsWriteNs: number;
  readonly arraysReadNs: number;
  readonly objectsReadNs: number;
}

export interface MessagesResult {
  readonly rounds: number;
  readonly rows: readonly MessageRow[];
}

/** Measures writing and reading of each kind of message: our arrays, checked when read, against plain JSON objects. */
export async function measureMessages(
  quick: boolean,
  seed: number,
  onProgress: OnProgress,
): Promise<MessagesResult> {
  const rounds = quick ? 3 : 7;
  const module = new URL('./messages/arena.js', import.meta.url);
  const tasks = Array.from({ length: rounds }, (_, round): MessageTask => {
    return { sampleMs: quick ? 20 : 60, seed: seed + round };
  });
  const values = await interleave(
    tasks,
    1,
    seed,
    (task) => inFreshProcess(module, task) as Promise<ConversionNs[]>,
    (_task, fraction) => onProgress('messages', fraction),
  );
  const runs = values.flat();
  const rows = SAMPLES.map((message, kind): MessageRow => {
    const ns = (name: keyof ConversionNs): number =>
      median(runs.map((run) => (run[kind] as ConversionNs)[name]));
    return {
      kind: message.kind,
      arraysBytes: Buffer.byteLength(JSON.stringify(encode(message))),
      objectsBytes: Buffer.byteLength(JSON.stringify(message)),
      arraysWriteNs: ns('arraysWrite'),
      objectsWriteNs: ns('objectsWrite'),
      arraysReadNs: ns('arraysRead'),
      objectsReadNs: ns('objectsRead'),
    };
  });
  return { rounds, rows };
}

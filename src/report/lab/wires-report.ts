import type { WireRow, WiresResult } from '../../lab/micro/measure-wires.ts';
import { digits } from '../table/numbers.ts';
import { columns, keyed, type Part, type TableData } from '../table/table.ts';

/** What the others are compared with. */
const REFERENCE = 'process.send';

/** A table for each size of message. */
export function wiresReport({ rounds, rows, skipped }: WiresResult): Part[] {
  const sizes = [...new Set(rows.map(({ bytes }) => bytes))];
  return [
    `One message there and back between two processes of this machine; medians of ${rounds} interleaved rounds`,
    ...sizes.flatMap((bytes) => [
      '',
      `${sizeText(bytes)}:`,
      tableOf(rows.filter((row) => row.bytes === bytes)),
    ]),
    '× compares with process.send: above 1 is faster. The thread shares its process with the other side.',
    ...skipped.map(({ wire, missing }) => `${wire} was skipped: ${missing} is not installed.`),
  ];
}

function tableOf(rows: readonly WireRow[]): TableData {
  const loads = [...new Set(rows.map(({ inFlight }) => inFlight))];
  const heads = loads.flatMap((inFlight) => [
    inFlight === 1 ? 'round trip µs' : `${inFlight} in flight/s`,
    '×',
  ]);
  const wires = [...new Set(rows.map(({ wire }) => wire))];
  return {
    columns: keyed(['way'], [...columns('l', ['way']), ...columns('r', heads)]),
    rows: wires.map((wire) => [wire, ...loads.flatMap((inFlight) => cells(rows, wire, inFlight))]),
  };
}

function cells(rows: readonly WireRow[], wire: string, inFlight: number): string[] {
  const rate = (name: string) =>
    rows.find((row) => row.wire === name && row.inFlight === inFlight)?.medianPerSecond ?? Number.NaN;
  const own = rate(wire);
  return [inFlight === 1 ? digits(1e6 / own) : digits(own), digits(own / rate(REFERENCE))];
}

function sizeText(bytes: number): string {
  if (bytes >= 1e6) return `${bytes / 1e6} MB`;
  return bytes >= 1000 ? `${bytes / 1000} kB` : `${bytes} B`;
}

/** What one half sends to the other. Everything but `text` is small. */
export interface Packet {
  /** The name of the session: packets of an earlier one mean nothing. */
  readonly session: string;
  /** Place of the text among all of its half, from 1; 0 without a text. */
  readonly seq: number;
  /** All up to here have arrived. */
  readonly ack: number;
  /** One is missing: send again what is not acknowledged. */
  readonly again: boolean;
  readonly text: string;
}

const HEAD = /^([\w-]{1,64}) (\d{1,15}) (\d{1,15}) ([01])$/;

export function packetText({ session, seq, ack, again, text }: Packet): string {
  return `${session} ${seq} ${ack} ${again ? 1 : 0}\n${text}`;
}

/** Undefined for anything else. */
export function parsePacket(raw: string): Packet | undefined {
  const end = raw.indexOf('\n');
  const [, session, seq, ack, again] = HEAD.exec(raw.slice(0, Math.max(0, end))) ?? [];
  if (session === undefined) return undefined;
  return { session, seq: Number(seq), ack: Number(ack), again: again === '1', text: raw.slice(end + 1) };
}

/** Marks every message between our processes. Other libraries may use the same channel, as prom-client and pm2 do. */
export const MARK = 'csb';

/** A message as it is sent. */
export function marked(message: object): { readonly [MARK]: object } {
  return { [MARK]: message };
}

/** Undefined for a message of somebody else, which is left alone. */
export function ownMessage<Message extends object>(raw: unknown): Message | undefined {
  const message = (raw as { readonly [MARK]?: unknown } | null | undefined)?.[MARK];
  return typeof message === 'object' && message !== null ? (message as Message) : undefined;
}

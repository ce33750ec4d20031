const OVER = /^over ([\w-]{1,64})$/;

/** Says that a session is over to whoever still speaks in it. */
export function overText(session: string): string {
  return `over ${session}`;
}

/** The session that is over; undefined for anything else. */
export function overSession(text: string): string | undefined {
  return OVER.exec(text)?.[1];
}

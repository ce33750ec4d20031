/** What a job threw, as JSON text carries it. */
export interface Thrown {
  readonly name: string;
  readonly message: string;
  readonly code?: string | number;
  /** Of the worker that ran the job. */
  readonly stack?: string;
  /** Its own properties that JSON can carry. */
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** UTF-16 units; more of a stack or a message helps nobody. */
const MAX_TEXT_LENGTH = 8192;
const MAX_PROPERTIES_LENGTH = 16_384;
const TOLD_ALREADY = ['name', 'message', 'code', 'stack'];

export function thrownText(error: unknown): string {
  return JSON.stringify(describe(error));
}

/** One line for people. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function describe(error: unknown): Thrown {
  if (!(error instanceof Error))
    return { name: 'Error', message: messageOf(error).slice(0, MAX_TEXT_LENGTH) };
  const { code } = error as { code?: unknown };
  const properties = ownProperties(error);
  return {
    name: String(error.name),
    message: String(error.message).slice(0, MAX_TEXT_LENGTH),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(typeof error.stack === 'string' && { stack: error.stack.slice(0, MAX_TEXT_LENGTH) }),
    ...(properties !== undefined && { properties }),
  };
}

function ownProperties(error: Error): Record<string, unknown> | undefined {
  const own: Record<string, unknown> = {};
  let length = 0;
  for (const [name, value] of Object.entries(error)) {
    if (TOLD_ALREADY.includes(name)) continue;
    const text = textOf(value);
    if (text === undefined) continue;
    length += text.length;
    if (length > MAX_PROPERTIES_LENGTH) break;
    own[name] = value;
  }
  return length === 0 ? undefined : own;
}

/** Undefined for what JSON cannot carry. */
function textOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

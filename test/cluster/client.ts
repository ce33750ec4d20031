import { once } from 'node:events';
import {
  type Agent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
} from 'node:http';
import { text } from 'node:stream/consumers';

const TRY_MS = 1000;

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One GET, on a connection of its own unless an agent is given. */
export async function get(url: string, path: string, agent?: Agent): Promise<Reply> {
  return replyTo(request(`${url}${path}`, { agent: agent ?? false }).end());
}

/** The same, once: 0 if there is no answer, soon. */
export async function statusOf(url: string, path: string): Promise<number> {
  const asked = request(`${url}${path}`, { agent: false, signal: AbortSignal.timeout(TRY_MS) }).end();
  return replyTo(asked).then(
    ({ status }) => status,
    () => 0,
  );
}

/** A GET whose way can be followed. */
export interface Followed {
  readonly reply: Promise<Reply>;
  /** Ends this side of the connection; resolves when the server has ended its own, so that it knows. */
  hangUp(): Promise<void>;
}

/** Resolves when the HTTP worker has the request: whatever is sent to it from then on comes behind. */
export async function submit(url: string, path: string): Promise<Followed> {
  // Node's server writes `100 Continue` in the same turn in which it hands the request on.
  const asked = request(`${url}${path}`, { agent: false, headers: { expect: '100-continue' } }).end();
  const reply = replyTo(asked);
  reply.catch(() => {});
  await once(asked, 'continue');
  return {
    reply,
    async hangUp() {
      const { socket } = asked;
      const closed = once(socket!, 'close');
      socket?.end();
      await closed;
    },
  };
}

async function replyTo(asked: ClientRequest): Promise<Reply> {
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const body: Record<string, unknown> = JSON.parse(await text(response));
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}

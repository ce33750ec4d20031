import { subscribe } from 'node:diagnostics_channel';
import type { Server, ServerResponse } from 'node:http';

interface Served {
  readonly server: Server;
  readonly response: ServerResponse;
}

/** From now on each connection of this process ends with the answer under way, or the next: a keep-alive would hold up its end. */
export function endConnections(): void {
  subscribe('http.server.request.start', (told) => {
    (told as Served).response.shouldKeepAlive = false;
  });
  subscribe('http.server.response.finish', (told) => {
    const { server } = told as Served;
    setImmediate(() => server.closeIdleConnections());
  });
}

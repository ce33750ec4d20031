import type { Worker } from 'node:cluster';
import type { Role } from '../settings.ts';
import { HandedConnections } from './handed-connections.ts';
import { ProcessLink } from './process-link.ts';
import type { LinkEvents } from './worker-link.ts';

/** A worker that the cluster module forked. Its process may be one that takes connections. */
export function forkedLink({ id, process: child }: Worker, role: Role, events: LinkEvents): ProcessLink {
  const handed = role === 'http' ? new HandedConnections(child) : undefined;
  return new ProcessLink(id, child, {
    ...events,
    ended(how, killed) {
      handed?.close();
      events.ended(how, killed);
    },
  });
}

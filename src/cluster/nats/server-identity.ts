import { isIP } from 'node:net';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';

/** What Node checks a certificate for where it was told no name. */
const UNNAMED = 'localhost';

/**
 * Checks that a certificate is for the server that was asked for. The NATS client names it to Node only where it has a name: for
 * an IP address Node would check for `localhost`. Returns what is wrong.
 */
export function identityOf(
  servers: readonly string[],
): (asked: string, certificate: PeerCertificate) => Error | undefined {
  const hosts = servers.map((server) => new URL(server).hostname.replace(/^\[|\]$/g, ''));
  const unnamed = hosts.filter((host) => isIP(host) !== 0 || host === UNNAMED);
  return (asked, certificate) => {
    const names = asked === UNNAMED && unnamed.length > 0 ? unnamed : [asked];
    const mistakes = names.map((name) => checkServerIdentity(name, certificate));
    return mistakes.includes(undefined) ? undefined : mistakes[0];
  };
}

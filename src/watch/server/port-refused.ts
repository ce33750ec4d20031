/** None of the ports that were asked for can be used. */
export class PortRefused extends Error {
  override readonly name = 'PortRefused';
  readonly port: number;

  constructor(port: number, why: string) {
    super(`port ${port} ${why}`);
    this.port = port;
  }
}

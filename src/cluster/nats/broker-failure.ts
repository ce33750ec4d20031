/** The broker cannot be reached, or does not let this process in. */
export class BrokerFailure extends Error {
  override readonly name = 'BrokerFailure';
}

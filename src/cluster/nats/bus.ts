/** What carries texts between a primary and agents. It may lose, delay and double them. */
export interface Bus {
  readonly isConnected: boolean;
  /** Lost while there is no connection. */
  publish(subject: string, text: string): void;
  /** `subject` may end with a `*`. */
  hear(subject: string, heard: (text: string, subject: string) => void): void;
  /** What was asked of it has reached the other side. */
  settled(): Promise<void>;
  onReconnect(reconnected: () => void): void;
  /** What was published has left by then, if it can. */
  close(): Promise<void>;
}

/** Subjects. A primary calls; agents that are free answer; each agent has a subject for each direction. */
export const CALL = 'csb.call';
export const ALL_UP = 'csb.up.*';

export function upFrom(agent: string): string {
  return `csb.up.${agent}`;
}

export function downTo(agent: string): string {
  return `csb.down.${agent}`;
}

/** The agent that speaks on a subject. */
export function agentOf(subject: string): string {
  return subject.slice(subject.lastIndexOf('.') + 1);
}

import type { Message } from '../wire/messages.ts';
import type { Member } from './member.ts';
import type { PrimaryScheduling } from './primary-scheduling.ts';

/** Tells the scheduling what a worker says. False for what a worker of that role may not say, or not in that name. */
export function hear(scheduling: PrimaryScheduling, { id, seat }: Member, message: Message): boolean {
  if (!('sender' in message.header) || message.header.sender !== id) return false;
  if (seat.role === 'http') {
    if (message.kind === 'request to primary') return scheduling.requested(message);
    if (message.kind !== 'cancellation') return false;
    scheduling.cancelled(message);
    return true;
  }
  if (message.kind === 'reply to primary') scheduling.replied(message);
  else if (message.kind === 'probe reply') scheduling.probed(message);
  else return false;
  return true;
}

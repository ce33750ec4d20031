import { noOutcomes, type OutcomeCounts } from '../outcomes.ts';

/** Where all jobs of a trial are. Open jobs are held, bound or sent; settled ones have been answered. */
export class Tally {
  arrived = 0;
  held = 0;
  bound = 0;
  sent = 0;
  settled = 0;
  readonly outcomes: OutcomeCounts = noOutcomes();
  /** Answered jobs that still occupy a worker. */
  overdue = 0;
  /** Attempts beyond the first. */
  retried = 0;
  /** Results that came after their request had been answered, and were dropped. */
  lateReplies = 0;
  /** Replies for an attempt that no worker was running any more, and were dropped. */
  staleReplies = 0;

  get open(): number {
    return this.held + this.bound + this.sent;
  }

  /** What does not add up; empty when all is well. */
  faults(): string[] {
    const faults: string[] = [];
    if (this.arrived !== this.open + this.settled) {
      faults.push(`arrived ${this.arrived} is not open ${this.open} + settled ${this.settled}`);
    }
    const answered = Object.values(this.outcomes).reduce((sum, count) => sum + count, 0);
    if (this.settled !== answered)
      faults.push(`settled ${this.settled} is not the outcomes' sum ${answered}`);
    for (const [name, count] of Object.entries({
      held: this.held,
      bound: this.bound,
      sent: this.sent,
      overdue: this.overdue,
    })) {
      if (count < 0) faults.push(`${name} is ${count}`);
    }
    return faults;
  }
}

import { defineQueue } from './define-queue';

/** One job for each listener of an event; the listener runs in the transaction that marks it done. */
export const eventsQueue = defineQueue<{ deliver: { eventId: string; listener: string } }>(
  'events',
  { attempts: 8, backoff: { type: 'exponential', delay: 500, jitter: 0.3 }, concurrency: 8 },
);

/** Terms that run out. The row in `timer` is the truth, the job only an alarm clock. */
export const timersQueue = defineQueue<{ fire: { timerId: string } }>('timers', {
  attempts: 5,
  backoff: { type: 'exponential', delay: 1_000, jitter: 0.3 },
  concurrency: 8,
});

/** A letter is tried for about eight hours, then stays recorded as failed for a person to look at. */
export const mailQueue = defineQueue<{ 'letter.send': { deliveryId: string } }>('mail', {
  attempts: 10,
  backoff: { type: 'exponential', delay: 60_000, jitter: 0.3 },
  concurrency: 4,
});

/** The automatic checks of one application: a flow of children and a parent that gathers them. */
export const reviewQueue = defineQueue<{
  'check.run': { applicationId: string; round: number; code: string };
  'intake.checked': { applicationId: string; round: number };
}>('review', {
  attempts: 6,
  backoff: { type: 'exponential', delay: 1_000, jitter: 0.3 },
  concurrency: 8,
});

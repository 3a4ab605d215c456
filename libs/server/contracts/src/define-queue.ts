/** How long a queue tries a job and what it keeps of it afterwards (BullMQ's job options, the part we use). */
export interface JobPolicy {
  /** Tries in all before the job counts as failed. */
  attempts: number;
  backoff: { type: 'exponential' | 'fixed'; /** milliseconds */ delay: number; jitter?: number };
  /** Jobs of this queue that one worker process handles at the same time. */
  concurrency: number;
}

/** A queue with the names of its jobs and what each carries. Payloads hold ids only, never personal data. */
export interface QueueDefinition<Jobs extends object> {
  readonly name: string;
  readonly policy: JobPolicy;
  /** Only for the type: ties job names to payloads at compile time. */
  readonly jobs?: Jobs;
}

/** The names of the jobs that a queue carries. */
export type JobName<Q> =
  Q extends QueueDefinition<infer Jobs> ? Extract<keyof Jobs, string> : never;

/** What the job of this name carries. */
export type JobPayload<Q, N> =
  Q extends QueueDefinition<infer Jobs> ? (N extends keyof Jobs ? Jobs[N] : never) : never;

/** Declares a queue. The worker refuses to start when a declared job has no handler, or two. */
export function defineQueue<Jobs extends object>(
  name: string,
  policy: JobPolicy,
): QueueDefinition<Jobs> {
  return { name, policy };
}

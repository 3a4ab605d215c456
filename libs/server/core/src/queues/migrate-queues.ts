/**
 * Creates or updates BullMQ's own tables (schema `bullmq`). Part of every migration, also where Redis
 * holds the queues, so that an operator may switch at any time. Workers never change the schema.
 */
export async function migrateQueues(connectionString: string): Promise<void> {
  const { createPostgresBackend, Queue } = await import('bullmq');
  const queue = new Queue(
    'migrate',
    { connection: { connectionString, max: 2, migrate: true } },
    createPostgresBackend,
  );
  try {
    await queue.waitUntilReady();
  } finally {
    await queue.close();
  }
}

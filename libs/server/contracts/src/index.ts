export * from './cluster-id';
export * from './define-queue';
export * from './events';
export * from './permissions';
export * from './queues';

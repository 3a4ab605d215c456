export * from './draft-keeper';
export * from './draft-port';

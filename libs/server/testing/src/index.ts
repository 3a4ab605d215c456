export * from './eventually';
export * from './test-database';
export * from './test-module';
export * from './zip-writer';

export * from './eventually';
export * from './s3-server';
export * from './test-database';
export * from './test-module';
export * from './zip-writer';

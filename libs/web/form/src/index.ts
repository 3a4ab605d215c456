// Only `export *`: a named re-export ties all parts together and every page would load them all.
export * from './answer-text';
export * from './draft-conflicts';
export * from './draft-keeper';
export * from './draft-port';
export * from './form-field';
export * from './form-reading';
export * from './form-section';
export * from './form-table';
export * from './local-copies';
export * from './problem-text';
export * from './save-state';

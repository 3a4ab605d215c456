export * from './formats';
export * from './icon';
export * from './mark';
export * from './plural-transpiler';
export * from './texts';
export * from './toasts';
export * from './empty';

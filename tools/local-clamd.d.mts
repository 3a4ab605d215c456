/** The text of the EICAR test file. */
export const EICAR: string;

/** The version of the installed clamd, or undefined. */
export function clamdVersion(): string | undefined;

/** A clamd that knows only the EICAR test file, as a child process. */
export function spawnClamd(): Promise<{ url: string; stop: () => Promise<void> }>;

export function findChromium(): string | undefined;
export function chromiumVersion(path: string): string | undefined;

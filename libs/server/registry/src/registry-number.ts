const WIDTH = 4;

/** `KZB-0001`. Longer registers get longer numbers: `KZB-10000`. */
export function registryNumberOf(prefix: string, sequence: number): string {
  return `${prefix}-${String(sequence).padStart(WIDTH, '0')}`;
}

import type { Text } from '@okno/web/ui';

/** A consent, as GET me/consents tells it. */
export interface ConsentDto {
  readonly purpose: string;
  readonly version: number | string;
  readonly title: Text;
  readonly text: Text;
  readonly requiredFor: readonly string[];
  readonly givenAt: string | null;
  readonly revokedAt: string | null;
}

/** Whether the consent holds now. */
export function isGiven({ givenAt, revokedAt }: ConsentDto): boolean {
  return givenAt !== null && revokedAt === null;
}

import type { Text } from '@okno/web/ui';

/** One notice, as GET notifications tells it. */
export interface NotificationDto {
  readonly id: string;
  readonly template: string;
  readonly title: Text;
  readonly params: Readonly<Record<string, unknown>>;
  readonly applicationId: string | null;
  readonly at: string;
  readonly readAt: string | null;
  /** What became of the letter; null where none goes with the notice. */
  readonly channels: { readonly mail: 'PENDING' | 'SENT' | 'FAILED' | 'KEPT' | null };
}

/** A page of GET notifications, newest first. */
export interface NotificationPageDto {
  readonly items: readonly NotificationDto[];
  readonly next: string | null;
  readonly total: number;
  readonly approximate: boolean;
}

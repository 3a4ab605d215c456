import type { IconName } from '@okno/web/ui';

const ICONS: Readonly<Record<string, IconName>> = {
  marketing: 'compass',
  exhibitions: 'presentation',
  consulting: 'message-square',
  training: 'graduation-cap',
  certification: 'badge-check',
  feasibility: 'file-search',
  partnership: 'handshake',
  information: 'info',
  finance: 'coins',
  tax: 'file-text',
  infrastructure: 'building-2',
  procurement: 'inbox',
  membership: 'users',
};

/** The drawing of a category of measures; a new category gets the neutral one. */
export const categoryIcon = (category: string): IconName => ICONS[category] ?? 'layers';

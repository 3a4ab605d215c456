import type { SlotDocument } from '@okno/shared/form-schema';
import type { SlotFile } from '@okno/web/ui';

import { isShown, type PreviewedFile } from '../../shell/preview/previews';
import type { DocumentDto } from '../applications/application-api';

/** Names of the file kinds we take, by media type. */
const KIND_OF: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
};

/** Files that stand in their slots; those they took the place of are history. */
export function presentDocuments(documents: readonly DocumentDto[]): readonly DocumentDto[] {
  return documents.filter((one) => !one.replaced);
}

/** Files as the form engine looks at them. */
export function slotDocuments(documents: readonly DocumentDto[]): readonly SlotDocument[] {
  return presentDocuments(documents).map(({ id, slot, name, mime, size, sha256, ...dates }) => ({
    id,
    slot,
    name,
    type: KIND_OF[mime] ?? mime,
    bytes: size,
    sha256,
    ...(dates.issuedOn === null ? {} : { issuedOn: dates.issuedOn }),
    ...(dates.validTo === null ? {} : { validTo: dates.validTo }),
  }));
}

/** Where the file of a document is. */
export const contentOf = (id: string): string => `/api/v1/documents/${id}/content`;

/** A document as it is looked at. */
export function previewOf({ id, name, mime, size, scan }: DocumentDto): PreviewedFile {
  return { name, mime, size, scan, address: contentOf(id) };
}

/** The files of one slot, for showing. */
export function slotFiles(documents: readonly DocumentDto[], slot: string): readonly SlotFile[] {
  return presentDocuments(documents)
    .filter((one) => one.slot === slot)
    .map(({ id, name, mime, size, scan, uploadedAt, version }) => ({
      id,
      name,
      size,
      scan,
      uploadedAt,
      replaced: version > 1,
      href: contentOf(id),
      shown: isShown({ mime, scan }),
    }));
}

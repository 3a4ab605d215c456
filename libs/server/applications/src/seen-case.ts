import type { DocumentData } from '@okno/server/documents';
import type { OrganisationCardData } from '@okno/server/organisations';
import type { Clock } from '@okno/shared/workflow';

import type { Relation } from './case-access';
import type { CaseRow } from './case-row';
import type { CaseWorld } from './case-world';
import type { FormSurroundings } from './form-surroundings';
import type { RemarkDto } from './thread.dto';

/** A case as somebody has just read or changed it: showing it asks only for what is not here. */
export interface SeenCase {
  row: CaseRow;
  relation: Relation;
  world: CaseWorld;
  documents?: readonly DocumentData[];
  card?: OrganisationCardData;
  remarks?: RemarkDto[];
  surroundings?: FormSurroundings;
  missingConsents?: string[];
  clock?: Clock;
}

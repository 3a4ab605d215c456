import type { MigrationInterface } from 'typeorm';

import { Core1795305600100 } from './1795305600100-core';
import { Accounts1795305600200 } from './1795305600200-accounts';
import { Calendar1795305600300 } from './1795305600300-calendar';
import { Organisations1795305600400 } from './1795305600400-organisations';
import { Catalogue1795305600500 } from './1795305600500-catalogue';
import { Documents1795305600600 } from './1795305600600-documents';
import { Registry1795305600700 } from './1795305600700-registry';
import { Budget1795305600800 } from './1795305600800-budget';
import { Applications1795305600900 } from './1795305600900-applications';
import { Review1795305601000 } from './1795305601000-review';
import { Notifications1795305601100 } from './1795305601100-notifications';
import { DocumentScan1795556400000 } from './1795556400000-document-scan';
import { Registers1795556972000 } from './1795556972000-registers';
import { ApplicationSearch1795558200000 } from './1795558200000-application-search';
import { RoundTurns1795565400000 } from './1795565400000-round-turns';
import { DraftFormChange1795565500000 } from './1795565500000-draft-form-change';
import { Compensation1795566600000 } from './1795566600000-compensation';
import { Eligibility1795567200000 } from './1795567200000-eligibility';
import { DraftReuse1795567800000 } from './1795567800000-draft-reuse';
import { Passport1795568400000 } from './1795568400000-passport';
import { DraftDeletion1795570200000 } from './1795570200000-draft-deletion';
import { Teamwork1795582800000 } from './1795582800000-teamwork';
import { PartialUploads1795585000000 } from './1795585000000-partial-uploads';
import { Council1795590000000 } from './1795590000000-council';
import { CouncilEnvelopes1795591000000 } from './1795591000000-council-envelopes';
import { CouncilTerms1795591200000 } from './1795591200000-council-terms';
import { LetterLinks1795600000000 } from './1795600000000-letter-links';
import { RowConfirmations1795600100000 } from './1795600100000-row-confirmations';
import { Announcements1795600200000 } from './1795600200000-announcements';
import { EgrulExtract1795603200000 } from './1795603200000-egrul-extract';

/** Every migration, in order. One list for the whole portal. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [
  Core1795305600100,
  Accounts1795305600200,
  Calendar1795305600300,
  Organisations1795305600400,
  Catalogue1795305600500,
  Documents1795305600600,
  Registry1795305600700,
  Budget1795305600800,
  Applications1795305600900,
  Review1795305601000,
  Notifications1795305601100,
  DocumentScan1795556400000,
  Registers1795556972000,
  ApplicationSearch1795558200000,
  RoundTurns1795565400000,
  DraftFormChange1795565500000,
  Compensation1795566600000,
  Eligibility1795567200000,
  DraftReuse1795567800000,
  Passport1795568400000,
  DraftDeletion1795570200000,
  Teamwork1795582800000,
  PartialUploads1795585000000,
  Council1795590000000,
  CouncilEnvelopes1795591000000,
  CouncilTerms1795591200000,
  LetterLinks1795600000000,
  RowConfirmations1795600100000,
  Announcements1795600200000,
  EgrulExtract1795603200000,
];

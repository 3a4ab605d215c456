import type { ApplicationDto, DraftIntakeDto } from './application.view';
import type { CaseRow, ReuseNote } from './case-row';
import type { DraftReuseDto } from './earlier.dto';
import { DraftFormChangeDto } from './form-change.dto';
import type { FormReading } from './form-reader';
import type { SecretAnswers } from './secret-answers';

/** What of the representation only a draft has. */
export function draftPart(
  row: CaseRow,
  reading: FormReading,
  secrets: SecretAnswers,
): Pick<ApplicationDto, 'intake' | 'formChange' | 'reuse' | 'deletesAt'> {
  if (row.state !== 'DRAFT') {
    return {};
  }
  return {
    ...(row.kind === 'MEMBERSHIP' ? {} : { intake: intakeView(reading) }),
    ...(row.deleteAt ? { deletesAt: row.deleteAt.toISOString() } : {}),
    ...(row.reuse ? { reuse: reuseView(row.reuse) } : {}),
    ...(row.formChange
      ? {
          formChange: DraftFormChangeDto.from({
            ...row.formChange,
            kept: secrets.openKept(row.id, row.formChange.kept),
          }),
        }
      : {}),
  };
}

function reuseView({ number, on, fields, confirmed }: ReuseNote): DraftReuseDto {
  return { number, on, fields, confirmed };
}

function intakeView({ round }: FormReading): DraftIntakeDto {
  return round === null || round.state === 'CLOSED'
    ? { state: 'NONE', opensAt: null, closesAt: null }
    : {
        state: round.state,
        opensAt: round.opensAt.toISOString(),
        closesAt: round.closesAt.toISOString(),
      };
}

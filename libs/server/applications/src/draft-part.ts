import type { ApplicationDto, DraftIntakeDto } from './application.view';
import type { CaseRow } from './case-row';
import type { FormReading } from './form-reader';

/** What of the representation only a draft has. */
export function draftPart(row: CaseRow, reading: FormReading): Pick<ApplicationDto, 'intake'> {
  return row.state === 'DRAFT' && row.kind !== 'MEMBERSHIP' ? { intake: intakeView(reading) } : {};
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

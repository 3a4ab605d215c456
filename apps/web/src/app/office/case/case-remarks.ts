import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { OkRemarkCard, injectFormats, injectTexts } from '@okno/web/ui';
import type { RemarkDto } from '@okno/web/api-client';
import { firstValueFrom } from 'rxjs';

import { OfficeProblems } from '../office-problems';
import { CaseDesk } from './case-desk';
import { CaseFile } from './case-file';
import { RemarkComposer } from './remark-composer';
import { injectValueText } from './value-text';

/** All remarks of the case: unsent, with the applicant, answered, accepted. */
@Component({
  selector: 'okno-case-remarks',
  imports: [OkRemarkCard, RemarkComposer],
  template: `
    <p class="sm muted rounds">
      {{ t('review.remark.rounds', { round: round(), left: left() }) }}
    </p>
    @for (remark of remarks(); track remark.id) {
      <div class="one" [id]="'r-' + remark.no" tabindex="-1">
        <ok-remark-card
          [number]="remark.no"
          [heading]="text.place(remark)"
          [text]="remark.text"
          [state]="remark.state"
          [by]="by(remark)"
          [answer]="remark.answer ?? ''"
          [disagree]="remark.disagree"
          [before]="was(remark)"
          [after]="now(remark)"
        >
          @if (isReopened(remark)) {
            <p class="sm">{{ t('review.remark.reopened') }}</p>
          }
          @if (editing() === remark.id) {
            <okno-remark-composer
              [path]="remark.target.path"
              [place]="text.place(remark)"
              [existing]="remark"
              (closed)="editing.set(undefined)"
            />
          } @else {
            <div class="row wrap acts">
              <button
                type="button"
                class="btn btn--s btn--t"
                (click)="desk.goToLine(remark.target.path)"
                [hidden]="remark.target.kind === 'DOCUMENT'"
              >
                {{ t('review.remark.show') }}
              </button>
              @if (file.mayRemark()) {
                @if (remark.state === 'DRAFT') {
                  <button type="button" class="btn btn--s" (click)="editing.set(remark.id)">
                    {{ t('review.remark.edit') }}
                  </button>
                  <button type="button" class="btn btn--s btn--d" (click)="remove(remark)">
                    {{ t('review.remark.remove') }}
                  </button>
                }
                @if (remark.state === 'ANSWERED' || isReopened(remark)) {
                  <button type="button" class="btn btn--s" (click)="put(remark, 'ACCEPTED')">
                    {{ t('review.remark.accept') }}
                  </button>
                }
                @if (remark.state === 'ANSWERED' || remark.state === 'ACCEPTED') {
                  <button type="button" class="btn btn--s" (click)="put(remark, 'OPEN')">
                    {{ t('review.remark.reopen') }}
                  </button>
                }
              }
            </div>
          }
        </ok-remark-card>
      </div>
    } @empty {
      <p class="sm muted">
        {{ t(file.mayRemark() ? 'review.remark.noneYet' : 'review.remark.none') }}
      </p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 10px;
    }
    .one:focus {
      outline: 2px solid var(--ok-primary);
      outline-offset: 2px;
    }
    .acts {
      margin-top: 8px;
      gap: 6px;
    }
    .rounds {
      margin-bottom: 2px;
    }
  `,
})
export class CaseRemarks {
  private readonly http = inject(HttpClient);
  private readonly problems = inject(OfficeProblems);
  protected readonly file = inject(CaseFile);
  protected readonly desk = inject(CaseDesk);
  protected readonly text = injectValueText();
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();

  protected readonly remarks = computed(() => this.file.application()?.remarks ?? []);
  protected readonly round = computed(() => this.file.application()?.round ?? 0);
  protected readonly left = computed(() => this.file.application()?.returnsLeft ?? 0);
  /** Id of the unsent remark that is being changed. */
  protected readonly editing = signal<string | undefined>(undefined);

  protected by({ author, createdAt }: RemarkDto): string {
    const zone = this.file.application()?.cluster.timeZone;
    return [author.name, this.f().dateTime(createdAt, zone)].filter(Boolean).join(' · ');
  }

  protected was(remark: RemarkDto): string | null {
    return remark.state === 'DRAFT' ? null : this.text.value(remark.target.path, remark.before);
  }

  protected now(remark: RemarkDto): string | null {
    return remark.answeredAt === null ? null : this.text.value(remark.target.path, remark.after);
  }

  /** Opened again after an answer: the next return sends it. */
  protected isReopened({ state, round }: RemarkDto): boolean {
    return state === 'OPEN' && round > this.round();
  }

  protected put({ id }: RemarkDto, state: 'ACCEPTED' | 'OPEN'): Promise<void> {
    return this.run(() => this.http.patch(`/api/v1/remarks/${id}`, { state }));
  }

  protected remove({ id }: RemarkDto): Promise<void> {
    return this.run(() => this.http.delete(`/api/v1/remarks/${id}`));
  }

  private async run(request: () => ReturnType<HttpClient['patch']>): Promise<void> {
    try {
      await this.file.command(async () => {
        await firstValueFrom(request());
        await this.file.again();
      });
    } catch (error) {
      this.problems.show(error);
      await this.file.again().catch(() => undefined);
    }
  }
}

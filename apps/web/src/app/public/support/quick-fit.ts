import { Component, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { injectTexts } from '@okno/web/ui';

import { readAnswers, type SupportAnswers } from './support-answers';
import { SupportQuestions } from './support-questions';

/** The three questions on the first page; the answers are looked at on a page of their own. */
@Component({
  selector: 'okno-quick-fit',
  imports: [SupportQuestions],
  template: `
    <form class="pgrid" [attr.aria-label]="t('public.fit.quick')" (submit)="go($event)">
      <okno-support-questions [answers]="answers()" (answered)="choose($event)">
        <div class="cell go">
          <button type="submit" class="btn btn--p">{{ t('public.fit.show') }}</button>
        </div>
      </okno-support-questions>
    </form>
  `,
  styles: `
    :host {
      display: block;
    }
    form {
      grid-template-columns: repeat(3, minmax(0, 1fr)) auto;
      margin-top: -36px;
      position: relative;
      box-shadow: var(--ok-level2);
    }
    .go {
      background: var(--ok-surface-container-lowest);
      display: grid;
      align-items: end;
      padding: 16px 20px 18px;
    }
    @media (max-width: 1000px) {
      form {
        grid-template-columns: minmax(0, 1fr);
        margin-top: -20px;
      }
      .go {
        padding-top: 0;
      }
    }
  `,
})
export class QuickFit {
  private readonly router = inject(Router);
  protected readonly t = injectTexts();

  protected readonly answers = signal<SupportAnswers>({ who: null, member: null, task: null });

  protected choose(answer: Readonly<Record<'who' | 'member' | 'task', string | null>>): void {
    const { who, member, task } = answer;
    this.answers.set(
      readAnswers({
        who: who ?? undefined,
        member: member ?? undefined,
        task: task ?? undefined,
      }),
    );
  }

  protected go(event: Event): void {
    event.preventDefault();
    const { who, member, task } = this.answers();
    void this.router.navigate(['/support'], { queryParams: { who, member, task } });
  }
}

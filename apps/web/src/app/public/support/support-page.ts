import { HttpClient } from '@angular/common/http';
import {
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { RankedMeasureDto, RankingDto } from '@okno/web/api-client';
import { OkEmpty, OkField, OkInput, OkSkeleton, injectTexts } from '@okno/web/ui';
import { checkInn } from '@okno/shared/identifiers';
import { firstValueFrom } from 'rxjs';

import { RankedMeasure } from './ranked-measure';
import { isAnswered, rankingRequest, readAnswers, type SupportAnswers } from './support-answers';
import { SupportQuestions } from './support-questions';
import { LoadFailed } from '../../shell/load-failed';

/** Three questions and perhaps an ИНН: what fits first, then the rest with what is missing. */
@Component({
  selector: 'okno-support-page',
  imports: [
    LoadFailed,
    OkEmpty,
    OkField,
    OkInput,
    OkSkeleton,
    RankedMeasure,
    RouterLink,
    SupportQuestions,
  ],
  templateUrl: './support-page.html',
  styleUrl: './support-page.css',
})
export class SupportPage {
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly results = viewChild<ElementRef<HTMLElement>>('results');
  protected readonly t = injectTexts();

  /** From the address: /support?who=SMALL&member=none&task=people */
  readonly who = input<string>();
  readonly member = input<string>();
  readonly task = input<string>();

  /** What the address answers; a choice is put there when it is asked for. */
  private readonly given = computed(() =>
    readAnswers({ who: this.who(), member: this.member(), task: this.task() }),
  );
  protected readonly answers = linkedSignal<SupportAnswers>(() => this.given());
  protected readonly inn = signal('');
  protected readonly innError = signal('');
  protected readonly busy = signal(false);
  protected readonly failure = signal<unknown>(undefined);
  protected readonly ranking = signal<RankingDto | undefined>(undefined);
  protected readonly fitting = computed(() => this.of((one) => one.fits));
  /** One day or change away. */
  protected readonly near = computed(() => this.of((one) => !one.fits && one.becomesTrue !== null));
  protected readonly unfit = computed(() =>
    this.of((one) => !one.fits && one.becomesTrue === null),
  );
  /** The newest question counts; a late answer to an earlier one does not. */
  private asked = 0;

  constructor() {
    effect(() => {
      const given = this.given();
      if (isAnswered(given)) {
        untracked(() => void this.ask(given, this.innAsked()));
      }
    });
  }

  protected choose(answers: Parameters<typeof this.read>[0]): void {
    this.answers.set(this.read(answers));
  }

  protected type(text: string): void {
    this.inn.set(text);
    this.innError.set('');
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.innAsked() === null) {
      this.innError.set(this.t('eligibility.check.wrong'));
      return;
    }
    const { who, member, task } = this.answers();
    await this.router.navigate(['/support'], { queryParams: { who, member, task } });
    await this.ask(this.answers(), this.innAsked());
    this.results()?.nativeElement.focus();
  }

  protected again(): void {
    void this.ask(this.answers(), this.innAsked());
  }

  private read(
    answers: Readonly<Record<'who' | 'member' | 'task', string | null>>,
  ): SupportAnswers {
    const { who, member, task } = answers;
    return readAnswers({
      who: who ?? undefined,
      member: member ?? undefined,
      task: task ?? undefined,
    });
  }

  /** The ИНН in canonical form, empty where none was typed; null for one that cannot be. */
  private innAsked(): string | null {
    const typed = this.inn().replace(/\s/g, '');
    const checked = checkInn(typed);
    return typed === '' ? '' : checked.ok ? checked.value : null;
  }

  private async ask(answers: SupportAnswers, inn: string | null): Promise<void> {
    const turn = (this.asked += 1);
    this.busy.set(true);
    this.failure.set(undefined);
    try {
      const body = rankingRequest(answers, inn ?? '');
      const ranking = await firstValueFrom(
        this.http.post<RankingDto>('/api/v1/eligibility/ranking', body),
      );
      if (turn === this.asked) {
        this.ranking.set(ranking);
      }
    } catch (error) {
      if (turn === this.asked) {
        this.ranking.set(undefined);
        this.failure.set(error);
      }
    } finally {
      if (turn === this.asked) {
        this.busy.set(false);
      }
    }
  }

  private of(belongs: (one: RankedMeasureDto) => boolean): RankedMeasureDto[] {
    return (this.ranking()?.items ?? []).filter(belongs);
  }
}

import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { fieldAt, type FormReading } from '@okno/web/form';
import { OkIcon, injectSay, injectTexts } from '@okno/web/ui';

import { Presence } from './presence';
import { Team, initialsOf } from './team';
import type { PersonPlace } from './whereabouts';

/** Which colleagues have this request open and where they are; and the way to what was said. */
@Component({
  selector: 'okno-colleagues-here',
  imports: [OkIcon, RouterLink],
  template: `
    @if (team.talks()) {
      <div class="row wrap here">
        <a
          class="sm row"
          [routerLink]="['/cabinet/applications', team.id(), 'edit', 'CHECK']"
          fragment="discussion"
        >
          <ok-icon name="message-square" />{{ t('team.here.discussion') }}
          @if (team.unread() > 0) {
            <span class="badge you">{{ t('team.talk.new', { count: team.unread() }) }}</span>
          }
        </a>
        @if (presence.here().length > 0) {
          <ul class="row wrap" [attr.aria-label]="t('team.here.list')">
            @for (one of presence.here(); track one.accountId) {
              <li class="row">
                <span class="ava s" aria-hidden="true">{{ initials(one.name) }}</span>
                <span class="sm"
                  ><b class="strong">{{ one.name }}</b>
                  @if (where(one); as place) {
                    <span class="muted"> · {{ place }}</span>
                  }
                </span>
              </li>
            }
          </ul>
        }
      </div>
      <p class="vh" role="status">{{ arrived() }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    :host(:empty) {
      display: none;
    }
    /* As high without anybody as with one: the page must not jump when somebody comes. */
    .here {
      gap: 4px 20px;
      min-height: 28px;
      margin-top: 4px;
    }
    ul {
      gap: 4px 16px;
    }
    li,
    a {
      gap: 7px;
      min-height: 24px;
    }
  `,
})
export class ColleaguesHere {
  protected readonly presence = inject(Presence);
  protected readonly team = inject(Team);
  protected readonly t = injectTexts();
  protected readonly initials = initialsOf;
  private readonly say = injectSay();

  readonly reading = input.required<FormReading>();

  /** Said aloud when somebody comes or goes, not at each step through the fields. */
  protected readonly arrived = computed(() => {
    const names = this.presence.here().map(({ name }) => name);
    return names.length > 0 ? this.t('team.here.with', { names: names.join(', ') }) : '';
  });

  protected where({ section, field }: PersonPlace): string {
    const { definition } = this.reading();
    const found = definition.sections.find(({ code }) => code === section);
    const known = ['DOCUMENTS', 'CONSENTS', 'CHECK'].includes(section);
    const title = found ? this.say(found.title) : known ? this.t(`apply.step.${section}`) : '';
    const label = field ? fieldAt(definition, field)?.label : undefined;
    return [title, label && this.say(label)].filter(Boolean).join(' · ');
  }
}

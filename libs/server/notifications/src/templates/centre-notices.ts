import { defineTemplate } from './template';

const CASE = {
  applicationId: 'text',
  number: 'text',
  measure: 'titles',
  organisation: 'text',
} as const;
const LINK = '/office/cases/{applicationId}';
const ABOUT = {
  ru: '{organisation}: «{measure}», заявка {number}.',
  en: '{organisation}: “{measure}”, application {number}.',
};
const OPEN = { ru: 'Открыть заявку', en: 'Open the application' };

/** What the people of the centre are told (`domain.md` §3–5). */
export const CENTRE_NOTICES = {
  'office.assigned': defineTemplate({
    params: { ...CASE, dueOn: 'date?' },
    link: LINK,
    words: {
      ru: {
        subject: 'Вам назначена заявка {number}',
        body: [ABOUT.ru, 'Рассмотрите её до {dueOn}.'],
        action: OPEN.ru,
      },
      en: {
        subject: 'Application {number} is assigned to you',
        body: [ABOUT.en, 'Its term ends on {dueOn}.'],
        action: OPEN.en,
      },
    },
  }),
  'office.answered': defineTemplate({
    params: { ...CASE, dueOn: 'date?' },
    link: LINK,
    words: {
      ru: {
        subject: 'Ответы на замечания по заявке {number}',
        body: [
          ABOUT.ru,
          'Заявитель ответил на все замечания. Что было и что стало, видно на странице заявки.',
          'Срок снова идёт: рассмотрите ответы до {dueOn}.',
        ],
        action: 'Проверить ответы',
      },
      en: {
        subject: 'Answers to the remarks on application {number}',
        body: [
          ABOUT.en,
          'The applicant answered every remark. The page of the application shows what was and what is.',
          'The term runs again: look at the answers by {dueOn}.',
        ],
        action: 'Check the answers',
      },
    },
  }),
  'office.toDecide': defineTemplate({
    params: { ...CASE, dueOn: 'date?' },
    link: LINK,
    words: {
      ru: {
        subject: 'Заявка {number} ждёт решения',
        body: [ABOUT.ru, 'Проверка закончена, заключение приложено.', 'Решение нужно до {dueOn}.'],
        action: 'Принять решение',
      },
      en: {
        subject: 'Application {number} waits for a decision',
        body: [
          ABOUT.en,
          'The check is finished, the conclusion is attached.',
          'A decision is due by {dueOn}.',
        ],
        action: 'Take the decision',
      },
    },
  }),
  'office.agreementAccepted': defineTemplate({
    params: { ...CASE, dueOn: 'date?' },
    link: LINK,
    words: {
      ru: {
        subject: 'Заявитель подписал соглашение по заявке {number}',
        body: [ABOUT.ru, 'Соглашение ждёт подписи центра.', 'Подпишите его до {dueOn}.'],
        action: 'Подписать соглашение',
      },
      en: {
        subject: 'The applicant signed the agreement of application {number}',
        body: [ABOUT.en, 'The agreement waits for the centre’s signature.', 'Sign it by {dueOn}.'],
        action: 'Sign the agreement',
      },
    },
  }),
  'office.withdrawn': defineTemplate({
    params: CASE,
    link: LINK,
    words: {
      ru: {
        subject: 'Заявку {number} отозвали',
        body: [
          ABOUT.ru,
          'Заявитель отозвал заявку, от вас больше ничего не нужно. История сохранена.',
        ],
        action: OPEN.ru,
      },
      en: {
        subject: 'Application {number} was withdrawn',
        body: [
          ABOUT.en,
          'The applicant took the application back; nothing more is needed from you. Its history is kept.',
        ],
        action: OPEN.en,
      },
    },
  }),
  'office.expired': defineTemplate({
    params: CASE,
    link: LINK,
    words: {
      ru: {
        subject: 'Заявка {number} закрыта: срок вышел',
        body: [ABOUT.ru, 'Заявитель не ответил в срок, заявка закрыта. История сохранена.'],
        action: OPEN.ru,
      },
      en: {
        subject: 'Application {number} is closed: its term is over',
        body: [
          ABOUT.en,
          'The applicant did not answer in time and the application is closed. Its history is kept.',
        ],
        action: OPEN.en,
      },
    },
  }),
  'office.deadlineNear': defineTemplate({
    params: { ...CASE, dueOn: 'date' },
    link: LINK,
    words: {
      ru: {
        subject: 'Срок по заявке {number} — {dueOn}',
        body: [ABOUT.ru, 'Ход за центром. Закончите свой шаг до {dueOn}.'],
        action: OPEN.ru,
      },
      en: {
        subject: 'Application {number} is due on {dueOn}',
        body: [ABOUT.en, 'It is the centre’s move. Finish your step by {dueOn}.'],
        action: OPEN.en,
      },
    },
  }),
  'office.deadlineReached': defineTemplate({
    params: { ...CASE, dueOn: 'date', assignee: 'text?' },
    link: LINK,
    words: {
      ru: {
        subject: 'Сегодня последний день по заявке {number}',
        body: [
          ABOUT.ru,
          'Срок центра заканчивается {dueOn}. Завтра заявка станет просроченной.',
          'Исполнитель: {assignee}.',
        ],
        action: OPEN.ru,
      },
      en: {
        subject: 'Last day for application {number}',
        body: [
          ABOUT.en,
          'The centre’s term ends on {dueOn}. Tomorrow the application is overdue.',
          'Performer: {assignee}.',
        ],
        action: OPEN.en,
      },
    },
  }),
  'office.message': defineTemplate({
    params: CASE,
    link: `${LINK}#messages`,
    words: {
      ru: {
        subject: 'Сообщение заявителя по заявке {number}',
        body: [ABOUT.ru, 'Заявитель написал вам. Прочитать и ответить можно в портале.'],
        action: 'Прочитать сообщение',
      },
      en: {
        subject: 'Message of the applicant about {number}',
        body: [ABOUT.en, 'The applicant wrote to you. You can read it and answer in the portal.'],
        action: 'Read the message',
      },
    },
  }),
  'office.organisationClaimed': defineTemplate({
    params: { organisationId: 'text', organisation: 'text', inn: 'text' },
    link: '/office/organisations?id={organisationId}',
    words: {
      ru: {
        subject: 'Подтвердите организацию «{organisation}»',
        body: [
          'Представитель добавил организацию «{organisation}», ИНН {inn}.',
          'Сверьте карточку с реестром и подтвердите её и администратора.',
          'Подавать заявки организация может и до этого.',
        ],
        action: 'Проверить карточку',
      },
      en: {
        subject: 'Confirm the organisation {organisation}',
        body: [
          'A representative added {organisation}, INN {inn}.',
          'Compare the card with the register and confirm it and its administrator.',
          'The organisation may file applications before that.',
        ],
        action: 'Check the card',
      },
    },
  }),
};

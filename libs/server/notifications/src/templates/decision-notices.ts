import { defineTemplate } from './template';

const CASE = { applicationId: 'text', number: 'text', measure: 'titles' } as const;
const LINK = '/cabinet/applications/{applicationId}';

/** The decision and what follows it: what the applicant is told (`domain.md` §4–5). */
export const DECISION_NOTICES = {
  'application.approved': defineTemplate({
    params: { ...CASE, centrePart: 'money?', ownPart: 'money?', publicText: 'text?' },
    link: LINK,
    words: {
      ru: {
        subject: 'Заявка {number} одобрена',
        body: [
          'Мы одобрили заявку «{measure}».',
          'Доля центра — {centrePart}, ваша доля — {ownPart}.',
          'Пояснение к решению: {publicText}',
          'Сейчас от вас ничего не нужно. Решение и дальнейшие шаги — на странице заявки.',
        ],
        action: 'Открыть решение',
      },
      en: {
        subject: 'Application {number} is approved',
        body: [
          'We approved application “{measure}”.',
          'The centre’s part is {centrePart}, yours is {ownPart}.',
          'Note to the decision: {publicText}',
          'Nothing is needed from you now. The decision and the next steps are on the page of the application.',
        ],
        action: 'Open the decision',
      },
    },
  }),
  'application.rejected': defineTemplate({
    params: {
      ...CASE,
      reasonCode: 'text',
      reason: 'titles?',
      advice: 'titles?',
      publicText: 'text?',
      appealUntil: 'date',
    },
    link: LINK,
    words: {
      ru: {
        subject: 'Решение по заявке {number}: отказ',
        body: [
          'По заявке «{measure}» принято решение об отказе.',
          'Причина: {reason}. Код {reasonCode}.',
          '{publicText}',
          'Что улучшить: {advice}',
          'Данные и файлы заявки сохранены. Новую заявку можно подать сразу.',
          'Если не согласны, направьте жалобу руководителю центра до {appealUntil}. Ответим за 30 календарных дней.',
        ],
        action: 'Открыть решение',
      },
      en: {
        subject: 'Decision on application {number}: refused',
        body: [
          'Application “{measure}” was refused.',
          'Reason: {reason}. Code {reasonCode}.',
          '{publicText}',
          'What to improve: {advice}',
          'The data and files of the application are kept. A new application can be filed at once.',
          'If you disagree, complain to the head of the centre by {appealUntil}. We answer within 30 calendar days.',
        ],
        action: 'Open the decision',
      },
    },
  }),
  'application.waitlisted': defineTemplate({
    params: CASE,
    link: LINK,
    words: {
      ru: {
        subject: 'Заявка {number} в листе ожидания',
        body: [
          'Заявка «{measure}» прошла проверку, но денег этого приёма на неё не хватает.',
          'Место в очереди сохранено. Если деньги освободятся до конца приёма, мы примем решение и напишем.',
          'Сейчас от вас ничего не нужно.',
        ],
        action: 'Открыть заявку',
      },
      en: {
        subject: 'Application {number} is on the waiting list',
        body: [
          'Application “{measure}” passed the check, but this round has not enough money left for it.',
          'Your place in the queue is kept. If money is freed before the round ends, we will decide and write to you.',
          'Nothing is needed from you now.',
        ],
        action: 'Open the application',
      },
    },
  }),
  'agreement.ready': defineTemplate({
    params: { ...CASE, dueOn: 'date?', days: 'workingDays?' },
    link: `${LINK}/agreement`,
    words: {
      ru: {
        subject: 'Подпишите соглашение по заявке {number}',
        body: [
          'Соглашение по заявке «{measure}» готово.',
          'Прочитайте и подпишите его до {dueOn}. Для подписи нужен код: мы пришлём его на эту почту.',
          'На это есть {days}. Без подписи заявка закроется.',
        ],
        action: 'Подписать соглашение',
      },
      en: {
        subject: 'Sign the agreement of application {number}',
        body: [
          'The agreement of application “{measure}” is ready.',
          'Read and sign it by {dueOn}. Signing needs a code: we will send it to this mailbox.',
          'You have {days}. Without a signature the application is closed.',
        ],
        action: 'Sign the agreement',
      },
    },
  }),
  'agreement.signedByCentre': defineTemplate({
    params: CASE,
    link: `${LINK}/agreement`,
    words: {
      ru: {
        subject: 'Центр подписал соглашение по заявке {number}',
        body: [
          'Мы подписали соглашение по заявке «{measure}».',
          'Если вы его ещё не подписали, подпишите: срок указан на странице заявки.',
        ],
        action: 'Открыть соглашение',
      },
      en: {
        subject: 'The centre signed the agreement of application {number}',
        body: [
          'We signed the agreement of application “{measure}”.',
          'If you have not signed it yet, please do: the date is on the page of the application.',
        ],
        action: 'Open the agreement',
      },
    },
  }),
  'registry.entered': defineTemplate({
    params: { number: 'text', organisation: 'text', registryNumber: 'text', cluster: 'titles' },
    link: '/registry/{registryNumber}',
    words: {
      ru: {
        subject: 'Вы в реестре: номер {registryNumber}',
        body: [
          'Организация «{organisation}» внесена в реестр участников: {cluster}. Номер в реестре — {registryNumber}.',
          'Соглашение подписано обеими сторонами и хранится на странице заявки {number}.',
          'Теперь вам доступны меры поддержки для участников кластера.',
        ],
        action: 'Открыть запись в реестре',
      },
      en: {
        subject: 'You are in the registry: number {registryNumber}',
        body: [
          '{organisation} is entered in the registry of participants: {cluster}. Its registry number is {registryNumber}.',
          'The agreement is signed by both sides and kept on the page of application {number}.',
          'The measures for participants of the cluster are open to you now.',
        ],
        action: 'Open the registry entry',
      },
    },
  }),
};

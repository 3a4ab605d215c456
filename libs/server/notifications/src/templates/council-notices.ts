import { defineTemplate } from './template';

/** What members and the secretary of a Council are told. */
export const COUNCIL_NOTICES = {
  'council.caseWaits': defineTemplate({
    params: {
      number: 'text',
      measure: 'titles',
      organisation: 'text',
      dueOn: 'date?',
    },
    link: '/council',
    words: {
      ru: {
        subject: 'Заявка {number} ждёт Совета',
        body: [
          '{organisation}: «{measure}», заявка {number}.',
          'Заключение центра готово. Включите заявку в повестку.',
          'Совету нужно высказаться до {dueOn}.',
        ],
        action: 'Открыть заседания',
      },
      en: {
        subject: 'Application {number} waits for the Council',
        body: [
          '{organisation}: “{measure}”, application {number}.',
          'The centre’s conclusion is ready. Put the application on an agenda.',
          'The Council is to speak by {dueOn}.',
        ],
        action: 'Open the sessions',
      },
    },
  }),
  'council.invitation': defineTemplate({
    params: { sessionId: 'text', date: 'date', time: 'text', place: 'text' },
    link: '/council/{sessionId}',
    words: {
      ru: {
        subject: 'Заседание Совета {date} в {time}',
        body: [
          'Приглашаем на заседание Совета: {date}, {time}. Место: {place}.',
          'Повестка и пакеты решений — в портале. Если вы связаны с заявителем, объявите отвод до голосования.',
        ],
        action: 'Открыть повестку',
      },
      en: {
        subject: 'Session of the Council on {date} at {time}',
        body: [
          'You are invited to a session of the Council: {date}, {time}. Place: {place}.',
          'Agenda and decision packs are in the portal. If you have to do with an applicant, recuse yourself before the vote.',
        ],
        action: 'Open the agenda',
      },
    },
  }),
  'council.code': defineTemplate({
    params: { sessionId: 'text' },
    link: '/council/{sessionId}',
    secret: 'MINUTES_CODE',
    words: {
      ru: {
        subject: 'Код для подписи протокола',
        body: [
          'Код для подписи протокола заседания Совета: {secret}',
          'Введите его на странице заседания. Код действует 15 минут и заменяет все прежние.',
          'Если вы не подписываете протокол, никому не называйте код и сообщите нам.',
        ],
        action: 'Открыть заседание',
      },
      en: {
        subject: 'Code to sign the minutes',
        body: [
          'The code to sign the minutes of the Council’s session: {secret}',
          'Enter it on the page of the session. The code works for 15 minutes and replaces all earlier ones.',
          'If you are not signing minutes, tell the code to nobody and let us know.',
        ],
        action: 'Open the session',
      },
    },
  }),
};

import { defineTemplate } from './template';

/** What every notice about a filed case knows. */
const CASE = { applicationId: 'text', number: 'text', measure: 'titles' } as const;
const LINK = '/cabinet/applications/{applicationId}';

/** Filing and correcting: what the applicant is told (`domain.md` §4–5). */
export const APPLICANT_NOTICES = {
  'application.registered': defineTemplate({
    params: { ...CASE, registeredOn: 'date', dueOn: 'date?' },
    link: LINK,
    words: {
      ru: {
        subject: 'Заявка {number} принята',
        body: [
          'Мы приняли заявку «{measure}» и зарегистрировали её {registeredOn} под номером {number}.',
          'Данные и файлы сохранены в том виде, в каком вы их подали. Квитанция — на странице заявки.',
          'Сейчас от вас ничего не нужно.',
          'Проверим документы до {dueOn}.',
        ],
        action: 'Открыть заявку',
      },
      en: {
        subject: 'Application {number} is accepted',
        body: [
          'We accepted your application “{measure}” and registered it on {registeredOn} under number {number}.',
          'Your data and files are kept exactly as you filed them. The receipt is on the page of the application.',
          'Nothing is needed from you now.',
          'We will check the documents by {dueOn}.',
        ],
        action: 'Open the application',
      },
    },
  }),
  'application.returned': defineTemplate({
    params: { ...CASE, places: 'places', remarks: 'list', dueOn: 'date?', days: 'workingDays?' },
    link: LINK,
    words: {
      ru: {
        subject: 'Исправьте {places} в заявке {number}',
        body: [
          'Мы проверили заявку «{measure}» и вернули её с замечаниями:',
          '{remarks}',
          'Остальное менять не нужно: всё, что вы подали, сохранено.',
          'Исправьте отмеченное или объясните, почему не согласны, и отправьте до {dueOn}.',
          'На это есть {days}. Потом заявка закроется.',
        ],
        action: 'Исправить {places}',
      },
      en: {
        subject: 'Correct {places} in application {number}',
        body: [
          'We checked your application “{measure}” and returned it with remarks:',
          '{remarks}',
          'Nothing else needs changing: everything you filed is kept.',
          'Correct what is marked, or say why you disagree, and send it by {dueOn}.',
          'You have {days}. After that the application is closed.',
        ],
        action: 'Correct {places}',
      },
    },
  }),
  'application.expired': defineTemplate({
    params: CASE,
    link: LINK,
    words: {
      ru: {
        subject: 'Заявка {number} закрыта: срок вышел',
        body: [
          'По заявке «{measure}» мы не получили ответа в срок, и она закрыта.',
          'Данные, файлы и переписка сохранены, их можно прочитать.',
          'Если мера вам ещё нужна, подайте новую заявку.',
        ],
        action: 'Открыть заявку',
      },
      en: {
        subject: 'Application {number} is closed: its term is over',
        body: [
          'We received no answer in time for application “{measure}”, and it is closed.',
          'Its data, files and messages are kept and can be read.',
          'If you still need the measure, file a new application.',
        ],
        action: 'Open the application',
      },
    },
  }),
  'draft.expired': defineTemplate({
    params: { applicationId: 'text', measure: 'titles' },
    link: LINK,
    words: {
      ru: {
        subject: 'Черновик закрыт: «{measure}»',
        body: [
          'Черновик заявки «{measure}» не подали 90 дней, и он закрыт.',
          'Если мера вам ещё нужна, начните новую заявку: сведения об организации подставим сами.',
        ],
        action: 'Открыть черновик',
      },
      en: {
        subject: 'Draft closed: “{measure}”',
        body: [
          'The draft of “{measure}” was not filed for 90 days and is closed.',
          'If you still need the measure, start a new application: we will fill in what we know of your organisation.',
        ],
        action: 'Open the draft',
      },
    },
  }),
  'application.deadlineNear': defineTemplate({
    params: { ...CASE, dueOn: 'date' },
    link: LINK,
    words: {
      ru: {
        subject: 'Заявка {number} ждёт вас до {dueOn}',
        body: [
          'Ход за вами: заявка «{measure}» ждёт вашего ответа до {dueOn}.',
          'Начатые исправления сохранены.',
          'Если не ответить до этого дня, заявка закроется.',
        ],
        action: 'Открыть заявку',
      },
      en: {
        subject: 'Application {number} waits for you until {dueOn}',
        body: [
          'It is your move: application “{measure}” waits for your answer until {dueOn}.',
          'The corrections you have begun are kept.',
          'Without an answer by that day the application is closed.',
        ],
        action: 'Open the application',
      },
    },
  }),
  'draft.deadlineNear': defineTemplate({
    params: { applicationId: 'text', measure: 'titles', dueOn: 'date' },
    link: LINK,
    words: {
      ru: {
        subject: 'Черновик «{measure}» хранится до {dueOn}',
        body: [
          'Вы начали заявку «{measure}» и ещё не подали её. Всё введённое сохранено.',
          'Подайте её до {dueOn}. Потом черновик закроется.',
        ],
        action: 'Продолжить заявку',
      },
      en: {
        subject: 'Draft “{measure}” is kept until {dueOn}',
        body: [
          'You started application “{measure}” and have not filed it yet. Everything you entered is kept.',
          'File it by {dueOn}. After that the draft is closed.',
        ],
        action: 'Continue the application',
      },
    },
  }),
  'message.fromCentre': defineTemplate({
    params: CASE,
    link: `${LINK}#messages`,
    words: {
      ru: {
        subject: 'Новое сообщение по заявке {number}',
        body: ['Центр написал вам по заявке «{measure}».', 'Прочитать и ответить можно в портале.'],
        action: 'Прочитать сообщение',
      },
      en: {
        subject: 'New message about application {number}',
        body: [
          'The centre wrote to you about application “{measure}”.',
          'You can read it and answer in the portal.',
        ],
        action: 'Read the message',
      },
    },
  }),
  'organisation.confirmed': defineTemplate({
    params: { organisationId: 'text', organisation: 'text' },
    link: '/cabinet/organisations/{organisationId}',
    words: {
      ru: {
        subject: 'Организация «{organisation}» подтверждена',
        body: [
          'Мы сверили карточку организации «{organisation}» и подтвердили её.',
          'Черновики и заявки остались на месте. Теперь можно приглашать коллег.',
        ],
        action: 'Открыть организацию',
      },
      en: {
        subject: 'Organisation {organisation} is confirmed',
        body: [
          'We checked the card of {organisation} and confirmed it.',
          'Drafts and applications are as they were. You can invite colleagues now.',
        ],
        action: 'Open the organisation',
      },
    },
  }),
};
